"""The numbers of one touchpoint: those with a target as places on a scale, the others as plain figures below."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from core.kpis import default_target
from core.model import Kpi, Part
from core.stats.scales import BOUNDS
from core.story import Story
from core.story.peers import average_of
from core.tables import table
from core.ui.dashboard.cards import answers, beside_range, inputs, interval
from core.ui.pieces.safe import markup, tidy

_ROOM = 1.25  # times the largest of value, interval and target: where a scale without an end of its own is cut


def numbers(story: Story, known: Sequence[Kpi], parts: Mapping[str, Part]) -> Markup:
    """The table of what has a target among ``known``, then the rest; ``parts``: KPI -> how the priority judged it."""
    aimed = [kpi for kpi in known if kpi.id in parts and _tells(kpi, parts[kpi.id])]
    rest = [kpi for kpi in known if kpi not in aimed]
    return _table(story, aimed, parts) + _rest(story, rest)


def _tells(kpi: Kpi, part: Part) -> bool:
    """Whether the target that a figure is held against says something of it: a stated default may not."""
    return part.target != default_target(kpi.id) or default_target(kpi.id, kpi.value) is not None


def _table(story: Story, aimed: Sequence[Kpi], parts: Mapping[str, Part]) -> Markup:
    if not aimed:
        return markup("")
    names = ("show.col-kpi", "show.col-value", "show.col-interval", "show.col-target", "show.col-inputs")
    head = markup("").join(markup("<th scope='col'>{}</th>", story.language.say(name)) for name in names)
    rows = markup("").join(_row(story, kpi, parts[kpi.id]) for kpi in aimed)
    return markup("<table class='kp-numbers'><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)


def _row(story: Story, kpi: Kpi, part: Part) -> Markup:
    say = story.language.say
    even = kpi.id == "roas" and kpi.id not in story.analysis.settings.aims
    word = "show.average" if part.among else "show.break-even" if even else "show.col-target"
    target = story.language.aim(kpi.unit, part.target, currency=story.analysis.currency)
    return markup(
        "<tr><th scope='row'>{}</th><td class='kp-figure'>{}</td><td class='kp-where'>{}</td>"
        "<td class='kp-aim'><span{}>{} </span>{}</td><td class='kp-from'>{}</td></tr>",
        tidy(story.kpi_label(kpi.id)),
        tidy(beside_range(story, kpi)),
        _scale(kpi, part),
        markup("") if word == "show.col-target" else markup(" class='kp-other'"),
        say(word),
        tidy(target),
        _from(story, kpi) + _held_against(story, part),
    )


def _held_against(story: Story, part: Part) -> Markup:
    """Whose average the target is, where nobody set it."""
    average = average_of(story, part)
    return markup("<br>{}", tidy(story.language.say("show.target-is", average=average))) if average else markup("")


def _came_from(story: Story, kpi: Kpi) -> str:
    """What a KPI was computed from, in a few words."""
    if kpi.numerator is None:
        return answers(story, kpi)
    return f"{inputs(story, kpi)} ({story.field_label(kpi.base).lower()})" if kpi.base else inputs(story, kpi)


def standing(kpi: Kpi, part: Part) -> str:
    """Clearly on the wrong side of the target (poor), on the right side (good), or neither (near)."""
    lower_is_better = table("kpis")[kpi.id].get("better") == "low"
    reached = kpi.value is not None and (kpi.value <= part.target if lower_is_better else kpi.value >= part.target)
    return "poor" if part.poor else "good" if reached else "near"


def ends(kpi: Kpi, target: float) -> tuple[float, float]:
    """Where the scale of a KPI begins and ends: as its unit says, else from 0 to a little beyond what is known."""
    if kpi.id in BOUNDS:
        return BOUNDS[kpi.id]
    return 0.0, _ROOM * max(kpi.value or 0.0, kpi.high or 0.0, target) or 1.0


def _scale(kpi: Kpi, part: Part) -> Markup:
    """Interval, value and target on one line; drawn for the eye alone, the cells beside it say the same."""
    low, high = ends(kpi, part.target)

    def at(value: float) -> str:
        return f"{min(max(100 * (value - low) / (high - low), 0.0), 100.0):.1f}%"

    drawn = markup("")
    if kpi.low is not None and kpi.high is not None:
        left, right = at(kpi.low), 100.0 - float(at(kpi.high)[:-1])
        drawn += markup("<b class='kp-span' style='left:{};right:{:.1f}%'></b>", left, right)
    drawn += markup("<b class='kp-goal' style='left:{}'></b>", at(part.target))
    drawn += markup("<b class='kp-point' style='left:{}'></b>", at(kpi.value or 0.0))
    return markup("<span class='kp-scale kp-{}' aria-hidden='true'>{}</span>", standing(kpi, part), drawn)


def _rest(story: Story, rest: Sequence[Kpi]) -> Markup:
    """What has no target: name, value and what it was computed from."""
    cell = "<div><dt>{}</dt><dd>{}</dd><dd class='kp-quiet'>{}</dd></div>"
    cells = markup("").join(
        markup(cell, tidy(story.kpi_label(kpi.id)), tidy(beside_range(story, kpi)), _from(story, kpi)) for kpi in rest
    )
    return markup("<dl class='kp-also'>{}</dl>", cells) if rest else cells


def _from(story: Story, kpi: Kpi) -> Markup:
    """What a KPI was computed from, and between which values it lies."""
    told = story.language.say("show.given") if kpi.given else _came_from(story, kpi)
    return markup("{}", tidy(" · ".join(filter(None, (told, interval(story, kpi))))))
