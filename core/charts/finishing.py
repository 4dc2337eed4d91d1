"""The last step of every chart: typeface, colours and number format, once, at the outermost level."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from core.charts.colours import Palette, Theme, palette
from core.texts import Language

FONT = "Schibsted Grotesk, Helvetica Neue, Arial, sans-serif"
Finishable = alt.Chart | alt.LayerChart


@dataclass(frozen=True)
class Aside:
    """Rows that stay out of Altair's sight until the chart is finished: it would copy each of them for every layer.

    Layers with the same rows are told by what stands in them.
    """

    rows: Sequence[Mapping[str, Any]]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)


@contextmanager
def unchecked() -> Iterator[None]:
    """Drawings made without checking each part against Vega-Lite's schema, which takes longer than drawing: tests check
    every chart."""
    with debug_mode(False):
        yield


def finish(chart: Finishable, *, theme: Theme, language: Language, alt: str) -> dict[str, Any]:
    """The chart as a Vega-Lite specification: plain JSON values, for ``st.vega_lite_chart(spec=..., theme=None)``.

    Charts come here unconfigured, so that they can be layered before; ``alt`` is what a screen reader says. The
    specification is not validated here, which takes longer than building it: tests validate every chart.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    datasets = {name: _rows(found) for name, found in spec.pop("datasets", {}).items()}
    uses = Counter(_named(spec))
    spec = _inline(spec, {name: rows for name, rows in datasets.items() if uses[name] < 2})
    if shared := {name: rows for name, rows in datasets.items() if uses[name] > 1}:
        spec["datasets"] = shared
    spec["description"] = alt
    spec["config"] = _config(palette(theme), language)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}  # heights are those for which labels were placed
    spec["background"] = "transparent"
    return spec


def _rows(found: Any) -> Any:
    return list(found) if isinstance(found, Aside) else found


def _named(part: Any) -> Iterator[str]:
    """The name of a dataset for each place that takes it."""
    parts = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in parts:
        if key == "data" and isinstance(value, dict) and "name" in value:
            yield value["name"]
        yield from _named(value)


def _inline(part: Any, datasets: Mapping[str, Any]) -> Any:
    """``part`` with these data in their places: Streamlit turns every named dataset into an Arrow table anew on each
    rerun, which took most of its time. What several layers share stays named, so that it travels once."""
    if isinstance(part, list):
        return [_inline(item, datasets) for item in part]
    if not isinstance(part, dict):
        return part
    own = part.get("data")
    name = str(own.get("name")) if isinstance(own, dict) else ""
    found = {key: _inline(value, datasets) for key, value in part.items() if key != "data" or name not in datasets}
    return found | ({"data": {"values": datasets[name]}} if name in datasets else {})


def _config(colours: Palette, language: Language) -> dict[str, Any]:
    axis = {
        "labelColor": colours.muted,
        "titleColor": colours.muted,
        "labelFontSize": 11.5,
        "titleFontSize": 12,
        "titleFontWeight": 500,
        "titlePadding": 10,
        "labelPadding": 6,
        "domain": False,
        "ticks": False,
        "gridColor": colours.grid,
        "gridOpacity": 0.6,
    }
    return {
        "font": FONT,
        "padding": 2,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"color": colours.ink},
        "locale": {"number": number_locale(language)},
        "customFormatTypes": False,
    }


def number_locale(language: Language) -> dict[str, Any]:
    """The language's way of writing numbers, as d3-format wants it."""
    symbols = language.locale.number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
        "percent": "%" if language.code == "en" else "\u00a0%",
        "minus": "\u2212",
    }
