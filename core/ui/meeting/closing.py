"""The meeting's last step: what is done next, with who does it and by when, typed while everybody looks."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.exports import EXPORTERS
from core.model import TouchpointResult
from core.model.agreed import LONGEST_LINE, LONGEST_NAME, Agreed, agreed_of
from core.story import Story
from core.story.agreed import GROUPS, Group, group, next_line, proposals
from core.ui.compare.goals import DAY_FORMATS
from core.ui.frame.bar import own_name
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import session
from core.ui.visit.compute import View


def closing(view: View, story: Story) -> None:
    """A row for each of the first ones to repair, a free line, and the report that carries all of it away."""
    say = story.language.say
    st.html(markup("<p class='kp-why'>{}</p>", say("agreed.help")))
    with st.container(key="agreed"):
        for name in GROUPS:
            _group(story, name, [t for t in proposals(story) if group(story, t) == name])
        st.text_input(
            say("agreed.also"),
            value=session.settings().also_agreed,
            placeholder=say("agreed.also-hint"),
            max_chars=LONGEST_LINE,
            key="_also-agreed",
            on_change=session.mirror("_also-agreed", lambda line: session.change_settings(also_agreed=line or "")),
        )
        _take_away(view, story)


def _group(story: Story, name: Group, touchpoints: Sequence[TouchpointResult]) -> None:
    """What is done now, of what one is chosen, what is done then, or what is found out first, under its heading; only
    what is done now has a number, for the others have no order."""
    if touchpoints:
        st.html(markup("<h2 class='kp-small'>{}</h2>", story.language.say(f"agreed.group-{name}")))
    for place, touchpoint in enumerate(touchpoints, start=1):
        _row(story, touchpoint, story.language.write("count", place) if name == "now" else "")


def _row(story: Story, touchpoint: TouchpointResult, mark: str) -> None:
    told, who, when = st.columns([7, 3, 2], gap="medium", vertical_alignment="center")
    with told:
        line = "<div class='kp-next'><b>{}</b><div><h3>{}</h3><p>{}</p></div></div>"
        st.html(markup(line, mark, tidy(touchpoint.name), tidy(next_line(story, touchpoint))))
    at = sorted(t.key for t in story.analysis.touchpoints).index(touchpoint.key)
    made = agreed_of(session.settings().agreed, touchpoint.key)
    with who:
        _who(story, made, key=f"_agreed-who-{at}")
    with when:
        _when(story, made, key=f"_agreed-by-{at}")


def _who(story: Story, made: Agreed, *, key: str) -> None:
    st.text_input(
        story.language.say("agreed.who"),
        value=made.who,
        placeholder=story.language.say("agreed.who-hint"),
        max_chars=LONGEST_NAME,
        key=key,
        on_change=session.mirror(key, lambda name: session.agree(made.touchpoint, who=(name or "").strip())),
    )


def _when(story: Story, made: Agreed, *, key: str) -> None:
    st.date_input(
        story.language.say("agreed.by"),
        value=made.by,
        format=DAY_FORMATS[story.language.code],
        key=key,
        on_change=session.mirror(key, lambda day: session.agree(made.touchpoint, by=day)),
    )


def _take_away(view: View, story: Story) -> None:
    st.download_button(
        story.language.say(EXPORTERS["xlsx"].label),
        partial(EXPORTERS["xlsx"].build, view.analysis, view.dataset, story.language),
        file_name=own_name(view, "xlsx"),
        mime=EXPORTERS["xlsx"].mime,
        on_click="ignore",
        icon=":material/download:",
        key="_download-agreed",
    )
