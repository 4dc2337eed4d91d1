"""The first thing that the eye meets: what to fix first, why, what it is worth, how sure."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.model import TouchpointResult
from core.story import Story, list_finding
from core.story.against import also_below
from core.story.blind import known_on_top
from core.story.chances import among_measured, by_score, chances, to_measure
from core.story.gaps import gaps
from core.story.names import NAMED_AT_MOST, told_of
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import compute, session

_GAPS_SHOWN = 4


def verdict(story: Story) -> None:
    """The verdict in two thirds, what the file cannot tell in the last: two cards."""
    folded = session.on_phone()
    st.html(compute.made(f"verdict-{folded}", story, partial(_cards, story, folded=folded)))


def opened(story: Story) -> tuple[TouchpointResult, str]:
    """Which touchpoint the button below the answer opens, and the key of its words: the first that is named, of those
    to measure the first that the filters show."""
    lost = story.measure_first
    shown = [t for t in lost.touchpoints if not t.hidden] if lost else []
    return (shown[0], "show.open-unseen") if shown else (story.leaders[0], "show.open-leader")


def _cards(story: Story, *, folded: bool) -> Markup:
    """Both cards as one element, as each that the page has is drawn anew at every click."""
    cards = "<div class='kp-top'><section class='kp-answer'>{}{}</section><section class='kp-gaps'>{}</section></div>"
    return markup(cards, answer(story), _opener(story), _gaps(story, folded=folded))


def _opener(story: Story) -> Markup:
    """The button that opens what the verdict names first (core/ui/dashboard/finder.py hears it)."""
    if not story.leaders:
        return markup("")
    button = "<button type='button' class='kp-button' data-opens='{}'>{}</button>"
    first, label = opened(story)
    return markup(button, first.key, story.language.say(label))


def _gaps(story: Story, *, folded: bool) -> Markup:
    """What the file cannot tell; on a phone behind its title, since it stands before every figure there."""
    lines = markup("").join(markup("<li>{}</li>", tidy(line)) for line in gaps(story)[:_GAPS_SHOWN])
    title, told = story.language.say("gaps.title"), markup("<ul class='kp-list'>{}</ul>", lines)
    if folded:
        return markup(
            "<details class='kp-more'><summary><h2 class='kp-small'>{}</h2></summary>{}</details>", title, told
        )
    return markup("<h2 class='kp-small'>{}</h2>{}", title, told)


def answer(story: Story) -> Markup:
    """Headline, reasons, worth and certainty."""
    head = markup("<h1 class='kp-verdict'>{}</h1>", tidy(story.headline()))
    if story.waiting():
        return head + _waiting(story)
    leaders, word = story.leaders, story.analysis.verdict.word
    if word == "not measured":
        kind = known_on_top(story.visible)
        key = f"measure.{kind}" if kind else "verdict.measure"
        return head + markup("<p class='kp-why'>{}</p>", story.language.say(key))
    if story.measure_first:
        return head + _measure(story)
    if not leaders or word == "too few":
        return head + (markup("<p class='kp-why'>{}</p>", tidy(story.needed())) if story.needed() else markup(""))
    return head + (_one(story, leaders[0]) if len(leaders) == 1 else _several(story, leaders))


def brief(story: Story) -> Markup:
    """Headline and certainty alone, where the reasons stand in a list below; else all of it."""
    if story.waiting() or not story.leaders or story.analysis.verdict.word in ("too few", "not measured"):
        return answer(story)
    head = markup("<h1 class='kp-verdict'>{}</h1>", tidy(story.headline()))
    if len(story.leaders) == 1 and not story.measure_first:
        return head + _sure("", tidy(story.certainty(story.leaders[0])))
    return head + _sure("", tidy(f"{chances(story)} {by_score(story)}".strip()))


def _one(story: Story, first: TouchpointResult) -> Markup:
    told = f"{story.reason(first, closely=True)} {also_below(story, first)}"
    why = markup("<p class='kp-why'>{}</p>", tidy(told))
    if story.analysis.verdict.word == "alone":
        return why + markup("<p class='kp-sure'>{}</p>", story.language.say("verdict.alone"))
    worth = markup("<p class='kp-worth'>{}</p>", story.worth(first) if _gains(first) else "")
    return why + worth + _sure(story.verdict_word(first), story.certainty(first))


def _gains(touchpoint: TouchpointResult) -> bool:
    """Whether a worth may be promised: unknown is told as such, a range that begins at nothing is no promise."""
    worth = touchpoint.priority.worth if touchpoint.priority else None
    return worth is None or worth.low > 0


def _waiting(story: Story) -> Markup:
    """Where nothing is ranked yet: what gives every one its rank, and how to get there."""
    why = markup("<p class='kp-why'>{}</p>", list_finding(story))
    return why + markup("<p class='kp-sure'>{}</p>", story.language.say("list.ask"))


def _measure(story: Story) -> Markup:
    """Where nobody's figures decide yet: what to measure, and how the measured ones stand. Their reasons stand in the
    list below."""
    measured = among_measured(story)
    why = markup("<p class='kp-why'>{}</p>", tidy(to_measure(story)))
    return why + _sure("", tidy(measured)) if measured else why


def _several(story: Story, leaders: Sequence[TouchpointResult]) -> Markup:
    """Those that are too close to call, with their reasons while they are few; of more these stand in the list."""
    told = leaders if len(leaders) <= NAMED_AT_MOST else ()
    lines = markup("").join(
        markup("<p class='kp-why'><strong>{}.</strong> {}</p>", tidy(t.name), tidy(story.reason(t))) for t in told
    )
    worths = story.worths(leaders[: told_of(len(leaders))])
    worth = markup("").join(markup("<p class='kp-worth'>{}</p>", tidy(line)) for line in worths)
    return lines + worth + _sure(story.verdict_word(leaders[0]), tidy(chances(story)))


def _sure(word: str, sentence: str) -> Markup:
    mark = markup("<span class='kp-mark'>{}</span>", word) if word else markup("")
    return markup("<p class='kp-sure'>{}{}</p>", mark, sentence)
