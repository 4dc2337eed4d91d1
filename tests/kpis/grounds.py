"""Rows as the analysis hands them to comparisons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from core import kpis
from core.kpis import Ground
from core.model import Placement, Rule, Settings

TEXTS = ("touchpoint", "segment", "period", "file", "sheet")
_LABELS = {"month": "%Y-%m", "day": "%Y-%m-%d", "year": "%Y"}


def rows_of(lines: Iterable[Mapping[str, Any]], *, grain: str = "month") -> pd.DataFrame:
    """Rows from dictionaries: dates become datetimes with their period, everything else that is no text a float."""
    rows = pd.DataFrame([{"touchpoint": "shop", "segment": None, "file": "a.xlsx", "date": None, **r} for r in lines])
    rows["date"] = pd.to_datetime(rows["date"]).astype("datetime64[s]")
    rows["period"] = rows["date"].dt.strftime(_LABELS[grain])
    for name in rows.columns:
        if name in TEXTS:
            rows[name] = rows[name].astype("str")
        elif name != "date":
            rows[name] = rows[name].astype("float64")
    return rows


def ground_of(
    lines: Sequence[Mapping[str, Any]],
    *,
    settings: Settings | None = None,
    grain: str | None = "month",
    placed: Mapping[str, tuple[str, str]] | None = None,
) -> Ground:
    """A ground whose touchpoints all stand during purchase, online, unless ``placed`` (phase, setting) otherwise."""
    rows, _ = kpis.settle(rows_of(lines, grain=grain or "month"))
    where = {key: (placed or {}).get(key, ("during", "online")) for key in rows["touchpoint"].unique()}
    rule = Rule("file", "")
    return Ground(
        rows,
        {key: Placement(phase, "purchase", setting, 1.0, rule) for key, (phase, setting) in where.items()},  # type: ignore[arg-type]
        settings or Settings(),
        grain,
    )
