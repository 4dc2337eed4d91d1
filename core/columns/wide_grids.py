"""Questions of a survey that are asked about several things, a column for each: "How satisfied ... [Website]", or
"How satisfied are you with our website?" beside "How satisfied are you with our shop?"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.columns.questions import about, labelled, within
from core.columns.wide_finding import Part, Seen, Wide
from core.columns.wide_words import names_touchpoint
from core.model import RawSheet
from core.model.mapping import ColumnMap, Table
from core.model.names import normalise

_SCORES = frozenset({"nps_score", "csat_score", "ces_score", "rating"})
_Asked = tuple[ColumnMap, str, str]  # column, question, label


def find_grid(sheet: RawSheet, table: Table, seen: Seen) -> Wide | None:
    """The touchpoints that one question of a survey was asked about, where no column names them but for the question
    how customers found the business; None where it was asked once."""
    if seen.names is not None and not _is_question(seen.names):
        return None
    scores = [c for c in seen.columns if c.field in _SCORES]
    asked = [(c, *said) for c in scores if (said := about(c))]
    asked += _by_sentence(c for c in scores if not about(c))
    asked += _below(sheet, table, seen)
    questions = {question for _, question, _ in asked}
    several = {q for q in questions if len({normalise(label) for _, of, label in asked if of == q}) > 1}
    parts: dict[tuple[str, str], Part] = {}
    for column, question, label in asked:
        if question in several:
            parts.setdefault((normalise(label), column.field), Part(column, label, column.field))
    return Wide("channels", tuple(parts.values()), "touchpoint", certain=True, asked=True) if parts else None


def _is_question(column: ColumnMap) -> bool:
    return column.field == "channel" and column.header.rstrip().endswith("?")


def _by_sentence(columns: Iterable[ColumnMap]) -> list[_Asked]:
    """Whole sentences of one beginning: what they end in are touchpoints where several and at least half of those are
    known, and elsewhere those that are."""
    found = [(c, *said) for c in columns if (said := within(c))]
    known = [(c, q, label) for c, q, label in found if names_touchpoint(label)]
    mostly = {q for q in {q for _, q, _ in known} if 1 < _count(known, q) >= _count(found, q) / 2}
    return [(c, q, label) for c, q, label in found if q in mostly or (c, q, label) in known]


def _count(asked: Iterable[_Asked], question: str) -> int:
    return sum(of == question for _, of, _ in asked)


def _below(sheet: RawSheet, table: Table, seen: Seen) -> Iterator[_Asked]:
    """The labels that stand below one question, each over its scores."""
    for column, question, label in labelled(sheet, table, seen.columns):
        scored = question.field in _SCORES and seen.looks[column.index].whole_to_ten
        if scored and (column == question or column.index in table.unnamed):
            yield replace(column, field=question.field, how="part"), question.header, label
