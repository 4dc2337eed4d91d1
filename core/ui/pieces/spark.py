"""A small line over time beside a figure, with its target where that is near: drawn for the eye alone, since the words
beside it say the values.

The line is the mask of a plain area, so that it takes its colour from the style sheet, in both themes; what it carries
are numbers between 0 and 100.
"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from core.ui.pieces.safe import markup

_NEAR = 12.0  # times the spread of the values: a target farther off would leave nothing of the line
_AIR = 6.0  # per cent above and below
_STROKE = 1.7  # px
_QUOTED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "<>#' "})


def spark(values: Sequence[float | None], *, target: float | None = None) -> Markup:
    """The line through ``values``, which breaks where one is unknown; nothing with fewer than three known ones."""
    known = [v for v in values if v is not None]
    if len(known) < 3:
        return markup("")
    low, high = min(known), max(known)
    near = target is not None and low - _NEAR * (high - low) <= target <= high + _NEAR * (high - low)
    ends = (min(low, target), max(high, target)) if target is not None and near else (low, high)
    heights = [None if v is None else _height(v, ends) for v in values]
    drawn = markup(
        "<b class='kp-line' style=\"mask-image:url('{}');-webkit-mask-image:url('{}')\"></b>", *[_mask(heights)] * 2
    )
    if target is not None and near:
        drawn = markup("<b class='kp-aimed' style='top:{:.1f}%'></b>", _height(target, ends)) + drawn
    if heights[-1] is not None:
        drawn += markup("<b class='kp-last' style='top:{:.1f}%'></b>", heights[-1])
    return drawn


def _height(value: float, ends: tuple[float, float]) -> float:
    """Per cent from the top."""
    low, high = ends
    return 50.0 if high <= low else _AIR + (100 - 2 * _AIR) * (high - value) / (high - low)


def _mask(heights: Sequence[float | None]) -> str:
    """The line as an image in the page itself."""
    step = 100 / (len(heights) - 1)
    runs = groupby(enumerate(heights), key=lambda point: point[1] is not None)
    lines = "".join(
        "<polyline points='{}'/>".format(" ".join(f"{n * step:.1f},{y:.1f}" for n, y in run))
        for known, run in runs
        if known
    )
    look = f"fill='none' stroke='#000' stroke-width='{_STROKE}' stroke-linejoin='round' stroke-linecap='round'"
    head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none'>"
    body = f"{head}<g {look}>{lines}</g></svg>".replace("<polyline", "<polyline vector-effect='non-scaling-stroke'")
    return "data:image/svg+xml," + body.translate(_QUOTED)
