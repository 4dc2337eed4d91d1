"""What happened over time: the last period with an earlier one, or any two that the visitor picks."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.charts import Theme
from core.model import Comparison
from core.story import Story
from core.story import compare as told
from core.story import goals as aims
from core.ui.compare.page import changes, lines
from core.ui.figures.plots import quiet
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import session
from core.ui.visit.compute import View

_TOLD_AT_MOST = 4
_PICKED = "picked"
_ENOUGH = 3  # periods: of two there is nothing to pick


def over_time(view: View, story: Story, theme: Theme) -> None:
    """The page's own finding: this period with the one before, with the same one a year earlier, or two of the
    visitor's choice. Without dates: how the targets stand, and why nothing can be compared over time."""
    found = story.analysis.comparisons
    compared = {"period": found.period, "year": found.year, _PICKED: found.picked}
    known = {kind: one for kind, one in compared.items() if one is not None}
    if not known:
        first = aims.goals_finding(story) if story.analysis.targets else story.language.say("compare-page.nothing")
        _title(first, [story.sentence(found.silent["period"])])
        return
    top, kind = st.container(), _kind(story, known)
    one = known.get(kind) or next(iter(known.values()))
    finding = told.time_finding(story, one)
    with top:
        _title(finding, _told(story, one))
    changes(view, story, theme, f"time-{kind}", one, finding, above=_told(story, one))
    quiet(" ".join(told.came_and_went(story, one)))


def _told(story: Story, one: Comparison) -> list[str]:
    found = [told.sentence(story, moved) for moved in told.clear(one)[:_TOLD_AT_MOST]]
    if told.perhaps_chance(one):
        found = [story.language.say("compare.perhaps", sentence=sentence) for sentence in found]
        return [*found, told.chance(story, one)] if found else []
    return found


def _title(first: str, more: Sequence[str]) -> None:
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", tidy(first)))
    if more:
        lines(more)


def _kind(story: Story, known: Mapping[str, Comparison]) -> str:
    """With what to compare; asked only where there is a choice."""
    periods, kinds = story.analysis.all_periods, [kind for kind in known if kind != _PICKED]
    kinds += [_PICKED] if len(periods) >= _ENOUGH else []
    picked = _PICKED in known and _PICKED in kinds
    if len(kinds) < 2:
        return next(iter(known))
    kind = st.segmented_control(
        story.language.say("compare-page.with"),
        kinds,
        default=_PICKED if picked else kinds[0],
        required=True,
        format_func=lambda name: story.language.say(f"compare-page.{name}"),
        key="_compare-with",
        on_change=session.mirror(
            "_compare-with", lambda name: _pick((periods[0], periods[-1]), chosen=name == _PICKED)
        ),
        label_visibility="collapsed",
    )
    if kind == _PICKED and picked:
        _two(story, periods)
    return str(kind)


def _two(story: Story, periods: Sequence[str]) -> None:
    """The two periods: picking the one that is the other already turns them round."""
    then, now = session.settings().compare_periods or (periods[0], periods[-1])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _period(story, "now", periods, chosen=now, other=then)
        _period(story, "then", periods, chosen=then, other=now)


def _period(story: Story, name: str, periods: Sequence[str], *, chosen: str, other: str) -> None:
    options, key = list(reversed(periods)), f"_compare-{name}-{chosen}"  # made anew for each, so that it shows it

    def take(label: str) -> None:
        _pick((label, chosen if label == other else other))

    st.selectbox(
        story.language.say(f"compare-page.{name}"),
        options,
        index=options.index(chosen),
        format_func=story.language.period,
        key=key,
        on_change=session.mirror(key, take),
        width=168,
    )


def _pick(periods: tuple[str, str], *, chosen: bool = True) -> None:
    one, other = sorted(periods)
    session.change_settings(compare_periods=(one, other) if chosen else None)
