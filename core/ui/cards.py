"""The key figures: value, line over time, change, target; the inputs one click away."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.model import Kpi, Moved
from core.story import Story
from core.story.compare import stretch
from core.story.goals import mark
from core.tables import table
from core.ui import compute
from core.ui.safe import plain


def cards(story: Story) -> None:
    """Five to seven cards, as the file allows; nothing at all where no KPI has a value."""
    if shown := chosen(story.analysis.kpis):
        compute.shown("cards", story, partial(_cards, story, shown))


def _cards(story: Story, shown: Sequence[Kpi]) -> None:
    with st.container(key="cards"):
        grid = st.columns(len(shown), gap="small")
        for column, kpi in zip(grid, shown, strict=True):
            with column.container(border=True, height="stretch"):
                _card(story, kpi)


def chosen(kpis: Mapping[str, Kpi]) -> Sequence[Kpi]:
    """The KPIs for the cards: known ones in the table's order."""
    rules = table("dashboard")
    known = [kpis[name] for name in rules["cards"] if name in kpis and kpis[name].value is not None]
    return known[: rules["cards_shown"]]


def _card(story: Story, kpi: Kpi) -> None:
    history = [(label, ledger[kpi.id]) for label, ledger in story.analysis.groups.get("period", {}).items()]
    known = [(label, k) for label, k in history if k.value is not None]
    moved = _moved(story, kpi)
    st.metric(
        story.kpi_label(kpi.id),
        plain(story.value(kpi)),
        help=story.language.label(table("kpis")[kpi.id], "definition"),
        chart_data=[k.value for _, k in known] if len(known) > 2 else None,
        chart_type="line",
        **_delta(story, moved),
    )
    lines = [plain(line) for line in (mark(story, kpi), _values(story, moved)) if line]
    if lines:
        st.caption("  \n".join(lines))  # two blanks: a new line in markdown
    with st.popover(plain(inputs(story, kpi)), type="tertiary", key=f"_inputs-{kpi.id}"):
        st.markdown("\n\n".join(explanation(story, kpi)))  # an empty line: a new paragraph in markdown


def _moved(story: Story, kpi: Kpi) -> Moved | None:
    """What happened to a key figure since the period before, over equally long times; None where that is not known."""
    found = story.analysis.comparisons.period
    return next((m for m in found.of("whole") if m.kpi == kpi.id), None) if found else None


def _values(story: Story, moved: Moved | None) -> str:
    """The values between which the change happened, with the last period's name; empty where there is none."""
    found = story.analysis.comparisons.period
    if found is None or moved is None:
        return ""
    values = dict(zip(("before", "after"), story.apart(moved.before, moved.after), strict=True))
    return story.language.say("change.values", period=stretch(story, found.after), **values)


def _delta(story: Story, moved: Moved | None) -> dict[str, Any]:
    """What happened since the period before, in a word: better or worse only where the change is clear."""
    if moved is None or moved.change.word is None:
        return {}
    if moved.better is None:
        return {"delta": story.language.say("change.none"), "delta_color": "off", "delta_arrow": "off"}
    return {
        "delta": story.language.say(f"change.{'better' if moved.better else 'worse'}"),
        "delta_color": "green" if moved.better else "red",
        "delta_arrow": moved.change.word,
    }


def inputs(story: Story, kpi: Kpi) -> str:
    """The two figures behind a KPI in a few words; a given one says that it is given."""
    if kpi.given or kpi.numerator is None or kpi.denominator is None:
        return answers(story, kpi) or story.language.say("show.inputs")
    fields = (table("kpis")[kpi.id].get("numerator"), kpi.base)
    top, bottom = (figure(story, f, v) for f, v in zip(fields, (kpi.numerator, kpi.denominator), strict=True))
    part = table("kpis")[kpi.id]["kind"] in ("share", "part")
    return story.language.say("show.of" if part else "show.per", numerator=top, denominator=bottom)


def answers(story: Story, kpi: Kpi) -> str:
    """The number of answers or cases behind a score or a duration; empty where it is unknown."""
    if kpi.given or kpi.n is None or kpi.n != kpi.n:
        return ""
    return story.language.say("show.cases" if kpi.unit == "duration" else "show.answers", n=round(kpi.n))


def figure(story: Story, field: str | None, value: float) -> str:
    """A plain figure of the file: money with its currency, everything else as a count."""
    kind = table("fields").get(field or "", {}).get("kind")
    return story.language.write("money" if kind == "money" else "count", value, currency=story.analysis.currency)


def explanation(story: Story, kpi: Kpi) -> list[str]:
    """A KPI opened up: definition, formula, inputs, interval, rows, each a line of markdown."""
    say, entry = story.language.say, table("kpis")[kpi.id]
    lines = [f"**{plain(story.kpi_label(kpi.id))}**", plain(story.language.label(entry, "definition"))]
    lines.append(plain(story.language.label(entry, "formula")))
    if kpi.given:
        lines.append(plain(say("show.given")))
    elif kpi.numerator is not None and kpi.denominator is not None:
        base = f" ({story.field_label(kpi.base).lower()})" if kpi.base else ""
        lines.append(plain(f"{inputs(story, kpi)}{base} = {story.value(kpi)}"))
    if kpi.note is not None:
        lines.append(plain(story.sentence(kpi.note)))
    if kpi.low is not None and kpi.high is not None:
        lines.append(plain(interval(story, kpi)))
    if kpi.rows_used:
        lines.append(plain(say("show.rows-used", n=kpi.rows_used, left=kpi.rows_left_out)))
    return lines


def interval(story: Story, kpi: Kpi) -> str:
    """The 95 % interval in words; empty where there is none."""
    if kpi.low is None or kpi.high is None:
        return ""
    low, high = story.ends(kpi)
    return story.language.say("show.interval", low=low, high=high)
