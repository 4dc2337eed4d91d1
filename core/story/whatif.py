"""What if: the assumptions in words, and today beside what would follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model import Lever, Message, Supposed, TouchpointResult, Worth
from core.story.peers import average_of
from core.story.telling import Story
from core.tables import table
from core.texts.formats import UNKNOWN

_TOP = 5
_SUREST = 0.99  # what draws can show; "100 %" would promise more


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of a comparison: what it is about, today, and what would follow; ``supposed``: something is assumed of
    it. ``today_small`` and ``then_small``: what stands beneath the values."""

    label: str
    today: str
    then: str
    supposed: bool = False
    today_small: str = ""
    then_small: str = ""

    @property
    def changed(self) -> bool:
        """The values differ."""
        return self.today != self.then

    @property
    def small_changed(self) -> bool:
        """What stands beneath them differs."""
        return self.today_small != self.then_small


def supposed_story(story: Story) -> Story | None:
    """The same business with everything supposed taken for true; None where nothing that counts is supposed."""
    what_if = story.analysis.what_if
    if what_if is None or not what_if.supposed:
        return None
    points = [replace(t, priority=what_if.priorities.get(t.key)) for t in story.analysis.touchpoints]
    points.sort(key=lambda t: (_place(t), t.name))
    return replace(story, analysis=replace(story.analysis, touchpoints=tuple(points), verdict=what_if.verdict))


def _place(touchpoint: TouchpointResult) -> float:
    rank = touchpoint.priority.rank if touchpoint.priority else None
    return float("inf") if rank is None else rank


def figure_label(story: Story, figure: str) -> str:
    """What can be moved, as people call it."""
    return story.kpi_label(figure) if figure in table("kpis") else story.field_label(figure)


def figure_value(story: Story, figure: str, value: float | None, *, most: float | None = None) -> str:
    """Where it stands, with its unit; that the file does not say where it does not."""
    if value is None:
        return story.language.say("whatif.not-in-file")
    if figure == "effort":
        return story.language.say("whatif.effort", value=value, most=most or 5.0)
    unit = "money" if figure == "cost" else table("kpis")[figure]["unit"]
    return story.language.write(unit, value, currency=story.analysis.currency)


def lever_label(story: Story, lever: Lever) -> str:
    """What can be moved, and where it stands today."""
    today = figure_value(story, lever.figure, lever.today, most=lever.most)
    return story.language.say("whatif.lever", figure=figure_label(story, lever.figure), today=today)


def average(story: Story, touchpoint: str, lever: Lever) -> str:
    """Whose average the target of a lever is; empty where somebody set it."""
    priority = _in(story, touchpoint).priority
    part = next((p for p in (priority.parts if priority else ()) if p.kpi == lever.figure), None)
    return average_of(story, part) if part else ""


def assumed(story: Story) -> list[str]:
    """What is supposed, in the order in which it was: touchpoint, figure, today and then."""
    what_if, names = story.analysis.what_if, _names(story)
    return [_assumed(story, one, names[one.touchpoint]) for one in (what_if.supposed if what_if else ())]


def _assumed(story: Story, one: Supposed, name: str) -> str:
    levers = {lever.figure: lever for lever in story.analysis.levers.get(one.touchpoint, ())}
    ends = [figure_value(story, one.figure, v, most=levers[one.figure].most) for v in (one.today, one.value)]
    label = figure_label(story, one.figure)
    return story.language.say("whatif.one", name=name, figure=label, today=ends[0], value=ends[1])


def set_aside(story: Story) -> str:
    """Suppositions about what this file does not measure; empty where there are none."""
    what_if, names = story.analysis.what_if, _names(story)
    if what_if is None or not what_if.unused:
        return ""
    say = story.language.say
    parts = tuple(
        say("whatif.unused-one", name=names.get(u.touchpoint, u.touchpoint), figure=figure_label(story, u.figure))
        for u in what_if.unused
    )
    return say("whatif.unused", n=len(parts), parts=parts)


def _names(story: Story) -> dict[str, str]:
    return {t.key: t.name for t in story.analysis.touchpoints}


def finding(story: Story, then: Story) -> str:
    """What follows, as a headline: where the touchpoint would stand that is moved; of several, what would be first."""
    moved = [t for t in story.analysis.touchpoints if t.key in _supposed_keys(story)]
    if len(moved) != 1:
        return then.headline()
    before, after = _place(moved[0]), _place(_in(then, moved[0].key))
    if before != after:
        return story.language.say("whatif.moves", name=moved[0].name, before=before, after=after)
    gain = _gain(story, then, moved[0].key) or 0.0
    if gain >= 1:
        worth = moved[0].priority.worth if moved[0].priority else None
        won_when = f"whatif.still-first-{worth.span}" if worth and after == 1 else "whatif.stays-won"
        return story.sentence(Message(won_when, {"name": moved[0].name, "after": after, "value": gain}))
    return story.language.say("whatif.still-first" if after == 1 else "whatif.stays", name=moved[0].name, after=after)


def unmoved(then: Story, key: str) -> str:
    """What to make of it where nothing that can be seen has changed: the first one can go no higher."""
    return then.language.say("whatif.still-most" if _place(_in(then, key)) == 1 else "whatif.nothing")


def answer(then: Story) -> str:
    """The verdict that would follow."""
    return then.language.say("whatif.first", headline=then.headline())


def _supposed_keys(story: Story) -> set[str]:
    what_if = story.analysis.what_if
    return {one.touchpoint for one in what_if.supposed} if what_if else set()


def _in(story: Story, key: str) -> TouchpointResult:
    return next(t for t in story.analysis.touchpoints if t.key == key)


def closely(story: Story, then: Story, key: str) -> list[Beside]:
    """One touchpoint: its place, how sure its first place is, what is still to win
    and what the step itself brings. The same rows whatever is supposed, so that none moves under the reader."""
    rows, known = standing(story, then, key), _worths(story)
    if not rows or not known:
        return rows
    gain, label = _gain(story, then, key), story.language.say(f"whatif.row-won-{known[0].span}")
    return [*rows, Beside(label, _won(story, 0.0), _won(story, gain))]


def _worths(story: Story) -> list[Worth]:
    """What is known in money, anywhere in the file."""
    return [t.priority.worth for t in story.analysis.touchpoints if t.priority and t.priority.worth]


def standing(story: Story, then: Story, key: str) -> list[Beside]:
    """All of that but what the step brings: where it stands before a step is taken; nothing of what has no place. Its
    share of the gain only in a file without money: beside what is to win, it says the same once more."""
    say, sides = story.language.say, ((story, _in(story, key)), (then, _in(then, key)))
    if not all(t.priority and t.priority.rank for _, t in sides):
        return []
    worth = next((t.priority.worth for _, t in sides if t.priority and t.priority.worth), None)
    share = story.assumption("recoverable")
    winning = say(f"whatif.row-worth-{worth.span}", share=share) if worth else say("whatif.row-worth", share=share)
    shares = [] if _worths(story) else [(say("whatif.row-score"), [_share(s, t) for s, t in sides], ["", ""])]
    rows = [
        (say("whatif.row-rank"), [_number(t) for _, t in sides], [_range(s, t) for s, t in sides]),
        *shares,
        (say("whatif.row-first"), [_chance(s, t) for s, t in sides], [s.verdict_word(t) for s, t in sides]),
        (winning, [s.worth_short(t) for s, t in sides], [_no_worth(s, t) for s, t in sides]),
    ]
    return [
        Beside(label, today, after, today_small=small[0], then_small=small[1]) for label, (today, after), small in rows
    ]


def _won(story: Story, gain: float | None) -> str:
    """A gain or a loss, rounded as an estimate."""
    if gain is None:
        return UNKNOWN
    if abs(gain) < 1:
        return story.language.write("money", 0.0, currency=story.analysis.currency)
    return story.sentence(Message("whatif.won", {"value": gain}))


def _gain(story: Story, then: Story, key: str) -> float | None:
    """What the supposed step brings a year (or in the period), less than 0 where it loses; None where that is unknown.

    A worth is the recoverable part of what there is to win. What is supposed is taken for true: all of its step is won,
    so the difference of the two worths is told without that part. So half of the way to a target brings what the worth
    says that it is made of. A worth that was held down hides how much it is.
    """
    worth, left = ((t.priority.worth if t.priority else None) for t in (_in(story, key), _in(then, key)))
    part = story.assumption("recoverable")
    if part <= 0 or any(one is not None and one.capped for one in (worth, left)):
        return None
    return ((worth.value if worth else 0.0) - (left.value if left else 0.0)) / part


def nothing_moves(story: Story, then: Story, key: str) -> bool:
    """Whether what is supposed changes nothing that can be seen: no place, chance or worth, of this or another."""
    rows = [*standing(story, then, key), *others(story, then)]
    return bool(rows) and not any(row.changed or row.small_changed for row in rows)


def _number(touchpoint: TouchpointResult) -> str:
    return f"{_place(touchpoint):.0f}"


def _range(story: Story, touchpoint: TouchpointResult) -> str:
    priority = touchpoint.priority
    return story.rank_range(touchpoint) if priority and priority.rank_low != priority.rank_high else ""


def _no_worth(story: Story, touchpoint: TouchpointResult) -> str:
    """Why nothing can be said of its worth; empty where it can."""
    known = touchpoint.priority and touchpoint.priority.worth
    return "" if known else story.worth(touchpoint)


def _share(story: Story, touchpoint: TouchpointResult) -> str:
    score = touchpoint.priority.score if touchpoint.priority else None
    return story.language.write("percent", None if score is None else score / 100)


def _chance(story: Story, touchpoint: TouchpointResult) -> str:
    chance = touchpoint.priority.p_first if touchpoint.priority and not story.uncounted else None
    if chance is not None and chance > _SUREST:
        return story.language.say("whatif.over", p=_SUREST)
    if chance is not None and chance < 1 - _SUREST:
        return story.language.say("whatif.under", p=1 - _SUREST)
    return story.language.write("percent", chance)


def others(story: Story, then: Story) -> list[Beside]:
    """The top of the list as it would be and as it is, with everything that is supposed; in the order that follows."""
    supposed, now = _supposed_keys(story), {t.key: t for t in story.analysis.touchpoints}
    ranked = [t for t in then.visible if t.priority and t.priority.rank]
    top = {t.key for t in ranked[:_TOP]} | {t.key for t in story.visible[:_TOP]} | supposed
    return [_beside(story, now[t.key], t, t.key in supposed) for t in ranked if t.key in top]


def _beside(story: Story, today: TouchpointResult, then: TouchpointResult, supposed: bool) -> Beside:
    places = [story.language.say("whatif.place", rank=_place(t)) for t in (today, then)]
    worths = [story.worth_short(t) if t.priority and t.priority.worth else "" for t in (today, then)]
    return Beside(today.name, places[0], places[1], supposed, *worths)


def shared(story: Story, key: str, levers: Sequence[Lever]) -> str:
    """That several figures of one measure (CSAT and NPS) share what there is to win; empty where each has its own."""
    priority = next((t.priority for t in story.analysis.touchpoints if t.key == key), None)
    movable = {lever.figure for lever in levers}
    kinds: dict[str, list[str]] = {}
    for part in priority.parts if priority else ():
        if part.kpi in movable:
            kinds.setdefault(part.measure, []).append(story.kpi_label(part.kpi))
    figures = next((names for names in kinds.values() if len(names) > 1), None)
    return story.language.say("whatif.shared", figures=tuple(figures)) if figures else ""
