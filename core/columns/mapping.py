"""From a raw sheet to the meaning of its columns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from core.columns.clues import field_of_cells, is_sales
from core.columns.exports import recognise
from core.columns.grains import grain_of
from core.columns.groups import Group, groups_of
from core.columns.headers import IGNORE, is_field, is_metric, kind_of, match_grouped
from core.columns.looks import Look, field_by_content, look_at
from core.columns.roles import as_log, roles_of
from core.columns.tables import locate
from core.columns.touchpoints import choose
from core.errors import BadSettings
from core.model import RawSheet, Settings
from core.model.mapping import ColumnMap, SheetMap, Table
from core.model.names import clean_text, normalise
from core.model.personal import PersonalColumn

_ENOUGH = 0.3  # of the distinct cells that must be what the header says


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
    seen = beside_money(tuple(judged(column, looks[column.index]) for column in columns), looks)
    touchpoint, candidates = choose(seen, looks, wish=settings.touchpoint_column)
    seen = _named(seen, touchpoint, wish=settings.touchpoint_column)
    roles = roles_of(seen, looks, sheet, rows=slice(table.first, table.last), people=withheld)
    grain = grain_of(seen, looks, touchpoint, roles=roles, wish=settings.grains.get(sheet.name))
    is_log = grain == "interactions"
    seen = as_log(seen, roles) if is_log else seen
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
        unlike=tuple((c.header, c.field) for c, j in zip(columns, seen, strict=True) if _differs(c, j)),
        export=recognise(table.headers.values()),
        customer=roles.customer if is_log else None,
        clock=roles.clock if is_log else None,
        order=roles.order if is_log else None,
    )


def meant(
    sheet: RawSheet, table: Table, indices: Iterable[int], *, settings: Settings, withheld: frozenset[int]
) -> tuple[ColumnMap, ...]:
    """What the headers of these columns of ``table`` mean, or what the user says that they mean."""
    chosen = {normalise(header): field for header, field in settings.mapping.get(sheet.name, {}).items()}
    return tuple(_column(table, i, chosen, withheld) for i in sorted(indices))


def _named(columns: tuple[ColumnMap, ...], touchpoint: ColumnMap | None, *, wish: str | None) -> tuple[ColumnMap, ...]:
    """The columns, the one that names the touchpoints marked as such where no header says so."""
    if touchpoint is None or touchpoint.field != IGNORE:
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
    if index in table.unnamed:
        return ColumnMap(index, header, IGNORE, "none")
    field, how = match_grouped(header, table.groups.get(index))
    return ColumnMap(index, header, field, how)


def judged(column: ColumnMap, look: Look) -> ColumnMap:
    """The meaning of a column once its cells were seen: online/offline in a channel column is the setting, a date
    column without dates is none, a count of words neither, and yes and no are no events."""
    if column.how in ("setting", "personal") or not look.filled:
        return column
    if _is_other(column, look):
        return replace(column, field=IGNORE, how="none")
    if column.field not in (IGNORE, "channel", "segment") or (column.field == IGNORE and column.how != "none"):
        return column
    found = field_by_content(look) or (None if column.field == "segment" else field_of_cells(column, look))
    return replace(column, field=found, how="part") if found and kind_of(found) in ("text", "score") else column


def beside_money(columns: tuple[ColumnMap, ...], looks: Mapping[int, Look]) -> tuple[ColumnMap, ...]:
    """The columns; where another one says what was earned, whole numbers under no more than "Sales" count the sales."""
    earned = [c for c in columns if c.field == "revenue"]
    vague = [c for c in earned if is_sales(c, looks[c.index])]
    if not vague or len(vague) == len(earned) or any(c.field in ("conversions", "orders") for c in columns):
        return columns
    return tuple(replace(c, field="conversions", how="part") if c == vague[0] else c for c in columns)


def _is_other(column: ColumnMap, look: Look) -> bool:
    if column.field == "date":
        return look.dated < _ENOUGH
    if column.field == "event":
        return look.flags
    return is_metric(column.field) and max(look.figured, look.worded) < _ENOUGH


def _differs(column: ColumnMap, seen: ColumnMap) -> bool:
    """Whether the cells took a header's field away; yes and no under "Event" is merely no event."""
    return seen.field == IGNORE != column.field != "event"
