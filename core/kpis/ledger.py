"""The ledger: every KPI with what it was computed from, or why it is unknown."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

import numpy as np
import pandas as pd

from core.kpis import kinds
from core.kpis.kinds import KINDS, Source, alike
from core.kpis.lifetime import clv, of_table, years
from core.kpis.specs import KpiSpec, assumed, specs
from core.model import Kpi, Message, Placement
from core.stats.customers import retained
from core.stats.estimates import Estimates
from core.stats.groups import Bools, Groups, Ints, column, group, single, sized, span_days
from core.stats.intervals import Floats
from core.stats.scales import scores
from core.stats.sheet import Rows, once, sheet

Ledger = dict[str, Kpi]
_NONE: Mapping[str, float] = {}


def ledger(rows: Rows, *, assumptions: Mapping[str, float] = _NONE, total: Rows | None = None) -> Ledger:
    """KPI id -> Kpi for all ``rows`` together; ``total``: the whole file, if ``rows`` are a part of it."""
    found = _ledgers(rows, single(rows), assumptions, rows if total is None else total)[""]
    if total is None:
        of_itself = Message("reason.whole")
        found |= {k: Kpi(k, None, "share", reason=of_itself) for k, s in specs().items() if s.kind == "part"}
    return found


def ledgers(
    rows: Rows,
    by: "pd.Series[str]",
    *,
    assumptions: Mapping[str, float] = _NONE,
    total: Rows | None = None,
) -> dict[str, Ledger]:
    """A ledger for every value of ``by`` (aligned with ``rows``; a missing value belongs to no group)."""
    return _ledgers(rows, group(by), assumptions, rows if total is None else total)


def score_kpis(kpi: str, rows: pd.DataFrame, by: "pd.Series[str]") -> dict[str, Kpi]:
    """The score ``kpi`` alone for every value of ``by``."""
    groups, here = sized(group(by), rows), sheet(rows)
    source = Source(here, groups, here, scores(here), Estimates.unknown(len(groups.keys)), {}, {})
    return dict(zip(groups.keys, _kpis(specs()[kpi], source), strict=True))


def per_touchpoint(rows: Rows, *, assumptions: Mapping[str, float] = _NONE) -> dict[str, Ledger]:
    """Touchpoint key -> ledger."""
    return ledgers(rows, rows["touchpoint"], assumptions=assumptions)


def groups(
    rows: Rows, placements: Mapping[str, Placement], *, assumptions: Mapping[str, float] = _NONE
) -> dict[str, dict[str, Ledger]]:
    """Ledgers by phase, stage, setting, segment and period; a kind that the rows do not have is left out."""
    rows = sheet(rows)
    placed = {name: {key: getattr(p, name) for key, p in placements.items()} for name in ("phase", "stage", "setting")}
    series = {name: rows["touchpoint"].map(where) for name, where in placed.items()}
    series |= {name: rows[name] for name in ("segment", "period") if name in rows.columns}
    return {name: ledgers(rows, by, assumptions=assumptions) for name, by in series.items() if by.notna().any()}


def _ledgers(some: Rows, by: Groups, user: Mapping[str, float], total: Rows) -> dict[str, Ledger]:
    rows = sheet(some)
    by, whole = sized(by, rows), rows if total is some else sheet(total)
    source = Source(rows, by, whole, scores(rows), retained(rows, by), assumed(user), user)
    kpis = {spec.id: _kpis(spec, source) for spec in specs().values()}
    return {key: {kpi: listed[i] for kpi, listed in kpis.items()} for i, key in enumerate(by.keys)}


def estimate(spec: KpiSpec, source: Source) -> Estimates:
    """One KPI for all groups, ready-made rates filled in."""
    compute = _COMPUTE[spec.kind]
    return kinds.given(spec, source, compute(spec, source))


_COMPUTE: Mapping[str, Callable[[KpiSpec, Source], Estimates]] = {**KINDS, "clv": clv}


def _kpis(spec: KpiSpec, source: Source) -> list[Kpi]:
    found = estimate(spec, source)
    notes = _notes(spec, source)
    left_out = np.maximum(source.groups.count(_could_tell(source.rows, spec.id)) - found.used, 0).tolist()
    absent = partial(_absent, source.whole)
    shared = cache(
        lambda flaw, lacking, left: _unknown(spec, flaw, lacking, left, absent(lacking) if lacking else False)
    )
    bare = (np.isnan(found.value) & ~np.isin(found.flaw, ("above", "outside"))).tolist()
    figures = [_known(getattr(found, name)) for name in ("value", "numerator", "denominator", "n", "low", "high")]
    return [
        shared(found.flaw[i], found.lacking[i], left_out[i])
        if bare[i]
        else _kpi(spec, found, i, mine, left_out[i], notes[i])
        for i, mine in enumerate(zip(*figures, strict=True))
    ]


@once
def _absent(rows: Rows, field: str) -> bool:
    """Whether nobody has any figure of this field."""
    return not np.isfinite(column(rows, field)).any()


@once
def _could_tell(rows: Rows, kpi: str) -> Bools:
    """Rows of the grains that have any figure of this KPI (all rows, if none has): an answer lacks no visits."""
    every, spec = np.ones(len(rows), np.bool_), specs()[kpi]
    if "grain" not in rows.columns:
        return every
    fields = (spec.numerator, *spec.bases, f"given:{spec.id}")
    told = np.any([np.isfinite(column(rows, field)) for field in fields], axis=0)
    grain = _grains(rows)
    return np.isin(grain, np.unique(grain[told])) if told.any() else every


@once
def _grains(rows: Rows) -> Ints:
    """A number for every grain; rows of which nothing says it have one too."""
    return pd.factorize(rows["grain"], use_na_sentinel=False)[0].astype(np.int64)


def _kpi(
    spec: KpiSpec, found: Estimates, i: int, figures: Sequence[float | None], left_out: int, note: Message | None
) -> Kpi:
    value, numerator, denominator, n, low, high = figures
    given = bool(found.given[i])
    return Kpi(
        spec.id,
        value,
        spec.unit,
        numerator=numerator,
        denominator=denominator,
        base=found.base[i],
        n=None if given else n,
        low=None if value is None else low,
        high=None if value is None else high,
        given=given,
        reason=None if value is not None else _contradiction(spec, found, i),
        rows_used=int(found.used[i]),
        rows_left_out=left_out,
        note=note,
    )


def _known(values: Floats) -> list[float | None]:
    """All figures at once: what is not finite is None."""
    found: list[float | None] = values.tolist()
    for i in np.flatnonzero(~np.isfinite(values)).tolist():
        found[i] = None
    return found


def _contradiction(spec: KpiSpec, found: Estimates, i: int) -> Message:
    """More conversions than visits, or a retention outside 0-1: the figures cannot be right."""
    base = found.base[i]
    if found.flaw[i] == "outside" or base is None:
        return Message("reason.outside")
    values = {"x": float(found.numerator[i]), "n": float(found.denominator[i])}
    return Message("reason.above", {"above": _noun(spec.numerator), "base": _noun(base), **values})


def _unknown(spec: KpiSpec, flaw: str, lacking: str | None, left_out: int, absent: bool) -> Kpi:
    """An unknown KPI; the same for all groups that lack the same, which saves time where there are thousands."""
    key = "missing-here" if flaw == "missing" and not absent else flaw
    values = {} if lacking is None else {"field": _noun(lacking)}
    if flaw == "apart":
        values["above"] = _noun(spec.numerator)
    unlock = lacking if flaw in ("missing", "apart", "years", "short") else None
    return Kpi(spec.id, None, spec.unit, reason=Message(f"reason.{key}", values), unlock=unlock, rows_left_out=left_out)


def _noun(field: str) -> Message:
    return Message(f"reason.field.{field}")


def _notes(spec: KpiSpec, source: Source) -> list[Message | None]:
    """The assumption that a value rests on, where it rests on one that the user has not made."""
    none: list[Message | None] = [None] * len(source.groups.keys)
    if spec.kind == "roi" and "margin" not in source.user_assumptions:
        note = Message("reason.note-margin", {"margin": source.assumptions["margin"]})
        own = source.groups.count(np.isfinite(column(source.rows, "margin"))) > 0
        return [None if own[i] else note for i in range(len(none))]
    if spec.kind == "score" and (latest := alike(source, source.scores[spec.id])) is not None:
        counts = source.groups.count(latest).tolist()
        return [Message("reason.note-alike", {"n": n}) if n > 1 else None for n in counts]
    if spec.kind == "clv" and "years" not in source.assumptions:
        stay = years(source, span_days(of_table(source.rows)))
        return [Message("reason.note-years", {"years": float(y)}) if np.isfinite(y) else None for y in stay]
    return none
