"""Which scale a column of scores was written on, found from its values; settled once, before any filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from core.stats.groups import Bools, Ints, column
from core.stats.intervals import Floats
from core.stats.sheet import Rows, once

Kind = Literal["share", "mean", "balanced", "points", "unclear"]
SCORE_FIELDS: Mapping[str, str] = {
    "nps": "nps_score",
    "csat": "csat_score",
    "ces": "ces_score",
    "rating": "rating",
}
_HIGHEST_MEAN = 7  # among per cent a value up to here is rather a mean of 1-5 or 1-7 than nearly nobody satisfied
BOUNDS: Mapping[str, tuple[float, float]] = {"nps": (-100, 100), "csat": (0, 1), "ces": (0, 1), "rating": (1, 5)}
_BALANCED = (1, 2, 3, 5)  # how far a scale goes on both sides of 0
_POSSIBLE: Mapping[str, tuple[float, float]] = {"rating": (0, 5)}  # in proportion 1 of 10 is half a star


@dataclass(frozen=True, slots=True)
class Scale:
    """``kind``: share of satisfied (or easy) answers, mean of the answers, the same on a scale
    with 0 in its middle (balanced: -2 to 2), points (NPS) or unclear.

    ``top``: what a full score is written as (1 or 100 for a share; 5, 7, 10 or 100 for a mean; 1 or 100 for points).
    """

    kind: Kind
    top: float = 1.0


OWN: Mapping[str, Scale] = {
    "nps": Scale("points", 100),
    "csat": Scale("share"),
    "ces": Scale("share"),
    "rating": Scale("mean", 5),
}


@dataclass(frozen=True, slots=True)
class Unusable:
    """The scores of one sheet that stand on no scale of their KPI."""

    kpi: str
    file: str | None
    sheet: str | None


def nps_scale(values: Floats) -> Scale:
    """Points -100..100, or the same as -1..1. Means of the answers 0-10 are no NPS: unclear.

    They give themselves away: every one lies within 1..10, and several differ.
    """
    known = np.unique(values[np.isfinite(values)])
    if not len(known) or np.abs(known).max() > 100:
        return Scale("unclear")
    if np.abs(known).max() <= 1 and (known % 1 != 0).any():
        return Scale("points", 1)
    if len(known) > 1 and known[0] >= 1 and known[-1] <= 10:
        return Scale("unclear")
    return Scale("points", 100)


def share_scale(values: Floats) -> Scale:
    """Shares 0-1 or 0-100, or the mean of answers 1-5, 1-7, 0-10 or on both sides of 0.

    Unclear: nothing but ones (everybody satisfied, or 1 of 5?), and per cent mixed with values that would be shares
    or means (90 beside 0.45 or 4.5).
    """
    known = values[np.isfinite(values)]
    if len(known) and known.min() < 0:
        return _balanced(known)
    if not len(known) or known.max() > 100:
        return Scale("unclear")
    top = next(t for t in (1, 5, 7, 10, 100) if known.max() <= t)
    if top == 1:
        return Scale("unclear") if (known == 1).all() else Scale("share", 1)
    if top == 100:
        return Scale("unclear") if ((known > 0) & (known <= _HIGHEST_MEAN)).any() else Scale("share", 100)
    return Scale("mean", top) if top == 10 or known.min() >= 1 else Scale("unclear")


def rating_scale(values: Floats) -> Scale:
    """Ratings out of 5, 10 or 100, as shares of a full score, or on both sides of 0."""
    known = values[np.isfinite(values)]
    if len(known) and known.min() < 0:
        return _balanced(known)
    if not len(known) or known.max() > 100:
        return Scale("unclear")
    return Scale("mean", next(t for t in (1, 5, 10, 100) if known.max() <= t))


def _balanced(known: Floats) -> Scale:
    """How a feeling is often noted: from -2 to 2, with 0 for neither good nor bad."""
    top = next((t for t in _BALANCED if np.abs(known).max() <= t), None)
    return Scale("unclear") if top is None else Scale("balanced", top)


def scales(rows: pd.DataFrame) -> dict[str, Scale]:
    """KPI id (nps, csat, ces, rating) -> the scale of its column, for the columns that hold any value."""
    judge = {"nps": nps_scale, "csat": share_scale, "ces": share_scale, "rating": rating_scale}
    columns = {kpi: column(rows, field) for kpi, field in SCORE_FIELDS.items()}
    return {kpi: judge[kpi](values) for kpi, values in columns.items() if np.isfinite(values).any()}


def settle(
    rows: pd.DataFrame, *, known: Mapping[str, Mapping[str, Scale]] | None = None
) -> tuple[pd.DataFrame, tuple[Unusable, ...]]:
    """``rows`` with every score in its KPI's own unit: shares 0-1, NPS in points, ratings of 5; and what could not be.

    Each sheet of each file is judged by itself, so that a CSAT in per cent beside one of 1-5 changes neither, but a
    scale around 0 in one sheet also holds where another of the file has whole numbers from 0 on;
    ``known``: file -> KPI id -> scale, where it need not be judged. A CSAT column that holds means is no share of
    satisfied customers: it counts as a rating where there is none. Out of 10, 7 or 100 a rating is put in proportion:
    8.4 of 10 is 4.2 of 5; from -2 to 2 it is moved to 1 to 5. Where a written score gives none of its KPI, the column
    ``unclear:<KPI id>`` is True.
    """
    asked = {kpi: field for kpi, field in SCORE_FIELDS.items() if np.isfinite(column(rows, field)).any()}
    if not asked:
        return rows, ()
    written = {kpi: column(rows, field) for kpi, field in asked.items()}
    settled = {kpi: np.full(len(rows), np.nan) for kpi in SCORE_FIELDS}
    unusable: list[Unusable] = []
    for (file, sheet), at, scales_here in _judged(rows):
        found = {**scales_here, **(known or {}).get(file or "", {})}
        for kpi, values in _in_units(rows.iloc[at], found).items():
            settled[kpi][at] = values
        unusable += [Unusable(kpi, file, sheet) for kpi, scale in found.items() if _is_lost(kpi, scale)]
    marks = {f"unclear:{k}": np.isfinite(v) & np.isnan(settled[k]) for k, v in written.items()}
    fields = {SCORE_FIELDS[k]: v for k, v in settled.items() if k in asked or np.isfinite(v).any()}
    return rows.assign(**fields, **{name: mark for name, mark in marks.items() if mark.any()}), tuple(unusable)


def stated(carried: Mapping[str, Mapping[str, tuple[str, float]]]) -> dict[str, dict[str, Scale]]:
    """Scales as a reopened report states them: file -> KPI id -> scale; words that name none are left out."""
    kinds: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return {
        file: {kpi: Scale(kinds[kind], top) for kpi, (kind, top) in found.items() if kind in kinds}
        for file, found in carried.items()
    }


def _is_lost(kpi: str, scale: Scale) -> bool:
    return scale.kind == "unclear" or (scale.kind in ("mean", "balanced") and kpi == "ces")


def by_sheet(rows: pd.DataFrame) -> list[tuple[tuple[str | None, str | None], Ints]]:
    """(file, sheet) -> where its rows stand; all rows together where nothing says whence they are."""
    names = [name for name in ("file", "sheet") if name in rows.columns]
    if not names:
        return [((None, None), np.arange(len(rows)))]
    found = rows.groupby(names, dropna=False, sort=False).indices
    return [(_place(key, names), np.asarray(at, np.int64)) for key, at in found.items()]


def _judged(rows: pd.DataFrame) -> list[tuple[tuple[str | None, str | None], Ints, dict[str, Scale]]]:
    """(file, sheet), where its rows stand, and KPI id -> its scale."""
    found = [(place, at, scales(rows.iloc[at])) for place, at in by_sheet(rows)]
    tops: dict[tuple[str | None, str], float] = {}
    for (file, _), _, here in found:
        for kpi, scale in here.items():
            if scale.kind == "balanced":
                tops[file, kpi] = max(scale.top, tops.get((file, kpi), 0))
    for (file, _), at, here in found if tops else ():
        for kpi in here:
            top = tops.get((file, kpi))
            if top and _may_be_balanced(column(rows.iloc[at], SCORE_FIELDS[kpi]), top):
                here[kpi] = Scale("balanced", top)
    return found


def _may_be_balanced(values: Floats, top: float) -> bool:
    """Whether scores may stand on a scale from -top to top: whole numbers, some of them below 1, where no scale of
    stars begins."""
    known = values[np.isfinite(values)]
    return bool(len(known) and known.min() < 1 and np.abs(known).max() <= top and not (known % 1).any())


def _place(key: Any, names: Sequence[str]) -> tuple[str | None, str | None]:
    said = dict(zip(names, key if isinstance(key, tuple) else (key,), strict=True))
    file, sheet = (said.get(name) for name in ("file", "sheet"))
    return (file if isinstance(file, str) else None, sheet if isinstance(sheet, str) else None)


def _in_units(rows: pd.DataFrame, found: Mapping[str, Scale]) -> dict[str, Floats]:
    """KPI id -> value per row in the KPI's own unit; NaN unknown."""
    unclear = np.full(len(rows), np.nan)
    values = {kpi: column(rows, field) for kpi, field in SCORE_FIELDS.items()}
    kinds = {kpi: found.get(kpi, Scale("unclear")) for kpi in SCORE_FIELDS}
    result = {kpi: values[kpi] / kinds[kpi].top if kinds[kpi].kind == "share" else unclear for kpi in ("csat", "ces")}
    result["nps"] = 100 * values["nps"] / kinds["nps"].top if kinds["nps"].kind == "points" else unclear
    stars, means = (_of_five(values[kpi], kinds[kpi]) for kpi in ("rating", "csat"))
    result["rating"] = np.where(np.isfinite(stars), stars, means)
    return result


def _of_five(values: Floats, scale: Scale) -> Floats:
    """Means as ratings of 5; NaN where they are none."""
    if scale.kind == "balanced":
        return 3 + 2 * values / scale.top
    return 5 * values / scale.top if scale.kind == "mean" else np.full(len(values), np.nan)


def on_one_scale(
    rows: pd.DataFrame, *, known: Mapping[str, Mapping[str, Scale]] | None = None
) -> tuple[pd.DataFrame, dict[str, Scale]]:
    """``rows`` with every score on one scale throughout, as one sheet holds them, and KPI id -> that scale.

    As written where all sheets agree, which loses nothing; else in the KPIs' own units, unusable ones unknown.
    """
    found: dict[str, set[Scale]] = {}
    for (file, _), _, here in _judged(rows):
        for kpi, scale in (here | {k: v for k, v in (known or {}).get(file or "", {}).items() if k in here}).items():
            found.setdefault(kpi, set()).add(scale)
    if all(len(those) == 1 for those in found.values()):
        return rows, {kpi: scale for kpi, (scale,) in found.items()}
    settled, _ = settle(rows, known=known)
    kept = [name for name in settled.columns if not str(name).startswith("unclear:")]
    return settled[kept], {kpi: OWN[kpi] for kpi, field in SCORE_FIELDS.items() if field in kept}


@once
def scores(rows: Rows) -> dict[str, Floats]:
    """KPI id -> value per settled row; NaN where unknown, and where it cannot be a value of that KPI."""
    found = {}
    for kpi, field in SCORE_FIELDS.items():
        low, high = _POSSIBLE.get(kpi, BOUNDS[kpi])
        values = column(rows, field)
        found[kpi] = np.where((values >= low) & (values <= high), values, np.nan)
    return found


@once
def unclear(rows: Rows, kpi: str) -> Bools:
    """Rows in which a score is written, but on a scale that gives no value of this KPI."""
    name = f"unclear:{kpi}"
    return rows[name].to_numpy(np.bool_, na_value=False) if name in rows.columns else np.zeros(len(rows), np.bool_)
