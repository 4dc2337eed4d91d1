"""What if: the figures of one touchpoint moved by hand, and at once what would follow, beside today."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from core.model import Lever
from core.model.whatif import with_supposition
from core.story import Story
from core.story import whatif as told
from core.story.whatif import Beside
from core.ui.dashboard.whatif_scale import steps, told_apart
from core.ui.pieces.own import ASSETS
from core.ui.pieces.safe import NBSP, markup, plain, tidy
from core.ui.visit import session

_TO = f"{NBSP}→{NBSP}"  # from what to what stands on one line
_STYLE = ASSETS / "whatif.css"


def what_if(story: Story, picked: str | None) -> None:
    """Below the open touchpoint: its controls and what follows; with nothing open, what is supposed elsewhere."""
    levers = story.analysis.levers.get(picked or "", ())
    if not levers and not session.settings().suppositions:
        return
    with st.container(border=True, key="what-if"):
        st.html(markup("<h2 class='kp-small'>{}</h2>", story.language.say("whatif.title")))
        _both(story, picked, levers)


def in_question(story: Story) -> str | None:
    """Which touchpoint a room would move: the opened one, else the first of the list; None where none can be."""
    keys, picked = _movable(story), session.picked()
    return picked if picked in keys else next(iter(keys), None)


def _movable(story: Story) -> list[str]:
    return [t.key for t in story.visible if t.key in story.analysis.levers]


def in_meeting(story: Story) -> None:
    """The same for a room: the chooser first, the headline says what follows."""
    keys, chosen = _movable(story), in_question(story)
    if chosen is None:
        return
    names = {t.key: tidy(t.name) for t in story.visible}
    with st.container(key="what-if"):
        key = f"_what-if-of-{keys.index(chosen)}"
        st.selectbox(
            story.language.say("whatif.choose"),
            keys,
            index=keys.index(chosen),
            format_func=lambda k: names[k],
            key=key,
            on_change=session.mirror(key, session.pick),
            width=420,
        )
        _both(story, chosen, story.analysis.levers[chosen], headed=False)


def _both(story: Story, picked: str | None, levers: Sequence[Lever], *, headed: bool = True) -> None:
    st.html(_STYLE)
    then = told.supposed_story(story)
    left, right = st.columns([2, 3], gap="large") if levers else (None, st.container())
    if left is not None and picked is not None:
        with left:
            _controls(story, picked, levers)
    with right:
        _strip(story)
        if then is not None:
            _headline(story, then, headed=headed)
            _follows(story, then, picked)
        elif picked is not None:
            st.html(markup("<p class='kp-quiet'>{}</p>", story.language.say("whatif.help")))
            _today(story, picked)


def _controls(story: Story, picked: str, levers: Sequence[Lever]) -> None:
    """A control for each figure; where nothing is supposed it stands at today's value."""
    made = {s.figure: s.value for s in session.settings().suppositions if s.touchpoint == picked}
    for lever in levers:
        _control(story, picked, lever, made.get(lever.figure, lever.today))
    if shared := told.shared(story, picked, levers):
        st.html(markup("<p class='kp-quiet'>{}</p>", tidy(shared)))


def _control(story: Story, picked: str, lever: Lever, value: float | None) -> None:
    place = sorted(story.analysis.levers).index(picked)
    key = f"_what-if-{lever.figure}-{place}-{session.suppositions_taken_back()}"

    def take(chosen: float | None) -> None:
        wished = None if chosen == lever.today else chosen
        made = with_supposition(session.settings().suppositions, picked, lever.figure, wished)
        session.change_settings(suppositions=made)

    def write(step: float | None) -> str:
        return told.figure_value(story, lever.figure, step, most=lever.most)

    st.select_slider(
        plain(told.lever_label(story, lever)),
        told_apart(steps(lever, chosen=value), write, first=(value, lever.today)),
        value=value,
        format_func=write,
        help=_help(story, picked, lever),
        key=key,
        on_change=session.mirror(key, take),
    )


def _help(story: Story, picked: str, lever: Lever) -> str:
    if lever.target is not None:
        target, average = told.figure_value(story, lever.figure, lever.target), told.average(story, picked, lever)
        key = "whatif.average-help" if average else "whatif.target-help"
        return story.language.say(key, target=target, average=average)
    key = "whatif.effort-help" if lever.figure == "effort" else "whatif.cost-help"
    return story.language.say(key, most=lever.most)


def _strip(story: Story) -> None:
    """What is supposed, wherever numbers depend on it, with the way back."""
    if not session.settings().suppositions:
        return
    say = story.language.say
    chips = markup("").join(markup("<li>{}</li>", tidy(line.replace(" → ", _TO))) for line in told.assumed(story))
    aside = markup("<p class='kp-quiet'>{}</p>", tidy(told.set_aside(story))) if told.set_aside(story) else ""
    with st.container(key="assumed"):
        label = markup("<strong>{}</strong>", say("whatif.assumed")) if chips else ""
        st.html(markup("<div class='kp-assumed'>{}<ul>{}</ul></div>{}", label, chips, aside))
        with st.container(horizontal=True, key="take-back"):
            made = session.settings().suppositions
            if len(made) > 1:
                st.button(say("whatif.undo"), icon=":material/undo:", key="_undo-one", on_click=session.take_back_last)
            st.button(
                say("whatif.back"),
                icon=":material/history:",
                key="_back-to-today",
                on_click=session.take_all_back,
                help=say("whatif.travels"),
            )


def _headline(story: Story, then: Story, *, headed: bool) -> None:
    finding = told.finding(story, then)
    if headed:
        st.html(markup("<div class='kp-section'><h2>{}</h2></div>", tidy(finding)))
    if then.headline() not in (finding, story.headline()):
        st.html(markup("<p class='kp-quiet'>{}</p>", tidy(told.answer(then))))


def _follows(story: Story, then: Story, picked: str | None) -> None:
    one = picked or next(iter(story.analysis.what_if.supposed)).touchpoint if story.analysis.what_if else None
    if one is not None:
        _closely(story, then, one)
    if one is not None and told.nothing_moves(story, then, one):
        st.html(markup("<p class='kp-quiet'>{}</p>", told.unmoved(then, one)))
        return
    st.html(_table(story, told.others(story, then), head=story.language.say("whatif.others")))


def _closely(story: Story, then: Story, key: str) -> None:
    rows = told.closely(story, then, key)
    if rows:
        name = next(t.name for t in story.analysis.touchpoints if t.key == key)
        st.html(_table(story, rows, head=name))


def _today(story: Story, key: str) -> None:
    """Where it stands before anything is supposed: nothing to lay it beside yet."""
    rows = told.standing(story, story, key)
    if rows:
        name = next(t.name for t in story.analysis.touchpoints if t.key == key)
        st.html(_table(story, rows, head=name, alone=True))


def _table(story: Story, rows: Sequence[Beside], *, head: str, alone: bool = False) -> Markup:
    """Today and what would follow beside each other; today ``alone`` where nothing is supposed."""
    say, columns = story.language.say, ("today",) if alone else ("today", "then")
    titles = markup("").join(markup("<th scope='col'>{}</th>", say(f"whatif.{name}")) for name in columns)
    body = markup("").join(_row(row, say("whatif.assumed"), alone=alone) for row in rows)
    caption = markup("<caption>{}</caption>", say("whatif.in-table-today" if alone else "whatif.in-table"))
    top = markup("<thead><tr><th scope='col'>{}</th>{}</tr></thead>", tidy(head), titles)
    return markup("<table class='kp-beside'>{}{}<tbody>{}</tbody></table>", caption, top, body)


def _row(row: Beside, assumed: str, *, alone: bool) -> Markup:
    mark = markup(" <em>{}</em>", assumed) if row.supposed else ""
    head = markup("<tr><th scope='row'>{}{}</th>", tidy(row.label), mark)
    then = "" if alone else _cell(row.then, row.then_small, row.changed, row.small_changed)
    return head + _cell(row.today, row.today_small) + then + markup("</tr>")


def _cell(value: str, small: str, changed: bool = False, small_changed: bool = False) -> Markup:
    marks = [markup(" class='kp-changed'") if c else "" for c in (changed, small_changed)]
    beneath = markup("<small{}>{}</small>", marks[1], small) if small else ""
    return markup("<td><b{}>{}</b>{}</td>", marks[0], value, beneath)
