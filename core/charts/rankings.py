"""Frames about ranks and measures: importance against performance, rank ranges, parts of the score, coverage, trend."""

from typing import Any

import pandas as pd

from core.charts.frames import touchpoints_frame, unplaced
from core.model import Analysis, Kpi
from core.story.against import worst
from core.texts import Language


def performance_frame(analysis: Analysis, *, language: Language) -> pd.DataFrame:
    """One row per ranked touchpoint: impact (0-100) and performance (1 = target) of its worst measured part.

    ``low`` and ``high``: the 95 % interval of the performance, null where unknown. All shares end at ``MOST``.
    """
    frame = touchpoints_frame(analysis, language=language)
    parts = {f"t{i}": worst(t) for i, t in enumerate(analysis.touchpoints) if t.priority}
    impact = {f"t{i}": t.priority.impact for i, t in enumerate(analysis.touchpoints) if t.priority}
    known = [k for k in frame["key"] if parts.get(k) is not None and impact.get(k) is not None]
    frame = frame[frame["key"].isin(known)].reset_index(drop=True)
    standing = [(w.share, w.low, w.high) if (w := parts[k]) else (None, None, None) for k in frame["key"]]
    return frame.assign(
        impact=pd.Series([100 * (impact[k] or 0.0) for k in frame["key"]], dtype="float64"),
        performance=pd.Series([s[0] for s in standing], dtype="float64"),
        low=pd.Series([s[1] for s in standing], dtype="float64"),
        high=pd.Series([s[2] for s in standing], dtype="float64"),
    )


def coverage_frame(analysis: Analysis) -> pd.DataFrame:
    """One row per phase and setting (online, offline): number of touchpoints, how many of them are measured, how many
    of those too little to be judged, and the kind of blind spot that a cell without any is: "empty", or only "possible"
    while touchpoints have no place yet."""
    kind = "possible" if unplaced(analysis) else "empty"
    rows = [(c.phase, c.setting, c.touchpoints, c.measured, c.few, kind) for c in analysis.coverage]
    return pd.DataFrame(rows, columns=["phase", "setting", "touchpoints", "measured", "few", "kind"])


def trend_frame(analysis: Analysis, kpi: str, *, language: Language) -> pd.DataFrame:
    """``kpi`` per period, in order of time: label, value, low, high (null where unknown) and hover texts."""
    ledgers = analysis.groups.get("period", {})
    periods = sorted(set(ledgers))
    rows = [_period_row(p, ledgers[p].get(kpi), analysis, language) for p in periods]
    columns = ["period", "label", "value", "low", "high", "tip_value", "tip_range"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64", "low": "float64", "high": "float64"})


def _period_row(period: str, kpi: Kpi | None, analysis: Analysis, language: Language) -> dict[str, Any]:
    unit, currency = (kpi.unit if kpi else "score"), analysis.currency

    def write(value: float | None) -> str:
        return language.write(unit, value, currency=currency)

    value, low, high = (kpi.value, kpi.low, kpi.high) if kpi else (None, None, None)
    return {
        "period": period,
        "label": language.period(period),
        "value": value,
        "low": low,
        "high": high,
        "tip_value": write(value),
        "tip_range": write(None) if low is None or high is None else f"{write(low)} – {write(high)}",
    }
