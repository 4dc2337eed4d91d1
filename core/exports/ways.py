"""The sheet of journeys: sales as every model credits them, side by side, usual ways, drop-out and time to a sale."""

from collections.abc import Iterable
from typing import Any

from core.exports.book import Book, titled
from core.exports.paint import Column, Sheet, Table, Typed
from core.model import CREDIT_MODELS, Credits, Journeys
from core.model.journeys import OTHERS
from core.story.journeys import (
    Shared,
    credit_finding,
    credit_limits,
    drop_out_finding,
    drop_outs,
    journeys_headline,
    journeys_summary,
    paths_finding,
    shared_out,
    step_name,
    tempo_finding,
    usual_ways,
)
from core.story.log_and_table import log_grounds, log_verdict

_WAYS = 50
_COLUMNS, _LINE = 6, 120  # the paragraphs run over these columns, about as many characters to a line


def journey_sheet(book: Book) -> None:
    """What the log tells; no sheet where there is none."""
    found = book.analysis.journeys
    if found is None:
        return
    sheet = book.sheet("journeys")
    sheet.line(journeys_headline(book.story, found), kind="headline")
    verdict = log_verdict(book.story, found) if found.sales else ""
    _told(sheet, [verdict, journeys_summary(book.story, found), *credit_limits(book.story, found)])
    if found.sales:
        _credits(book, sheet, found.credits)
        _ways(book, sheet, found)
    if found.journeys:
        _drop_out(book, sheet, found)
    if found.sales:
        _tempo(book, sheet, found)


def _told(sheet: Sheet, lines: Iterable[str]) -> None:
    for line in lines:
        if line:
            sheet.paragraph(line, columns=_COLUMNS, width=_LINE)


def _part(book: Book, sheet: Sheet, name: str, finding: str) -> None:
    sheet.gap()
    sheet.line(book.say(f"journeys.section-{name}"), kind="part")
    _told(sheet, [finding])


def _credits(book: Book, sheet: Sheet, credits: Credits) -> None:
    """Sales, and their value where it is known; then the models that say nothing, and why."""
    shared = shared_out(book.story, credits)
    _part(book, sheet, "credit", credit_finding(book.story, shared))
    spoken = [model for model in CREDIT_MODELS if credits.sales.get(model)]
    _told(sheet, [book.say("journeys.range-note", n=len(spoken))] if spoken else [])
    models = [Column(book.say(f"credit-model.{model}"), "number", 15) for model in spoken]
    for money in (False, True) if credits.value else (False,):
        named = book.say(f"journeys.axis-{'value' if money else 'sales'}")
        columns = [Column(named, "name", 44), *book.columns(("low", "number", 12), ("high", "number", 12)), *models]
        shared = shared_out(book.story, credits, money=money)
        sheet.table(Table(columns, _credit_rows(book, credits, shared, spoken)), widths=not money)
        sheet.gap()
    silent = ((book.say(f"credit-model.{model}"), book.story.sentence(why)) for model, why in credits.silent.items())
    _told(sheet, [f"{name}: {book.say('journeys.silent', why=why)}" for name, why in silent])


def _credit_rows(book: Book, credits: Credits, shared: Shared, spoken: list[Any]) -> Iterable[list[Any]]:
    kind = "money" if shared.money else "number"
    for found in shared.ranges:
        values = (found.low, found.high, *(found.models.get(model) for model in spoken))
        yield [step_name(book.story, found.key), *(Typed(_round(value), kind) for value in values)]
    table = credits.value if shared.money else credits.sales
    rest = [table.get(model, {}).get(OTHERS) for model in spoken]
    if any(value is not None for value in rest):
        yield [book.say("export.journeys.others"), None, None, *(Typed(_round(value), kind) for value in rest)]


def _round(value: float | None) -> float | None:
    """Credits are no more exact than this; models that draw differ in the last digits from machine to machine."""
    return None if value is None else round(value, 2)


def _ways(book: Book, sheet: Sheet, found: Journeys) -> None:
    _part(book, sheet, "paths", paths_finding(book.story, found))
    columns = titled(
        book,
        ("export.journeys.way", "name", 44),
        ("export.journeys.sales", "count", 12),
        ("export.journeys.journeys", "count", 12),
        ("export.journeys.share", "share", 15),
        ("journeys.measure-value", "money", 15),
    )
    rows = (
        [
            " → ".join(step_name(book.story, key) for key in way.keys),
            way.sales,
            way.journeys,
            way.sales / found.sales,
            way.value,
        ]
        for way in usual_ways(found, most=_WAYS)
    )
    sheet.table(Table(columns, rows), widths=False)


def _drop_out(book: Book, sheet: Sheet, found: Journeys) -> None:
    _part(book, sheet, "drop-out", drop_out_finding(book.story, found))
    _told(sheet, [log_grounds(book.story, found)] if found.sales else [])
    columns = titled(
        book,
        ("export.head.name", "name", 44),
        ("journeys.tip-ended", "count", 12),
        ("export.journeys.met", "count", 12),
        ("export.journeys.rate", "share", 15),
        ("export.head.low", "share", 15),
        ("export.head.high", "share", 15),
        ("journeys.tip-phase", "share", 15),
        ("export.compared.word", "text", 15),
    )
    sheet.table(
        Table(
            columns,
            (
                [
                    step_name(book.story, d.key),
                    *(d.ended, d.met, d.rate, d.low, d.high, d.phase_rate),
                    book.say(f"journeys.word-{d.word}") if d.word else "",
                ]
                for d in drop_outs(book.story, found)
            ),
        ),
        widths=False,
    )


def _tempo(book: Book, sheet: Sheet, found: Journeys) -> None:
    _part(book, sheet, "tempo", tempo_finding(book.story, found))
    names = (("export.journeys.tempo", "name"), ("export.journeys.median", "number"), ("export.journeys.p90", "number"))
    columns = titled(book, *((key, kind, 15) for key, kind in (*names, ("export.journeys.sales", "count"))))
    spreads = (("journeys.touches", found.touches_before_sale), ("export.journeys.days", found.days_to_sale))
    rows = ([book.say(key), s.median, s.p90, s.n] for key, s in spreads if s is not None)
    sheet.table(Table(columns, rows), widths=False)
