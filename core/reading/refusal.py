"""Why a file cannot be taken, as the reading process says it: a code and the values of its sentence.

``core.errors.Refused`` is made of it on the other side; here the model must not be imported.
"""

from typing import Any

# What the bytes are instead of a spreadsheet, each with a cure of its own in the sentence.
NOT_A_SPREADSHEET = frozenset(
    {"pdf", "picture", "archive", "numbers", "lotus", "old-excel", "word", "slides", "database", "web-page"}
    | {"web-archive", "xml-table", "program", "media", "binary"}
)
BROKEN = frozenset({"empty-file", "password", "damaged", "incomplete", "unsafe-zip", "zip-bomb", "doctype", "crashed"})
TOO_MUCH = frozenset(
    {"file-too-big", "unpacked-too-big", "too-many-sheets", "too-many-columns", "too-many-rows", "too-many-cells"}
    | {"far-cell", "too-slow", "too-much-memory", "busy"}
)
CODES = NOT_A_SPREADSHEET | BROKEN | TOO_MUCH


class Stop(Exception):
    """Reading ends here. ``code`` is one of ``CODES``; ``values`` are plain JSON values for its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def too_many(code: str, found: int, limit: int, **values: Any) -> Stop:
    """A limit is hit: the number ``found`` and the ``limit``."""
    return Stop(code, found=found, limit=limit, **values)
