"""The last step of every chart: typeface, colours and number format, once, at the outermost level."""

from typing import Any

from core.charts.colours import Palette, Theme, palette
from core.charts.picture import Picture
from core.texts import Language

FONT = "Schibsted Grotesk, Helvetica Neue, Arial, sans-serif"


def finish(picture: Picture, *, theme: Theme, language: Language, alt: str) -> dict[str, Any]:
    """The picture as a Vega-Lite specification, plain JSON values, its rows under ``datasets``; ``alt`` is what a
    screen reader says."""
    return {
        **picture.to_dict(),
        "description": alt,
        "config": _config(palette(theme), language),
        "autosize": {"type": "fit-x", "contains": "padding"},  # heights are those for which labels were placed
        "background": "transparent",
        **({"usermeta": {"embedOptions": {"renderer": "canvas"}}} if picture.painted else {}),
    }


def _config(colours: Palette, language: Language) -> dict[str, Any]:
    axis = {
        "labelColor": colours.muted,
        "titleColor": colours.muted,
        "labelFontSize": 12,
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
