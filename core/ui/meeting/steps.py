"""The story for a room: one finding at a time, large, with the keyboard; weights can be moved while everybody looks."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from core import charts
from core.charts import Theme, palette
from core.story import Story, compared, journey_finding, picture_finding, pictured
from core.story import meeting as told
from core.story.agreed import next_headline
from core.story.findings import coverage_notes
from core.ui.dashboard import cards, fixlist, verdict, weights, whatif
from core.ui.dashboard.emptied import emptied
from core.ui.figures import pictures, screen
from core.ui.figures.plots import quiet
from core.ui.meeting import closing
from core.ui.pieces.own import component
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import compute, session
from core.ui.visit.compute import View

Draw = Callable[[View, Story, Theme], None]
_KEY, _SHOWN = "_steps", 3
_STEPS = component("steps", "<nav></nav>")


def meeting(view: View, story: Story) -> None:
    """The current step under its heading, and the way to the others."""
    names = list(SLIDES)
    step = min(session.step(), len(names) - 1)
    with st.container(key="meeting"):
        _top(story, names, step)
        if story.visible:
            with st.container(key=f"slide-{names[step]}"):
                SLIDES[names[step]](view, story, screen.theme())
        else:
            emptied(story)


def _top(story: Story, names: list[str], step: int) -> None:
    say = story.language.say
    with st.container(horizontal=True, vertical_alignment="center", key="meeting-top"):
        name, whose = say(f"meeting.step-{names[step]}"), told.whose(story)
        st.html(markup("<p class='kp-step'>{} <span>{}</span></p>", name, tidy(whose)), width="content")
        st.space("stretch")
        labels = {"previous": say("meeting.previous"), "next": say("meeting.next"), "leave": say("meeting.leave")}
        steps = [say(f"meeting.step-{name}") for name in names]
        with st.container(width="content", key="meeting-steps"):
            _STEPS(key=_KEY, data={"step": step, "steps": steps, **labels}, on_go_change=_go, on_leave_change=_leave)


def _go() -> None:
    step = st.session_state[_KEY].go
    if isinstance(step, int | float) and 0 <= step < len(SLIDES):
        session.show_meeting(True, step=int(step))


def _leave() -> None:
    session.show_meeting(False)


def _heading(text: str) -> None:
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", tidy(text)))


def _line(text: str) -> None:
    if text:
        st.html(markup("<p class='kp-why'>{}</p>", tidy(text)))


def _presets(story: Story) -> None:
    if compared(story):
        weights.presets(story.language)


def _situation(view: View, story: Story, theme: Theme) -> None:
    _heading(told.situation(story))
    _line(told.sides(story))
    cards.cards(story)
    pictures.coverage(view, story, theme)
    quiet(*coverage_notes(story))


def _journey(view: View, story: Story, theme: Theme) -> None:
    _heading(journey_finding(story))
    pictures.journey(view, story, theme, headed=False)


def _hurts(view: View, story: Story, theme: Theme) -> None:
    _heading(picture_finding(story))
    _line(told.outside(story))
    if pictured(story):
        pictures.importance(view, story, theme, headed=False)
    elif compared(story):
        fixlist.fix_list(story, story.below_target()[:_SHOWN])


def _first(_view: View, story: Story, _theme: Theme) -> None:
    st.html(verdict.brief(story))
    _presets(story)
    fixlist.fix_list(story, story.below_target()[:_SHOWN])


def _worth(view: View, story: Story, theme: Theme) -> None:
    _heading(told.worth(story))
    _line(told.together(story))
    frame = charts.worth_frame(view.analysis, language=story.language)
    _picture(view, story, theme, "worth", told.worth(story), partial(charts.worth_ranges, frame), empty=frame.empty)
    quiet(told.worth_rests_on(story))


def _sure(view: View, story: Story, theme: Theme) -> None:
    _heading(told.sure(story))
    _line(told.surer(story))
    _presets(story)
    frame = charts.rank_frame(view.analysis, language=story.language)
    _picture(view, story, theme, "ranks", told.sure(story), partial(charts.rank_ranges, frame), empty=frame.empty)


def _suppose(_view: View, story: Story, _theme: Theme) -> None:
    asked = whatif.in_question(story)
    named = next((t.name for t in story.visible if t.key == asked), "")
    _heading(told.supposing(story, named) if named else story.headline())
    whatif.in_meeting(story)


def _next(view: View, story: Story, _theme: Theme) -> None:
    _heading(next_headline(story))
    closing.closing(view, story)


def _picture(
    view: View, story: Story, theme: Theme, name: str, alt: str, chart: Callable[..., Any], *, empty: bool
) -> None:
    if empty:
        return

    def draw() -> Mapping[str, Any]:
        drawn = chart(language=story.language, palette=palette(theme))
        return charts.finish(drawn, theme=theme, language=story.language, alt=alt)

    spec = dict(compute.picture(f"{name}:{view.key}:{story.language.key}:{theme}", build=draw))
    st.vega_lite_chart(spec=spec, theme=None, key=f"_chart-{name}", width="stretch")


SLIDES: Mapping[str, Draw] = {
    "situation": _situation,
    "journey": _journey,
    "hurts": _hurts,
    "first": _first,
    "worth": _worth,
    "sure": _sure,
    "suppose": _suppose,
    "next": _next,
}
