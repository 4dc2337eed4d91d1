"""The sheet of what a meeting agreed: who does what, and by when."""

from core.exports.book import Book, titled
from core.exports.paint import Table
from core.model.agreed import agreed_of
from core.story.agreed import next_chance, next_headline, next_worth, proposals

_COLUMNS, _LINE = 5, 110


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
        ("export.head.worth-words", "wrap", 40),
        ("export.head.how-sure", "wrap", 36),
    )
    rows = [
        [t.name, made.who, made.by, next_worth(book.story, t), next_chance(book.story, t)]
        for t in proposals(book.story)
        for made in [agreed_of(chosen.agreed, t.key)]
    ]
    sheet.table(Table(columns, rows))
    if chosen.also_agreed:
        sheet.gap()
        sheet.line(book.say("agreed.also"), kind="part")
        sheet.paragraph(chosen.also_agreed, columns=_COLUMNS, width=_LINE)
