"""Personal numbers inside other texts: taken out wherever they stand, whatever the column means."""

import re

import numpy as np

from core.model import CellKind, GridColumn
from core.privacy.kinds import is_cpr, is_norwegian_number, is_personnummer

_SHORTEST = 10  # characters of a personal number
MASK = "•"
_DIGIT = re.compile(r"\d")
# Six digits, a sign and four; or twelve, eleven or - after the word for it - ten in a row.
_GAP = r"[-–—−+\s\u00ad\u200b-\u200f\u2060\ufeff]"  # also what nobody sees
_NUMBER = re.compile(
    rf"(?<![\d.,])(?:(?:18|19|20)?\d{{6}}{_GAP}{{1,3}}\d{{4}}|(?:19|20)\d{{10}}|\d{{6}} ?\d{{5}})(?![\d]|[.,]\d)"
)
_LIKE = re.compile(rf"\d{{6}}{_GAP}{{0,3}}\d{{4}}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORDS = ("cpr", "personn", "pnr", "fødselsn")
_SAID = re.compile(r"(?:cpr|personn\w{0,8}|fødselsn\w{0,8}|pnr)\W{0,3}(?:nr|nummer)?\W{0,3}(\d{10,12})(?!\d)", re.I)


def mask(text: str) -> str:
    """``text`` with a dot for each digit of CPR numbers, personnummer and Norwegian numbers."""
    return _SAID.sub(_dotted, _NUMBER.sub(lambda m: _dotted(m) if _is_personal(m[0]) else m[0], text))


def mask_column(column: GridColumn) -> tuple[GridColumn, int]:
    """The column without personal numbers, and how many cells held one."""
    rows = np.flatnonzero(column.kinds == CellKind.TEXT)
    if not _may_hold(column.texts[rows]):
        return column, 0
    masked = np.array([mask(text) for text in column.texts[rows]], dtype=object)
    changed = masked != column.texts[rows]
    if not changed.any():
        return column, 0
    texts = column.texts.copy()
    texts[rows] = masked
    return GridColumn(texts, column.kinds), int(changed.sum())


def _may_hold(texts: np.ndarray) -> bool:
    """One search through all cells at once: nearly every column ends here."""
    cells = texts.tolist()
    if max(map(len, cells), default=0) < _SHORTEST:
        return False
    together = "\n".join(cells)
    if together.isascii() and not _has_long_number(together):
        return False
    return bool(_LIKE.search(together) or any(word in together.casefold() for word in _WORDS))


def _has_long_number(text: str) -> bool:
    """Whether six digits and then four stand together in ASCII ``text``, with at most three signs between them, as in
    every personal number."""
    digits = np.frombuffer(text.encode(), dtype=np.uint8) - ord("0") < 10  # unsigned: what is below "0" lies far above
    fours = _run(_run(digits, 1), 2)
    sixes = _run(fours, 2)
    if not sixes.any():
        return False
    for gap in range(6, 10):
        places = max(0, len(fours) - gap)
        if (sixes[:places] & fours[gap:]).any():
            return True
    return False


def _run(of: np.ndarray, step: int) -> np.ndarray:
    """Where a run begins that is ``step`` longer than those of ``of``."""
    return np.asarray(of[:-step] & of[step:])


def _is_personal(text: str) -> bool:
    text = _INVISIBLE.sub("", text)
    return is_cpr(text, bare=True) or is_personnummer(text) or is_norwegian_number(text)


def _dotted(found: re.Match[str]) -> str:
    return _DIGIT.sub(MASK, found[0])
