"""A picture in two compositions under its finding: what the pages about journeys and voices share."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from core import charts
from core.charts import Palette, Picture, Theme, palette
from core.story import Story
from core.ui.figures import screen
from core.ui.figures.pictures import heading
from core.ui.pieces.own import ASSETS
from core.ui.pieces.safe import markup, plain, tidy
from core.ui.visit import compute, session
from core.ui.visit.compute import View

_STYLE = ASSETS / "plots.css"
Draw = Callable[[Palette], Picture]


def style() -> None:
    """The looks that only these pages need."""
    st.html(_STYLE)


def plot(
    view: View, story: Story, theme: Theme, name: str, drawn: Mapping[str, Draw], *, alt: str, part: str = ""
) -> None:
    """That of the compositions of ``drawn`` ("wide", "narrow") which fits the window.

    ``part`` tells apart what the same view shows in several ways (a segment, a score).
    """
    key = ":".join([f"plot-{name}-{screen.name()}", view.key, story.language.key, theme, part])
    spec = dict(compute.picture(key, build=partial(_spec, screen.fitting(drawn), theme, story, alt)))
    st.vega_lite_chart(spec=spec, theme=None, key=f"_chart-{name}-{screen.name()}", width="stretch")


def _spec(draw: Draw, theme: Theme, story: Story, alt: str) -> Mapping[str, Any]:
    return charts.finish(draw(palette(theme)), theme=theme, language=story.language, alt=alt)


def section(label: str, finding: str, *, key: str, opened: bool = False) -> AbstractContextManager[Any]:
    """Where a section's content goes: below its heading; on a phone, where all of them are many screens long, folded
    under its finding."""
    if session.on_phone():
        return st.expander(plain(finding), expanded=opened, key=f"_folded-{key}")
    heading(label, tidy(finding))
    return nullcontext()


def as_table(label: str, rows: Sequence[Mapping[str, Any]], *, key: str) -> None:
    """The same as a table, folded in; nothing where there are no rows. Text cells are shown as they are, no markup."""
    if rows:
        with st.expander(label, key=key):
            st.dataframe(pd.DataFrame([_tidied(row) for row in rows]), hide_index=True, width="stretch")


def _tidied(row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: tidy(value) if isinstance(value, str) else value for column, value in row.items()}


def quiet(*lines: str) -> None:
    """Small print: each a paragraph of its own, empty ones left out."""
    told = [markup("<p class='kp-quiet'>{}</p>", tidy(line)) for line in lines if line]
    if told:
        st.html(markup("").join(told))


def figures(entries: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """A few large figures beside each other: label, value, and lines about it."""
    cells = markup("").join(
        markup("<div><dt>{}</dt><dd>{}</dd>{}</div>", tidy(label), tidy(value), _small(lines))
        for label, value, lines in entries
    )
    st.html(markup("<dl class='kp-figures'>{}</dl>", cells))


def _small(lines: Sequence[str]) -> Markup:
    return markup("").join(markup("<dd class='kp-quiet'>{}</dd>", tidy(line)) for line in lines if line)
