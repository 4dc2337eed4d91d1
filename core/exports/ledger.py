"""The sheet of key figures: every number with the parts that it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.exports.book import Book, kpi_order, target_at
from core.exports.paint import Table, Typed
from core.model import Kpi
from core.tables import table

_TOUCHPOINTS = 500  # with more of them, writing the sheet would take longer than anybody waits
_SAID = ("phase", "stage", "setting")  # groups whose values have a word of ours


def kpi_sheet(book: Book) -> None:
    """The ledger: the whole file with its unknowns and their reasons, then groups and touchpoints where known."""
    sheet = book.sheet("kpis")
    if len(book.analysis.touchpoints) > _TOUCHPOINTS:
        sheet.line(book.say("export.about.kpis-first", n=_TOUCHPOINTS), kind="small")
        sheet.gap()
    columns = book.columns(
        ("group", "text", 16),
        ("which", "text", 26),
        ("kpi", "text", 28),
        ("value", "number", 12),
        ("target", "number", 11),
        ("low", "number", 11),
        ("high", "number", 11),
        ("numerator", "number", 14),
        ("denominator", "number", 14),
        ("base", "text", 16),
        ("n", "count", 11),
        ("rows", "count", 9),
        ("left-out", "count", 9),
        ("note", "text", 60),
    )
    sheet.main_table(Table(columns, _lines(book)))


def _lines(book: Book) -> Iterator[list[Any]]:
    whole = sorted(book.analysis.kpis.values(), key=kpi_order)
    for kpi in whole:
        yield _line(book, kpi, book.say("export.group.all"), "", book.target(kpi.id))
    for group, members in book.analysis.groups.items():
        for member, kpis in members.items():
            which = book.say(f"{group}.{member}") if group in _SAID else member
            for kpi in known(kpis):
                yield _line(book, kpi, book.say(f"export.group.{group}"), which, book.target(kpi.id))
    for touchpoint in book.analysis.touchpoints[:_TOUCHPOINTS]:
        for kpi in known(touchpoint.kpis):
            target = target_at(touchpoint, kpi.id)
            yield _line(book, kpi, book.say("export.group.touchpoint"), touchpoint.name, target)


def known(kpis: Mapping[str, Kpi]) -> Iterable[Kpi]:
    """The KPIs that have a value, in the order of the dashboard."""
    return sorted((k for k in kpis.values() if k.value is not None), key=kpi_order)


def _line(book: Book, kpi: Kpi, group: str, which: str, target: float | None) -> list[Any]:
    label = book.story.kpi_label(kpi.id)
    values = [Typed(value, kpi.unit) for value in (kpi.value, target, kpi.low, kpi.high)]
    base = book.story.field_label(kpi.base) if kpi.base else ""
    parts = (kpi.numerator, kpi.denominator, base, kpi.n, kpi.rows_used, kpi.rows_left_out)
    return [group, which, label, *values, *parts, note(book, kpi)]


def note(book: Book, kpi: Kpi) -> str:
    """Why a KPI is unknown, or that it was taken as the file gives it."""
    if kpi.reason is not None:
        return book.story.language.message(kpi.reason, currency=book.analysis.currency)
    return book.say("export.given") if kpi.given else ""


def metric_kind(field: str) -> str:
    """How the value of a field is written."""
    kind = str(table("fields").get(field, {}).get("kind"))
    return kind if kind in ("money", "duration", "share", "ratio") else "number"
