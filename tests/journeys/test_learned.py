"""Markov and Shapley equal what their definitions give, worked out the long way."""

import numpy as np
import pytest

from core.journeys.log import read_log
from core.journeys.markov import chain
from core.journeys.walks import walk
from tests.journeys import brute
from tests.journeys.logs import crowd, followed, told


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("touchpoints", [1, 2, 7])
def test_markov_is_the_absorbing_chain_without_a_touchpoint(touchpoints, seed):
    frame = crowd(150, touchpoints=touchpoints, seed=seed)
    effects = brute.removal_effects(brute.journeys(frame))
    found = followed(frame).credits
    for key, effect in effects.items():
        share = effect / sum(effects.values())
        assert found.sales["markov"][key] == pytest.approx(share * frame["sale"].sum(), abs=1e-9)
        assert found.value["markov"][key] == pytest.approx(share * frame["value"].sum(), abs=1e-7)


@pytest.mark.parametrize("longest", [1, 4, 40])
def test_the_chain_sells_as_often_as_the_journeys_do(longest):
    walks = walk(read_log(crowd(200, longest=longest)), lookback_days=1e9)
    sold, _ = chain(walks).removal()
    assert sold == pytest.approx(walks.sold.mean(), abs=1e-12)


def test_the_chain_by_hand():
    """a sells half of its journeys, b none; without a nothing is sold, without b nothing is lost."""
    walks = walk(read_log(told("k: a@0!", "l: a@0 b@1")), lookback_days=90)
    sold, effects = chain(walks).removal()
    assert sold == pytest.approx(0.5)
    assert effects == pytest.approx([1, 0])


def test_repeating_a_touch_moves_no_credit():
    once = [f"k{i}: a@0 b@{i % 3 + 1}!" for i in range(40)] + [f"l{i}: b@0 c@1" for i in range(20)]
    again = [line.replace("a@0", "a@0 a@0.25 a@0.5") for line in once]
    first, second = (followed(told(*lines)).credits.sales["markov"] for lines in (once, again))
    assert first == pytest.approx(second, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_shapley_is_the_value_of_the_game_of_sets(seed):
    frame = crowd(80, touchpoints=5, seed=seed, sale=0.4)
    expected = brute.shapley(brute.journeys(frame))
    assert followed(frame).credits.sales["shapley"] == pytest.approx(expected, abs=1e-9)


def test_shapley_with_more_touchpoints_than_a_word_has_bits():
    lines = [
        f"k{i}: " + " ".join(f"t{(i + j) % 130}@{j}" for j in range(9)) + f" t{(i + 9) % 130}@9!" for i in range(130)
    ]
    found = followed(told(*lines, "l: t0@0")).credits.sales["shapley"]
    assert len(found) == 130
    assert list(found.values()) == pytest.approx(np.ones(130), abs=1e-9)
