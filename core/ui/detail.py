"""One touchpoint opened up: where it stands, why, and every number with its inputs."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.model import Kpi, Message, Part, TouchpointResult
from core.story import Story
from core.tables import table
from core.ui import session, whatif
from core.ui.cards import answers, inputs, interval
from core.ui.safe import markup, tidy


def detail(story: Story, picked: str | None) -> None:
    """The chooser, and below it the picked touchpoint, and what if it stood elsewhere."""
    visible = {t.key: t for t in story.visible}
    with st.container(key="detail"):
        _chooser(story, visible, picked)
        if picked in visible:
            with st.container(border=True, key="detail-card"):
                _card(story, visible[picked])
        whatif.what_if(story, picked if picked in visible else None)


def _chooser(story: Story, visible: dict[str, TouchpointResult], picked: str | None) -> None:
    keys = list(visible)
    # The widget is made anew for each pick from elsewhere, so that it shows what is open.
    key = f"_open-{keys.index(picked) if picked in visible else 'none'}-{len(keys)}"
    st.selectbox(
        story.language.say("show.open"),
        keys,
        index=keys.index(picked) if picked in visible else None,
        format_func=lambda k: tidy(visible[k].name),
        placeholder=story.language.say("show.open-hint"),
        key=key,
        on_change=session.mirror(key, session.pick),
        width=420,
    )


def _card(story: Story, touchpoint: TouchpointResult) -> None:
    say, placement = story.language.say, touchpoint.placement
    where = [say(f"{side}.{getattr(placement, side)}") for side in ("phase", "stage", "setting")]
    because = say(f"data.rule-{placement.rule.source}", word=placement.rule.matched)
    if placement.confidence < table("dashboard")["guess_below"] and placement.also:
        because = say("show.guess", phases=tuple(say(f"phase.{p}") for p in placement.also))
    st.html(
        markup(
            "<div class='kp-detail'><h2>{}</h2><p class='kp-quiet'>{} ({})</p><p>{}</p><p>{}</p></div>",
            tidy(touchpoint.name),
            " · ".join(where),
            tidy(because),
            tidy(" · ".join(filter(None, _standing(story, touchpoint)))),
            tidy(story.reason(touchpoint)),
        )
    )
    if touchpoint.priority and touchpoint.priority.unmeasured:
        _unmeasured(story, touchpoint.priority.unmeasured)
    known = [kpi for kpi in touchpoint.kpis.values() if kpi.value is not None]
    if known:
        st.dataframe(_numbers(story, touchpoint, known), hide_index=True, width="stretch")
    st.button(say("show.close"), on_click=session.forget_pick, key="_close", type="tertiary", icon=":material/close:")


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
        story.rank_range(touchpoint),
        say("sure.tied", names=priority.tied_with) if priority.tied_with else "",
        say("sure.needed", n=priority.needed) if priority.needed else "",
        say(f"action.{priority.action}") if priority.action else "",
        story.worth(touchpoint) if priority.worth else "",
    ]


def _numbers(story: Story, touchpoint: TouchpointResult, known: list[Kpi]) -> pd.DataFrame:
    say = story.language.say
    parts = {part.kpi: part for part in (touchpoint.priority.parts if touchpoint.priority else ())}
    rows = [
        {
            say("show.col-kpi"): story.kpi_label(kpi.id),
            say("show.col-value"): story.value(kpi),
            say("show.col-target"): _target(story, parts.get(kpi.id), kpi),
            say("show.col-interval"): interval(story, kpi),
            say("show.col-inputs"): say("show.given") if kpi.given else _inputs(story, kpi),
        }
        for kpi in known
    ]
    return pd.DataFrame(rows)


def _inputs(story: Story, kpi: Kpi) -> str:
    if kpi.numerator is None:
        return answers(story, kpi)
    return f"{inputs(story, kpi)} ({story.field_label(kpi.base).lower()})" if kpi.base else inputs(story, kpi)


def _target(story: Story, part: Part | None, kpi: Kpi) -> str:
    return story.language.write(kpi.unit, part.target, currency=story.analysis.currency) if part else ""
