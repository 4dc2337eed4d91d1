"""The sheets of coverage and trend."""

from core.exports.book import Book, kpi_order
from core.exports.native import line_chart
from core.exports.paint import Column, Table, Typed, colours
from core.model import Kpi
from core.story.placing import missing

_LINE = 92  # characters over the five columns of the coverage table


def coverage_sheet(book: Book) -> None:
    """Phase by setting: how many touchpoints there are, how many are measured, and how many of those too little."""
    sheet = book.sheet("coverage")
    sizes = (("phase", "text", 22), ("setting", "text", 22))
    counts = (("touchpoints", "count", 16), ("measured", "count", 16), ("measured-little", "count", 16))
    columns = book.columns(*sizes, *counts)
    rows = (
        [book.say(f"phase.{c.phase}"), book.say(f"setting.{c.setting}"), c.touchpoints, c.measured, c.few]
        for c in book.analysis.coverage
    )
    area = sheet.main_table(Table(columns, rows))
    top = max((c.touchpoints for c in book.analysis.coverage), default=1)
    for column in (3, 4):
        sheet.bars(area, column, top=max(top, 1), colour=colours()["high"])
    lacking = missing(book.story)
    if lacking:
        sheet.gap()
        sheet.paragraph(lacking, columns=len(columns), width=_LINE)


def trend_sheet(book: Book) -> None:
    """The key figures by period with a chart of the first one; no sheet where the file has fewer than two periods."""
    periods = book.analysis.groups.get("period", {})
    if len(periods) < 2:
        return
    sheet = book.sheet("trend")
    kpis = _kpis(book)
    columns = [*book.columns(("period", "text", 14)), *(Column(book.story.kpi_label(k), "number", 15) for k in kpis)]
    rows = ([period, *(_typed(ledger.get(kpi)) for kpi in kpis)] for period, ledger in periods.items())
    area = sheet.main_table(Table(columns, rows))
    if kpis:
        chart = line_chart(area, title=columns[1].title, names=1, values=2)
        sheet.page.add_chart(chart, f"A{area.last + 3}")


def _kpis(book: Book) -> list[str]:
    ledgers = book.analysis.groups["period"].values()
    found = {kpi.id: kpi for ledger in ledgers for kpi in ledger.values() if kpi.value is not None}
    return [kpi.id for kpi in sorted(found.values(), key=kpi_order)]


def _typed(kpi: Kpi | None) -> Typed | None:
    return Typed(kpi.value, kpi.unit) if kpi else None
