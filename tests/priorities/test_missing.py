"""Empty cells: what is known beside them is used, the rest is as unsure as it is, and nothing is a prize."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.stats.predictive import guess
from core.texts import language
from tests.priorities.planted import NAN, business, order, ranked, why

SHOPS = business(
    touchpoint=["shop", "till", "lift", "door", "desk"],
    visits=[4000, 3000, 5000, 2000, NAN],
    conversions=[200, 160, 240, 110, 20],
    revenue=[20_000, 16_000, 24_000, 11_000, 2000],
)


def test_sales_without_visits_are_ranked_by_the_visits_that_there_may_have_been() -> None:
    desk = ranked(SHOPS).priorities["desk"]
    (part,) = desk.parts
    assert desk.rank is not None
    assert (part.kpi, part.n, part.low, part.poor) == ("conversion_rate", None, None, False)
    assert desk.reach is None
    assert "if as many meet it as the other figures suggest" in why(desk)
    assert [m.key for m in desk.unmeasured] == ["unmeasured.reach"]


@pytest.mark.parametrize("sales", [20, 200, 20_000])
def test_sales_tell_how_many_came(sales: float) -> None:
    """At 5 to 5.5 % elsewhere; but four touchpoints do not tell how far a fifth may be from them."""
    rows = SHOPS.assign(conversions=SHOPS["conversions"].where(SHOPS["visits"].notna(), sales))
    (reach,) = ranked(rows).priorities["desk"].unmeasured
    low, high = reach.values["low"], reach.values["high"]
    assert sales <= low < high
    assert low < 3 * sales / 0.053 < 12 * high


def test_a_rate_of_its_own_beside_its_sales_leaves_nothing_to_guess() -> None:
    rate = SHOPS["conversions"] / SHOPS["visits"]
    whole = ranked(SHOPS.assign(visits=SHOPS["visits"].fillna(2000.0)))
    rows = SHOPS.assign(**{"given:conversion_rate": rate.fillna(20 / 2000)})
    desk = ranked(rows).priorities["desk"]
    assert desk.impact == pytest.approx(whole.priorities["desk"].impact or 0, rel=0.2)
    assert desk.unmeasured == ()


def test_who_is_first_by_a_guess_is_never_clearly_so() -> None:
    rows = business(
        touchpoint=["shop", "till", "lift", "door"], visits=[1000, 1100, 900, NAN], csat_score=[0.79, 0.8, 0.81, 0.05],
        responses=[500] * 4,
    )  # fmt: skip
    found = ranked(rows)
    assert order(found)[0] == "door"
    assert (found.priorities["door"].p_first or 0) >= 0.8
    assert (found.verdict.word, found.verdict.keys) == ("likely", ("door",))
    assert ranked(rows.fillna({"visits": 1000.0})).verdict.word == "clear"


def test_sales_that_nobody_counted_make_the_first_place_less_sure() -> None:
    rows = business(
        touchpoint=["shop", "till", "lift", "door", "desk"],
        visits=[4000, 4000, 4000, 4000, 40_000],
        conversions=[150, 240, NAN, 210, 2100],
        revenue=[15_000, NAN, 22_000, 21_000, 210_000],
    )  # fmt: skip
    gone = rows.assign(
        conversions=rows["conversions"].where(rows["touchpoint"] != "desk"),
        revenue=rows["revenue"].where(rows["touchpoint"] != "desk"),
    )
    found, without = ranked(gone).priorities, ranked(gone[gone["touchpoint"] != "desk"]).priorities
    assert (found["desk"].rank, found["desk"].verdict) == (None, "not measured")
    assert (found["shop"].p_first or 0) < (without["shop"].p_first or 0) - 0.1


def test_in_a_file_without_gaps_an_empty_cell_says_that_nothing_is_sold() -> None:
    full = business(
        touchpoint=["shop", "till", "lift"], visits=[4000, 4000, 4000], conversions=[150, 240, 210],
        revenue=[15_000, 24_000, 21_000],
    )  # fmt: skip
    more = pd.concat([full, business(touchpoint=["desk"], visits=[1e6])], ignore_index=True)
    for key in full["touchpoint"]:
        assert ranked(more).priorities[key].p_first == ranked(full).priorities[key].p_first


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5)
def test_the_order_of_the_rows_changes_nothing_where_cells_are_empty(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = SHOPS.assign(revenue=SHOPS["revenue"].where(chance.random(5) < 0.6))
    shuffled = rows.sample(frac=1, random_state=seed)
    assert ranked(shuffled).priorities == ranked(rows).priorities


@pytest.mark.parametrize("extra", [{"visits": 1e9}, {"visits": 1.0}])
def test_another_phase_changes_no_guess(extra: dict[str, float]) -> None:
    figure = np.array([100.0, 200.0, np.nan, extra["visits"]])
    groups = np.array(["a", "a", "a", "b"], dtype=object)
    one = guess(figure[:3], groups[:3], [], usual=1.1, borrowed=3)
    two = guess(figure, groups, [], usual=1.1, borrowed=3)
    assert two.middle[2] == one.middle[2] == pytest.approx(np.log(100 * np.sqrt(2)))


def test_what_goes_along_narrows_a_guess_and_what_does_not_changes_nothing() -> None:
    figure = np.array([100, 300, 1000, 3000, 9000, np.nan])
    groups = np.full(6, "a", dtype=object)
    alone = guess(figure, groups, [], usual=1.1, borrowed=3)
    along = guess(figure, groups, [figure[[0, 1, 2, 3, 4, 4]] / 10], usual=1.1, borrowed=3)
    constant = guess(figure, groups, [np.full(6, 7.0)], usual=1.1, borrowed=3)
    assert along.spread[5] < alone.spread[5] / 3
    assert along.middle[5] == pytest.approx(np.log(9000), abs=0.1)
    assert (constant.middle[5], constant.spread[5]) == (alone.middle[5], alone.spread[5])


MONTHS = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]


def _year(**gone: list[float]) -> pd.DataFrame:
    """Three touchpoints in four months; ``gone``: touchpoint -> its visits as they stand in the file."""
    rows = business(
        touchpoint=["shop"] * 4 + ["till"] * 4 + ["lift"] * 4, date=MONTHS * 3, visits=[1000.0] * 12,
        orders=[50.0] * 4 + [20.0] * 4 + [60.0] * 4, conversions=[50.0] * 4 + [20.0] * 4 + [60.0] * 4,
        revenue=[5000.0] * 4 + [2000.0] * 4 + [6000.0] * 4, csat_score=[0.7] * 12, responses=[50.0] * 12,
    )  # fmt: skip
    for touchpoint, visits in gone.items():
        rows.loc[rows["touchpoint"] == touchpoint, "visits"] = visits
    return rows


@pytest.mark.parametrize("visits", [[1000, 1000, 1000, NAN], [NAN, 1000, NAN, 1000], [NAN, NAN, 1000, NAN]])
def test_months_that_nobody_filled_in_do_not_make_a_touchpoint_smaller(visits: list[float]) -> None:
    full, found = ranked(_year()).priorities["till"], ranked(_year(till=visits)).priorities["till"]
    assert found.impact == pytest.approx(full.impact or 0, rel=0.02)
    assert found.score == pytest.approx(full.score or 0, rel=0.1)
    assert [m.key for m in found.unmeasured] == ["unmeasured.rows"]
    assert found.unmeasured[0].values == {"there": sum(np.isfinite(visits)), "rows": 4}
    assert found.reach == np.nansum(visits)  # as it stands in the file


def test_months_without_sales_are_visited_all_the_same() -> None:
    rows = _year()
    rows.loc[rows["touchpoint"].eq("till") & rows["date"].lt("2025-03-01"), ["orders", "conversions", "revenue"]] = NAN
    full, found = ranked(_year()).priorities["till"], ranked(rows).priorities["till"]
    assert found.impact == pytest.approx(full.impact or 0, rel=0.02)
    assert [m.key for m in found.unmeasured] == []


def test_months_that_nobody_filled_in_leave_doubt() -> None:
    full, found = (ranked(rows).priorities["till"] for rows in (_year(), _year(till=[NAN, NAN, 1000, NAN])))
    assert full.worth is not None
    assert found.worth is not None
    assert found.worth.high - found.worth.low > 1.2 * (full.worth.high - full.worth.low)


def test_only_some_rows_without_reach_is_said() -> None:
    told = [
        language("en").message(m) for m in ranked(_year(till=[1000, NAN, 1000, 1000])).priorities["till"].unmeasured
    ]
    assert told == [
        "How many met it stands in 3 of its 4 rows; in the ranking the rest counts as those rows do, with some doubt."
    ]
