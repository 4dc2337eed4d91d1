"""Personal numbers inside other texts: taken out wherever they stand, whatever the column means."""

import re

import numpy as np

from core.model import CellKind, GridColumn
from core.privacy.kinds import is_cpr, is_norwegian_number, is_personnummer
from core.privacy.suspects import may_hold_number

MASK = "•"
_DIGIT = re.compile(r"\d")
# Six digits, a sign and four; or twelve, eleven or - after the word for it - ten in a row.
_GAP = r"[-–—−+\s\u00ad\u200b-\u200f\u2060\ufeff]"  # also what nobody sees
_NUMBER = re.compile(
    rf"(?<![\d.,])(?:(?:18|19|20)?\d{{6}}{_GAP}{{1,3}}\d{{4}}|(?:19|20)\d{{10}}|\d{{6}} ?\d{{5}})(?![\d]|[.,]\d)"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
# An e-mail address, or eight digits and more.
_REACHES = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}|\+?\d(?:[ .\-]?\d){7,14}")
_SAID = re.compile(r"(?:cpr|personn\w{0,8}|fødselsn\w{0,8}|pnr)\W{0,3}(?:nr|nummer)?\W{0,3}(\d{10,12})(?!\d)", re.I)


def mask(text: str) -> str:
    """``text`` with a dot for each digit of CPR numbers, personnummer and Norwegian numbers."""
    return _SAID.sub(_dotted, _NUMBER.sub(lambda m: _dotted(m) if _is_personal(m[0]) else m[0], text))


def mask_contacts(text: str) -> str:
    """``text``, meant to be read by others, without e-mail addresses, phone numbers and other long numbers."""
    return _REACHES.sub(MASK * 3, text)


def mask_column(column: GridColumn) -> tuple[GridColumn, int]:
    """The column without personal numbers, and how many cells held one."""
    rows = np.flatnonzero((column.kinds == CellKind.TEXT) & column.where(may_hold_number))
    places, different = column.take(rows).distinct
    masked = np.array([mask(text) for text in different], dtype=object)
    changed = (masked != different)[places] if len(rows) else np.zeros(0, dtype=bool)
    if not changed.any():
        return column, 0
    texts = column.texts.copy()
    texts[rows] = masked[places]
    return GridColumn(texts, column.kinds), int(changed.sum())


def _is_personal(text: str) -> bool:
    text = _INVISIBLE.sub("", text)
    return is_cpr(text, bare=True) or is_personnummer(text) or is_norwegian_number(text)


def _dotted(found: re.Match[str]) -> str:
    return _DIGIT.sub(MASK, found[0])
