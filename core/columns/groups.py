"""Columns that repeat under groups ("2024", "2025"): each group is read as rows of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.columns.headers import is_metric, label_of, match_grouped
from core.columns.lexicon import header_words
from core.model.mapping import Table
from core.model.names import fold
from core.tables import table as read

_PERIOD = re.compile(r"(?:19|20)\d{2}|\d{1,2}[-/.]\d{4}")


@dataclass(frozen=True, slots=True)
class Group:
    """The grid ``columns`` that are read together; ``given``: field -> what the text above them says of every row."""

    columns: frozenset[int]
    given: Mapping[str, str] = field(default_factory=dict)


def groups_of(table: Table) -> tuple[Group, ...]:
    """One group of all columns, unless the same metric stands under several group headers.

    Totals beside their parts are left out, so that nothing counts twice.
    """
    meant = {i: match_grouped(text, table.groups.get(i))[0] for i, text in table.headers.items()}
    labels = {i: label_of(table.headers[i], group) for i, group in table.groups.items() if is_metric(meant[i])}
    several = {i for i in labels if len({labels[j] for j in labels if meant[j] == meant[i]}) > 1}
    parts = [part for part in dict.fromkeys(labels[i] for i in sorted(several)) if not _is_total(part)]
    if not parts:
        return (Group(frozenset(table.headers)),)
    common = frozenset(table.headers) - several
    return tuple(Group(common | {i for i in several if labels[i] == part}, _said(part)) for part in parts)


def _is_total(text: str) -> bool:
    return fold(text) in read("totals")["exact"]


def _said(text: str) -> dict[str, str]:
    """Which field the text above a group gives."""
    word, words = fold(text), read("headers")
    months = {w for names in read("cells")["months"].values() for w in names}
    if _PERIOD.search(text) or not months.isdisjoint(header_words(text)):
        return {"date": text}
    if word in words["setting_words"]:
        return {"setting": text}
    if any(word in group for group in words["phase_words"].values()):
        return {"phase": text}
    return {"segment": text}
