"""The sheet of comparisons: targets, periods, segments and files, budget against result, online against offline."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.exports.book import Book, titled
from core.exports.paint import Column, Sheet, Table, Typed
from core.model import Analysis, Budget, Change, Comparison, Contrast, Moved, Spend, Target
from core.story import budget as money
from core.story import compare as told
from core.story import goals as aims

_COLUMNS, _LINE = 6, 110
Part = tuple[str, str, Sequence[str], Table]


def comparison_sheet(book: Book) -> None:
    """What is held against something else; no sheet where there is nothing to compare."""
    parts = list(_parts(book, book.analysis))
    if not parts:
        return
    sheet = book.sheet("comparisons")
    for place, (name, finding, notes, table) in enumerate(parts):
        sheet.line(book.say(f"compare-page.{name}"), kind="part")
        _lines(sheet, [finding])
        sheet.table(table, widths=place == 0)
        _lines(sheet, notes)
        sheet.gap()
    _lines(sheet, dict.fromkeys(book.story.sentence(why) for why in book.analysis.comparisons.silent.values()))


def _lines(sheet: Sheet, lines: Iterable[str]) -> None:
    for line in lines:
        sheet.paragraph(line, columns=_COLUMNS, width=_LINE)


def _parts(book: Book, analysis: Analysis) -> Iterator[Part]:
    """Name, finding, notes and table of each part that the analysis has."""
    story, found = book.story, analysis.comparisons
    if analysis.targets:
        yield "targets", aims.goals_finding(story), aims.goals_notes(story), _targets(book, analysis.targets)
    for name, one in (("period", found.period), ("year", found.year), ("picked", found.picked)):
        if one is not None:
            yield name, told.time_finding(story, one), told.notes(story, one), _moved(book, one)
    if found.change is not None:
        notes = [*(told.returns(story, found.returned) if found.returned else ()), *told.notes(story, found.change)]
        finding, cause = told.change_finding(story, found.change), book.say("compare.change-cause")
        yield "change", finding, [*notes, cause], _moved(book, found.change)
    for one in found.segments:
        yield "segments", told.segment_finding(story, one), told.notes(story, one), _moved(book, one)
    if found.files is not None:
        notes = [*told.came_and_went(story, found.files), *told.notes(story, found.files)]
        yield "files", told.files_finding(story, found.files), notes, _moved(book, found.files)
    if analysis.budget is not None:
        finding, notes = money.budget_finding(story, analysis.budget), money.budget_notes(story, analysis.budget)
        yield "budget", finding, notes, _budget(book, analysis.budget)
    if analysis.omnichannel:
        notes = [book.say("omni.note")]
        yield "omnichannel", money.omnichannel_finding(story), notes, _contrasts(book, analysis.omnichannel)


def _targets(book: Book, targets: Sequence[Target]) -> Table:
    columns = titled(
        book,
        ("export.head.kpi", "name", 34),
        ("export.head.which", "text", 30),
        ("export.head.target", "number", 15),
        ("export.head.value", "number", 15),
        ("export.head.low", "number", 15),
        ("export.head.high", "number", 15),
        ("export.compared.line", "number", 15),
        ("export.compared.word", "text", 26),
    )
    return Table(columns, [_target(book, target) for target in targets])


def _target(book: Book, target: Target) -> list[Any]:
    kpi = target.kpi
    values = (target.goal.value, kpi.value, kpi.low, kpi.high, target.line)
    figures = [Typed(value, kpi.unit) for value in values]
    return [
        book.story.kpi_label(target.goal.kpi),
        aims.place(book.story, target),
        *figures,
        aims.word(book.story, target),
    ]


def _moved(book: Book, found: Comparison) -> Table:
    sides = [Column(told.stretch(book.story, side), "number", 15) for side in (found.before, found.after)]
    start = titled(book, ("export.head.kpi", "name", 34), ("export.head.which", "text", 30))
    same = "compare.word-same" if found.kind == "segment" else "compare.word-none"
    return Table([*start, *sides, *_difference_columns(book)], [_move(book, moved, same) for moved in found.moved])


def _difference_columns(book: Book) -> list[Column]:
    return titled(
        book,
        ("export.compared.difference", "number", 15),
        ("export.head.low", "number", 15),
        ("export.head.high", "number", 15),
        ("export.compared.word", "text", 26),
    )


def _move(book: Book, moved: Moved, same: str) -> list[Any]:
    ends = [Typed(kpi.value, kpi.unit) for kpi in (moved.before, moved.after)]
    known = "compare.word-better" if moved.better else same if moved.better is None else "compare.word-worse"
    word = book.say("compare.word-unsure" if moved.change.word is None else known)
    label = book.story.kpi_label(moved.kpi)
    return [label, _place(book, moved), *ends, *_difference(moved.change, moved.after.unit), word]


def _place(book: Book, moved: Moved) -> str:
    if moved.key is None:
        return book.say("target.whole")
    return told.name_of(book.story, moved.key) if moved.scope == "touchpoint" else book.say(f"phase.{moved.key}")


def _difference(change: Change, unit: str) -> list[Typed]:
    """A difference with its interval: of shares in percentage points, for a difference of shares is no share."""
    values = (change.value, change.low, change.high)
    if unit != "share":
        return [Typed(value, unit) for value in values]
    return [Typed(None if value is None else 100 * value, "hundred") for value in values]


def _budget(book: Book, found: Budget) -> Table:
    columns = titled(
        book,
        ("export.head.which", "name", 34),
        ("export.group.phase", "text", 30),
        ("export.compared.cost", "money", 15),
        ("export.compared.cost-share", "share", 15),
        (f"export.compared.{found.result}", "number", 15),
        (f"export.compared.{found.result}-share", "share", 15),
        ("export.head.note", "text", 30),
    )
    touchpoints = [(told.name_of(book.story, s.key), _phase(book, s.key), s) for s in found.touchpoints]
    phases = [(book.say("export.compared.all"), book.say(f"phase.{s.key}"), s) for s in found.phases]
    return Table(columns, [_spend(book, found, *row) for row in (*touchpoints, *phases)])


def _phase(book: Book, key: str) -> str:
    phase = next((t.placement.phase for t in book.analysis.touchpoints if t.key == key), "unknown")
    return book.say(f"phase.{phase}")


def _spend(book: Book, found: Budget, name: str, phase: str, spend: Spend) -> list[Any]:
    result = Typed(spend.result, "money" if found.result == "revenue" else "count")
    words = money.spend_words(book.story, found, spend)
    return [name, phase, spend.cost, spend.cost_share, result, spend.result_share, words]


def _contrasts(book: Book, contrasts: Sequence[Contrast]) -> Table:
    start = titled(book, ("export.head.kpi", "name", 34), ("export.head.phase", "text", 30))
    sides = titled(book, ("setting.online", "number", 15), ("setting.offline", "number", 15))
    return Table([*start, *sides, *_difference_columns(book)], [_contrast(book, one) for one in contrasts])


def _contrast(book: Book, found: Contrast) -> list[Any]:
    sides = [Typed(kpi.value, kpi.unit) for kpi in (found.online, found.offline)]
    change = _difference(found.change, found.online.unit)
    label, phase = book.story.kpi_label(found.kpi), book.say(f"phase.{found.phase}")
    return [label, phase, *sides, *change, money.contrast_word(book.story, found)]
