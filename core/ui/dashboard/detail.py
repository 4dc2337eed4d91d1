"""One touchpoint opened up: where it stands, why, and every number with its inputs."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from core.model import Message, TouchpointResult
from core.story import Story
from core.story.against import also_below, to_do, worst_words
from core.story.chances import place
from core.story.worth import made_of
from core.tables import table
from core.ui.dashboard import whatif
from core.ui.dashboard.finder import finder
from core.ui.dashboard.numbers import numbers
from core.ui.pieces.own import ASSETS
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import session

_STYLE = ASSETS / "detail.css"


def detail(story: Story, picked: str | None) -> None:
    """The chooser, and below it the picked touchpoint, and what if it stood elsewhere."""
    visible = {t.key: t for t in story.visible}
    with st.container(key="detail"):
        finder({key: tidy(t.name) for key, t in visible.items()}, picked=picked, language=story.language)
        if picked in visible:
            with st.container(border=True, key="detail-card"):
                _card(story, visible[picked])
        whatif.what_if(story, picked if picked in visible else None)


def _card(story: Story, touchpoint: TouchpointResult) -> None:
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="top"):
        st.html(_head(story, touchpoint), width="stretch")
        close = story.language.say("show.close")
        st.button(close, on_click=session.forget_pick, key="_close", type="tertiary", icon=":material/close:")
    known = [kpi for kpi in touchpoint.kpis.values() if kpi.value is not None]
    parts = {part.kpi: part for part in (touchpoint.priority.parts if touchpoint.priority else ())}
    if known:
        st.html(numbers(story, known, parts))
    if touchpoint.priority and touchpoint.priority.unmeasured:
        _unmeasured(story, touchpoint.priority.unmeasured)


def _head(story: Story, touchpoint: TouchpointResult) -> Markup:
    """Name, place in the journey, how it stands in a few words, and why."""
    say, placement = story.language.say, touchpoint.placement
    where = [say(f"{side}.{getattr(placement, side)}") for side in ("phase", "stage", "setting")]
    because = say(f"data.rule-{placement.rule.source}", word=placement.rule.matched)
    if placement.confidence < table("dashboard")["guess_below"] and placement.also:
        because = say("show.guess", phases=tuple(say(f"phase.{p}") for p in placement.also))
    chips = markup("").join(markup("<li>{}</li>", tidy(word)) for word in _standing(story, touchpoint) if word)
    worth = story.worth(touchpoint) if touchpoint.priority and touchpoint.priority.worth else ""
    return markup(
        "<div class='kp-detail'><p class='kp-place kp-{}'>{} <span>({})</span></p><h2>{}</h2>"
        "<ul class='kp-stands'>{}</ul><p class='kp-why'>{}</p><p class='kp-worth'>{}</p>"
        "<p class='kp-quiet'>{}</p><p class='kp-quiet'>{}</p></div>",
        placement.setting,
        " · ".join(where),
        tidy(because),
        tidy(touchpoint.name),
        chips,
        tidy(f"{story.reason(touchpoint, closely=True)} {also_below(story, touchpoint)}"),
        tidy(worth),
        tidy(made_of(story, touchpoint)),
        tidy(worst_words(story, touchpoint)),
    )


def _unmeasured(story: Story, lacking: Sequence[Message]) -> None:
    """What nobody measures here, and what measuring it would add."""
    lines = markup("").join(markup("<li>{}</li>", tidy(story.sentence(message))) for message in lacking)
    title = story.language.say("show.unmeasured")
    st.html(markup("<p><strong>{}</strong></p><ul class='kp-list'>{}</ul>", title, lines))


def _standing(story: Story, touchpoint: TouchpointResult) -> list[str]:
    priority = touchpoint.priority
    if priority is None:
        return []
    say = story.language.say
    return [
        place(story, touchpoint),
        say("sure.tied", names=priority.tied_with) if priority.tied_with else "",
        say("sure.needed", n=priority.needed) if priority.needed else "",
        to_do(story, touchpoint),
    ]
