"""A sheet as cleaning reads it: a row per touchpoint, whether the user's table had one or columns instead."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.columns.headers import IGNORE, is_field
from core.columns.ledgers import Ledger, find_ledger
from core.columns.looks import look_at
from core.columns.mapping import judged, map_table, meant
from core.columns.stretches import period_of, stretch_in, stretch_of
from core.columns.tables import locate
from core.columns.ticked import Ticked, as_ticked, find_ticked, lay_ticks
from core.columns.wide_finding import Seen, Wide, find
from core.columns.wide_grids import find_grid
from core.columns.wide_heads import wide_head
from core.columns.wide_stacking import kept_columns, stack
from core.columns.wide_turning import Turned, find_turned, turn
from core.columns.wide_words import has_year, is_period, year_in
from core.model import CellKind, Issue, Message, RawSheet, Settings
from core.model.dataset import Layout, Severity
from core.model.mapping import ColumnMap, SheetMap, Table
from core.model.names import clean_text, normalise
from core.model.personal import PersonalColumn
from core.model.settings import mapping_key

_LISTED = 10
_TITLES = 6  # rows above a table in which a title is looked for
_LINES, _LONGEST_LINE = 30, 200  # above a table, in which the days that it covers are looked for
_MOST_ROWS = 2_000_000  # longer results are made only if the user says so
_CODES: Mapping[Layout, str] = {
    "channels": "wide-channels",
    "periods": "wide-periods",
    "segments": "wide-segments",
    "transposed": "wide-transposed",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """``sheet`` and its ``map`` with a row per touchpoint; ``issues``: what was laid out anew, or could be."""

    sheet: RawSheet
    map: SheetMap
    issues: tuple[Issue, ...] = ()


def lay_out(sheet: RawSheet, *, file: str, settings: Settings, personal: Iterable[PersonalColumn] = ()) -> Laid:
    """The sheet with its columns understood; a wide table laid out anew where it is certain or the user says so.

    Touchpoints, periods or groups as columns become rows, and a table of metrics by touchpoints is turned; the rest is
    mapped as it stands (``map_table``). ``settings.layouts``: "wide" and "long" decide before any guess.
    """
    wish = settings.layouts.get(mapping_key(file, sheet.name), settings.layouts.get(sheet.name))
    people, place = tuple(personal), (file, sheet.name, sheet.name or file)
    usual = locate(sheet, settings=settings)
    if ledger := find_ledger(sheet, usual, settings=settings):
        return _dated(_of_ledger(ledger, people, place, settings), place)
    undated = map_table(sheet, usual, settings=settings, withheld=people)
    plain = _dated(Laid(sheet, undated), place)
    table = wide_head(sheet, usual, settings=settings) or usual if wish != "long" else None
    if table is None:
        return plain
    mapped = undated if table is usual else map_table(sheet, table, settings=settings, withheld=people)
    columns, seen = _seen(sheet, table, mapped, settings, frozenset(column.index for column in people))
    found = _found(sheet, table, mapped, seen, wished=wish is not None)
    if found is None:
        ticked = find_ticked(sheet, table, seen) if undated.grain in ("responses", "other") else None
        return _with_ticks(plain, ticked, sheet, place) if ticked else plain
    ticked = find_ticked(sheet, table, seen) if isinstance(found, Wide) and found.asked else None
    if ticked and isinstance(found, Wide):
        columns = tuple(c for c in columns if c not in ticked.columns)
        found = replace(found, parts=tuple(as_ticked(part, ticked) for part in found.parts))
    if not _is_read(found, table, wished=wish == "wide"):
        return replace(plain, issues=(*plain.issues, _offer(found, place))) if wish or found.likely else plain
    laid, new = _anew(sheet, table, columns, found, settings)
    new = replace(new, others=_others(sheet, mapped, table), export=mapped.export)
    told = tuple(_about(found, columns, seen, place))
    return _with_ticks(Laid(laid, new, told), ticked, sheet, place) if ticked else Laid(laid, new, told)


def _dated(laid: Laid, place: tuple[str, str, str]) -> Laid:
    """When the rows were, where no column tells: a sheet per month has it in its name, with a year from the titles or
    the file's name if it has none, and without any year its rows are a group; else the days that the file covers."""
    name, maps = laid.sheet.name, (laid.map, *laid.map.more)
    told = any(m.given.get("date") or any(c.field == "date" for c in m.columns) for m in maps)
    days = stretch_of(laid.sheet, laid.map) if laid.map.grain == "touchpoints" and not laid.map.more else None
    if days and period_of(*days):
        columns = tuple(replace(c, field=IGNORE, how="none") if c.field == "date" else c for c in laid.map.columns)
        return _covering(replace(laid, map=replace(laid.map, columns=columns)), place, days)
    if laid.map.grain != "touchpoints" or told:
        return laid
    if not is_period(name):
        days = stretch_in(_lines(laid.sheet, laid.map.header or 0)) or stretch_in([place[0]])
        return _covering(laid, place, days) if days else laid
    header = laid.map.header or 0
    year = None if has_year(name) else year_in(_above(laid.sheet, header)) or year_in([place[0]])
    text = f"{name} {year}" if year else name
    first, *more = [replace(m, given={**m.given, "date": text}) for m in maps]
    issue = _issue("sheet-period", place, {}) if has_year(text) else _issue("sheet-no-year", place, {"name": name})
    issue = _issue("sheet-year", place, {"period": text}) if year else issue
    return replace(laid, map=replace(first, more=tuple(more)), issues=(*laid.issues, issue))


def _of_ledger(
    ledger: Ledger, people: Sequence[PersonalColumn], place: tuple[str, str, str], settings: Settings
) -> Laid:
    """A ledger with what was sold and spent as columns, and what is told of it."""
    mapped = map_table(ledger.sheet, ledger.table, settings=settings, withheld=people)
    if ledger.how == "unsure":
        return Laid(ledger.sheet, replace(mapped, bookings="unsure"), (_issue("ledger-unsure", place, {}, "warning"),))
    told = {"how": Message(f"ledger.{ledger.how}"), "sales": ledger.sales, "costs": ledger.costs}
    code = "ledger" if ledger.sales else "ledger-unnamed"
    issues = [_issue(code, place, told)] + ([_issue("ledger-costs", place, told)] if ledger.costs else [])
    return Laid(
        ledger.sheet,
        replace(mapped, aside=ledger.aside, bookings="written" if ledger.how == "written" else "credit"),
        tuple(issues),
    )


def _with_ticks(laid: Laid, found: Ticked, origin: RawSheet, place: tuple[str, str, str]) -> Laid:
    """A survey with the answers of which several could be ticked as a table of their own."""
    sheet, mapped = lay_ticks(laid.sheet, laid.map, found, origin=origin)
    values = {"n": len(found.ticks), "labels": tuple(found.ticks)[:_LISTED]}
    return Laid(sheet, mapped, (*laid.issues, _issue("ticked-answers", place, values)))


def _covering(laid: Laid, place: tuple[str, str, str], days: tuple[dt.date, dt.date]) -> Laid:
    """A sheet without dates of which the lines above its table, its file's name or two of its columns say which
    ``days`` it covers: a whole period is that of every row; any other stretch is only told."""
    period, told = period_of(*days), dict(zip(("first", "last"), days, strict=True))
    if period is None:
        return replace(laid, issues=(*laid.issues, _issue("file-span", place, told)))
    first, *more = [replace(m, given={**m.given, "date": period}) for m in (laid.map, *laid.map.more)]
    issue = _issue("file-period", place, {**told, "period": period})
    return replace(laid, map=replace(first, more=tuple(more)), issues=(*laid.issues, issue))


def _lines(sheet: RawSheet, top: int) -> list[str]:
    """The rows above grid row ``top`` as lines of text."""
    rows = range(max(0, top - _LINES), top)
    cells = ([c.at(row) for c in sheet.columns if c.kinds[row] != CellKind.EMPTY] for row in rows)
    return [clean_text(", ".join(texts)[:_LONGEST_LINE]) for texts in cells if texts]


def _found(sheet: RawSheet, table: Table, mapped: SheetMap, seen: Seen, *, wished: bool) -> Wide | Turned | None:
    """How the table stands; one that repeats under groups beside its names is read group by group already."""
    if mapped.grain == "responses" and (grid := find_grid(sheet, table, seen)):
        return grid
    if mapped.grain not in ("touchpoints", "other") and not wished:
        return None
    grouped = bool(mapped.given) and mapped.touchpoint is not None
    return find_turned(sheet, table, seen) or (None if grouped else find(seen))


def _anew(
    sheet: RawSheet, table: Table, columns: Sequence[ColumnMap], found: Wide | Turned, settings: Settings
) -> tuple[RawSheet, SheetMap]:
    if isinstance(found, Wide):
        return stack(sheet, table, columns, found)
    wishes = {h: f for h, f in settings.mapping.get(sheet.name, {}).items() if is_field(f)}
    return turn(sheet, table, found, wishes)


def _seen(
    sheet: RawSheet, table: Table, mapped: SheetMap, settings: Settings, withheld: frozenset[int]
) -> tuple[tuple[ColumnMap, ...], Seen]:
    """All columns of the table, and what can be seen of them."""
    columns = meant(sheet, table, table.headers, settings=settings, withheld=withheld)
    looks = {c.index: look_at(sheet.columns[c.index], first=table.first, last=table.last) for c in columns}
    columns = tuple(judged(c, looks[c.index]) for c in columns)
    wish = normalise(settings.touchpoint_column or "")
    wished = [c for c in columns if wish and normalise(c.header) == wish]
    named = [c for c in columns if c.index == mapped.touchpoint and c.field != IGNORE]
    return columns, Seen(columns, looks, next(iter([*wished, *named]), None), _titles(sheet, table), table.unnamed)


def _titles(sheet: RawSheet, table: Table) -> tuple[str, ...]:
    """The texts that may say what a table is about: its corner, the titles above it, the sheet's name."""
    corner = min(table.headers, default=0)
    texts = [] if corner in table.unnamed else [table.headers.get(corner, "")]
    return tuple(text for text in [*texts, *_above(sheet, table.top), sheet.name] if text)


def _above(sheet: RawSheet, top: int) -> list[str]:
    """The texts that stand alone in the rows above grid row ``top``, nearest first."""
    texts = []
    for row in range(top - 1, max(-1, top - 1 - _TITLES), -1):
        cells = [c.at(row) for c in sheet.columns if c.kinds[row] != CellKind.EMPTY]
        texts += [clean_text(cells[0][:200])] if len(cells) == 1 else []
    return texts


def _is_read(found: Wide | Turned, table: Table, *, wished: bool) -> bool:
    if isinstance(found, Turned):
        return found.certain or wished
    if found.asks or wished:
        return wished and not found.asks
    return found.certain and (table.last - table.first) * len(found.parts) <= _MOST_ROWS


def _others(sheet: RawSheet, mapped: SheetMap, table: Table) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The other tables of the sheet: none of them is read beside a wide one."""
    return (*mapped.others, *((t.top + sheet.first_row, tuple(t.headers.values())) for t in table.more))


def _about(
    found: Wide | Turned, columns: Sequence[ColumnMap], seen: Seen, place: tuple[str, str, str]
) -> Iterator[Issue]:
    """What was done, by which title, and which columns were left out."""
    labels, kind = _labels(found), _kind(found)
    yield _issue(_CODES[kind], place, {"n": len(labels), "labels": labels[:_LISTED]})
    if isinstance(found, Turned):
        unused = [c for c in columns if c.index not in {found.metrics.index, *found.labels}]
    else:
        unused = [c for c in kept_columns(columns, found) if c.field == IGNORE]
        if found.title:
            yield _issue("wide-title", place, {"title": found.title})
        if found.kind == "periods" and found.gives != "date":
            yield _issue("wide-no-year", place, {"labels": labels[:_LISTED]})
    told = [c for c in unused if c.how not in ("personal", "setting") and c.index not in seen.unnamed]
    headers = tuple(c.header for c in told if seen.looks[c.index].filled)
    if headers:
        values = {"n": len(headers), "columns": headers[:_LISTED], **_nobodys(told, columns)}
        yield _issue("wide-unused", place, values)


def _nobodys(unused: Sequence[ColumnMap], columns: Sequence[ColumnMap]) -> dict[str, tuple[str, ...]]:
    """The figures that are in the file but belong to no touchpoint: what each is, beside its header."""
    meaning = {c.index: c.field for c in columns}
    known = {meaning[c.index]: c.header for c in reversed(unused) if meaning.get(c.index, IGNORE) != IGNORE}
    return {"fields": tuple(known), "headers": tuple(known.values())} if known else {}


def _offer(found: Wide | Turned, place: tuple[str, str, str]) -> Issue:
    kind, labels = _kind(found), _labels(found)
    code = "wide-asks" if isinstance(found, Wide) and found.asks else "wide-offer"
    return _issue(code, place, {"n": len(labels), "labels": labels[:_LISTED], "what": Message(f"wide.{kind}")})


def _issue(code: str, place: tuple[str, str, str], values: Mapping[str, object], severity: Severity = "info") -> Issue:
    file, sheet, shown = place
    return Issue(severity, code, file, sheet, values={"sheet": shown, **values})


def _kind(found: Wide | Turned) -> Layout:
    return "transposed" if isinstance(found, Turned) else found.kind


def _labels(found: Wide | Turned) -> tuple[str, ...]:
    texts = found.labels.values() if isinstance(found, Turned) else (part.label for part in found.parts)
    return tuple(dict.fromkeys(texts))
