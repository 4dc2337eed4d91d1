"""The sheet of what is supposed: every assumption beside today's value, and every place beside today's."""

from typing import Any

from core.exports.book import Book, titled
from core.exports.paint import Column, Sheet, Table, Typed
from core.model import Priority, WhatIf
from core.story.whatif import figure_label, set_aside, supposed_story
from core.tables import table

_COLUMNS, _LINE = 6, 110


def supposed_sheet(book: Book) -> None:
    """What if; no sheet where nothing is supposed. All other sheets tell of today."""
    found = book.analysis.what_if
    if found is None:
        return
    sheet = book.sheet("suppose")
    then = supposed_story(book.story)
    if then is not None:
        sheet.line(then.headline(), kind="headline")
    if aside := set_aside(book.story):
        sheet.paragraph(aside, columns=_COLUMNS, width=_LINE)
    if found.supposed:
        _assumptions(book, sheet, found)
        _places(book, sheet, found)


def _assumptions(book: Book, sheet: Sheet, found: WhatIf) -> None:
    names = {t.key: t.name for t in book.analysis.touchpoints}
    columns = titled(
        book,
        ("export.head.name", "name", 30),
        ("export.suppose.figure", "text", 26),
        ("whatif.today", "number", 14),
        ("export.suppose.value", "number", 14),
    )
    rows = [
        [names[s.touchpoint], figure_label(book.story, s.figure), *(_typed(s.figure, v) for v in (s.today, s.value))]
        for s in found.supposed
    ]
    sheet.gap()
    sheet.line(book.say("export.suppose.assumptions"), kind="part")
    sheet.table(Table(columns, rows))


def _typed(figure: str, value: float | None) -> Typed:
    unit = {"cost": "money", "effort": "score"}.get(figure)
    return Typed(value, unit or table("kpis")[figure]["unit"])


def _places(book: Book, sheet: Sheet, found: WhatIf) -> None:
    """Everybody in the order that would follow, today and then."""
    columns = [Column(book.say("export.head.name"), "name", 30)]
    for when in ("today", "then"):
        columns += _side(book, book.say(f"whatif.{when}"))
    nobody = Priority(None, None)
    pairs = [(t.name, t.priority or nobody, found.priorities.get(t.key, nobody)) for t in book.analysis.touchpoints]
    pairs.sort(key=lambda pair: (pair[2].rank is None, pair[2].rank or 0, pair[0]))
    sheet.gap()
    sheet.line(book.say("export.suppose.places"), kind="part")
    sheet.table(Table(columns, [[name, *_figures(now), *_figures(then)] for name, now, then in pairs]), widths=False)


def _side(book: Book, when: str) -> list[Column]:
    kinds = (("rank", "count"), ("score", "hundred"), ("p-first", "share"), ("worth-low", "money"), ("worth", "money"))
    return [
        Column(book.say("export.suppose.side", head=book.say(f"export.head.{name}"), when=when), kind, 16.0)
        for name, kind in (*kinds, ("worth-high", "money"))
    ]


def _figures(priority: Priority) -> list[Any]:
    worth = priority.worth
    ends = (worth.low, worth.value, worth.high) if worth else (None, None, None)
    return [priority.rank, priority.score, priority.p_first, *ends]
