"""The table of touchpoints as CSV: UTF-8 with BOM; ``;`` and decimal comma in Danish and Swedish, ``,`` and point in
English, so that a double click in the reader's own Excel opens it in columns."""

from collections.abc import Iterator
from typing import Any

from core.exports.book import Words
from core.exports.lines import csv_bytes
from core.exports.paint import Typed
from core.exports.priorities import priority_table
from core.exports.safety import csv_text
from core.exports.touchpoints import touchpoint_table
from core.model import Analysis, Dataset
from core.story import Story
from core.texts import Language


def csv_table(analysis: Analysis, _: Dataset, language: Language) -> bytes:
    """One line per touchpoint: its priority, its class, its key figures and sums; shares 0-1, durations in hours."""
    return csv_bytes(_rows(Words(Story(analysis, language))), language)


def _rows(words: Words) -> Iterator[list[str]]:
    ranked, placed = priority_table(words), touchpoint_table(words)  # both hold the name, the second in front
    yield [csv_text(column.title) for column in (*ranked.columns, *placed.columns[1:])]
    for left, right in zip(ranked.rows, placed.rows, strict=True):
        yield [_cell(value, words.story.language) for value in (*left, *right[1:])]


def _cell(value: Any, language: Language) -> str:
    value = value.value if isinstance(value, Typed) else value
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return csv_text(value)
    number = f"{value:.6f}".rstrip("0").rstrip(".")
    return number if language.code == "en" else number.replace(".", ",")
