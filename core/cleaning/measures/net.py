"""How far VAT and returns are taken off an amount, as its header says: of several amounts the net one counts."""

import re
from functools import cache

from core.model.names import fold
from core.tables import table

FIELDS = frozenset({"revenue", "value", "cost"})  # of profit gross and net are other things than VAT and returns
_SIDES = ("with_vat", "without_vat")
_WORD = re.compile(r"[a-z]+")


def netness(header: str) -> int:
    """Below 0: net of VAT or of returns, the lower the more of them; above 0: with them; 0: the header does not say."""
    said = f" {' '.join(_WORD.findall(fold(header[:200])))} "
    begun, vat = table("cells")["amounts"], _phrases()
    sides = {side: any(f" {word}" in said for word in begun[side]) for side in ("net_beginnings", "gross_beginnings")}
    found = [sides["gross_beginnings"], any(p in said for p in vat["with_vat"])]
    taken = [sides["net_beginnings"], any(p in said for p in vat["without_vat"])]
    return sum(found) - sum(taken)


@cache
def _phrases() -> dict[str, frozenset[str]]:
    """How headers say that VAT is in an amount, or not: "inkl. moms", "ex. VAT"."""
    said = table("cells")["amounts"]
    return {side: frozenset(f" {how} {tax} " for how in said[side] for tax in said["taxes"]) for side in _SIDES}
