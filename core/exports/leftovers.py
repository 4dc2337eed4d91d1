"""What was not understood, as CSV: each row, cell, column and sheet that no number was computed from, and why."""

import csv
import io

from core.exports.csv_file import DELIMITER
from core.exports.safety import csv_text
from core.model import Dataset, Leftover
from core.texts import Language

_COLUMNS = ("file", "sheet", "row", "column", "text", "reason")


def leftovers_csv(dataset: Dataset, language: Language) -> bytes:
    """One line per piece left over, its place as in the user's file; UTF-8 with BOM, as ``csv_table`` writes it.

    Holds no personal data and no free text: of such columns only the header is named.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=DELIMITER[language.code], quoting=csv.QUOTE_ALL)
    writer.writerow(language.say(f"leftover-column.{name}") for name in _COLUMNS)
    for piece in dataset.leftovers:
        writer.writerow(csv_text(text) for text in _texts(piece, language))
    return out.getvalue().encode("utf-8-sig")


def _texts(piece: Leftover, language: Language) -> tuple[str, ...]:
    row = "" if piece.row is None else str(piece.row)
    return piece.file, piece.sheet, row, piece.column or "", piece.text, language.message(piece.reason)
