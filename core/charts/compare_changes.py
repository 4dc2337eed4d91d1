"""Two sides of a comparison: a hollow dot before, a full one after, each with its interval."""

from core.charts.colours import Palette
from core.charts.compare_panels import Dot, Key, Strip, Tone
from core.charts.compare_strips import strips
from core.charts.picture import Picture
from core.model import Comparison, Kpi, Moved
from core.story import Story
from core.story.compare import perhaps_chance, shown, stretch
from core.story.differences import difference

_FINE_UP_TO = 100  # where two decimals still tell something

Tips = tuple[tuple[str, str], ...]


def changes_chart(story: Story, found: Comparison, *, palette: Palette, narrow: bool = False) -> Picture:
    """The key figures of the whole, clear changes first; teal: better, orange: worse, grey: no clear change."""
    names = side_names(story, found)
    legend = [Key(names[0], "hollow"), Key(names[1], "quiet")]
    return strips(
        story,
        _strips(story, found),
        legend=legend,
        judged=(story.language.say("compare.word-better"), story.language.say("compare.word-worse")),
        palette=palette,
        narrow=narrow,
    )


def side_names(story: Story, found: Comparison) -> tuple[str, str]:
    """What the two sides are called: their names, else their times."""
    before, after = (side.name or stretch(story, side) for side in (found.before, found.after))
    return before, after


def _strips(story: Story, found: Comparison) -> list[Strip]:
    open_ = perhaps_chance(found)
    over_time = found.kind != "segment"
    return [
        _strip(story, moved, change_word(story, found, moved), open_=open_, over_time=over_time)
        for moved in shown(found)
    ]


def _strip(story: Story, moved: Moved, word: str, *, open_: bool, over_time: bool) -> Strip:
    """One key figure; ``open_``: what looks clear may be chance, and no colour takes sides."""
    tone: Tone = "quiet" if moved.better is None or open_ else "good" if moved.better else "bad"
    before, after = moved.before, moved.after
    ends = story.closely(before, after, clear=moved.better is not None or _drawn_apart(before, after))
    values, same = dict(zip(("before", "after"), ends, strict=True)), len(set(ends)) == 1
    beside = "compare.before-after" if over_time else "compare.beside"  # an arrow is for what went on in time
    return Strip(
        unit=after.unit,
        title=story.kpi_label(moved.kpi),
        note=story.language.say("compare.both", value=ends[0]) if same else story.language.say(beside, **values),
        word=word,
        detail="" if moved.change.word is None else difference(story, moved, over_time=over_time),
        dots=(
            Dot(before.value or 0.0, before.low, before.high, tone="hollow", lane=-1, tips=value_tips(story, before)),
            Dot(after.value or 0.0, after.low, after.high, tone=tone, lane=1, tips=value_tips(story, after)),
        ),
    )


def _drawn_apart(before: Kpi, after: Kpi) -> bool:
    """Whether two values differ by what two decimals tell, as their dots do; of large ones decimals tell nothing."""
    scale = 100 if after.unit == "share" else 1
    told = [round((kpi.value or 0.0) * scale, 2) for kpi in (before, after)]
    return told[0] != told[1] and max(map(abs, told)) < _FINE_UP_TO


def change_word(story: Story, found: Comparison, moved: Moved) -> str:
    """Better, worse, no clear change (of segments: difference); or that nobody knows how sure it is."""
    if moved.change.word is None:
        return story.language.say("compare.word-unsure")
    none = "same" if found.kind == "segment" else "none"
    word = none if moved.better is None else "better" if moved.better else "worse"
    told = story.language.say(f"compare.word-{word}")
    chance = moved.better is not None and perhaps_chance(found)
    return story.language.say("compare.word-perhaps", word=told) if chance else told


def value_tips(story: Story, kpi: Kpi) -> Tips:
    """What a hover says: the key figure, its value, its likely range."""
    ends = story.ends(kpi)
    unknown = kpi.low is None or kpi.high is None
    return (
        (story.language.say("show.col-kpi"), story.kpi_label(kpi.id)),
        (story.language.say("chart-tip.value"), story.value(kpi)),
        (story.language.say("chart-tip.range"), story.language.write("count", None) if unknown else " – ".join(ends)),
    )


def alt_changes(story: Story, found: Comparison, *, finding: str) -> str:
    """The finding, and every line of the picture in words."""
    told = [f"{s.title}: {s.note}, {s.word}" for s in _strips(story, found)]
    return ". ".join([finding, *told])
