"""A trial on simulated businesses whose truth is known: does the ranking find it, and is it as sure as it says?"""

import time

import numpy as np
import pandas as pd
import pytest

from core.model import Placement, Rule, Settings
from core.priorities import Ranking, rank

BUSINESSES = 80
SATISFIED, KAPPA = 0.8, 0.2
PHASES = ("pre", "during", "post")


def business(seed: int) -> tuple[pd.DataFrame, dict[str, Placement], dict[str, float]]:
    """Rows as an owner would have them, the places, and what there truly is to win at each touchpoint."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(5, 21))
    keys = [f"t{i}" for i in range(size)]
    phases = chance.choice(PHASES, size)
    visits = np.round(np.exp(chance.normal(6.5, 1.2, size))) + 20
    level = chance.uniform(0.6, 0.85)
    satisfied, converting = chance.beta(level * 12, (1 - level) * 12, size), chance.beta(1, 24, size)
    answers = np.round(np.exp(chance.normal(2.8, 1, size))) + 1
    sells, price = chance.random(size) < 0.6, float(np.exp(chance.normal(6, 0.4)))
    sales = np.where(sells, chance.binomial(visits.astype(int), converting), np.nan)
    revenue = np.where(sells, chance.gamma(2 * np.maximum(np.nan_to_num(sales), 1e-9), price / 2), np.nan)
    score = chance.binomial(answers.astype(int), satisfied) / answers
    columns = {"visits": visits, "csat_score": score, "responses": answers, "conversions": sales, "revenue": revenue}
    usual = {p: _pooled(visits, converting, sells & (phases == p)) for p in PHASES}
    lost = np.array([max(0.0, usual[p] - c) if s else 0.0 for p, c, s in zip(phases, converting, sells, strict=True)])
    truth = visits * price * (KAPPA * np.maximum(0, SATISFIED - satisfied) + lost)
    place = {k: Placement(p, "unknown", "online", 1, Rule("file", "x")) for k, p in zip(keys, phases, strict=True)}
    return pd.DataFrame({"touchpoint": keys, **columns}), place, dict(zip(keys, truth.tolist(), strict=True))


def _pooled(visits: np.ndarray, rate: np.ndarray, where: np.ndarray) -> float:
    return float((visits * rate)[where].sum() / visits[where].sum()) if where.any() else 0.0


@pytest.fixture(scope="module")
def trial() -> list[tuple[Ranking, dict[str, float]]]:
    runs = [business(seed) for seed in range(BUSINESSES)]
    return [(rank(rows, place, {k: k for k in place}, settings=Settings()), truth) for rows, place, truth in runs]


def test_the_first_three_hold_most_of_what_there_is_to_win(trial: list[tuple[Ranking, dict[str, float]]]) -> None:
    held = []
    for ranking, truth in trial:
        chosen = sorted((p.rank, k) for k, p in ranking.priorities.items() if p.rank)[:3]
        held.append(sum(truth[k] for _, k in chosen) / sum(sorted(truth.values())[-3:]))
    assert np.mean(held) > 0.84
    assert np.quantile(held, 0.1) > 0.56


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.1), (0.1, 0.4), (0.4, 0.8), (0.8, 1.01)])
def test_first_with_p_means_first_that_often(
    trial: list[tuple[Ranking, dict[str, float]]], low: float, high: float
) -> None:
    said, true = [], []
    for ranking, truth in trial:
        ranked = {k: p for k, p in ranking.priorities.items() if p.p_first is not None}
        best = max(ranked, key=lambda k: truth[k])
        for key, priority in ranked.items():
            if priority.p_first is not None and low <= priority.p_first < high:
                said.append(priority.p_first)
                true.append(key == best)
    expected = np.mean(said)
    assert len(said) > 20
    assert abs(np.mean(true) - expected) < 3 * np.sqrt(expected * (1 - expected) / len(said)) + 0.01


def test_the_true_rank_lies_in_the_range(trial: list[tuple[Ranking, dict[str, float]]]) -> None:
    inside = []
    for ranking, truth in trial:
        ranked = {k: p for k, p in ranking.priorities.items() if p.rank}
        order = sorted(ranked, key=lambda k: -truth[k])
        inside += [(p.rank_low or 0) <= order.index(k) + 1 <= (p.rank_high or 0) for k, p in ranked.items()]
    assert np.mean(inside) > 0.85


def test_five_hundred_touchpoints_are_ranked_at_once() -> None:
    chance = np.random.default_rng(0)
    keys = [f"t{i}" for i in range(500)]
    rows = pd.DataFrame({"touchpoint": keys, "visits": chance.integers(100, 9000, 500).astype(float)})
    rows["conversions"] = chance.binomial(rows["visits"].astype(int), 0.05).astype(float)
    rows["csat_score"], rows["responses"] = chance.random(500), chance.integers(5, 90, 500).astype(float)
    place = {k: Placement("pre", "awareness", "online", 1, Rule("file", "x")) for k in keys}
    start = time.process_time()
    found = rank(rows, place, {k: k for k in keys}, settings=Settings())
    assert time.process_time() - start < 1.5  # 0.2 s on an idle core
    assert sum(p.p_first or 0 for p in found.priorities.values()) == pytest.approx(1)
