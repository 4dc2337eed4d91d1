"""The first thing that the eye meets: what to fix first, why, what it is worth, how sure."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.model import Message, TouchpointResult
from core.story import Story, list_finding
from core.story.against import also_below
from core.story.chances import by_score, chances
from core.story.gaps import gaps
from core.story.telling import unbroken
from core.ui import compute, session
from core.ui.safe import markup, tidy

_GAPS_SHOWN, _LEADERS_SHOWN, _OTHERS_NAMED = 4, 3, 3


def verdict(story: Story) -> None:
    """The verdict in two thirds, what the file cannot tell in the last: two cards."""
    folded = session.on_phone()
    st.html(compute.made(f"verdict-{folded}", story, partial(_cards, story, folded=folded)))


def _cards(story: Story, *, folded: bool) -> Markup:
    """Both cards as one element, as each that the page has is drawn anew at every click."""
    cards = "<div class='kp-top'><section class='kp-answer'>{}{}</section><section class='kp-gaps'>{}</section></div>"
    return markup(cards, answer(story), _opener(story), _gaps(story, folded=folded))


def _opener(story: Story) -> Markup:
    """The button that opens what the verdict names first (core/ui/finder.py hears it)."""
    if not story.leaders:
        return markup("")
    button = "<button type='button' class='kp-button' data-opens='{}'>{}</button>"
    return markup(button, story.leaders[0].key, story.language.say("show.open-leader"))


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
    leaders, word = story.leaders[:_LEADERS_SHOWN], story.analysis.verdict.word
    if word == "not measured":
        return head + markup("<p class='kp-why'>{}</p>", story.language.say("verdict.measure"))
    if not leaders or word == "too few":
        return head
    return head + (_one(story, leaders[0]) if len(leaders) == 1 else _several(story, leaders))


def brief(story: Story) -> Markup:
    """Headline and certainty alone, where the reasons stand in a list below; else all of it."""
    if story.waiting() or not story.leaders or story.analysis.verdict.word in ("too few", "not measured"):
        return answer(story)
    head = markup("<h1 class='kp-verdict'>{}</h1>", tidy(story.headline()))
    first = story.leaders[0]
    sentence = story.certainty(first) if len(story.leaders) == 1 else f"{chances(story)} {by_score(story)}".strip()
    return head + _sure("", tidy(sentence))


def _one(story: Story, first: TouchpointResult) -> Markup:
    told = f"{story.reason(first)} {also_below(story, first)}"
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


def _several(story: Story, leaders: Sequence[TouchpointResult]) -> Markup:
    lines = markup("").join(
        markup("<p class='kp-why'><strong>{}.</strong> {}</p>", tidy(t.name), tidy(story.reason(t))) for t in leaders
    )
    worths = markup("").join(markup("<p class='kp-worth'>{}</p>", tidy(w)) for w in story.worths(leaders))
    return lines + worths + _others(story) + _sure(story.verdict_word(leaders[0]), tidy(chances(story)))


def _others(story: Story) -> Markup:
    """Those that the headline counts and nothing describes, with what each may bring."""
    left = story.leaders[_LEADERS_SHOWN : _LEADERS_SHOWN + _OTHERS_NAMED]
    if not left:
        return markup("")
    more = len(story.leaders) - _LEADERS_SHOWN - len(left)
    rest = (Message("gaps.rest", {"n": more}),) if more else ()
    values = {"n": len(left) + more, "parts": (*map(_with_worth, left), *rest)}
    return markup("<p class='kp-worth'>{}</p>", tidy(story.sentence(Message("verdict.others", values))))


def _with_worth(touchpoint: TouchpointResult) -> str | Message:
    worth, name = touchpoint.priority.worth if touchpoint.priority else None, unbroken(touchpoint.name)
    return name if worth is None else Message("worth.one", {"name": name, "low": worth.low, "high": worth.high})


def _sure(word: str, sentence: str) -> Markup:
    mark = markup("<span class='kp-mark'>{}</span>", word) if word else markup("")
    return markup("<p class='kp-sure'>{}{}</p>", mark, sentence)
