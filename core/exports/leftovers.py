"""What was not understood, as CSV: each row, cell, column and sheet that no number was computed from, and why."""

from core.exports.lines import csv_bytes
from core.exports.safety import csv_text
from core.model import Dataset, Leftover
from core.texts import Language

_COLUMNS = ("file", "sheet", "row", "column", "text", "reason")


def leftovers_csv(dataset: Dataset, language: Language) -> bytes:
    """One line per piece left over, its place as in the user's file; UTF-8 with BOM, as ``csv_table`` writes it.

    Holds no personal data and no free text: of such columns only the header is named.
    """
    head = [language.say(f"leftover-column.{name}") for name in _COLUMNS]
    return csv_bytes([head, *([csv_text(t) for t in _texts(p, language)] for p in dataset.leftovers)], language)


def _texts(piece: Leftover, language: Language) -> tuple[str, ...]:
    row = "" if piece.row is None else str(piece.row)
    return piece.file, piece.sheet, row, piece.column or "", piece.text, language.message(piece.reason)
