"""The page about what customers answered: values against targets, how answers fall, change, and their own words."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from core import charts
from core.charts import Palette, Theme
from core.kpis import compare
from core.model import Voice, Voices
from core.story import Story, trend_finding
from core.story.voices import (
    Moved,
    answers_finding,
    answers_of,
    change_note,
    heard,
    last_two,
    standing_finding,
    too_few,
    voice_name,
    voices_headline,
    voices_summary,
)
from core.tables import table
from core.ui.dashboard.cards import interval
from core.ui.data.comments import own_words
from core.ui.data.receipt import touchpoint_choice
from core.ui.figures.pictures import heading
from core.ui.figures.plots import as_table, figures, plot, quiet, style
from core.ui.frame import paging
from core.ui.pieces.safe import markup, plain
from core.ui.visit.compute import View


def voices(view: View, story: Story, theme: Theme) -> None:
    """The whole page of files with answers."""
    found = view.analysis.voices
    assert found is not None
    style()
    text = "<h1 class='kp-verdict'>{}</h1><p class='kp-why'>{}</p>"
    st.html(markup(text, voices_headline(story, found), voices_summary(story, found)))
    _figures(story, found)
    if not found.touchpoints:
        _which_column(view, story)
    score = _score(story, found)
    if score is not None:
        whole = next((v for v in found.whole if v.score == score), None)
        about = heard(story, found, score)
        _standing(view, story, about, theme)
        _answers(view, story, whole, about, theme)
        _change(view, story, whole, about, theme)
    _comments(view, story, found)


def _figures(story: Story, found: Voices) -> None:
    """Per question the value of the whole business, its interval, and what it rests on."""
    say = story.language.say
    entries = []
    for voice in found.whole:
        target = story.target(voice.score)
        sure = interval(story, voice.kpi) if voice.kpi.reason is None else story.sentence(voice.kpi.reason)
        aim = "" if target is None else say("chart.target", value=story.language.aim(voice.kpi.unit, target))
        card = say("voices.card", n=answers_of(voice), low=voice.low, high=voice.high)
        mean = "" if voice.score in ("rating", "nps") else say("voices.mean", mean=voice.mean)
        lines = [" · ".join(filter(None, facts)) for facts in ((sure, aim), (card, mean))]
        entries.append((story.kpi_label(voice.score), story.value(voice.kpi), lines))
    if len(entries) == 1:  # a lone figure would leave its row empty
        ((label, value, lines),) = entries
        quiet(" · ".join([f"{label} {value}", *lines]))
    elif entries:
        figures(entries)


def _which_column(view: View, story: Story) -> None:
    """No answer names a touchpoint: which column does?"""
    st.markdown(plain(story.language.say("voices.which-column")))
    touchpoint_choice(view, story.language)
    paging.to_page("data", story.language.say("nav.data"))


def _score(story: Story, found: Voices) -> str | None:
    """The question that the pictures below are about; a choice where several were asked."""
    scores = list(dict.fromkeys([v.score for v in found.whole] + [v.score for v in found.touchpoints]))
    if len(scores) < 2:
        return scores[0] if scores else None
    chosen = st.segmented_control(
        story.language.say("voices.score"),
        scores,
        default=scores[0],
        required=True,
        format_func=story.kpi_label,
        key="_voices-score",
    )
    return str(chosen)


def _standing(view: View, story: Story, about: Sequence[Voice], theme: Theme) -> None:
    finding = standing_finding(story, about)
    if not about:
        return
    heading(story.language.say("voices.section-standing"), finding)
    quiet(story.language.say("voices.standing-note"))
    wide = partial(_standing_spec, story, about, narrow=False)
    narrow = partial(_standing_spec, story, about, narrow=True)
    alt = f"{finding}. {charts.alt_standing(story, about)}"
    plot(view, story, theme, "standing", {"wide": wide, "narrow": narrow}, alt=alt, part=about[0].score)
    _more_than_drawn(story, len(about))
    as_table(story.language.say("journeys.table"), [_line(story, v) for v in about], key="_standing-table")


def _standing_spec(story: Story, about: Sequence[Voice], look: Palette, *, narrow: bool) -> Any:
    return charts.standing_chart(story, about, palette=look, narrow=narrow)


def _more_than_drawn(story: Story, n: int) -> None:
    shown = charts.rows_drawn(n)
    if n > shown:
        quiet(story.language.say("voices.most", shown=shown, n=n))


def _line(story: Story, voice: Voice) -> dict[str, Any]:
    say = story.language.say
    return {
        say("show.col-touchpoint"): voice_name(story, voice),
        say("show.col-value"): story.value(voice.kpi),
        say("show.col-interval"): interval(story, voice.kpi),
        say("show.col-inputs"): say("voices.card", n=answers_of(voice), low=voice.low, high=voice.high),
        **{story.language.write("count", answer): n for answer, n in sorted(voice.counts.items())},
    }


def _answers(view: View, story: Story, whole: Voice | None, about: Sequence[Voice], theme: Theme) -> None:
    if whole is None or not answers_of(whole):
        return
    finding = answers_finding(story, whole)
    heading(story.language.say("voices.section-answers"), finding)
    wide = partial(_answers_spec, story, whole, about, narrow=False)
    narrow = partial(_answers_spec, story, whole, about, narrow=True)
    alt = f"{finding}. {charts.alt_answers(story, whole)}"
    quiet(story.language.say("voices.answers-note"))
    plot(view, story, theme, "answers", {"wide": wide, "narrow": narrow}, alt=alt, part=whole.score)


def _answers_spec(story: Story, whole: Voice, about: Sequence[Voice], look: Palette, *, narrow: bool) -> Any:
    return charts.answers_chart(story, whole, about, palette=look, narrow=narrow)


def _change(view: View, story: Story, whole: Voice | None, about: Sequence[Voice], theme: Theme) -> None:
    """The whole business over time, and what changed at each touchpoint between its last two periods."""
    section = story.language.say("voices.section-change")
    moved = last_two(whole) if whole is not None else None
    if whole is None or moved is None:
        dated = whole is not None and bool(whole.history)
        heading(section, story.language.say("voices.change-none" if dated else "voices.change-undated"))
        return
    word, since, until = compare(moved.before, moved.after).word, *map(story.language.period, moved.periods)
    finding = trend_finding(story, moved.before, moved.after, word, (since, until))
    heading(section, finding)
    label, frame = story.kpi_label(whole.score), charts.history_frame(story, whole.history)
    alt = f"{finding}. {charts.alt_trend(frame, label=label, language=story.language)}"
    wide, narrow = (partial(_change_spec, story, whole, narrow=narrow) for narrow in (False, True))
    plot(view, story, theme, "change", {"wide": wide, "narrow": narrow}, alt=alt, part=whole.score)
    changes = [m for m in map(last_two, [v for v in about if not too_few(story, v)]) if m is not None]
    quiet(change_note(story, [(m, compare(m.before, m.after).word) for m in changes]))
    rows = [_moved(story, m) for m in changes]
    as_table(story.language.say("journeys.table"), rows, key="_change-table")


def _change_spec(story: Story, whole: Voice, look: Palette, *, narrow: bool) -> Any:
    return charts.trend(
        charts.history_frame(story, whole.history),
        label=story.kpi_label(whole.score),
        unit=table("kpis")[whole.score]["unit"],
        target=story.target(whole.score),
        language=story.language,
        palette=look,
        narrow=narrow,
    )


def _moved(story: Story, moved: Moved) -> dict[str, Any]:
    say, word = story.language.say, compare(moved.before, moved.after).word
    told = {"up": "voices.up", "down": "voices.down", "no clear change": "change.none"}
    early, late = (story.language.period(p) for p in moved.periods)
    return {
        say("show.col-touchpoint"): voice_name(story, moved.voice),
        say("voices.col-change"): say(told[word]) if word else story.language.write("count", None),
        say("show.col-value"): f"{story.value(moved.before)} ({early}) → {story.value(moved.after)} ({late})",
    }


def _comments(view: View, story: Story, found: Voices) -> None:
    """How many wrote something, and what, where the visitor asks for it."""
    if not found.comments:
        return
    say = story.language.say
    heading(say("voices.section-comments"), say("voices.comments", n=found.comments))
    own_words(view.dataset, story, found)
