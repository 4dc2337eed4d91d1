"""The laws that every ranking keeps."""

from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Placement, Rule, Settings
from core.priorities import Ranking, rank, weigh
from core.priorities.parts import Prior
from core.stats.hyper import Priors
from tests.priorities.planted import NAN, PHASE_OF, PLANTED, business, order, ranked


def numbers(ranking: Ranking) -> dict[str, tuple[Any, ...]]:
    names = ("rank", "score", "impact", "potential", "ease", "p_first", "p_top3", "rank_low", "rank_high", "holds")
    return {k: tuple(getattr(p, n) for n in names) for k, p in ranking.priorities.items()}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=8)
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    shuffled = PLANTED.sample(frac=1, random_state=seed)
    assert numbers(ranked(shuffled)) == numbers(ranked(PLANTED))


def test_splitting_rows_changes_nothing() -> None:
    sums = ["visits", "conversions", "cost", "revenue", "responses", "tickets"]
    parts = [PLANTED.assign(**{c: PLANTED[c] * share for c in sums}) for share in (0.25, 0.75)]
    found, expected = numbers(ranked(pd.concat(parts))), numbers(ranked(PLANTED))
    for key, values in expected.items():
        assert found[key] == pytest.approx(values, abs=1e-6), key


def test_the_same_twice_is_the_same() -> None:
    assert ranked(PLANTED) == ranked(PLANTED)


@given(k=st.integers(2, 30))
@settings(max_examples=8)
def test_more_of_the_same_never_widens_an_interval(k: int) -> None:
    more = PLANTED.assign(**{c: PLANTED[c] * k for c in ("visits", "conversions", "responses", "tickets", "revenue")})
    for before, after in zip(ranked(PLANTED).priorities.values(), ranked(more).priorities.values(), strict=True):
        for first, second in zip(before.parts, after.parts, strict=True):
            if first.low is not None and first.high is not None and first.kpi != "roas":
                assert second.low is not None
                assert second.high is not None
                assert second.high - second.low <= first.high - first.low + 1e-9


@pytest.mark.parametrize("column", ["effort", "importance"])
def test_a_constant_column_does_not_count(column: str) -> None:
    found, expected = ranked(PLANTED.assign(**{column: 3.0})).priorities, ranked(PLANTED).priorities
    assert {k: (p.rank, p.score) for k, p in found.items()} == {
        k: (p.rank, pytest.approx(p.score)) for k, p in expected.items()
    }


def test_constant_figures_break_nothing() -> None:
    rows = business(touchpoint=["shop", "till", "mail"], visits=[9] * 3, csat_score=[0.5] * 3, responses=[9] * 3)
    scores = [p.score for p in ranked(rows).priorities.values()]
    assert scores == pytest.approx([100 / 3] * 3)


ONLY_GIVEN = business(touchpoint=["desk", "lift", "till", "shop", "mail"], rating=[2.1, 2.1, 2.1, 3.9, 4.6])
COUNTED = business(
    touchpoint=["ad", "desk", "mail", "shop", "till"],
    visits=[5000, 900, 900, 900, 300],
    conversions=[50, 90, 90, 90, NAN],
    csat_score=[NAN, 0.6, 0.6, 0.6, 0.55],
    responses=[NAN, 30, 30, 30, 20],
)
UNCOUNTED = COUNTED.assign(visits=[5000, NAN, NAN, NAN, 300], effort=[2, NAN, NAN, NAN, 4])


@pytest.mark.parametrize(
    ("rows", "equal"),
    [
        (ONLY_GIVEN, ["desk", "lift", "till"]),
        (COUNTED, ["desk", "mail", "shop"]),
        (UNCOUNTED, ["desk", "mail", "shop"]),
    ],
)
def test_of_whom_the_same_is_known_the_same_is_said(rows: pd.DataFrame, equal: list[str]) -> None:
    places = {key: Placement("during", "unknown", "online", 1, Rule("file", "x")) for key in rows["touchpoint"]}
    found = rank(rows, places, {key: key for key in places}, settings=Settings())
    mine = [found.priorities[key] for key in equal]
    assert len({numbers(found)[key] for key in equal}) == 1
    assert len({(p.worth, *(part.shortfall for part in p.parts)) for p in mine}) == 1
    assert mine[0].rank_high is not None
    assert mine[0].rank_high - (mine[0].rank or 0) >= len(equal) - 1


def test_two_that_are_level_in_front_are_a_tie() -> None:
    found = ranked(ONLY_GIVEN)
    assert found.verdict.word == "tie"
    assert set(found.verdict.keys) == {"desk", "lift", "till"}


@pytest.mark.parametrize("column", ["csat_score", "response_time", "conversions"])
def test_what_a_touchpoint_is_called_moves_no_figure(column: str) -> None:
    rows = PLANTED[["touchpoint", "visits", "responses", "tickets", column]]
    told = [names(rows, {}), names(rows, {"shop": "boutique", "mail": "attic", "ad": "zeppelin"})]
    for before, after in zip(*told, strict=True):
        assert before == pytest.approx(after, rel=1e-12)


def names(rows: pd.DataFrame, other: dict[str, str]) -> list[tuple[float, ...]]:
    """The point values of every touchpoint, some of which are called otherwise."""
    keys = [other.get(key, key) for key in rows["touchpoint"]]
    places = {other.get(k, k): Placement(v, "unknown", "online", 1, Rule("file", "x")) for k, v in PHASE_OF.items()}  # type: ignore[arg-type]
    found = rank(rows.assign(touchpoint=keys), places, {k: k for k in keys}, settings=Settings())
    mine = [found.priorities[key] for key in keys]
    return [
        (p.score or 0, p.impact or 0, p.potential or 0, p.rank or 0, *(part.shortfall for part in p.parts))
        for p in mine
    ]


@pytest.mark.parametrize(
    "extra",
    [
        {"touchpoint": "nobody asked"},
        {"touchpoint": "nobody asked", "visits": 1e9},
        {"touchpoint": "all well", "visits": 1.0, "conversions": NAN, "response_time": 0.1, "tickets": 100.0},
    ],
)
def test_a_row_without_gain_changes_nobodys_order(extra: dict[str, Any]) -> None:
    more = pd.concat([PLANTED, pd.DataFrame([extra])], ignore_index=True)
    assert [k for k in order(ranked(more)) if k != extra["touchpoint"]] == order(ranked(PLANTED))


def test_no_rows() -> None:
    found = rank(PLANTED[:0], {}, {"shop": "Shop"}, settings=Settings())
    assert found.verdict.word == "not measured"
    assert found.priorities["shop"].verdict == "not measured"


@pytest.mark.parametrize("name", ["margin", "kappa", "recoverable"])
def test_assumptions_of_nothing_break_nothing(name: str) -> None:
    assert len(order(ranked(PLANTED, Settings(assumptions={name: 0.0})))) == 6


slips = st.sampled_from([1e12, 9.9e14, 1e15, -1e15, 1e16, 1e300, -1e300, float("inf"), 1e-300])


numbers_or_not = st.one_of(st.just(NAN), st.floats(-50, 1e6, width=32), slips)


@given(
    data=st.lists(st.tuples(*[numbers_or_not] * 9), min_size=1, max_size=6),
    dated=st.booleans(),
)
@settings(max_examples=60)
def test_whatever_the_figures_the_numbers_stay_possible(data: list[tuple[float, ...]], dated: bool) -> None:
    columns = ("visits", "conversions", "cost", "revenue", "responses", "csat_score", "nps_score", "response_time")
    rows = pd.DataFrame(data, columns=[*columns, "effort"]).assign(touchpoint=[f"t{i % 4}" for i in range(len(data))])
    if dated:
        rows["date"] = pd.Timestamp("2025-01-01")
    for p in ranked(rows).priorities.values():
        for value in (p.impact, p.potential, p.p_first, p.p_top3, p.holds, p.health):
            assert value is None or 0 <= value <= 1 + 1e-9
        assert p.score is None or 0 <= p.score <= 100 + 1e-6
        if p.rank is not None and p.rank_low is not None and p.rank_high is not None:
            assert p.rank_low <= p.rank <= p.rank_high


MONEY = ("revenue", "cost")


@given(k=st.floats(0.01, 1000))
@settings(max_examples=8)
def test_the_currency_changes_nothing(k: float) -> None:
    found = ranked(PLANTED.assign(**{c: PLANTED[c] * k for c in MONEY})).priorities
    for key, priority in ranked(PLANTED).priorities.items():
        assert found[key].rank == priority.rank
        assert found[key].score == pytest.approx(priority.score, abs=1e-3)
        assert (found[key].action, found[key].verdict) == (priority.action, priority.verdict)
        if priority.worth is not None:
            assert found[key].worth.value == pytest.approx(k * priority.worth.value, rel=1e-3)


TOUCHPOINT = st.tuples(
    st.integers(20, 50_000), st.floats(0, 1), st.integers(5, 400), st.floats(0, 1), st.integers(1, 5)
)


def measured(touchpoints: list[tuple[float, ...]]) -> pd.DataFrame:
    """A business whose every touchpoint is counted and asked about."""
    visits, rate, responses, csat, effort = (np.array(side, float) for side in zip(*touchpoints, strict=True))
    return business(
        touchpoint=[f"t{i}" for i in range(len(touchpoints))], visits=visits, conversions=np.round(visits * rate / 9),
        responses=responses, csat_score=csat, effort=effort,
    )  # fmt: skip


def alike(x: Any, n: Any, labels: Any) -> Any:
    """The same prior for every share, whatever the file says."""
    found = np.empty(len(x), dtype=object)
    found[:] = [Prior(label, (0.5, 4.0), Priors(np.array([0.5]), np.array([4.0]), np.ones(1))) for label in labels]
    return found


def with_priors(rows: pd.DataFrame) -> Ranking:
    """Targets and priors given, so that the file decides neither."""
    with patch("core.priorities.shares.priors", alike):
        return ranked(rows, Settings(targets={"conversion_rate": 0.07}))


@given(st.lists(TOUCHPOINT, min_size=3, max_size=9))
@settings(max_examples=15)
def test_with_targets_and_priors_given_one_more_row_changes_no_order(
    touchpoints: list[tuple[float, ...]],
) -> None:
    last = f"t{len(touchpoints) - 1}"
    before, after = with_priors(measured(touchpoints[:-1])), with_priors(measured(touchpoints))
    assert [k for k in order(after) if k != last] == order(before)


@given(st.lists(TOUCHPOINT, min_size=2, max_size=8), st.sampled_from(["csat_score", "conversions"]))
@settings(max_examples=15)
def test_a_missing_figure_is_never_a_prize(touchpoints: list[tuple[float, ...]], column: str) -> None:
    rows = measured(touchpoints)
    full, less = with_priors(rows), with_priors(rows.assign(**{column: rows[column].where(rows["touchpoint"] != "t0")}))
    assert (less.priorities["t0"].rank or 99) >= (full.priorities["t0"].rank or 99)


@pytest.mark.parametrize("reach", [10, 1000, 50_000])
def test_an_uncounted_reach_stands_in_the_middle_of_its_phase(reach: float) -> None:
    rows = business(
        touchpoint=["few", "uncounted", "many"], visits=[reach, NAN, 40 * reach], csat_score=[0.4] * 3,
        responses=[50] * 3,
    )  # fmt: skip
    assert order(ranked(rows)) == ["many", "uncounted", "few"]


@given(st.lists(TOUCHPOINT, min_size=2, max_size=8), st.sampled_from(["impact", "potential", "ease"]))
@settings(max_examples=15)
def test_a_weight_on_one_criterion_alone_orders_by_it(touchpoints: list[tuple[float, ...]], criterion: str) -> None:
    alone = dict.fromkeys({"impact", "potential", "ease"} - {criterion}, 0.0)
    found = ranked(measured(touchpoints), Settings(weights=alone))
    with_gain = [p for k in order(found) if (p := found.priorities[k]).score]
    sides = [getattr(p, criterion) for p in with_gain]
    assert sides == sorted(sides, reverse=True)


@given(st.lists(TOUCHPOINT, min_size=2, max_size=8), st.sampled_from(["satisfaction", "conversion"]))
@settings(max_examples=15)
def test_a_weight_on_one_measure_alone_orders_by_its_gain(touchpoints: list[tuple[float, ...]], measure: str) -> None:
    others = dict.fromkeys({"satisfaction", "conversion", "service", "cost"} - {measure}, 0.0)
    found = ranked(measured(touchpoints), Settings(weights=others))
    gains = {
        k: (p.ease or 1) * sum(part.stake * part.shortfall for part in p.parts if part.measure == measure)
        for k, p in found.priorities.items()
    }
    ordered = [gains[k] for k in order(found)]
    assert ordered == pytest.approx(sorted(ordered, reverse=True))


def test_weights_need_no_new_evidence() -> None:
    keys = sorted(PLANTED["touchpoint"])
    place = {k: Placement(PHASE_OF[k], "unknown", "online", 1, Rule("file", "x")) for k in keys}  # type: ignore[arg-type]
    names = {k: k.title() for k in keys}
    evidence = weigh(PLANTED, place, names, settings=Settings(), currency="DKK")
    for choices in (Settings(), Settings(preset="loyalty"), Settings(weights={"satisfaction": 0.2, "ease": 0})):
        assert rank(evidence, settings=choices) == ranked(PLANTED, choices)
