"""What presets and weights do, odd ones included."""

import numpy as np
import pytest

from core.model import Settings
from tests.priorities.planted import PLANTED, business, order, ranked, why


def test_presets_and_weights() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[4000, 600], csat_score=[0.7, 0.3], responses=[300, 300], effort=[5, 1]
    )
    leader = {
        name: order(ranked(rows, Settings(preset=name)))[0] for name in ("balanced", "growth", "loyalty", "quick-wins")
    }
    assert leader == {"balanced": "till", "growth": "shop", "loyalty": "till", "quick-wins": "till"}
    only_impact = Settings(weights={"potential": 0, "ease": 0})
    assert order(ranked(rows, only_impact))[0] == "shop"


def test_a_measure_of_weight_zero_does_not_count() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[1000, 1000], csat_score=[0.2, 0.9], responses=[100, 100],
        conversions=[90, 20],
    )  # fmt: skip
    assert order(ranked(rows))[0] == "shop"
    assert order(ranked(rows, Settings(weights={"satisfaction": 0})))[0] == "till"


@pytest.mark.parametrize("weights", [{"impact": 0, "potential": 0}, {"satisfaction": -1}, {"cost": 1e6}])
def test_odd_weights_break_nothing(weights: dict[str, float]) -> None:
    found = ranked(PLANTED, Settings(weights=weights))
    assert all(np.isfinite(p.score) for p in found.priorities.values() if p.score is not None)
    assert len(order(found)) == 6


@pytest.mark.parametrize("names", [("impact", "potential", "ease"), ("satisfaction", "conversion", "service", "cost")])
def test_without_any_weight_nothing_is_ranked(names: tuple[str, ...]) -> None:
    found = ranked(PLANTED, Settings(weights=dict.fromkeys(names, 0.0)))
    assert (found.verdict.word, found.verdict.keys, found.impact_line) == ("not measured", (), None)
    for priority in found.priorities.values():
        assert (priority.rank, priority.score, priority.verdict) == (None, None, None)
        assert priority.health is not None
        assert why(priority).endswith("nothing to rank by.")
