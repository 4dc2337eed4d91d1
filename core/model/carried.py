"""A report of our own, uploaded again: how settings travel inside a workbook.

The sheet ``Settings`` holds in column A: the product's name, the version, then the pieces of one JSON text with the
keys ``settings`` (as ``Settings.to_json``), ``data_sheet`` (the sheet that holds the rows, under plain field ids),
``currency``, ``period_grain`` and ``scales`` (of its scores: KPI id -> kind and full score).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.model.workbook import RawSheet, Workbook

MARK = "kontaktpunkt"
SHEET = "Settings"
_FULLEST = 100


@dataclass(frozen=True, slots=True)
class Carried:
    """``settings``: plain JSON values; ``data_sheet``: name of the one sheet to read; ``currency`` of its money;
    ``period_grain``: into what its dates are gathered; ``scales``: KPI id -> (kind, full score) of its scores."""

    settings: Mapping[str, Any]
    data_sheet: str
    currency: str | None
    period_grain: str | None
    scales: Mapping[str, tuple[str, float]] = field(default_factory=dict)


def carried(book: Workbook) -> Carried | None:
    """What a workbook of our own carries; None for any other, and where the JSON is damaged."""
    sheet = next((s for s in book.sheets if s.name == SHEET), None)
    if sheet is None or sheet.height < 3 or sheet.columns[0].texts[0] != MARK:
        return None
    found = _parsed(sheet)
    if found is None or not isinstance(found.get("settings"), dict):
        return None
    return Carried(
        settings=found["settings"],
        data_sheet=str(found.get("data_sheet", "Data")),
        currency=_code(found.get("currency") or found["settings"].get("currency")),
        period_grain=_text(found.get("period_grain")),
        scales=_scales(found.get("scales")),
    )


def _code(value: object) -> str | None:
    """A currency's code; anything else that somebody wrote there is not shown to anybody."""
    return value if isinstance(value, str) and re.fullmatch("[A-Z]{3}", value) else None


def _scales(value: object) -> dict[str, tuple[str, float]]:
    """Only what can be a scale: a word and a number above 0."""
    found = value.items() if isinstance(value, dict) else ()
    pairs = {str(kpi): scale for kpi, scale in found if isinstance(scale, list) and len(scale) == 2}
    return {k: (kind, float(top)) for k, (kind, top) in pairs.items() if _is_scale(kind, top)}


def _is_scale(kind: object, top: object) -> bool:
    return isinstance(kind, str) and isinstance(top, int | float) and 0 < top <= _FULLEST


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _parsed(sheet: RawSheet) -> dict[str, Any] | None:
    try:
        found = json.loads("".join(sheet.columns[0].texts[2:]))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
