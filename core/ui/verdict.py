"""The first thing that the eye meets: what to fix first, why, what it is worth, how sure."""

import streamlit as st

from core.model.names import clean_text
from core.story import Story
from core.ui.safe import markup

_GAPS_SHOWN = 4


def verdict(story: Story) -> None:
    """The verdict in two thirds, what the file cannot tell in the last."""
    left, right = st.columns([2, 1], gap="medium")
    with left.container(border=True, height="stretch", key="verdict"):
        st.html(_answer(story))
    with right.container(border=True, height="stretch", key="gaps"):
        lines = markup("").join(markup("<li>{}</li>", clean_text(line)) for line in story.gaps()[:_GAPS_SHOWN])
        title = story.language.say("gaps.title")
        st.html(markup("<h3 class='kp-small'>{}</h3><ul class='kp-list'>{}</ul>", title, lines))


def _answer(story: Story) -> str:
    leaders = story.leaders
    word = story.analysis.verdict.word
    parts = [markup("<h1 class='kp-verdict'>{}</h1>", clean_text(story.headline()))]
    if leaders and word not in ("too few", "not measured"):
        first = leaders[0]
        parts.append(markup("<p class='kp-why'>{}</p>", clean_text(story.reason(first))))
        parts.append(markup("<p class='kp-worth'>{}</p>", story.worth(first)))
        parts.append(
            markup(
                "<p class='kp-sure'><span class='kp-mark'>{}</span> {}</p>",
                story.verdict_word(first),
                story.certainty(first),
            )
        )
    return markup("").join(parts)
