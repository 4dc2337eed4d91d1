"""The sheet of touchpoints: where each belongs, what decided that, its key figures and its sums."""

from collections.abc import Sequence
from typing import Any

from core.exports.book import Book, Words, kpi_order
from core.exports.ledger import known, metric_kind
from core.exports.paint import Column, Table, Typed
from core.model import Analysis, TouchpointResult


def touchpoint_sheet(book: Book) -> None:
    """One row per touchpoint, also those that a filter hides."""
    book.sheet("touchpoints").main_table(touchpoint_table(book), keep=1)


def touchpoint_table(words: Words) -> Table:
    """Name and class, then the key figures and sums that any touchpoint has; unknown is None."""
    kpis, fields = _kpis(words.analysis), _fields(words)
    columns = [
        *words.columns(
            ("name", "name", 30),
            ("phase", "text", 16),
            ("stage", "text", 15),
            ("setting", "text", 19),
            ("confidence", "share", 11),
            ("source", "text", 14),
            ("matched", "text", 20),
            ("rows", "count", 8),
        ),
        *(Column(words.story.kpi_label(kpi), "number", 14) for kpi in kpis),
        *(Column(words.story.field_label(field), metric_kind(field), 14) for field in fields),
    ]
    return Table(columns, (_row(words, t, kpis=kpis, fields=fields) for t in words.analysis.touchpoints))


def _row(words: Words, touchpoint: TouchpointResult, *, kpis: Sequence[str], fields: Sequence[str]) -> list[Any]:
    found = (touchpoint.kpis.get(kpi) for kpi in kpis)
    return [
        touchpoint.name,
        *_placement(words, touchpoint),
        touchpoint.rows,
        *(Typed(kpi.value, kpi.unit) if kpi else None for kpi in found),
        *(touchpoint.metrics.get(field) for field in fields),
    ]


def _kpis(analysis: Analysis) -> list[str]:
    found = {kpi.id: kpi for t in analysis.touchpoints for kpi in known(t.kpis)}
    return [kpi.id for kpi in sorted(found.values(), key=kpi_order)]


def _fields(words: Words) -> list[str]:
    """The fields that any touchpoint has, but for those that a key figure of the same name already shows."""
    shown = {words.story.kpi_label(kpi) for kpi in _kpis(words.analysis)}
    found = dict.fromkeys(field for t in words.analysis.touchpoints for field in t.metrics)
    return [field for field in found if words.story.field_label(field) not in shown]


def _placement(words: Words, touchpoint: TouchpointResult) -> list[Any]:
    """Phase, stage, setting, confidence, who decided and by which word."""
    place = touchpoint.placement
    said = [words.say(f"{name}.{getattr(place, name)}") for name in ("phase", "stage", "setting")]
    return [*said, place.confidence, words.say(f"export.rule.{place.rule.source}"), place.rule.matched]
