"""The table of KPIs as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from core.model.kpi import Unit
from core.tables import table

Kind = Literal["share", "rate", "part", "score", "median", "roi", "retention", "churn", "clv"]
Interval = Literal["wilson", "poisson", "none"]


@dataclass(frozen=True, slots=True)
class KpiSpec:
    """How one KPI is computed: fields, and in which order the bases are tried. See ``core/tables/kpis.toml``."""

    id: str
    unit: Unit
    better: Literal["high", "low"]
    kind: Kind
    numerator: str
    bases: tuple[str, ...]
    interval: Interval

    def __post_init__(self) -> None:
        allowed = {"unit": Unit, "kind": Kind, "interval": Interval}
        for name, words in allowed.items():
            if getattr(self, name) not in get_args(words):
                raise ValueError(f"kpis.toml: {self.id} has the {name} {getattr(self, name)!r}")


@cache
def specs() -> Mapping[str, KpiSpec]:
    """KPI id -> how it is computed, in the table's order. Raises ``ValueError`` for a word that nobody knows."""
    return {kpi: _spec(kpi, entry) for kpi, entry in table("kpis").items()}


def _spec(kpi: str, entry: Mapping[str, Any]) -> KpiSpec:
    names = ("unit", "better", "kind", "numerator", "interval")
    return KpiSpec(id=kpi, bases=tuple(entry["bases"]), **{name: entry[name] for name in names})


def assumed(assumptions: Mapping[str, float]) -> dict[str, float]:
    """The user's assumptions over the stated defaults."""
    stated = {name: float(entry["value"]) for name, entry in table("defaults")["assumptions"].items()}
    return {**stated, **assumptions}
