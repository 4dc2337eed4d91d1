"""The page for a readable file without touchpoints: what it holds instead, what to do, and what was read."""

from collections.abc import Sequence

import streamlit as st

from core.model import Issue
from core.story import Story
from core.ui.dashboard import cards
from core.ui.data.issues import gathered, sentence
from core.ui.data.receipt import touchpoint_choice
from core.ui.frame import paging
from core.ui.pieces.safe import markup, plain, tidy
from core.ui.start import template_offer
from core.ui.visit.compute import View

_WHY = (
    "no-touchpoints",
    "orders-only",
    "log-without-touchpoints",
    "whole-business",
    "wide-asks",
)  # the first says most


def nothing_found(view: View, story: Story) -> None:
    """What a survey of the whole business found, or why there is nothing to rank, with the column that may change it;
    the template; the key figures that a file without touchpoints can have; what else there is to know, folded away."""
    language, (why, rest) = story.language, parted(view.analysis.issues)
    left, right = st.columns([2, 1], gap="medium")
    with left.container(border=True, height="stretch", key="verdict"):
        lines = markup("").join(markup("<p class='kp-why'>{}</p>", tidy(sentence(i, language))) for i in why)
        st.html(markup("<h1 class='kp-verdict'>{}</h1>{}", tidy(story.headline()), lines))
        if view.analysis.voices is not None:
            paging.to_page("voices", language.say("whole.voices"))
        touchpoint_choice(view, language)
        paging.to_page("data", language.say("nav.data"))
    with right.container(border=True, height="stretch", key="gaps"):
        title, told = language.say("page.template-instead"), language.say("page.template-holds")
        st.html(markup("<h2 class='kp-small'>{}</h2><p class='kp-quiet'>{}</p>", title, told))
        template_offer(language)
    cards.cards(story)
    if rest:
        with st.expander(language.say("data.issues", n=len(rest)), icon=":material/info:"):
            for issue in rest:
                st.markdown(plain(sentence(issue, language)))


def parted(issues: Sequence[Issue]) -> tuple[list[Issue], list[Issue]]:
    """The issues that say why there are no touchpoints, and the others, gravest first."""
    found = [issue for group in gathered(issues) for issue in group.issues]
    why = sorted((i for i in found if i.code in _WHY), key=lambda issue: _WHY.index(issue.code))
    return why, [issue for issue in found if issue.code not in _WHY]
