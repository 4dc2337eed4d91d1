"""User text on its way out: it can never become a formula, break a file or name a foreign path."""

import re

from core.model import Analysis
from core.model.names import clean_text, fold

CELL_LIMIT = 32_767  # characters; Excel refuses more
_LIVE = re.compile(r"[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")  # the last four: full-width = + - @
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[ .,]\d{3})+)(?:[.,]\d+)? ?%?")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{3,5}$")
_STEM_LIMIT = 40


def plain(text: str) -> str:
    """``text`` without control, zero-width or direction characters, and no longer than a cell."""
    return clean_text(_NOT_XML.sub(" ", text))[:CELL_LIMIT]


def looks_live(text: str) -> bool:
    """Whether a spreadsheet might take ``text`` for a formula or a command, were it typed in."""
    return bool(_LIVE.match(text)) and not _NUMBER.fullmatch(text)


def xlsx_text(text: str) -> str:
    """``text`` for an xlsx string cell, where ``_x0041_`` would be read as an escaped A."""
    return _ESCAPE.sub("_x005F_", plain(text))[:CELL_LIMIT]


def csv_text(text: str) -> str:
    """``text`` for a CSV cell: with ``'`` in front where a spreadsheet would run it; numbers stay numbers."""
    shown = plain(text)
    return f"'{shown}" if looks_live(shown) else shown


def file_name(analysis: Analysis, suffix: str) -> str:
    """``kontaktpunkt-<first file>-<as of>.<suffix>``, of ``a-z``, ``0-9``, ``-`` and the dot only."""
    first = analysis.files[0].name if analysis.files else ""
    stem = _slug(_SUFFIX.sub("", first))[:_STEM_LIMIT].strip("-")
    day = analysis.as_of.isoformat() if analysis.as_of else ""
    stem = stem.removeprefix("kontaktpunkt-")  # a report opened again keeps its name
    parts = ["kontaktpunkt", stem.removesuffix(f"-{day}") if day else stem, day]
    return f"{'-'.join(p for p in parts if p)}.{_slug(suffix)}"


def _slug(text: str) -> str:
    return _NOT_IN_NAME.sub("-", fold(text)).strip("-")
