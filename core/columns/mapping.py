"""From a raw sheet to the meaning of its columns."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from core.columns.amounts import sided
from core.columns.clues import (
    asks,
    counts_comments,
    field_of_cells,
    is_count_of_answers,
    is_moment,
    is_priority,
    is_sales,
    is_spend,
    numbers_orders,
    sent,
)
from core.columns.exports import recognise
from core.columns.grains import grain_of
from core.columns.groups import Group, groups_of
from core.columns.headers import IGNORE, is_field, is_metric, kind_of, match_grouped
from core.columns.lexicon import header_words
from core.columns.looks import Look, field_by_content, look_at, names_seasons, whole_number
from core.columns.questions import rated
from core.columns.roles import Roles, as_log, as_table, roles_of
from core.columns.tables import locate
from core.columns.touchpoints import choose
from core.errors import BadSettings
from core.model import RawSheet, Settings
from core.model.mapping import ColumnMap, SheetMap, Source, Table
from core.model.names import clean_text, normalise
from core.model.personal import PersonalColumn
from core.tables import table as read

_ENOUGH = 0.3  # of the distinct cells that must be what the header says
_PEOPLE = frozenset({"leads", "customers", "customers_new", "visits"})  # of whom there are no fewer than sales
_EARNED = frozenset({"cost", "revenue", "profit", "customers_new"})
_CAME = frozenset({"visits", "clicks", "impressions", "event", "customer_id"})
_SERVED = frozenset({"response_time", "resolution_time", "resolved"})


def map_sheet(sheet: RawSheet, *, settings: Settings, personal: Iterable[PersonalColumn] = ()) -> SheetMap:
    """Where the table of ``sheet`` stands, what each column means, which one names the touchpoints, and the grain.

    ``settings.mapping[sheet name][header]`` overrides what a header means, ``settings.touchpoint_column`` which one
    names the touchpoints, ``settings.grains`` what a row is, ``settings.header_rows`` and ``settings.sheets`` what is
    read at all; ``personal``: columns that are left out as personal data, but for the one that tells the customers of a
    log apart (its field is then ``customer_id``). Two columns may claim one field: cleaning decides by their cells, and
    says so. Raises ``BadSettings`` for an unknown field.
    """
    return map_table(sheet, locate(sheet, settings=settings), settings=settings, withheld=tuple(personal))


def map_table(
    sheet: RawSheet, table: Table | None, *, settings: Settings, withheld: Sequence[PersonalColumn]
) -> SheetMap:
    """The map of ``table`` as it stands, a row per touchpoint; ``withheld``: columns of personal data."""
    if table is None:
        skipped = settings.sheets.get(sheet.name) == "skip"
        return SheetMap(sheet.name, "other", None, 0, 0, (), skipped=skipped)
    parts = [(part, group) for part in (table, *table.more) for group in groups_of(part)]
    first, *more = [_mapped(sheet, part, group, withheld, settings) for part, group in parts]
    others = tuple((other.top + sheet.first_row, tuple(other.headers.values())) for other in table.others)
    return replace(first, more=tuple(more), others=others)


def _mapped(
    sheet: RawSheet, table: Table, group: Group, withheld: Sequence[PersonalColumn], settings: Settings
) -> SheetMap:
    """The map of one table, or of those columns of it that stand in one group."""
    hidden = frozenset(column.index for column in withheld)
    columns = meant(sheet, table, group.columns, settings=settings, withheld=hidden)
    looks = {c.index: look_at(sheet.columns[c.index], first=table.first, last=table.last) for c in columns}
    seen = _seen(columns, looks, cells=partial(_whole, sheet, table))
    touchpoint, candidates = choose(seen, looks, wish=settings.touchpoint_column)
    seen = _named(seen, touchpoint, wish=settings.touchpoint_column)
    roles = roles_of(seen, looks, sheet, rows=slice(table.first, table.last), people=withheld)
    if _is_of_cases(looks[touchpoint.index] if touchpoint else None, roles):
        columns, seen = _unranked(columns), _unranked(seen)
    grain = grain_of(seen, looks, touchpoint, roles=roles, wish=settings.grains.get(sheet.name))
    is_log = grain == "interactions"
    seen = as_log(seen, roles) if is_log else as_table(seen, looks)
    return SheetMap(
        sheet=sheet.name,
        grain=grain,
        header=table.header,
        first=table.first,
        last=table.last,
        columns=seen,
        touchpoint=touchpoint.index if touchpoint else None,
        candidates=candidates,
        given=group.given,
        unlike=_unlike(columns, seen, roles if is_log else Roles()),
        export=recognise(table.headers.values()),
        customer=roles.customer if is_log else None,
        clock=roles.clock if is_log else None,
        order=roles.order if is_log else None,
        pieces=roles.pieces if is_log else None,
    )


def _seen(
    columns: Sequence[ColumnMap], looks: Mapping[int, Look], *, cells: Callable[[ColumnMap], np.ndarray]
) -> tuple[ColumnMap, ...]:
    """The columns as their own cells and those beside them let them mean."""
    seen = sided(tuple(judged(column, looks[column.index]) for column in columns), looks)
    return _undelivered(_asked(tuple(_counted(column, seen, looks, cells=cells) for column in seen)))


def meant(
    sheet: RawSheet, table: Table, indices: Iterable[int], *, settings: Settings, withheld: frozenset[int]
) -> tuple[ColumnMap, ...]:
    """What the headers of these columns of ``table`` mean, or what the user says that they mean."""
    chosen = {normalise(header): field for header, field in settings.mapping.get(sheet.name, {}).items()}
    return tuple(_column(table, i, chosen, withheld) for i in sorted(indices))


def _named(columns: tuple[ColumnMap, ...], touchpoint: ColumnMap | None, *, wish: str | None) -> tuple[ColumnMap, ...]:
    """The columns, the one that names the touchpoints marked as such where no header says so."""
    if touchpoint is None or touchpoint.field not in (IGNORE, "segment"):
        return columns
    wished = wish is not None and normalise(wish) == normalise(touchpoint.header)
    named = replace(touchpoint, field="touchpoint", how="setting" if wished else "part")
    return tuple(named if c.index == named.index else c for c in columns)


def _column(table: Table, index: int, wishes: Mapping[str, str], withheld: Collection[int]) -> ColumnMap:
    header = table.headers[index]
    wish = wishes.get(normalise(header))
    if index in withheld:
        return ColumnMap(index, header, IGNORE, "personal")
    if wish is not None:
        if not is_field(wish):
            raise BadSettings("unknown-field", field=clean_text(wish)[:40], column=header)
        return ColumnMap(index, header, wish, "setting")
    if index in table.meant:
        return _booked(table, index)
    if index in table.unnamed:
        return ColumnMap(index, header, IGNORE, "none")
    field, how = match_grouped(header, table.groups.get(index))
    return ColumnMap(index, header, field, how)


def _booked(table: Table, index: int) -> ColumnMap:
    """A column by its part in a ledger."""
    field, made = table.meant[index], table.made.get(index)
    sources = tuple(Source(header, "part", table.first, table.last) for header in made) if made else None
    return ColumnMap(index, table.headers[index], field, "exact" if field == IGNORE else "part", sources=sources)


def judged(column: ColumnMap, look: Look) -> ColumnMap:
    """The meaning of a column once its cells were seen: online/offline in a channel column is the setting, a date
    column without dates is none, but seasons without years are groups, a count of words is none either, and yes and no
    are no events."""
    if column.how in ("setting", "personal") or not look.filled:
        return column
    if meant_by_cells := sent(column, look):
        return replace(column, field=meant_by_cells, how="part")
    if score := rated(column, look):
        return replace(column, field=score, how="part")
    if is_count_of_answers(column, look):
        return replace(column, field="responses", how="part")
    if is_spend(column, look):
        return replace(column, field="cost", how="part")
    if counts_comments(column, look):
        return replace(column, field="engagements", how="part")
    if column.field == "date" and names_seasons(look):
        return replace(column, field="segment", how="part")
    if _is_other(column, look):
        return replace(column, field=IGNORE, how="none")
    if column.field not in (IGNORE, "channel", "segment") or (column.field == IGNORE and column.how != "none"):
        return column
    found = field_by_content(look) or (None if column.field == "segment" else field_of_cells(column, look))
    return replace(column, field=found, how="part") if found and kind_of(found) in ("text", "score") else column


def _counted(
    column: ColumnMap,
    columns: Sequence[ColumnMap],
    looks: Mapping[int, Look],
    *,
    cells: Callable[[ColumnMap], np.ndarray],
) -> ColumnMap:
    """The column; as a count of sales where it is called no more than "Sales", holds whole numbers, and another column
    says what they brought, or is of visits, leads or customers and never less."""
    if column.field != "revenue" or not is_sales(column, looks[column.index]):
        return column
    rivals = [c for c in columns if c != column]
    if any(
        c.field in ("conversions", "orders") or (c.field == "revenue" and is_sales(c, looks[c.index])) for c in rivals
    ):
        return column
    sales = cells(column)
    people = [cells(c) for c in rivals if c.field in _PEOPLE and looks[c.index].figured > _ENOUGH]
    fewer = any(np.count_nonzero(sales <= n) > 1 and not (sales > n).any() for n in people)
    earned = any(c.field == "revenue" for c in rivals)
    return replace(column, field="conversions", how="part") if earned or fewer else column


def _is_of_cases(names: Look | None, roles: Roles) -> bool:
    """Whether a priority would be that of cases or deals rather than of touchpoints, whose ``names`` hardly repeat."""
    single = any(role is not None for role in (roles.row, roles.status, roles.deal, roles.customer))
    return single or names is None or names.filled >= 2 * names.distinct


def _unranked(columns: Iterable[ColumnMap]) -> tuple[ColumnMap, ...]:
    return tuple(replace(c, field=IGNORE, how="none") if _is_rank(c) else c for c in columns)


def _is_rank(column: ColumnMap) -> bool:
    return column.field == "importance" and column.how != "setting" and is_priority(column)


def _asked(columns: tuple[ColumnMap, ...]) -> tuple[ColumnMap, ...]:
    """The columns; customers who asked as leads, where the table tells what they cost or brought and nothing of service
    or of how many came otherwise."""
    fields = {c.field for c in columns}
    if fields.isdisjoint(_EARNED) or fields & _CAME or fields & _SERVED:
        return columns
    return tuple(replace(c, field="leads", how="part") if asks(c) else c for c in columns)


def _undelivered(columns: tuple[ColumnMap, ...]) -> tuple[ColumnMap, ...]:
    """The columns; the bounces of a report on mails, which never arrived, as no exits."""
    said = {word for c in columns for word in header_words(c.header)}
    if said.isdisjoint(read("grains")["mail_words"]):
        return columns
    bounced = read("grains")["bounce_words"]
    gone = [c.index for c in columns if c.field == "exits" and not set(header_words(c.header)).isdisjoint(bounced)]
    return tuple(replace(c, field=IGNORE, how="none") if c.index in gone and c.how != "setting" else c for c in columns)


def _whole(sheet: RawSheet, table: Table, column: ColumnMap) -> np.ndarray:
    """The whole numbers in a column of ``table``, nan where a cell holds none."""
    texts = sheet.columns[column.index].take(np.arange(table.first, table.last)).texts
    return np.array([whole_number(text) for text in texts], dtype=float)


def _is_other(column: ColumnMap, look: Look) -> bool:
    if column.field == "date":
        return look.dated < _ENOUGH
    if column.field in ("event", "channel"):  # "Henvisning: ja" names none
        return look.flags
    if is_moment(column, look) or (kind_of(column.field) == "count" and numbers_orders(column, look)):
        return True
    worded = look.levelled if column.field in ("importance", "effort") else look.worded
    return is_metric(column.field) and max(look.figured, worded) < _ENOUGH


def _unlike(columns: Sequence[ColumnMap], seen: Sequence[ColumnMap], roles: Roles) -> tuple[tuple[str, str], ...]:
    """Header and field of the columns whose cells are not what it says, but for those that play a part in a log."""
    playing = (roles.order, roles.row, roles.pieces)
    both = zip(columns, seen, strict=True)
    return tuple((c.header, c.field) for c, j in both if _differs(c, j) and c.index not in playing)


def _differs(column: ColumnMap, seen: ColumnMap) -> bool:
    """Whether the cells took a header's field away; yes and no under "Event" is merely no event, a currency beside an
    amount no amount, and a mail that bounced no exit."""
    plain = set(header_words(column.header)).isdisjoint(read("grains")["plainly_others"])
    return plain and seen.field == IGNORE and column.field not in (IGNORE, "event")
