"""The pictures on the page: each under a one-line finding, each with alternative text, built once per view.

The journey map comes in two compositions, wide and narrow; the one that fits is drawn (core/ui/figures/screen.py).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from core import charts
from core.charts import Theme, palette
from core.kpis import compare
from core.model import Kpi
from core.story import (
    Story,
    coverage_finding,
    journey_finding,
    picture_finding,
    pictured,
    trend_finding,
    trend_unknown,
)
from core.story.compare import stretch
from core.story.findings import coverage_notes
from core.story.placing import missing
from core.tables import table
from core.ui.figures import screen
from core.ui.pieces.safe import markup
from core.ui.visit import compute, session
from core.ui.visit.compute import View

Spec = Mapping[str, Any]
_FIELDS_FROM = 3  # touchpoints: of fewer nearly every field of the coverage is empty


def heading(label: str, finding: str, *, heard: str = "", fold: str = "") -> None:
    """A section's heading, as ``headed`` writes it."""
    st.html(headed(label, finding, heard=heard, fold=fold))


def headed(label: str, finding: str, *, heard: str = "", fold: str = "") -> Markup:
    """A section's heading says the finding; the quiet line above it says what the section is.

    ``heard`` is for screen readers alone: what the picture below shows. ``fold``: what a phone says that opens it; all
    that stands below the heading in its block is folded there until then (style.css), but in a meeting.
    """
    more = markup("<p class='kp-heard'>{}</p>", heard) if heard else ""
    folds = fold and not session.meeting()
    folded = markup("<details class='kp-fold'><summary>{}</summary></details>", fold) if folds else ""
    return markup("<div class='kp-section'><p>{}</p><h2>{}</h2>{}{}</div>", label, finding, more, folded)


def journey(view: View, story: Story, theme: Theme, *, headed: bool = True) -> None:
    """The journey map; a click on a mark opens that touchpoint."""
    finding, selected = compute.made("journey-finding", story, partial(journey_finding, story)), _selected(view)
    label, name = story.language.say("show.section-journey"), f"journey-{screen.name()}"
    layout = screen.fitting({"wide": "wide", "narrow": "tall"})
    draw = partial(_journey_spec, view, story, theme, layout=layout, selected=selected, alt=finding)
    spec = compute.picture(f"{name}:{_key(view, story, theme, selected)}", build=draw)
    _above(label, finding, spec, headed=headed)
    _clickable(view, f"_chart-{name}", spec, label=label)


def _above(label: str, finding: str, spec: Spec, *, headed: bool, fold: str = "") -> None:
    """What stands above a picture whose marks can be picked, with what it shows for screen readers.

    That is not said in the drawing, which so stays the same when weights move: the browser keeps it, and only the marks
    move.
    """
    told = str(spec["description"])
    if headed:
        heading(label, finding, heard=told.removeprefix(f"{finding}. "), fold=fold)
    else:
        st.html(markup("<p class='kp-heard'>{}</p>", told))


def _journey_spec(view: View, story: Story, theme: Theme, *, layout: Any, selected: str | None, alt: str) -> Spec:
    frame = compute.made("journey", story, partial(charts.journey, view.analysis, language=story.language))
    alt = f"{alt}. {charts.alt_journey(frame, language=story.language)}"
    chart = charts.journey_map(frame, language=story.language, palette=palette(theme), layout=layout, selected=selected)
    return charts.finish(chart, theme=theme, language=story.language, alt=alt)


def importance(view: View, story: Story, theme: Theme, *, headed: bool = True) -> None:
    """Importance against performance; a click on a point opens that touchpoint. Nothing where none is ranked,
    or nobody knows how much rides on any."""
    if not pictured(story):
        return
    finding = compute.made("importance-finding", story, partial(picture_finding, story))
    label, selected = story.language.say("show.section-picture"), _selected(view)
    draw = partial(_importance_spec, view, story, theme, selected=selected, alt=finding)
    spec = compute.picture(f"importance:{_key(view, story, theme, selected)}", build=draw)
    _above(label, finding, spec, headed=headed, fold=story.language.say("show.picture"))
    _clickable(view, "_chart-importance", spec, label=label)


def _importance_spec(view: View, story: Story, theme: Theme, *, selected: str | None, alt: str) -> Spec:
    frame, line = charts.performance_frame(view.analysis, language=story.language), view.analysis.impact_line
    alt = f"{alt}. {charts.alt_importance(frame, impact_line=line, language=story.language)}"
    chart = charts.importance_performance(
        frame,
        impact_line=line,
        language=story.language,
        palette=palette(theme),
        selected=selected,
    )
    return charts.finish(chart, theme=theme, language=story.language, alt=alt)


def coverage_and_trend(view: View, story: Story, theme: Theme) -> None:
    """Phase by setting with its blind spots, beside one KPI over time. Without dates the coverage has the whole width
    and a line says why; of one or two touchpoints every field would be a blind spot."""
    options, few = _trends(view), len(view.analysis.touchpoints) < _FIELDS_FROM
    left, right = st.columns(2, gap="large") if options and not few else (st.container(), st.container())
    with left:
        if not few:
            compute.shown(f"coverage-{theme}", story, partial(_coverage, view, story, theme))
    with right:
        if options:
            _trend()
        else:
            st.html(markup("<p class='kp-quiet'>{}</p>", trend_unknown(story)))


def _coverage(view: View, story: Story, theme: Theme) -> None:
    coverage(view, story, theme)
    _missing(story)


def coverage(view: View, story: Story, theme: Theme) -> None:
    """Phase by setting, with its blind spots."""
    finding = coverage_finding(story)
    heading(story.language.say("show.section-coverage"), finding, fold=story.language.say("show.picture"))
    draw = partial(_coverage_spec, view, story, theme, alt=finding)
    _still("coverage", _key(view, story, theme), draw)


def _coverage_spec(view: View, story: Story, theme: Theme, *, alt: str) -> Spec:
    frame = charts.coverage_frame(view.analysis)
    alt = f"{alt}. {charts.alt_coverage(frame, language=story.language)}"
    chart = charts.coverage(frame, language=story.language, palette=palette(theme))
    return charts.finish(chart, theme=theme, language=story.language, alt=alt)


def _missing(story: Story) -> None:
    told = " ".join([*coverage_notes(story), missing(story)]).strip()
    if told:
        st.html(markup("<p class='kp-quiet'>{}</p>", told))


def _trends(view: View) -> list[str]:
    """The key figures that are known in two periods at least."""
    periods = view.analysis.groups.get("period", {})
    return [k for k in table("dashboard")["cards"] if sum(_known(p.get(k)) for p in periods.values()) > 1]


@st.fragment
def _trend() -> None:
    """One key figure over time; another choice of it runs this part of the page alone."""
    language = session.current_language()
    if view := compute.awaited_view(language):
        _trend_of(view, Story(view.analysis, language), screen.theme(), _trends(view))


def _trend_of(view: View, story: Story, theme: Theme, options: Sequence[str]) -> None:
    say, periods = story.language.say, view.analysis.groups.get("period", {})
    chosen = st.session_state.get("_trend")  # the box itself stands below the finding
    kpi = next((option for option in options if option == chosen), options[0])
    history = {label: p[kpi] for label, p in sorted(periods.items()) if _known(p.get(kpi))}
    finding = compute.made(f"trend-finding-{kpi}", story, partial(_trend_sentence, story, history))
    heading(say("show.section-trend"), finding, fold=say("show.picture"))
    st.selectbox(
        say("show.col-kpi"), options, format_func=story.kpi_label, key="_trend", label_visibility="collapsed", width=320
    )
    draw = partial(_trend_spec, view, story, theme, kpi=kpi, alt=finding)
    compute.shown(f"trend-{kpi}-{theme}", story, partial(_still, "trend", _key(view, story, theme, kpi), draw))


def _known(kpi: Kpi | None) -> bool:
    return kpi is not None and kpi.value is not None


def _trend_sentence(story: Story, history: Mapping[str, Kpi]) -> str:
    (since, before), (until, after) = list(history.items())[-2:]
    found, told = story.analysis.comparisons.period, (story.language.period(since), story.language.period(until))
    aligned = next((m for m in found.of("whole") if m.kpi == after.id), None) if found else None
    if aligned is not None:  # the same, unless the last period is not over
        assert found is not None
        named = (stretch(story, found.before), stretch(story, found.after))
        return trend_finding(story, aligned.before, aligned.after, aligned.change.word, named)
    if found is not None and after.id == "exit_rate":  # a log's exits near its end are not compared
        return trend_finding(story, before, after, None, told)
    return trend_finding(story, before, after, compare(before, after).word, told)


def _trend_spec(view: View, story: Story, theme: Theme, *, kpi: str, alt: str) -> Spec:
    frame, label = charts.trend_frame(view.analysis, kpi, language=story.language), story.kpi_label(kpi)
    alt = f"{alt}. {charts.alt_trend(frame, label=label, language=story.language)}"
    chart = charts.trend(
        frame,
        label=label,
        unit=table("kpis")[kpi]["unit"],
        language=story.language,
        palette=palette(theme),
        target=story.target(kpi),
    )
    return charts.finish(chart, theme=theme, language=story.language, alt=alt)


def _still(name: str, key: str, draw: Callable[[], Spec]) -> None:
    spec = dict(compute.picture(f"{name}:{key}", build=draw))
    st.vega_lite_chart(spec=spec, theme=None, key=f"_chart-{name}", width="stretch")


def _selected(view: View) -> str | None:
    picked = session.picked()
    keys = [t.key for t in view.analysis.touchpoints]
    return charts.key_of(keys.index(picked)) if picked in keys else None


def _key(view: View, story: Story, theme: Theme, *parts: str | None) -> str:
    return ":".join([view.key, story.language.key, theme, *(str(part) for part in parts)])


def _clickable(view: View, widget: str, spec: Spec, *, label: str) -> None:
    """A picture whose marks can be picked; the style sheet knows it by the key ``widget``."""
    st.vega_lite_chart(
        spec={**spec, "description": label},
        theme=None,
        key=widget,
        on_select=partial(_take_pick, view, widget),
        selection_mode="pick",
        width="stretch",
    )


def _take_pick(view: View, widget: str) -> None:
    points = st.session_state[widget]["selection"].get("pick") or []
    chosen = charts.picked(view.analysis, points[0].get("key") if points else None)
    session.pick(chosen.key if chosen else None)
