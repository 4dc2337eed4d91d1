"""Key figures against their targets, with their history: one strip each."""

from collections.abc import Mapping

from core.charts.colours import Palette
from core.charts.compare_changes import value_tips
from core.charts.compare_panels import Dot, Key, Strip, Tone
from core.charts.compare_strips import strips
from core.charts.picture import Picture
from core.model import Target
from core.model.compare import TargetWord
from core.story import Story
from core.story.goals import against, as_it_stands, goals_finding, place, word

MOST = 14
_TONES: Mapping[TargetWord, Tone] = {"reached": "good", "on track": "good", "behind": "bad"}


def targets_chart(story: Story, *, palette: Palette, narrow: bool = False) -> Picture:
    """Value with its interval, target as a dashed tick, history as a small line."""
    say = story.language.say
    legend = [Key(say("show.col-value"), "quiet"), Key(say("show.col-target"), bar="target")]
    return strips(
        story,
        [_strip(story, t) for t in shown(story)],
        legend=legend,
        judged=(say("target-word.reached"), say("target-word.behind")),
        palette=palette,
        narrow=narrow,
    )


def shown(story: Story) -> tuple[Target, ...]:
    """The targets that the picture has room for: the user's, those of the file, the defaults."""
    return story.analysis.targets[:MOST]


def _strip(story: Story, target: Target) -> Strip:
    kpi = target.kpi
    tone: Tone = "quiet" if as_it_stands(target) else _TONES.get(target.word, "quiet")
    value = None if kpi.value is None else Dot(kpi.value, kpi.low, kpi.high, tone=tone, tips=value_tips(story, kpi))
    return Strip(
        unit=kpi.unit,
        title=story.kpi_label(target.goal.kpi),
        note=place(story, target),
        word=word(story, target),
        detail=against(story, target),
        dots=() if value is None else (value,),
        tick=None if value is None else target.goal.value,
        history=tuple(k.value for _, k in target.history if k.value is not None),
    )


def alt_targets(story: Story) -> str:
    """Each target in words."""
    told = [f"{story.kpi_label(t.goal.kpi)}: {word(story, t)}, {against(story, t)}" for t in shown(story)]
    return ". ".join([goals_finding(story), *told])
