"""The sheet of priorities: what to fix first, and everything that says so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openpyxl.chart import BarChart

from core.exports.book import Book, Words
from core.exports.native import bar_chart
from core.exports.paint import Area, Column, Table, colours
from core.model import Priority, TouchpointResult

_CHARTED = 10
_BESIDE_SUMMARY = "I4"
_NAME, _SCORE, _BARS = 2, 4, (5, 6, 7)  # 1-based columns of the table below


def priority_sheet(book: Book) -> None:
    """The ranked touchpoints first, then those that cannot be ranked, each with its reason; below, the chart."""
    sheet = book.sheet("priorities")
    area = sheet.main_table(priority_table(book), keep=2)
    for column in _BARS:
        sheet.bars(area, column, top=100, colour=colours()["high"])
    ranked = sum(1 for t in book.analysis.touchpoints if t.priority and t.priority.rank)
    if ranked:
        charted = replace(area, last=area.first + min(ranked, _CHARTED) - 1)
        sheet.page.add_chart(_chart(book, charted), f"B{area.last + 3}")
        book.workbook[book.say("export.sheet.summary")].add_chart(_chart(book, charted), _BESIDE_SUMMARY)


def _chart(book: Book, area: Area) -> BarChart:
    return bar_chart(area, title=book.say("export.part.chart"), names=_NAME, values=_SCORE)


def priority_table(words: Words) -> Table:
    """One row per touchpoint; impact, potential and ease from 0 to 100, as people say them."""
    names = {t.key: t.name for t in words.analysis.touchpoints}
    return Table(_columns(words), (_row(words, t, names=names) for t in words.analysis.touchpoints))


def _columns(words: Words) -> list[Column]:
    return words.columns(
        ("rank", "count", 8),
        ("name", "name", 30),
        ("range", "text", 10),
        ("score", "hundred", 9),
        ("impact", "count", 14),
        ("potential", "count", 15),
        ("ease", "count", 13),
        ("p-first", "share", 18),
        ("p-top3", "share", 18),
        ("holds", "share", 21),
        ("sure", "text", 14),
        ("tied", "wrap", 34),
        ("action", "text", 18),
        ("worth-low", "money", 14),
        ("worth", "money", 14),
        ("worth-high", "money", 14),
        ("span", "text", 13),
        ("why", "wrap", 80),
        ("needed", "count", 14),
    )


def _row(words: Words, touchpoint: TouchpointResult, *, names: Mapping[str, str]) -> list[Any]:
    priority = touchpoint.priority or Priority(rank=None, verdict=None)
    worth = priority.worth
    return [
        priority.rank,
        touchpoint.name,
        _range(priority),
        priority.score,
        *(None if part is None else 100 * part for part in (priority.impact, priority.potential, priority.ease)),
        *(priority.p_first, priority.p_top3, priority.holds),
        words.story.verdict_word(touchpoint),
        ", ".join(names.get(key, key) for key in priority.tied_with),
        _action(words, priority),
        *((worth.low, worth.value, worth.high) if worth else (None, None, None)),
        words.say(f"export.span.{worth.span}") if worth else "",
        words.story.reason(touchpoint),
        priority.needed,
    ]


def _range(priority: Priority) -> str:
    if priority.rank_low is None or priority.rank_high is None:
        return ""
    return f"{priority.rank_low}–{priority.rank_high}"


def _action(words: Words, priority: Priority) -> str:
    if priority.action is None:
        return ""
    word = words.say(f"action.{priority.action}")
    return words.say("export.on-the-line", action=word) if priority.on_the_line else word
