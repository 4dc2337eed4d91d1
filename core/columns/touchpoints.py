"""Which column names the touchpoints."""

from collections import Counter
from collections.abc import Mapping, Sequence

from core.columns.headers import IGNORE, has_id_word, is_metric, kind_of, names_people_or_places
from core.columns.lexicon import header_words
from core.columns.looks import Look
from core.columns.wide_words import names_touchpoint
from core.model.mapping import ColumnMap
from core.model.names import normalise
from core.tables import table

_LEVEL: Mapping[str, int] = {"touchpoint": 0, "channel": 1, "event": 2, "campaign": 2}
_HOW = ("setting", "exact", "folded", "part", "none", "personal")
_MANY = 30  # rows from which names that hardly repeat are no channels
_NAME_LENGTH = 60  # mean characters; longer texts describe rather than name


def choose(
    columns: Sequence[ColumnMap], looks: Mapping[int, Look], *, wish: str | None
) -> tuple[ColumnMap | None, tuple[str, ...]]:
    """The column that names the touchpoints, and the headers that could have been it (best first).

    The user's ``wish`` wins; then touchpoint before channel before event or campaign, varied before constant,
    surely understood before guessed, fuller before emptier, left before right.
    """
    ranked = sorted((c for c in columns if _possible(c, looks[c.index])), key=lambda c: _rank(c, looks[c.index]))
    if not ranked:
        ranked = _nameless(columns, looks) or [c for c in columns if c.field == "touchpoint"]
    wished = [c for c in columns if wish and normalise(c.header) == normalise(wish)]
    candidates = tuple(c.header for c in ranked)
    if wished:
        return wished[0], tuple(dict.fromkeys((wished[0].header, *candidates)))
    return (ranked[0], candidates) if ranked else (None, _offers(columns, looks))


def _possible(column: ColumnMap, look: Look) -> bool:
    if column.field not in _LEVEL:
        return False
    sure = column.field == "touchpoint" and column.how in ("setting", "exact", "folded") and not look.is_number
    return sure or column.how == "setting" or (look.is_text and not has_id_word(column.header))


def _rank(column: ColumnMap, look: Look) -> tuple[bool, bool, int, bool, int, int, int]:
    level = _LEVEL[column.field]
    constant = level > 0 and look.distinct <= 1 < look.filled
    unique = level > 0 and look.filled >= _MANY and look.distinct > 0.9 * look.filled
    return not look.filled, constant, level, unique, _HOW.index(column.how), -look.filled, column.index


def _nameless(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> list[ColumnMap]:
    """Beside different counts or sums of money, the leftmost texts that nobody explained most likely name the rows, or
    else the places of the business.

    Not where one metric fills many columns: then the columns are the touchpoints, a layout that is not read.
    """
    metrics = Counter(c.field for c in columns if is_metric(c.field))
    if len(metrics) < 2 or max(metrics.values()) > 2 or not any(kind_of(f) in ("count", "money") for f in metrics):
        return []
    unknown = [c for c in columns if c.how == "none" and _may_name(c.header) and _names(looks[c.index])]
    return unknown or [c for c in columns if c.field == "segment" and _is_place(c, looks[c.index])]


def _is_place(column: ColumnMap, look: Look) -> bool:
    """Whether a column of groups says where customers were met: in which shop, or in the shop and on the web."""
    words = list(look.words)
    known = bool(words) and sum(map(names_touchpoint, words)) * 2 >= len(words)
    said = " ".join(header_words(column.header)) in table("grains")["place_headers"]
    return column.how not in ("setting", "personal") and _names(look) and (known or said)


def _may_name(header: str) -> bool:
    return not has_id_word(header) and not names_people_or_places(header)


def _names(look: Look) -> bool:
    varied = look.distinct > 1 or look.filled == 1
    mostly = look.filled * 2 >= look.rows
    return look.is_text and varied and mostly and look.mail == 0 and look.length <= _NAME_LENGTH


def _offers(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> tuple[str, ...]:
    """Columns that the user might choose where none was found: names, groups, and ids that come back."""
    return tuple(
        c.header
        for c in columns
        if c.field in (IGNORE, "segment")
        and (_names(looks[c.index]) or (has_id_word(c.header) and 1 < looks[c.index].distinct < looks[c.index].filled))
    )
