"""The first sheet: the verdict in sentences, the key figures, and what the file cannot tell."""

from collections.abc import Sequence
from typing import Any

from core.exports.book import Book
from core.exports.ledger import known, note
from core.exports.paint import Sheet, Table, Typed
from core.model import Issue, Kpi, TouchpointResult
from core.story.agreed import agreed_lines
from core.story.chances import chances
from core.story.gaps import gaps
from core.story.placing import classes

_COLUMNS, _LINE = 7, 124  # the paragraphs run over these columns, about as many characters to a line
_TOLD = 3
_GRAIN = {"day": "date", "week": "date"}  # how exactly the span of the data is said, else by the month


def summary_sheet(book: Book, *, left: Sequence[Issue] = ()) -> None:
    """What somebody reads who opens only one sheet; ``left``: what does not come back with the report."""
    sheet = _head(book)
    sheet.line(book.say("export.part.verdict"), kind="part")
    sheet.line(book.story.headline(), kind="headline")
    if needed := book.story.needed():
        sheet.line(needed)
    one = len(book.story.leaders) == 1 and not book.story.measure_first
    if told := "" if one else chances(book.story):
        sheet.paragraph(told, columns=_COLUMNS, width=_LINE)
    for touchpoint in book.story.leaders[:_TOLD]:
        _tell(book, sheet, touchpoint, sure=one)
    _agreed(book, sheet)
    sheet.gap()
    _kpis(book, sheet)
    _gaps(book, sheet)
    _warnings(book, sheet)
    sheet.gap()
    sheet.line(book.say("export.about.reopen"), kind="small")
    for issue in left:
        sheet.paragraph(book.say(f"issue.{issue.code}", **issue.values), columns=_COLUMNS, width=_LINE)


def _head(book: Book) -> Sheet:
    analysis = book.analysis
    files = tuple(f.name for f in analysis.files)
    about = book.say("export.about.summary", files=files, touchpoints=len(analysis.touchpoints), rows=analysis.rows)
    page = book.workbook.create_sheet(book.say("export.sheet.summary"))
    sheet = Sheet(page, book.paint, title="Kontaktpunkt", about=about)
    if analysis.first_date and analysis.as_of:
        days = (analysis.first_date, analysis.as_of)
        first, last = (book.story.language.write(_GRAIN.get(analysis.period_grain or "", "month"), day) for day in days)
        sheet.line(book.say("export.about.span", first=first, last=last), kind="small")
    if chosen := _chosen(book):
        sheet.line(book.say("export.about.chosen", chosen=chosen), kind="small")
    if book.analysis.touchpoints:
        sheet.line(classes(book.story), kind="small")
    sheet.gap()
    return sheet


def _chosen(book: Book) -> tuple[str, ...]:
    """The filters in words; empty where everything is shown."""
    settings = book.analysis.settings
    phases = (book.say(f"phase.{phase}") for phase in settings.phases)
    places = (book.say(f"setting.{place}") for place in settings.settings)
    return (*settings.periods, *settings.segments, *phases, *places)


def _tell(book: Book, sheet: Sheet, touchpoint: TouchpointResult, *, sure: bool) -> None:
    story = book.story
    reason = story.reason(touchpoint, closely=sure)
    lines = (reason if sure or not reason else f"{touchpoint.name}: {reason}", story.worth(touchpoint))
    for line in (*lines, story.certainty(touchpoint) if sure else ""):
        if line:
            sheet.paragraph(line, columns=_COLUMNS, width=_LINE)


def _agreed(book: Book, sheet: Sheet) -> None:
    lines = agreed_lines(book.story)
    if lines:
        sheet.gap()
        sheet.line(book.say("meeting.step-next"), kind="part")
    for line in lines:
        sheet.paragraph(line, columns=_COLUMNS, width=_LINE)


def _kpis(book: Book, sheet: Sheet) -> None:
    sheet.line(book.say("export.part.kpis"), kind="part")
    columns = book.columns(
        ("kpi", "text", 32),
        ("value", "number", 12),
        ("low", "number", 12),
        ("high", "number", 12),
        ("target", "number", 12),
        ("n", "count", 12),
        ("note", "wrap", 24),
    )
    sheet.table(Table(columns, (_row(book, kpi) for kpi in known(book.analysis.kpis))))
    sheet.gap()


def _row(book: Book, kpi: Kpi) -> list[Any]:
    values = (kpi.value, kpi.low, kpi.high, book.target(kpi.id))
    return [book.story.kpi_label(kpi.id), *(Typed(v, kpi.unit) for v in values), kpi.n, note(book, kpi)]


def _gaps(book: Book, sheet: Sheet) -> None:
    sheet.line(book.say("gaps.title"), kind="part")
    for line in gaps(book.story):
        sheet.paragraph(line, columns=_COLUMNS, width=_LINE)


def _warnings(book: Book, sheet: Sheet) -> None:
    if not book.analysis.warnings:
        return
    sheet.gap()
    sheet.line(book.say("export.part.warnings"), kind="part")
    for warning in book.analysis.warnings:
        told = book.story.language.message(warning.message, currency=book.analysis.currency)
        sheet.paragraph(told, columns=_COLUMNS, width=_LINE)
