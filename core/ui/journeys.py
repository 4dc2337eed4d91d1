"""The page about the way to a sale: sums, credits as ranges, ways, steps, where journeys end, and how long it takes."""

from functools import partial
from typing import Any

import streamlit as st

from core import charts
from core.charts import Theme
from core.model import CREDIT_MODELS, CreditRange, Credits, Journeys, Message, Path
from core.story import Story
from core.story.journeys import (
    Shared,
    credit,
    credit_finding,
    credit_limits,
    credit_words,
    drop_out_finding,
    drop_outs,
    flow_finding,
    journeys_headline,
    journeys_inputs,
    journeys_summary,
    paths_finding,
    range_note,
    shared_out,
    step_name,
    usual_ways,
)
from core.story.log_and_table import log_grounds, log_verdict
from core.texts.formats import UNKNOWN
from core.ui.data.issues import sentence
from core.ui.figures import screen
from core.ui.figures.pictures import heading
from core.ui.figures.plots import as_table, plot, quiet, section, style
from core.ui.frame import paging
from core.ui.pieces.safe import markup, plain, tidy
from core.ui.visit import session
from core.ui.visit.compute import View

_WAYS, _WAYS_ON_A_PHONE = 8, 5
_STEPS_OF_A_WAY = 7
_TABLE_ROWS = 500


def journeys(view: View, story: Story, theme: Theme) -> None:
    """The whole page of a log that could be followed."""
    found = view.analysis.journeys
    assert found is not None
    style()
    _sums(story, found)
    if not found.journeys:
        _to_data(story, *(found.credits.silent.values() or [Message("journeys.no-journeys-help")]))
        return
    if found.sales:
        _credit(view, story, found, theme)
        _paths(story, found)
    else:
        _to_data(story, Message("journeys.no-sales-help"))
    _flow(view, story, found, theme)
    if found.sales:  # without a sale nobody knows who left without one
        _drop_out(view, story, found, theme)


def _sums(story: Story, found: Journeys) -> None:
    """What the log says, with its limit; first of all whether it supports the dashboard's first step."""
    verdict = log_verdict(story, found) if found.sales else ""
    told = [verdict, journeys_summary(story, found)]
    lines = markup("").join(markup("<p class='kp-why'>{}</p>", tidy(line)) for line in told if line)
    st.html(markup("<h1 class='kp-verdict'>{}</h1>{}", journeys_headline(story, found), lines))
    for issue in story.analysis.issues:
        if issue.code == "log-is-part":  # whose figures these are must not be read on another page only
            quiet(sentence(issue, story.language))
    if found.journeys:
        with st.popover(plain(story.language.say("journeys.inputs")), type="tertiary", key="_inputs-journeys"):
            for line in journeys_inputs(story, found):
                st.markdown(plain(line))


def _to_data(story: Story, *reasons: Message) -> None:
    for line in dict.fromkeys(story.sentence(reason) for reason in reasons):
        st.markdown(plain(line))
    paging.to_page("data", story.language.say("journeys.to-data"))


def _credit(view: View, story: Story, found: Journeys, theme: Theme) -> None:
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="credit-choices"):
        credits, segment = _segment(story, found)
        money = _money(story, credits)
    shared = shared_out(story, credits, money=money)
    finding = credit_finding(story, shared)
    with top:
        heading(story.language.say("journeys.section-credit"), finding)
        quiet(range_note(story, shared), " ".join(credit_limits(story, found)))
    if not shared.ranges:
        return
    drawn = {
        "wide": lambda look: charts.credit_chart(story, shared, palette=look),
        "narrow": lambda look: charts.credit_chart(story, shared, palette=look, narrow=True),
    }
    alt = f"{finding}. {charts.alt_credit(story, shared)}"
    plot(view, story, theme, "credit", drawn, alt=alt, part=f"{segment}-{money}")
    _more_than_drawn(story, len(shared.ranges))
    as_table(story.language.say("journeys.table"), _credit_table(story, shared), key="_credit-table")
    _ways_of_counting(story, credits)


def _segment(story: Story, found: Journeys) -> tuple[Credits, str]:
    """The credits of the chosen segment; the choice stands there only where segments are large enough."""
    if not found.by_segment:
        return found.credits, ""
    chosen = st.selectbox(
        story.language.say("journeys.segment"),
        [None, *found.by_segment],
        format_func=lambda s: story.language.say("journeys.segment-all") if s is None else tidy(s),
        key="_credit-segment",
        width=240,
    )
    return (found.credits, "") if chosen is None else (found.by_segment[chosen], chosen)


def _money(story: Story, credits: Credits) -> bool:
    if not credits.value:
        return False
    options = {False: "journeys.measure-sales", True: "journeys.measure-value"}
    return bool(
        st.segmented_control(
            story.language.say("journeys.measure"),
            list(options),
            default=False,
            required=True,
            format_func=lambda money: story.language.say(options[money]),
            key="_credit-measure",
        )
    )


def _more_than_drawn(story: Story, n: int) -> None:
    shown = charts.rows_drawn(n)
    if n > shown:
        quiet(story.language.say("journeys.most", shown=shown, n=n))


def _credit_table(story: Story, shared: Shared) -> list[dict[str, Any]]:
    say = story.language.say
    spoken = [model for model in CREDIT_MODELS if any(model in r.models for r in shared.ranges)]
    return [
        {
            say("show.col-touchpoint"): step_name(story, r.key),
            say("journeys.tip-range"): credit_words(story, r, shared),
            **{say(f"credit-model.{model}"): _credit_cell(story, r, model, shared) for model in spoken},
        }
        for r in shared.ranges
    ]


def _credit_cell(story: Story, found: CreditRange, model: str, shared: Shared) -> str:
    """What a model credits; a dash where it does not speak about this touchpoint alone."""
    return credit(story, found.models[model], shared) if model in found.models else UNKNOWN


def _ways_of_counting(story: Story, credits: Credits) -> None:
    """Every credit model with what it does, and why it says nothing where it is silent."""
    say = story.language.say
    with st.expander(say("journeys.ways"), key="_credit-ways"):
        for model in CREDIT_MODELS:
            if model in credits.silent:
                why = say("journeys.silent", why=story.sentence(credits.silent[model]))
            elif credits.sales.get(model):
                why = ""
            else:
                continue
            lines = (say(f"credit-model.{model}"), say(f"credit-about.{model}"), why)
            st.html(markup("<p class='kp-way'><strong>{}</strong> {} <em>{}</em></p>", *map(tidy, lines)))


def _paths(story: Story, found: Journeys) -> None:
    heading(story.language.say("journeys.section-paths"), paths_finding(story, found))
    ways = usual_ways(found, most=_WAYS_ON_A_PHONE if session.on_phone() else _WAYS)
    if not ways:
        return
    st.html(markup("<ol class='kp-paths'>{}</ol>", markup("").join(_path(story, found, p) for p in ways)))
    share = sum(p.sales for p in ways) / found.sales
    quiet(story.language.say("journeys.paths-shown", n=len(ways), share=share))


def _path(story: Story, found: Journeys, path: Path) -> Any:
    say, write = story.language.say, story.language.write
    shown = path.keys[:_STEPS_OF_A_WAY]
    rest = len(path.keys) - len(shown)
    names = [tidy(step_name(story, key)) for key in shown] + ([say("journeys.path-more", n=rest)] if rest else [])
    led = "<em><span>{}</span> <b aria-hidden='true'>→</b></em> "  # no line begins with an arrow
    steps = markup("").join(markup(led, name) for name in names) + markup("<span>{}</span>", say("journeys.sale"))
    bought = path.sales / max(path.journeys, 1)
    sold = " ".join([say("journeys.sales", n=path.sales), say("journeys.path-journeys", n=path.journeys)])
    worth = [] if path.value is None else [write("money", path.value, currency=story.analysis.currency)]
    share = " · ".join([say("journeys.path-share", share=path.sales / found.sales), *worth])
    text = (
        "<li><div class='kp-steps'>{}</div><div class='kp-rate'><i><b style='width:{:.0f}%'></b></i>"
        "<strong>{}</strong></div><div class='kp-facts'><span>{}</span><span>{}</span></div></li>"
    )
    return markup(text, steps, 100 * bought, say("journeys.path-bought", share=bought), sold, share)


def _flow(view: View, story: Story, found: Journeys, theme: Theme) -> None:
    finding = flow_finding(story, found)
    with section(story.language.say("journeys.section-flow"), finding, key="flow"):
        alt = f"{finding}. {charts.alt_flow(story, found)}"
        wide = partial(_flow_wide, story, found)
        narrow = partial(_flow_narrow, story, found)
        plot(view, story, theme, "flow", {"wide": wide, "narrow": narrow}, alt=alt)
        quiet(screen.fitting({"wide": charts.flow_note, "narrow": charts.step_note})(story, found))
        if not session.on_phone():  # where the section is folded itself, and its list holds the steps
            as_table(story.language.say("journeys.table"), _step_table(story, found), key="_flow-table")


def _flow_wide(story: Story, found: Journeys, look: charts.Palette) -> Any:
    return charts.flow_chart(story, found, palette=look)


def _flow_narrow(story: Story, found: Journeys, look: charts.Palette) -> Any:
    return charts.step_chart(story, found, palette=look)


def _step_table(story: Story, found: Journeys) -> list[dict[str, Any]]:
    say = story.language.say
    return [
        {
            say("journeys.col-source"): step_name(story, t.source),
            say("journeys.col-target"): step_name(story, t.target),
            say("journeys.tip-times"): t.n,
        }
        for t in found.transitions[:_TABLE_ROWS]
    ]


def _drop_out(view: View, story: Story, found: Journeys, theme: Theme) -> None:
    finding = drop_out_finding(story, found)
    heading(story.language.say("journeys.section-drop-out"), finding)
    ends = drop_outs(story, found)
    if not ends:
        return
    quiet(log_grounds(story, found), story.language.say("journeys.drop-note"))
    drawn = {
        "wide": lambda look: charts.drop_chart(story, found, palette=look),
        "narrow": lambda look: charts.drop_chart(story, found, palette=look, narrow=True),
    }
    plot(view, story, theme, "drop", drawn, alt=f"{finding}. {charts.alt_drop(story, found)}")
    _more_than_drawn(story, len(ends))
    as_table(story.language.say("journeys.table"), _drop_table(story, found), key="_drop-table")


def _drop_table(story: Story, found: Journeys) -> list[dict[str, Any]]:
    say, write = story.language.say, story.language.write
    return [
        {
            say("show.col-touchpoint"): step_name(story, d.key),
            say("journeys.tip-ended"): say("journeys.ended-of", ended=d.ended, n=d.met),
            say("show.col-value"): write("percent", d.rate),
            say("show.col-interval"): f"{write('percent', d.low)} – {write('percent', d.high)}",
            say("journeys.tip-phase"): write("percent", d.phase_rate),
            "": say(f"journeys.word-{d.word}") if d.word else "",
        }
        for d in drop_outs(story, found)
    ]
