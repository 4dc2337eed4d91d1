"""Online against offline within each phase: a circle and a square on one scale, each with its interval."""

from core.charts.colours import Palette
from core.charts.compare_changes import value_tips
from core.charts.compare_panels import Dot, Key, Strip, Tone
from core.charts.compare_strips import strips
from core.charts.picture import Picture
from core.model import Contrast
from core.story import Story
from core.story.budget import contrast_word


def sides_chart(story: Story, *, palette: Palette, narrow: bool = False) -> Picture:
    """One strip per phase and key figure; the clearly better side is teal, the other orange."""
    say = story.language.say
    legend = [Key(say("setting.online"), shape="circle"), Key(say("setting.offline"), shape="square")]
    rows = [_strip(story, contrast) for contrast in story.analysis.omnichannel]
    return strips(
        story,
        rows,
        legend=legend,
        judged=(say("compare.word-better"), say("compare.word-worse")),
        palette=palette,
        narrow=narrow,
    )


def _strip(story: Story, contrast: Contrast) -> Strip:
    sides = (("online", "circle", -1, contrast.online), ("offline", "square", 1, contrast.offline))
    dots = tuple(
        Dot(kpi.value or 0.0, kpi.low, kpi.high, _tone(contrast, side), shape, lane, value_tips(story, kpi))
        for side, shape, lane, kpi in sides
    )
    values = [f"{story.language.say(f'setting.{side}')} {story.value(kpi)}" for side, _, _, kpi in sides]
    return Strip(
        unit=contrast.online.unit,
        title=story.kpi_label(contrast.kpi),
        note=story.language.say(f"phase.{contrast.phase}"),
        word=contrast_word(story, contrast),
        detail=" · ".join(values),
        dots=dots,
    )


def _tone(contrast: Contrast, side: str) -> Tone:
    if contrast.better is None:
        return "quiet"
    return "good" if contrast.better == side else "bad"


def alt_sides(story: Story, *, finding: str) -> str:
    """The finding, and every line of the picture in words."""
    told = [
        f"{s.note}, {s.title}: {s.word}, {s.detail}" for s in (_strip(story, c) for c in story.analysis.omnichannel)
    ]
    return ". ".join([finding, *told])
