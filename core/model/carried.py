"""A report of our own, uploaded again: how settings travel inside a workbook.

The sheet ``Settings`` holds in column A: the product's name, the version, then the pieces of one JSON text with the
keys ``settings`` (as ``Settings.to_json``), ``sheets`` (name -> what a row of it is: the sheets that hold the data,
under plain field ids), ``currency``, ``period_grain``, ``scales`` (of the table's scores: KPI id -> kind and full
score), ``sale_events`` (the log's events, and which of them counted as a sale) and ``comments_withheld``. A report that
was written before there were logs in it names only ``data_sheet``, that of its table.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from core.model.dataset import Grain
from core.model.workbook import RawSheet, Workbook

MARK = "kontaktpunkt"
SHEET = "Settings"
_FULLEST = 100
_GRAINS = frozenset(get_args(Grain)) - {"other"}


@dataclass(frozen=True, slots=True)
class Carried:
    """``settings``: plain JSON values; ``sheets``: the sheets to read -> what a row of them is; ``currency`` of the
    money; ``period_grain``: into what dates are gathered; ``scales``: KPI id -> (kind, full score) of the table's
    scores; ``sale_events``: word -> whether it counted as a sale; ``comments_withheld``: answers whose comment was not
    kept."""

    settings: Mapping[str, Any]
    sheets: Mapping[str, Grain]
    currency: str | None
    period_grain: str | None
    scales: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    sale_events: Mapping[str, bool] = field(default_factory=dict)
    comments_withheld: int = 0


def carried(book: Workbook) -> Carried | None:
    """What a workbook of our own carries; None for any other, and where the JSON is damaged."""
    sheet = next((s for s in book.sheets if s.name == SHEET), None)
    if sheet is None or sheet.height < 3 or sheet.columns[0].at(0) != MARK:
        return None
    found = _parsed(sheet)
    if found is None or not isinstance(found.get("settings"), dict):
        return None
    return Carried(
        settings=found["settings"],
        sheets=_sheets(found),
        currency=_code(found.get("currency") or found["settings"].get("currency")),
        period_grain=_text(found.get("period_grain")),
        scales=_scales(found.get("scales")),
        sale_events=_events(found.get("sale_events")),
        comments_withheld=_count(found.get("comments_withheld")),
    )


def _sheets(found: Mapping[str, Any]) -> dict[str, Grain]:
    """The sheets that hold data; words that mean no kind of row name none."""
    named = found.get("sheets")
    pairs = named.items() if isinstance(named, dict) else [(found.get("data_sheet", "Data"), "touchpoints")]
    return {str(name): cast(Grain, grain) for name, grain in pairs if grain in _GRAINS}


def _events(value: object) -> dict[str, bool]:
    found = value.items() if isinstance(value, dict) else ()
    return {str(word): counts for word, counts in found if isinstance(counts, bool)}


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _code(value: object) -> str | None:
    """A currency's code; anything else that somebody wrote there is not shown to anybody."""
    return value if isinstance(value, str) and re.fullmatch("[A-Z]{3}", value) else None


def _scales(value: object) -> dict[str, tuple[str, float]]:
    """Only what can be a scale: a word and a number above 0."""
    found = value.items() if isinstance(value, dict) else ()
    pairs = {str(kpi): scale for kpi, scale in found if isinstance(scale, list) and len(scale) == 2}
    return {k: (kind, float(top)) for k, (kind, top) in pairs.items() if _is_scale(kind, top)}


def _is_scale(kind: object, top: object) -> bool:
    return isinstance(kind, str) and isinstance(top, int | float) and 0 < top <= _FULLEST


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _parsed(sheet: RawSheet) -> dict[str, Any] | None:
    try:
        found = json.loads("".join(sheet.columns[0].texts[2:]))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
