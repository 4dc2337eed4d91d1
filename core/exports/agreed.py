"""The sheet of what a meeting agreed: who does what, and by when."""

from typing import Any

from core.exports.book import Book, titled
from core.exports.paint import Table
from core.model import TouchpointResult
from core.model.agreed import agreed_of
from core.story.agreed import group, next_headline, next_sure, next_worth, proposals, to_find

_COLUMNS, _LINE = 6, 126


def agreed_sheet(book: Book) -> None:
    """What is done next; no sheet where nothing was agreed. The words travel with the settings, too."""
    chosen = book.analysis.settings
    if not (chosen.agreed or chosen.also_agreed):
        return
    sheet = book.sheet("next")
    sheet.line(next_headline(book.story), kind="headline")
    columns = titled(
        book,
        ("export.head.name", "name", 30),
        ("agreed.who", "wrap", 22),
        ("agreed.by", "date", 14),
        ("export.head.step", "wrap", 20),
        ("export.head.worth-words", "wrap", 40),
        ("export.head.how-sure", "wrap", 44),
    )
    sheet.table(Table(columns, [_row(book, t) for t in proposals(book.story)]))
    if chosen.also_agreed:
        sheet.gap()
        sheet.line(book.say("agreed.also"), kind="part")
        sheet.paragraph(chosen.also_agreed, columns=_COLUMNS, width=_LINE)


def _row(book: Book, touchpoint: TouchpointResult) -> list[Any]:
    """Who does what by when, whether it is done now, then or found out first, and what is known."""
    story, made = book.story, agreed_of(book.analysis.settings.agreed, touchpoint.key)
    step = group(story, touchpoint)
    sure = to_find(story, touchpoint) if step == "find" else next_sure(story, touchpoint)
    worth = next_worth(story, touchpoint)
    return [
        touchpoint.name,
        made.who,
        made.by,
        book.say(f"agreed.group-{step}"),
        worth,
        sure.removesuffix(worth).strip(),
    ]
