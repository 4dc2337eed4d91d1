"""When two analyses are the same: by every figure, up to the sixteen digits that a cell holds."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from core.model import Analysis


def _near(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9))


def _same(first, second) -> None:
    """The same ledger: same KPIs, same words, numbers equal up to the sixteen digits that a cell holds."""
    assert list(first) == list(second)
    for name, one in first.items():
        other = second[name]
        assert (one.base, one.given, one.unlock, one.reason) == (other.base, other.given, other.unlock, other.reason)
        for field in ("value", "numerator", "denominator", "n", "low", "high"):
            assert _near(getattr(one, field), getattr(other, field)), (name, field)


def same_analysis(first: Analysis, second: Analysis) -> None:
    """Fails where any figure, class, rank or sentence's value differs. Of files there may be fewer in the second."""
    _same(first.kpis, second.kpis)
    assert {g: list(m) for g, m in first.groups.items()} == {g: list(m) for g, m in second.groups.items()}
    for group, members in first.groups.items():
        for member, kpis in members.items():
            _same(kpis, second.groups[group][member])
    assert [t.key for t in first.touchpoints] == [t.key for t in second.touchpoints]
    for one, other in zip(first.touchpoints, second.touchpoints, strict=True):
        assert (one.name, one.placement, one.rows, one.hidden) == (
            other.name,
            other.placement,
            other.rows,
            other.hidden,
        )
        assert other.metrics == pytest.approx(one.metrics, rel=1e-9)
        _same(one.kpis, other.kpis)
        assert one.priority.rank == other.priority.rank
        assert _near(one.priority.p_first, other.priority.p_first)
        assert (one.priority.verdict, one.priority.action) == (other.priority.verdict, other.priority.action)
    assert first.verdict == second.verdict
    for field in ("currency", "as_of", "coverage", "missing", "classes", "rows", "period_grain", "all_periods",
                  "all_segments", "first_date", "warnings"):  # fmt: skip
        assert getattr(first, field) == getattr(second, field), field
    for field in ("journeys", "voices", "targets", "budget", "omnichannel"):
        _alike(getattr(first, field), getattr(second, field), field)
    for field in ("period", "year", "change", "returned", "segments"):
        _alike(getattr(first.comparisons, field), getattr(second.comparisons, field), field)


def _alike(one: Any, other: Any, where: str) -> None:
    """Equal, part by part; floats up to the sixteen digits that a cell holds."""
    if isinstance(one, float) and isinstance(other, float):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True), where
    elif is_dataclass(one):
        assert type(one) is type(other), where
        for part in fields(one):
            _alike(getattr(one, part.name), getattr(other, part.name), f"{where}.{part.name}")
    elif isinstance(one, Mapping):
        assert list(one) == list(other), where
        for key, value in one.items():
            _alike(value, other[key], f"{where}[{key}]")
    elif isinstance(one, tuple | list):
        assert len(one) == len(other), where
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            _alike(left, right, f"{where}[{place}]")
    else:
        assert one == other, where
