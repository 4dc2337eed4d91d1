"""A picture: layers, each a drawing that Altair makes once, and the rows that are drawn.

Altair takes some milliseconds for each layer, far longer than the rows take, and what it makes depends on the look of a
layer alone: colours, sizes, headings. So a layer's drawing is kept (``drawn``) and shared by all pictures of that look,
whoever looks at them; a new choice of weights makes new rows and nothing else. Nothing of a file is in a drawing but
the lengths of its scales.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, cast

import altair as alt
import pandas as pd
from altair.utils.schemapi import debug_mode

Drawing = Mapping[str, Any]
Row = Mapping[str, Any]
Sketch = Any  # an alt.Chart without rows; what its methods return is untyped
_Look = ParamSpec("_Look")
PAINTED_FROM = 300  # rows of a layer: of a picture with more no mark is an element of the page
_KEPT = 2048  # drawings of about 2 KB: some hundred pictures
_NOTHING = alt.InlineData(values=[])
_OF_A_LAYER = ("name", "transform", "mark", "encoding")


@dataclass(frozen=True, slots=True)
class Layer:
    """What stands on one level of a picture: a Vega-Lite unit without data, shared and never edited, and its rows.

    Layers with the same list of ``rows`` share it on its way to the browser.
    """

    drawing: Drawing
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Picture:
    """Layers from back to front, as wide as their container and ``height`` pixels high; ``params``: what can be picked,
    as Vega-Lite writes it; ``live``: all of it changes at each move of a weight, and what it shows is told beside it.
    """

    layers: Sequence[Layer]
    height: float
    params: Sequence[Mapping[str, Any]] = ()
    live: bool = False

    @property
    def painted(self) -> bool:
        """Whether it is painted on a canvas: so many marks, or marks made anew so often, would be too many elements of
        a page."""
        return self.live or max((len(layer.rows) for layer in self.layers), default=0) > PAINTED_FROM

    def to_dict(self) -> dict[str, Any]:
        """The specification, unconfigured; the rows under ``datasets``, named by their places: the same names in each
        picture of the same layers."""
        sets = list({id(layer.rows): layer.rows for layer in self.layers}.values())
        names = {id(rows): f"rows-{n}" for n, rows in enumerate(sets)}
        return {
            "$schema": alt.SCHEMA_URL,
            "datasets": {names[id(rows)]: list(rows) for rows in sets},
            "layer": [{"data": {"name": names[id(layer.rows)]}, **layer.drawing} for layer in self.layers],
            **({"params": list(self.params)} if self.params else {}),
            "width": "container",
            "height": self.height,
        }


def drawn(draw: Callable[_Look, Sketch]) -> Callable[_Look, Drawing]:
    """``draw`` (a look, nothing else, in hashable values) as the drawing it makes, made once for each look.

    It is not checked against Vega-Lite's schema, which takes longer than drawing: tests check every picture.
    """

    @lru_cache(maxsize=_KEPT)
    def made(*args: _Look.args, **named: _Look.kwargs) -> Drawing:
        with debug_mode(False):
            found: dict[str, Any] = draw(*args, **named).to_dict(validate=False)
        return {part: found[part] for part in _OF_A_LAYER if part in found}

    return cast(Callable[_Look, Drawing], wraps(draw)(made))


def paper() -> Any:
    """What a drawing begins with: a chart of no rows."""
    return alt.Chart(_NOTHING)


def at(pixels: str) -> Any:
    """A position, a size of so many ``pixels``, as an expression of the row; it asks no scale."""
    return alt.value(alt.ExprRef(pixels))


def axis_down(title: str, *, lift: int, **more: Any) -> alt.Axis:
    """An axis of values whose title stands ``lift`` pixels above it, written like any line of text."""
    place: dict[str, Any] = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleX": -44}
    return alt.Axis(title=title, titleY=-lift, **place, **more)


def rows_from(frame: pd.DataFrame) -> list[Row]:
    """The rows of ``frame`` as plain values; what is not known is None."""
    columns = {str(n): [None if value != value else value for value in frame[n].tolist()] for n in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
