"""The page of comparisons: sentences first, a picture under each finding, and what would unlock more."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.charts import Palette, Picture, Theme
from core.charts.compare_changes import alt_changes, changes_chart
from core.charts.compare_sides import alt_sides, sides_chart
from core.charts.compare_spend import alt_spend, spend_chart
from core.charts.compare_targets import alt_targets, targets_chart
from core.model import Comparison
from core.story import Story
from core.story import budget as money
from core.story import compare as told
from core.story import goals as aims
from core.texts.moneys import currency_mark
from core.texts.rounding import roughly
from core.ui.compare.goals import DAY_FORMATS, goals_editor
from core.ui.figures.pictures import heading
from core.ui.figures.plots import plot, quiet, section
from core.ui.pieces.safe import markup, tidy
from core.ui.visit import session
from core.ui.visit.compute import View

Draw = Callable[..., Any]
_EVERYWHERE = ""
_EXAMPLE_COST = 20_000


def targets(view: View, story: Story, theme: Theme) -> None:
    """Every target with where the file stands; below, the table to set one's own."""
    heading(story.language.say("compare-page.targets"), aims.goals_finding(story))
    if story.analysis.targets:
        draw = partial(targets_chart, story)
        _picture(view, story, theme, "targets", draw, alt=lambda: alt_targets(story))
        quiet(" ".join(aims.goals_notes(story)))
    with st.expander(story.language.say("goal.edit"), expanded=bool(session.settings().goals), icon=":material/flag:"):
        goals_editor(view, story)


def change(view: View, story: Story, theme: Theme) -> None:
    """Before and after what the visitor changed, and what it returned."""
    found, say, analysis = story.analysis.comparisons, story.language.say, story.analysis
    if analysis.first_date is None or analysis.as_of is None:
        return
    one = found.change
    finding = told.change_finding(story, one) if one else say("compare-page.change-ask")
    with section(say("compare-page.change"), finding, key="change", opened=one is not None):
        _changed(view, story, theme, finding)


def _changed(view: View, story: Story, theme: Theme, finding: str) -> None:
    found, say = story.analysis.comparisons, story.language.say
    one = found.change
    _change_controls(story)
    if one is None:
        quiet(" ".join([story.sentence(found.silent["change"]), *_example(story)]))
        return
    sides = {"before": told.stretch(story, one.before), "after": told.stretch(story, one.after)}
    lines([say("compare.change-when", **sides), *(told.returns(story, found.returned) if found.returned else ())])
    changes(view, story, theme, "change", one, finding)
    how = found.returned is not None and found.returned.basis == "conversion"
    quiet(" ".join([*([say("compare.effect-how")] if how else []), say("compare.change-cause")]))


def _example(story: Story) -> list[str]:
    """A change as one might enter it: a day of this file, a touchpoint of it, a price."""
    first, last, shown = story.analysis.first_date, story.analysis.as_of, story.leaders or story.visible
    if first is None or last is None or not shown:
        return []
    day, currency = first + (last - first) / 2, story.analysis.currency
    values = {"day": day, "name": tidy(shown[0].name), "cost": _example_cost(story)}
    told = story.language.say("compare-page.change-example", currency=currency, **values)
    return [told.removesuffix(".") + "."]  # "kr." ends a sentence by itself


def _example_cost(story: Story) -> float:
    """A price of the file's own size: about a tenth of all that it says was spent."""
    spent = sum(t.metrics.get("cost", 0.0) for t in story.analysis.touchpoints)
    return roughly(spent / 10, 1) or _EXAMPLE_COST


def _change_controls(story: Story) -> None:
    say, chosen, analysis = story.language.say, session.settings(), story.analysis
    when, where, cost = st.columns(3)
    with when:
        st.date_input(
            say("compare-page.change-on"),
            value=_inside(chosen.change_on, analysis.first_date, analysis.as_of),
            min_value=analysis.first_date,
            max_value=analysis.as_of,
            format=DAY_FORMATS[story.language.code],
            key="_change-on",
            on_change=session.mirror("_change-on", lambda day: session.change_settings(change_on=day)),
        )
    with where:
        _change_place(story)
    with cost:
        st.number_input(
            say("compare-page.change-cost")
            + (f" ({currency_mark(analysis.currency, story.language.locale)})" if analysis.currency else ""),
            min_value=0.0,
            value=chosen.change_cost,
            step=100.0,
            format="%.0f",
            placeholder="–",
            key="_change-cost",
            on_change=session.mirror("_change-cost", lambda cost: session.change_settings(change_cost=cost)),
        )


def _change_place(story: Story) -> None:
    names = {t.key: tidy(t.name) for t in story.visible}
    options, chosen = [_EVERYWHERE, *names], session.settings().change_touchpoint
    st.selectbox(
        story.language.say("compare-page.change-at"),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda key: names.get(key, story.language.say("compare-page.everywhere")),
        key="_change-at",
        on_change=session.mirror("_change-at", lambda key: session.change_settings(change_touchpoint=key or None)),
    )


def _inside(day: dt.date | None, first: dt.date | None, last: dt.date | None) -> dt.date | None:
    return day if day and first and last and first <= day <= last else None


def segments(view: View, story: Story, theme: Theme) -> None:
    """One segment with the rest."""
    found, say = story.analysis.comparisons.segments, story.language.say
    if not found:
        return
    top = st.container()
    options = list(story.analysis.all_segments)
    names = [one.after.name for one in found]
    wished = session.settings().compare_segment
    st.selectbox(
        say("compare-page.segment"),
        options,
        index=options.index(wished if wished in options else str(names[0])),
        format_func=tidy,
        key="_segment",
        on_change=session.mirror("_segment", lambda name: session.change_settings(compare_segment=name)),
        width=320,
    )
    one = found[names.index(wished) if wished in names else 0]
    finding = told.segment_finding(story, one)
    with top:
        heading(say("compare-page.segments"), tidy(finding))
    changes(view, story, theme, f"segment-{names.index(one.after.name)}", one, finding)


def files(view: View, story: Story, theme: Theme) -> None:
    """The last two files: what is new, what is gone, what changed."""
    found = story.analysis.comparisons.files
    if found is None:
        return
    finding = told.files_finding(story, found)
    with section(story.language.say("compare-page.files"), finding, key="files"):
        lines(told.came_and_went(story, found))
        changes(view, story, theme, "files", found, finding)


def budget(view: View, story: Story, theme: Theme) -> None:
    """Whether the money goes where the result comes from."""
    found = story.analysis.budget
    if found is None:
        return
    finding = money.budget_finding(story, found)
    with section(story.language.say("compare-page.budget"), finding, key="budget"):
        alt = partial(alt_spend, story, found, finding=finding)
        _picture(view, story, theme, "spend", partial(spend_chart, story, found), alt=alt)
        _bullets(money.budget_notes(story, found))


def omnichannel(view: View, story: Story, theme: Theme) -> None:
    """How much online and offline differ within a phase."""
    if not story.analysis.omnichannel:
        return
    finding = money.omnichannel_finding(story)
    with section(story.language.say("compare-page.omnichannel"), finding, key="omnichannel"):
        alt = partial(alt_sides, story, finding=finding)
        _picture(view, story, theme, "sides", partial(sides_chart, story), alt=alt)
        quiet(" ".join([story.language.say("compare.scales"), story.language.say("omni.note")]))


def unlock(story: Story) -> None:
    """What is missing, and which column or file would bring it."""
    found, say = story.analysis.comparisons, story.language.say
    told_above = found.silent.get("period")
    kinds = [k for k in ("year", "segment", "files") if found.silent.get(k, told_above) != told_above]
    lines = [story.sentence(found.silent[kind]) for kind in kinds]
    lines += [] if story.analysis.budget else [say("budget.none")]
    lines += [] if story.analysis.omnichannel else [say("omni.none")]
    if not lines:
        return
    with st.container(border=True, key="unlock"):
        _bullets(list(dict.fromkeys(lines)), title=say("compare-page.more"))


def changes(
    view: View, story: Story, theme: Theme, name: str, found: Comparison, finding: str, *, above: Sequence[str] = ()
) -> None:
    """The picture of a comparison, the clearest parts in sentences, and what to know beside it, but what stands
    ``above``."""
    if told.shown(found):
        alt = partial(alt_changes, story, found, finding=finding)
        _picture(view, story, theme, name, partial(changes_chart, story, found), alt=alt)
    parts = told.parts(story, found)
    if parts:
        title = "compare.parts-chance" if told.perhaps_chance(found) else "compare.parts"
        _bullets(parts, title=story.language.say(title))
    notes = [note for note in told.notes(story, found) if note not in above]
    quiet(" ".join([story.language.say("compare.scales"), *notes]))


def _picture(view: View, story: Story, theme: Theme, name: str, draw: Draw, *, alt: Callable[[], str]) -> None:
    """A chart in the composition that fits the window."""
    drawn = {kind: partial(_drawn, draw, narrow=kind == "narrow") for kind in ("wide", "narrow")}
    plot(view, story, theme, name, drawn, alt=alt())


def _drawn(draw: Draw, colours: Palette, *, narrow: bool) -> Picture:
    picture: Picture = draw(palette=colours, narrow=narrow)
    return picture


def lines(told: Sequence[str]) -> None:
    """Sentences that belong to the finding above them, each a paragraph."""
    st.html(markup("").join(markup("<p class='kp-why'>{}</p>", tidy(line)) for line in told))


def _bullets(lines: Sequence[str], *, title: str = "") -> None:
    head = markup("<h3 class='kp-small'>{}</h3>", title) if title else markup("")
    items = markup("").join(markup("<li>{}</li>", tidy(line)) for line in lines)
    st.html(head + markup("<ul class='kp-list'>{}</ul>", items))
