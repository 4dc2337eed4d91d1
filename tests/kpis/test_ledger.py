"""Every KPI of the table against figures worked out by hand."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.kpis import groups, ledger, ledgers, metrics, per_touchpoint, settle, specs
from core.model import Message, Placement, Rule
from core.texts import language

NAN = float("nan")
ABOVE = "more conversions (140) than visits (100), so one of the two is wrong"
OUTSIDE = "the figures give less than 0% or more than 100%, so one of them is wrong"
KEPT = {"customers_start": [100], "customers_end": [95], "customers_new": [15]}
FIELDS = ("touchpoint", "segment", "date", "period")


def frame(**columns: Any) -> pd.DataFrame:
    """Rows as cleaning hands them over; one touchpoint unless named."""
    size = len(next(iter(columns.values())))
    rows = pd.DataFrame({"touchpoint": ["a"] * size, **columns})
    if "date" in columns:
        rows["date"] = pd.to_datetime(rows["date"])
    return rows.astype({c: "float64" for c in rows.columns if c not in FIELDS})


@pytest.mark.parametrize(
    ("kpi", "columns", "value", "base"),
    [
        ("click_through_rate", {"clicks": [30], "impressions": [1000]}, 0.03, "impressions"),
        ("conversion_rate", {"conversions": [4], "visits": [100]}, 0.04, "visits"),
        ("conversion_rate", {"conversions": [4], "clicks": [50], "leads": [9]}, 0.08, "clicks"),
        ("conversion_rate", {"conversions": [4], "visits": [NAN], "leads": [8]}, 0.5, "leads"),
        ("conversion_rate", {"conversions": [4], "visits": [0], "clicks": [8]}, 0.5, "clicks"),
        ("lead_rate", {"leads": [5], "visits": [50]}, 0.1, "visits"),
        ("engagement_rate", {"engagements": [5], "impressions": [500], "visits": [50]}, 0.01, "impressions"),
        ("engagement_rate", {"engagements": [5], "visits": [50]}, 0.1, "visits"),
        ("aov", {"revenue": [10_000], "orders": [50]}, 200, "orders"),
        ("cac", {"cost": [900], "customers_new": [3]}, 300, "customers_new"),
        ("cost_per_conversion", {"cost": [900], "conversions": [3]}, 300, "conversions"),
        ("cost_per_lead", {"cost": [900], "leads": [3]}, 300, "leads"),
        ("cost_per_click", {"cost": [900], "clicks": [300]}, 3, "clicks"),
        ("cost_per_visit", {"cost": [900], "visits": [300]}, 3, "visits"),
        ("roas", {"revenue": [50_000], "cost": [10_000]}, 5, "cost"),
        ("roi", {"revenue": [50_000], "cost": [10_000]}, 1.0, "cost"),
        ("roi", {"revenue": [50_000], "cost": [10_000], "margin": [0.6]}, 2.0, "cost"),
        ("retention_rate", KEPT, 0.8, "customers_start"),
        ("retention_rate", {"customers_start": [100], "customers_lost": [20]}, 0.8, "customers_start"),
        ("churn_rate", KEPT, 0.2, "customers_start"),
        ("nps", {"nps_score": [30, -10], "responses": [30, 10]}, 20, "responses"),
        ("csat", {"csat_score": [0.9, 0.5], "responses": [30, 10]}, 0.8, "responses"),
        ("csat", {"csat_score": [90, 50], "responses": [30, 10]}, 0.8, "responses"),
        ("ces", {"ces_score": [0.9, 0.5], "responses": [30, 10]}, 0.8, "responses"),
        ("rating", {"rating": [4.5, 3.5], "responses": [30, 10]}, 4.25, "responses"),
        ("response_time", {"response_time": [2, 50, 4], "tickets": [10, 1, 5]}, 2, "tickets"),
        ("response_time", {"response_time": [2, 50, 4]}, 4, None),
        ("resolution_time", {"resolution_time": [2, 50, 4], "tickets": [10, 1, 50]}, 4, "tickets"),
        ("resolution_rate", {"resolved": [45], "tickets": [50]}, 0.9, "tickets"),
        ("exit_rate", {"exits": [45], "visits": [50]}, 0.9, "visits"),
        ("clv", {"profit": [1000], "customers": [1]}, 5000, "customers"),
    ],
)  # fmt: skip
def test_formula(kpi: str, columns: dict[str, list[float]], value: float, base: str | None) -> None:
    found = ledger(settle(frame(**columns))[0], assumptions={"years": 5})[kpi]
    assert found.value == pytest.approx(value)
    assert found.base == base
    assert not found.given or base is None
    assert found.reason is None


def test_clv_from_order_value_and_frequency() -> None:
    assumptions = {"years": 3, "orders_per_year": 3, "margin": 0.30}
    found = ledger(frame(revenue=[7000], orders=[100]), assumptions=assumptions)["clv"]
    assert found.value == pytest.approx(189)


def test_clv_takes_years_from_yearly_churn_and_says_so() -> None:
    rows = frame(profit=[1000], customers=[10], customers_start=[100], customers_lost=[25])
    found = ledger(rows, assumptions={})["clv"]
    assert found.value == pytest.approx(400)
    assert found.note is not None
    assert language("en").message(found.note) == "with 4\u00a0years, from the churn in the file"


def test_clv_years_are_capped() -> None:
    rows = frame(profit=[1000], customers=[10], customers_start=[100], customers_lost=[0])
    assert ledger(rows, assumptions={})["clv"].value == pytest.approx(1000)


def test_clv_makes_a_year_of_months_but_not_of_weeks() -> None:
    months = [f"2025-{m:02}-01" for m in range(1, 7)]
    rows = frame(date=months, profit=[100] * 6, customers=[10] * 6)
    assert ledger(rows, assumptions={"years": 1})["clv"].value == pytest.approx(10 * 6 * 365.25 / 181)
    weeks = frame(date=["2025-01-06", "2025-01-13"], profit=[100] * 2, customers=[10] * 2)
    assert language("en").message(ledger(weeks, assumptions={"years": 1})["clv"].reason).startswith("a year needs")  # type: ignore[arg-type]


def test_a_ratio_is_sum_by_sum_over_rows_that_have_both() -> None:
    rows = frame(conversions=[1, 30, NAN, 5], visits=[10, 100, 1000, NAN])
    found = ledger(rows, assumptions={})["conversion_rate"]
    assert (found.value, found.numerator, found.denominator, found.n) == (pytest.approx(31 / 110), 31, 110, 110)
    assert (found.rows_used, found.rows_left_out) == (2, 2)
    assert (found.low, found.high) == (pytest.approx(0.2062, abs=1e-4), pytest.approx(0.3722, abs=1e-4))


@pytest.mark.parametrize(
    ("columns", "sentence", "unlock"),
    [
        ({"conversions": [4]}, "no visits in the file", "visits"),
        ({"visits": [4]}, "no conversions in the file", "conversions"),
        ({"conversions": [NAN], "visits": [4]}, "no conversions in the file", "conversions"),
        ({"conversions": [4], "visits": [0]}, "nothing to divide by: visits add up to 0", None),
        ({"conversions": [4, NAN], "visits": [NAN, 9]}, "conversions and visits never stand in the same row", "visits"),
        ({"conversions": [140], "visits": [100]}, ABOVE, None),
        ({"conversions": [-1], "visits": [100]}, OUTSIDE, None),
    ],
)  # fmt: skip
def test_unknown_is_never_zero_and_says_why(columns: dict[str, list[float]], sentence: str, unlock: str | None) -> None:
    found = ledger(frame(**columns), assumptions={})["conversion_rate"]
    assert found.value is None
    assert (found.low, found.high) == (None, None)
    assert found.reason is not None
    assert language("en").message(found.reason) == sentence
    assert found.unlock == unlock


def test_what_others_have_is_not_missing_from_the_file() -> None:
    rows = frame(touchpoint=["a", "b"], conversions=[4, 4], visits=[100, NAN])
    reason = per_touchpoint(rows)["b"]["conversion_rate"].reason
    assert reason is not None
    assert [language(code).message(reason) for code in ("en", "da", "sv")] == [
        "no visits here",
        "ingen besøg her",
        "inga besök här",
    ]


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        ({"given:conversion_rate": [0.05]}, 0.05),
        ({"given:conversion_rate": [0.05, 0.05]}, 0.05),
        ({"given:conversion_rate": [0.05, 0.09], "visits": [300, 100]}, 0.06),  # weighed, still without n
        ({"given:conversion_rate": [0.05, 0.09]}, None),  # never averaged unweighted
        ({"given:conversion_rate": [0.05, 0.09], "date": ["2025-01-01", "2025-02-01"]}, 0.09),  # the latest
        ({"given:conversion_rate": [1.4]}, None),
    ],
)
def test_given_rates(columns: dict[str, list[Any]], value: float | None) -> None:
    found = ledger(frame(**columns), assumptions={})["conversion_rate"]
    assert found.value == (None if value is None else pytest.approx(value))
    assert (found.n, found.low, found.high) == (None, None, None)
    assert found.given is (value is not None)


def test_counts_outrank_given_rates() -> None:
    rows = frame(conversions=[4], visits=[100], **{"given:conversion_rate": [0.5]})
    found = ledger(rows, assumptions={})["conversion_rate"]
    assert (found.value, found.given) == (0.04, False)


def test_contradictory_counts_are_not_papered_over_by_a_given_rate() -> None:
    rows = frame(conversions=[140], visits=[100], **{"given:conversion_rate": [0.5]})
    assert ledger(rows, assumptions={})["conversion_rate"].value is None


def test_scores_without_answers_are_as_given() -> None:
    found = ledger(frame(csat_score=[0.8]), assumptions={})["csat"]
    assert (found.value, found.given, found.n, found.low) == (0.8, True, None, None)
    several = ledger(frame(csat_score=[0.8, 0.7]), assumptions={})["csat"]
    assert (several.value, several.n) == (0.75, None)
    assert several.note == Message("reason.note-alike", {"n": 2})
    assert ledger(frame(csat_score=[0.8, 0.7], visits=[10, None]), assumptions={})["csat"].value is None


def test_an_nps_of_means_is_refused() -> None:
    rows, issues = settle(frame(nps_score=[8.4, 9.1]))
    assert [(i.code, i.values["kpi"]) for i in issues] == [("kpi-scale", "nps")]
    reason = ledger(rows, assumptions={})["nps"].reason
    assert reason is not None
    assert language("en").message(reason) == "the NPS figures stand on another scale"


def test_stocks_are_never_added_up() -> None:
    months = [f"2025-{m:02}-01" for m in range(1, 13)]
    start = [1000 * 0.92**i for i in range(12)]
    rows = frame(date=months, customers_start=start, customers_end=[0.92 * s for s in start], customers_new=[0] * 12)
    found = ledger(rows, assumptions={})
    assert found["retention_rate"].value == pytest.approx(0.3677, abs=1e-4)
    assert found["churn_rate"].value == pytest.approx(0.6323, abs=1e-4)
    assert found["retention_rate"].denominator == 1000


def test_impossible_retention_is_unknown() -> None:
    rows = frame(customers_start=[100], customers_end=[150], customers_new=[10])
    assert ledger(rows, assumptions={})["retention_rate"].value is None
    assert ledger(rows, assumptions={})["churn_rate"].value is None


def test_segments_keep_their_own_stocks() -> None:
    rows = frame(segment=["x", "y"], customers_start=[100, 50], customers_lost=[10, 20])
    assert ledger(rows, assumptions={})["retention_rate"].value == pytest.approx(120 / 150)


def test_parts_of_the_whole() -> None:
    rows = frame(touchpoint=["a", "a", "b"], visits=[100, 200, 100], conversions=[3, 3, 4])
    found = per_touchpoint(rows)
    assert [found[k]["reach"].value for k in "ab"] == [0.75, 0.25]
    assert [found[k]["share_of_sales"].value for k in "ab"] == [0.6, 0.4]
    assert found["a"]["reach"].base == "visits"
    whole = ledger(rows, assumptions={})["reach"]
    assert (whole.value, whole.unlock) == (None, None)
    assert ledger(rows[rows["touchpoint"] == "b"], assumptions={}, total=rows)["reach"].value == 0.25


def test_refunds_count() -> None:
    assert ledger(frame(revenue=[1000, -200], orders=[8, 0]), assumptions={})["aov"].value == 100


def test_groups_of_every_kind() -> None:
    rows = frame(
        touchpoint=["a", "b", "b"], segment=["x", None, "y"], period=["2025-01", "2025-01", "2025-02"],
        conversions=[1, 2, 3], visits=[10, 10, 10],
    )  # fmt: skip
    place = {
        "a": Placement("pre", "awareness", "online", 1, Rule("file", "Før")),
        "b": Placement("post", "loyalty", "both", 1, Rule("file", "Efter")),
    }
    found = groups(rows, place)
    rates = {kind: {k: v["conversion_rate"].value for k, v in by.items()} for kind, by in found.items()}
    assert rates == {
        "phase": {"post": 0.25, "pre": 0.1},
        "stage": {"awareness": 0.1, "loyalty": 0.25},
        "setting": {"both": 0.25, "online": 0.1},
        "segment": {"x": 0.1, "y": 0.3},
        "period": {"2025-01": 0.15, "2025-02": 0.3},
    }


def test_metrics() -> None:
    rows = frame(
        date=["2025-01-01", "2025-02-01"], visits=[10, 20], effort=[5, 2], csat_score=[0.5, 0.8], responses=[10, 20],
        response_time=[2, 4], tickets=[1, 5], orders=[NAN, NAN],
    )  # fmt: skip
    assert metrics(rows, rows["touchpoint"])["a"] == pytest.approx(
        {"visits": 30, "effort": 2, "responses": 30, "response_time": 4, "tickets": 6, "csat_score": 0.7}
    )


def test_no_rows_at_all() -> None:
    rows = frame(visits=[1.0], conversions=[1.0])[:0]
    assert all(kpi.value is None for kpi in ledger(rows, assumptions={}).values())
    assert per_touchpoint(rows) == {}


counts = st.integers(0, 200).map(float)


@given(data=st.lists(st.tuples(st.sampled_from("abc"), counts, counts, st.integers(0, 100)), min_size=1, max_size=12))
@settings(max_examples=40)
def test_neither_the_order_of_rows_nor_splitting_them_changes_a_kpi(data: list[tuple[str, float, float, int]]) -> None:
    keys, first, second, score = zip(*data, strict=True)
    rows = frame(
        touchpoint=keys, conversions=first, visits=second, responses=second, csat_score=[s / 100 for s in score],
        cost=[10.1 * v for v in first],
    )  # fmt: skip
    halves = rows.assign(**{c: rows[c] / 2 for c in ("conversions", "visits", "responses", "cost")})
    expected = per_touchpoint(rows)
    names = ("value", "numerator", "denominator", "n", "low", "high", "reason")
    for other in (rows[::-1], pd.concat([halves, halves], ignore_index=True)):
        found = per_touchpoint(other)
        for key, kpis in expected.items():
            for kpi, entry in kpis.items():
                for name in names:
                    assert getattr(found[key][kpi], name) == pytest.approx(getattr(entry, name), nan_ok=True), (
                        kpi,
                        name,
                    )


def test_a_group_of_all_rows_is_the_whole() -> None:
    rows = frame(touchpoint=["a", "b"], conversions=[4, 6], visits=[100, 50], cost=[10, 20], clicks=[40, 20])
    together = ledgers(rows, pd.Series(["all", "all"]))["all"]
    alone = ledger(rows, assumptions={})
    assert {k: v for k, v in together.items() if specs()[k].kind != "part"} == {
        k: v for k, v in alone.items() if specs()[k].kind != "part"
    }


wild = st.one_of(st.just(NAN), st.floats(-1e300, 1e300), st.sampled_from([0.0, 1e15, 1e16, float("inf"), 1e-300]))
WILD = (
    *("visits", "conversions", "cost", "revenue", "orders", "responses", "csat_score", "nps_score", "tickets"),
    *("response_time", "customers_start", "customers_end", "customers_new", "margin", "profit", "customers"),
)


@given(data=st.lists(st.tuples(*[wild] * len(WILD)), min_size=1, max_size=4))
@settings(max_examples=60)
def test_whatever_the_figures_shares_stay_possible(data: list[tuple[float, ...]]) -> None:
    rows = frame(**dict(zip(WILD, map(list, zip(*data, strict=True)), strict=True)))
    for kpi in per_touchpoint(rows)["a"].values():
        if kpi.unit == "share" and kpi.id != "roi":
            assert kpi.value is None or 0 <= kpi.value <= 1 + 1e-9, kpi
        for code in ("en", "da", "sv"):
            assert language(code).write(kpi.unit, kpi.value, currency="DKK")


@pytest.mark.parametrize(
    ("code", "margin", "years"),
    [
        ("en", "with a margin of 40%, which you can change", "with 4\u00a0years, from the churn in the file"),
        ("da", "med en dækningsgrad på 40\u00a0%, som du kan ændre", "med 4\u00a0år, ud fra filens kundefrafald"),
        ("sv", "med en marginal på 40\u00a0%, som ni kan ändra", "med 4\u00a0år, utifrån kundbortfallet i filen"),
    ],
)
def test_assumptions_are_said_in_every_language(code: str, margin: str, years: str) -> None:
    rows = frame(revenue=[50_000], cost=[9000], profit=[90], customers=[9], customers_start=[100], customers_lost=[25])
    found = ledger(rows)
    notes = [found[name].note for name in ("roi", "clv")]
    assert [language(code).message(note) for note in notes if note] == [margin, years]
    assert ledger(rows.assign(margin=0.5))["roi"].note is None
