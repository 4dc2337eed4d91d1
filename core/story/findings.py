"""One line above each picture: what it shows, in words that follow the data."""

from collections.abc import Sequence

from core.model import Coverage, Kpi, Message, SheetReceipt, TouchpointResult
from core.model.dataset import PHASES, STAGES
from core.story.against import falls_short, is_below, lacks_counts
from core.story.blind import blind_groups
from core.story.carried import unsure
from core.story.chances import by_score
from core.story.compare import since_of
from core.story.names import first_of
from core.story.placing import unplaced
from core.story.telling import Story
from core.story.worth import worth_by_phase
from core.tables import table
from core.texts.formats import UNKNOWN

_SIDES = {"online": ("online",), "offline": ("offline",), "both": ("online", "offline")}
_NAMELESS = ("touches-without-name", "touches-without-touchpoint", "answers-without-touchpoint")
_BLIND = ("uncompared", "elsewhere", "unseen")
_FAR_AHEAD, _AHEAD = 50.0, 30.0  # of 100 points of all together
_FIELDS_NAMED = 2
_BELOW = 0.995  # health is value against target; a hair below target is rounding, not a finding


def journey_finding(story: Story) -> str:
    """The phase with the most to win, if any touchpoint is below target."""
    measured = [t for t in story.visible if t.priority and t.priority.health is not None]
    if not measured:
        return story.language.say("finding.journey-unmeasured")
    if all((t.priority.health or 0) >= _BELOW for t in measured if t.priority):
        return story.language.say("finding.journey-so-far" if unsure(measured) else "finding.journey-well")
    if story.analysis.verdict.word == "alone":
        open_ = any(t.priority.on_the_line for t in story.leaders if t.priority)
        return story.language.say("finding.journey-alone-open" if open_ else "finding.journey-alone")
    to_win = {phase: _to_win(measured, phase) for phase in PHASES}
    weakest = max(to_win, key=lambda phase: to_win[phase])
    if to_win[weakest] <= 0:  # what is below target has no phase, or too few answers for a rank
        return story.language.say("finding.journey-unmeasured")
    phases, say = {t.placement.phase for t in story.leaders} & set(PHASES), story.language.say
    if story.measure_first:
        return say("finding.journey-measured", phase=say(f"finding.in-{weakest}"))
    if story.analysis.verdict.word in ("clear", "likely") and phases and weakest not in phases:
        first = say(f"finding.in-{phases.pop()}")
        return say("finding.journey-elsewhere", first=first, phase=say(f"finding.in-{weakest}"))
    if len({t.placement.phase for t in story.visible}) == 1 and story.filtered:
        return _alone_shown(story, weakest)
    total, money = story.analysis.worth_together, worth_by_phase(story.analysis)
    if total is not None and len(money) > 1 and max(money, key=lambda phase: money[phase]) == weakest:
        values = {"phase": say(f"finding.in-{weakest}"), "value": money[weakest]}
        return story.sentence(Message(f"finding.journey-worth-{total.span}", values))
    return say("finding.journey-weakest", phase=say(f"finding.in-{weakest}"))


def _alone_shown(story: Story, phase: str) -> str:
    """What there is to win in the only phase that the filters show: there is no more and no less elsewhere."""
    total, money = story.analysis.worth_together, worth_by_phase(story.analysis)
    told = Message(f"finding.in-{phase}")
    if total is None or phase not in money:
        return story.sentence(Message("finding.journey-alone-shown", {"phase": told}))
    return story.sentence(Message(f"finding.journey-shown-{total.span}", {"phase": told, "value": money[phase]}))


def _to_win(touchpoints: list[TouchpointResult], phase: str) -> float:
    return sum(t.priority.score or 0 for t in touchpoints if t.priority and t.placement.phase == phase)


def priorities_finding(story: Story) -> str:
    """How far the first one, or the first three, stand before the rest. Shares of money are told of money alone."""
    scores = [(t.name, t.priority.score or 0.0) for t in story.visible if t.priority and t.priority.rank]
    if not scores or sum(score for _, score in scores) <= 0:
        return story.language.say("finding.priorities-none")
    if story.analysis.verdict.word == "tie" and 1 < len(story.leaders) <= 3:
        return story.language.say("finding.together", names=tuple(t.name for t in story.leaders))
    if story.analysis.verdict.word == "alone":
        return story.language.say("finding.priorities-alone", name=scores[0][0])
    name, first = scores[0]
    if story.uncounted:
        return story.language.say("finding.priorities-told", name=name)
    if story.analysis.verdict.word == "likely" and first >= _AHEAD:
        return story.language.say("finding.priorities-perhaps", name=name)
    if first >= _FAR_AHEAD:
        return story.language.say("finding.priorities", name=name)
    if first >= _AHEAD or len(scores) < 4:
        return story.language.say("finding.priorities-ahead", name=name)
    three = sum(score for _, score in scores[:3])
    if three < _FAR_AHEAD and story.analysis.verdict.word in ("clear", "likely") and len(story.leaders) == 1:
        return story.language.say("finding.priorities-little", name=story.leaders[0].name)
    return story.language.say("finding.priorities-three" if three >= _FAR_AHEAD else "finding.priorities-spread")


def picture_finding(story: Story) -> str:
    """How many touchpoints matter much and are below target; else why they cannot be compared."""
    if not judged(story):
        return story.language.say("finding.picture-none")
    if not compared(story):
        alone = story.analysis.verdict.word == "alone"
        return story.language.say("finding.picture-alone" if alone else "finding.picture-few")
    if lacks_counts(story.analysis):
        below = sum(1 for t in story.visible if is_below(story.analysis, t))
        return _of_picture(story, "unsure" if below else "reached", below)
    short = sum(1 for t in story.visible if falls_short(story.analysis, t))
    return _of_picture(story, "short" if short else "well", short)


def _of_picture(story: Story, found: str, n: int) -> str:
    """What the picture shows of those that matter; of all, where nobody knows which do."""
    return story.language.say(f"finding.picture-{found}" if pictured(story) else f"finding.all-{found}", n=n)


def pictured(story: Story) -> bool:
    """Whether importance and performance make a picture: not where nothing tells how much rides on a touchpoint."""
    return compared(story) and story.analysis.impact_line is not None


def judged(story: Story) -> bool:
    """Whether anything that is shown is measured against a target."""
    return any(t.priority is not None and t.priority.health is not None for t in story.visible)


def compared(story: Story) -> bool:
    """Whether touchpoints stand beside each other: not where one alone can be judged, or none is ranked."""
    return story.analysis.verdict.word != "alone" and any(t.priority and t.priority.rank for t in story.visible)


def list_finding(story: Story) -> str:
    """What follows the list of those below target: the rest of the ranked, or why the list is empty."""
    below, say, most = story.below_target(), story.language.say, table("dashboard")["rows_shown"]
    if not below and (waiting := story.waiting()):
        answers, visits = story.assumption("fewest_answers"), story.assumption("fewest_visits")
        return say(_lacking(waiting), n=len(waiting), more=_more(waiting), answers=answers, visits=visits)
    if not below:
        return say("list.empty" if judged(story) else "list.unmeasured")
    lines = [note] if (note := by_score(story)) else []
    more, rest = len(below) - most, sum(1 for t in story.visible if t.priority and t.priority.rank) - len(below)
    lines += [say("list.more", n=more)] if more > 0 else []
    lines += [say("list.rest", n=rest)] if rest else []
    few = tuple(t.name for t in story.visible if t.priority and t.priority.verdict == "too few")
    lines += [say("list.short", n=len(few), names=first_of(few))] if few else []
    lines += [say(f"list.{kind}", n=n, names=names) for kind, n, names in blind_groups(story.visible, _BLIND)]
    return " ".join(lines)


def _lacking(waiting: Sequence[TouchpointResult]) -> str:
    """Which sentence says what they lack: all answers, all visits, or one this and the other that."""
    lacking = {t.priority.why.key if t.priority and t.priority.why else "" for t in waiting}
    if len(lacking) > 1 or lacking == {""}:
        return "list.too-few"
    return "list.too-few-visits" if lacking == {"why.too-few-visits"} else "list.too-few-answers"


def _more(waiting: Sequence[TouchpointResult]) -> str:
    """How many more answers or visits each of them needs, as a number or from the least to the most."""
    needed = sorted({t.priority.needed for t in waiting if t.priority and t.priority.needed})
    return "–".join(str(n) for n in dict.fromkeys((needed[0], needed[-1]))) if needed else UNKNOWN


def trend_unknown(story: Story) -> str:
    """Why no key figure can be drawn over time: there are no dates, or no figure is known in two periods."""
    dated = story.analysis.first_date is not None
    return story.language.say("show.no-trend-figures" if dated else "show.no-trend")


def rows_used(story: Story) -> int:
    """How many rows of the files were read: tables, logs and surveys together, as they stand in the files."""
    return sum(sheet.rows_read for sheet in _used(story))


def tables_only(story: Story) -> bool:
    """Whether every row that was read is one of a table of touchpoints, none of a log or a survey."""
    return all(sheet.grain == "touchpoints" for sheet in _used(story))


def logs_only(story: Story) -> bool:
    """Whether every row that was read is one of a log: what it counts are contacts, which need not be visits."""
    return {sheet.grain for sheet in _used(story)} == {"interactions"}


def _used(story: Story) -> list[SheetReceipt]:
    return [sheet for receipt in story.analysis.files for sheet in receipt.sheets if sheet.grain != "other"]


def rows_read(story: Story) -> str:
    """How many rows of the files were read, how many of them left out, and how many name no touchpoint."""
    n, left_out = rows_used(story), sum(sheet.rows_left_out for sheet in _used(story))
    say, nameless = story.language.say, sum(int(i.values["n"]) for i in story.analysis.issues if i.code in _NAMELESS)
    told = say("foot.left-out", rows=say("foot.rows-read", n=n), n=left_out) if left_out else say("foot.rows", n=n)
    return " ".join([told, say("foot.nameless", n=nameless)]) if nameless else told


def coverage_finding(story: Story) -> str:
    """Cells of phase and setting without any touchpoint, without any that is measured, or with none that is measured
    well enough. While touchpoints have no place yet, nobody knows which cells are empty."""
    dark = [(kind, c) for c in story.analysis.coverage if (kind := _darkness(c))]
    if not dark:
        return _half_blind(story) or _stages(story)
    say, every = story.language.say, len(story.analysis.coverage)
    if lost := unplaced(story):
        return say("finding.coverage-perhaps", n=lost, dark=len(dark), fields=every)
    kinds = dict.fromkeys(kind for kind, _ in dark)
    if len(dark) == every > _FIELDS_NAMED:
        return say("finding.coverage-all-few" if list(kinds) == ["few"] else "finding.coverage-all")
    if len(dark) > _FIELDS_NAMED:
        key = "finding.coverage-dark-empty" if list(kinds) == ["empty"] else "finding.coverage-dark"
        return say(key, dark=len(dark), fields=every)
    if [kind for kind, _ in dark] == ["empty", "empty"] and dark[0][1].phase == dark[1][1].phase:
        both = Message("finding.dark-both-empty", {"phase": Message(f"finding.in-{dark[0][1].phase}")})
        told = story.sentence(both)
        return told[:1].upper() + told[1:]
    ordered = [(kind, c) for kind in kinds for k, c in dark if k == kind]
    parts = tuple(Message(f"finding.dark-{kind}", {"cell": _field(story, c)}) for kind, c in ordered)
    told = say("finding.coverage-stages", cells=parts)
    return told[:1].upper() + told[1:]


def coverage_notes(story: Story) -> tuple[str, ...]:
    """Of what the grid is while filters hide something, and why its rows may hold more than all touchpoints."""
    whole = ("show.whole-file",) if story.filtered else ()
    twice = ("coverage.note",) if any(t.placement.setting == "both" for t in story.analysis.touchpoints) else ()
    return tuple(story.language.say(key) for key in (*whole, *twice))


def _darkness(cell: Coverage) -> str:
    """Why nothing can be said of a cell of phase and setting; empty where something can."""
    if cell.measured > cell.few:
        return ""
    return "few" if cell.few else "unmeasured" if cell.touchpoints else "empty"


def _field(story: Story, cell: Coverage) -> str:
    setting = story.language.say(f"setting.{cell.setting}").lower()
    return story.language.say("finding.cell", setting=setting, phase=Message(f"finding.in-{cell.phase}"))


def _half_blind(story: Story) -> str:
    """The field in which most are measured too little or not at all, where that is half of them or more; empty where
    there is none."""
    fields = [c for c in story.analysis.coverage if 2 * (c.measured - c.few) <= c.touchpoints]
    if not fields or unplaced(story):
        return ""
    most = max(fields, key=lambda c: c.touchpoints - c.measured + c.few)
    say, missing = story.language.say, most.touchpoints - most.measured + most.few
    key, setting = "half-few" if most.few else "unmeasured", say(f"setting.{most.setting}").lower()
    values = {"setting": setting, "phase": say(f"finding.in-{most.phase}")}
    if empty := _lacking_stages(story)["both"]:
        stages = say("finding.lacking-both", stages=tuple(empty))
        return say(
            f"finding.coverage-empty-{key}",
            stages=stages[:1].upper() + stages[1:],
            missing=missing,
            n=most.touchpoints,
            **values,
        )
    return say(f"finding.coverage-{key}", missing=missing, n=most.touchpoints, **values)


def _stages(story: Story) -> str:
    """Every phase has touchpoints online and offline; a stage may still lack one of the two, or both."""
    lacking = _lacking_stages(story)
    if not any(lacking.values()):
        return story.language.say("finding.coverage-full")
    if lost := unplaced(story):
        return story.language.say("finding.coverage-stages-perhaps", n=lost)
    cells = tuple(Message(f"finding.lacking-{side}", {"stages": tuple(s)}) for side, s in lacking.items() if s)
    told = story.language.say("finding.coverage-stages", cells=cells)
    return told[:1].upper() + told[1:]


def _lacking_stages(story: Story) -> dict[str, list[Message]]:
    """The stages in which nothing is online, nothing offline, or nothing at all (both)."""
    met = {(t.placement.stage, s) for t in story.analysis.touchpoints for s in _SIDES.get(t.placement.setting, ())}
    lacking: dict[str, list[Message]] = {"both": [], "online": [], "offline": []}
    for stage in STAGES:
        sides = [side for side in ("online", "offline") if (stage, side) not in met]
        if sides:
            lacking["both" if len(sides) > 1 else sides[0]].append(Message(f"stage.{stage}"))
    return lacking


def trend_finding(
    story: Story, before: Kpi, after: Kpi, word: str | None, periods: tuple[str, str] | None = None
) -> str:
    """What happened to a KPI between two ``periods``, by their names; up or down only if the interval of the change
    excludes zero. Both values have the same decimals, one more than elsewhere: they stand over a line."""
    names = {"up": "up", "down": "down", "no clear change": "flat"}
    key = names.get(word or "", "unsure")
    kpi, say = story.kpi_label(after.id), story.language.say
    kpi = say("finding.trend-when", kpi=kpi, since=since_of(*periods), until=periods[1]) if periods else kpi
    ends = story.closely(before, after, clear=key in ("up", "down"))
    if ends[0] == ends[1]:
        return say("finding.trend-same", kpi=kpi, value=ends[1])
    return say(f"finding.trend-{key}", kpi=kpi, before=ends[0], after=ends[1])
