"""The fix-first list: rank range, name, parts, worth, verdict and reason, each row opens its touchpoint."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from core.charts import Theme
from core.model import TouchpointResult, Warning_
from core.model.names import clean_text
from core.story import Story, compared, list_finding, pictured, priorities_finding
from core.story.against import to_do
from core.story.chances import number, place
from core.tables import table
from core.texts.formats import UNKNOWN
from core.ui.dashboard import weights
from core.ui.figures import pictures
from core.ui.pieces.own import component
from core.ui.pieces.safe import plain, tidy
from core.ui.visit import compute, session
from core.ui.visit.compute import View

_KEY = "_fix-list"
_WARNINGS_SHOWN = 5
_LESS_IS_BETTER = ("warning.slow-service", "warning.friction-exits", "warning.burst")
_SMALL = 10  # of 100: below it a decimal is written
_WIDTHS = (70, 210, 150, 170, 130, 120)  # px of the columns of the whole list before the reason
_ON_A_PHONE = 3  # rows, as fix_list.css shows them
_LIST = component("fix_list", "<ol></ol><p class='rest'></p>")


def fix_first(story: Story, view: View, theme: Theme) -> None:
    """The list beside the picture of importance and performance, with the weights that both follow; where nothing is
    ranked, the whole list alone."""
    if not compared(story):  # the answer on top says what is missing; here nothing stands beside anything
        _whole_list(story)
        _warn(story)
        return
    left, right = st.columns([3, 2], gap="large") if pictured(story) else (st.container(), st.container())
    with left:
        st.html(compute.made("fix-heading", story, partial(_heading, story)))
        weights.presets(story.language)
        _list(story)
    with right:
        pictures.importance(view, story, theme)
        _warn(story)
    _whole_list(story)  # below both, where its columns have room


def _heading(story: Story) -> Markup:
    label = "show.section-measured" if story.measure_first else "show.section-fix"
    return pictures.headed(story.language.say(label), priorities_finding(story))


def _list(story: Story) -> None:
    """Those below target; the rest is one line."""
    rest = compute.made("fix-rest", story, partial(_rest, story))
    fix_list(story, story.below_target()[: table("dashboard")["rows_shown"]], rest=rest)


def _rest(story: Story) -> str:
    return "" if story.waiting() else list_finding(story)  # there the verdict says it


def _whole_list(story: Story) -> None:
    whole = st.expander(story.language.say("show.all-ranked"), key="_whole-list", on_change="rerun")
    if whole.open:  # of several hundred lines, most runs need none
        lines = pd.DataFrame([_line(story, t) for t in story.visible])
        config = {str(name): _column(i) for i, name in enumerate(lines)}
        whole.dataframe(lines, hide_index=True, width="stretch", column_config=config)


def _column(place: int) -> Any:
    """A column as wide as what it holds; the reason has what is left."""
    return st.column_config.TextColumn(width=_WIDTHS[place] if place < len(_WIDTHS) else "large")


def _line(story: Story, touchpoint: TouchpointResult) -> dict[str, Any]:
    say, priority = story.language.say, touchpoint.priority
    return {
        say("show.col-rank"): _places(story, touchpoint),
        say("show.col-touchpoint"): clean_text(touchpoint.name),
        say("show.col-score"): _share(story, priority.score if priority else None),
        say("show.col-worth"): story.worth_short(touchpoint),
        say("show.col-verdict"): story.verdict_word(touchpoint) or _chance(story, touchpoint),
        say("show.col-action"): to_do(story, touchpoint) or UNKNOWN,
        say("show.col-why"): story.reason(touchpoint),
    }


def _places(story: Story, touchpoint: TouchpointResult) -> str:
    """Its likely places as numbers alone, as the column says what they are; a dash where it has none."""
    priority = touchpoint.priority
    if priority is None or priority.rank is None:
        return UNKNOWN
    if priority.rank_low is None or priority.rank_low == priority.rank_high:
        return story.language.write("count", priority.rank)
    return story.language.say("sure.places", low=priority.rank_low, high=priority.rank_high)


def _share(story: Story, score: float | None) -> str:
    """A score as a share of all points, as the country writes it; a dash where there is none."""
    return UNKNOWN if score is None else story.language.write("share", score / 100)


def _chance(story: Story, touchpoint: TouchpointResult) -> str:
    """Where no word says how sure its place is: its chance of being among the first three, unless nobody
    knows."""
    chance = touchpoint.priority.p_top3 if touchpoint.priority else None
    return UNKNOWN if chance is None or story.uncounted else story.language.say("show.chance", p=chance)


def _warn(story: Story) -> None:
    if told := compute.made("warnings", story, partial(_warnings, story)):
        st.markdown(told)


def _warnings(story: Story) -> str:
    shown = {t.key: t for t in story.visible}
    found = sorted((w for w in story.analysis.warnings if w.touchpoint in shown), key=lambda w: _worst(w, shown))
    if not found:
        return ""
    say, rest = story.language.say, len(found) - _WARNINGS_SHOWN
    told = [story.language.message(w.message, currency=story.analysis.currency) for w in found[:_WARNINGS_SHOWN]]
    lines, title = [f":material/visibility: {plain(sentence)}" for sentence in told], say("show.warnings")
    more = [plain(say("show.warnings-more", n=rest))] if rest > 0 else []
    return "\n\n".join([f"**{plain(title)}**", *lines, *more])


def _worst(warning: Warning_, shown: Mapping[str, TouchpointResult]) -> tuple[float, float]:
    """First what is furthest off; of those equally far the one that matters most."""
    priority = shown[warning.touchpoint].priority
    return how_far(warning), -(priority.impact or 0.0 if priority else 0.0)


def how_far(warning: Warning_) -> float:
    """How much of its target, or of what is usual, a figure worth a look reaches, the worst first; before those what
    has no such share."""
    values = warning.message.values
    value, aim = values.get("value"), values.get("target", values.get("usual"))
    if not isinstance(value, int | float) or not isinstance(aim, int | float) or min(value, aim) <= 0:
        return 0.0
    return float(aim / value if warning.message.key in _LESS_IS_BETTER else value / aim)


def fix_list(story: Story, touchpoints: Sequence[TouchpointResult], *, rest: str = "") -> None:
    """One row per touchpoint in ``touchpoints``, in their order; below them a line about the ``rest``."""
    items = compute.made(f"fix-list-{len(touchpoints)}", story, lambda: [_item(story, t) for t in touchpoints])
    _LIST(
        key=_KEY,
        data={"items": items, "selected": session.picked(), "more": _more(story, len(items)), "rest": tidy(rest)},
        on_picked_change=_take_pick,
    )


def _more(story: Story, rows: int) -> str:
    """What opens the rest of the list on a phone; empty where it is short."""
    return story.language.say("show.more-rows", n=rows - _ON_A_PHONE) if rows > _ON_A_PHONE else ""


def _take_pick() -> None:
    session.pick(st.session_state[_KEY].picked)


def _item(story: Story, touchpoint: TouchpointResult) -> dict[str, Any]:
    priority, say = touchpoint.priority, story.language.say
    assert priority is not None
    rank = number(story, touchpoint) if compared(story) else ""
    return {
        "key": touchpoint.key,
        "rank": rank,
        "shared": not rank.isdecimal(),
        "name": clean_text(touchpoint.name),
        "range": place(story, touchpoint) if priority.verdict or priority.rank_low != priority.rank_high else "",
        "verdict": story.verdict_word(touchpoint),
        "action": to_do(story, touchpoint) if priority.action == "fix" else "",
        "why": story.reason(touchpoint),
        "worth": tidy(story.worth_short(touchpoint)) if priority.worth else "",
        "worth_label": say(f"show.worth-{priority.worth.span}") if priority.worth else "",
        "parts": [
            {"label": say(f"part.{name}"), "value": value, "text": _points(story, value)}
            for name in ("impact", "potential", "ease")
            if (value := getattr(priority, name)) is not None or (name == "impact" and priority.potential is not None)
        ],
    }


def _points(story: Story, part: float | None) -> str:
    """A part of the score out of 100; small ones with a decimal, so that who multiplies gets the order of the list; a
    dash for what nobody knows."""
    if part is None:
        return UNKNOWN
    points = round(100 * part, 1)
    return story.language.write("decimal" if 0 < points < _SMALL else "count", points)
