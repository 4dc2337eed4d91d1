"""Which grain each figure comes from, figure by figure, with sums worked out by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from core.joining import joined, known
from core.kpis import ledger, metrics, per_touchpoint, settle_answers
from core.model import Issue, Message
from core.texts import language
from tests.joining.grains import NAN, answers, log, table

LOG = log(
    ("shop", "a", "2025-01-03", None),
    ("shop", "b", "2025-01-04", None),
    ("shop", "a", "2025-02-05", 100.0),
    ("mail", "a", "2025-01-02", None),
    ("mail", "c", "2025-02-09", None),
    ("shop", "a", "2025-02-20", NAN),
)
FIGURES = ("visits", "conversions", "orders", "revenue", "exits", "customers")


def figures(rows: pd.DataFrame, key: str) -> dict[str, float]:
    return metrics(rows, rows["touchpoint"])[key]


def said(issues: tuple[Issue, ...], code: str = "en") -> list[str]:
    return [language(code).message(Message(f"issue.{i.code}", i.values), currency="DKK") for i in issues]


def test_a_log_alone_counts_what_happened() -> None:
    rows, issues = joined(table(), LOG, None)
    shop = {"visits": 4, "conversions": 2, "orders": 2, "revenue": 100, "exits": 1, "customers": 2}
    assert figures(rows, "shop") == shop
    mail = {"visits": 2, "conversions": 0, "orders": 0, "revenue": 0, "exits": 1, "customers": 2}
    assert figures(rows, "mail") == mail
    assert issues == ()
    assert rows["stands_for"].sum() == 6
    assert set(rows["grain"]) == {"interactions"}
    assert rows["date"].dt.day.eq(1).all()


def test_a_customer_counts_where_she_first_met_the_touchpoint() -> None:
    rows, _ = joined(table(), LOG, None)
    sums = rows.groupby(["touchpoint", "period"])["customers"].sum().to_dict()
    assert sums == {("shop", "2025-01"): 2, ("shop", "2025-02"): 0, ("mail", "2025-01"): 1, ("mail", "2025-02"): 1}


def test_a_sale_of_unknown_value_is_in_no_average() -> None:
    found = ledger(joined(table(), LOG, None)[0])
    assert (found["aov"].value, found["aov"].denominator) == (100, 1)
    assert found["conversion_rate"].value == pytest.approx(2 / 6)


@pytest.mark.parametrize(
    ("touches", "unknown"),
    [
        ([("shop", "a", "2025-01-03", None)], {"conversions", "orders", "revenue", "exits"}),
        ([("shop", None, "2025-01-03", None), ("shop", None, "2025-01-04", 5.0)], {"customers", "exits"}),
        ([("shop", "a", "2025-01-03", 5.0), ("shop", "b", "2025-01-03", 6.0)], {"visits", "exits"}),  # orders only
        ([("shop", "a", "2025-01-03", NAN), ("shop", "b", "2025-01-03", None)], {"revenue"}),
        ([("shop", "a", None, None), ("shop", "b", None, 6.0)], {"exits"}),
    ],
)
def test_what_a_log_cannot_tell_is_unknown(touches: list[tuple[Any, ...]], unknown: set[str]) -> None:
    found = figures(joined(table(), log(*touches), None)[0], "shop")
    assert {name for name in FIGURES if name not in found} == unknown


def test_a_filter_leaves_zeros_zero() -> None:
    january = LOG[LOG["period"] == "2025-01"]
    rows, _ = joined(table(), january, None, knows=known(LOG))
    assert (figures(rows, "shop")["conversions"], figures(rows, "shop")["revenue"]) == (0, 0)
    assert "conversions" not in figures(joined(table(), january, None)[0], "shop")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"visits": 8, "conversions": 3}, {"visits": 8, "conversions": 3, "revenue": 100}),
        ({"conversions": 4}, {"conversions": 4, "customers": 2}),
        ({"visits": 8}, {"visits": 4, "conversions": 2, "exits": 1, "revenue": 100}),
        ({"visits": 8, "revenue": 900}, {"visits": 4, "conversions": 2, "revenue": 900}),
        ({"cost": 10}, {"visits": 4, "conversions": 2, "cost": 10}),
        ({"customers": 3}, {"visits": 4, "customers": 3}),
        ({"clicks": 8, "orders": 3}, {"clicks": 8, "orders": 3}),
    ],
)
def test_the_table_comes_first_and_a_rate_has_one_source(line: dict[str, float], expected: dict[str, float]) -> None:
    rows, _ = joined(table({"touchpoint": "shop", **line}), LOG, None)
    found = figures(rows, "shop")
    assert {name: found[name] for name in expected} == expected
    if "orders" in line or "conversions" in line:
        assert "exits" not in found
        assert found.get("visits") == line.get("visits")


def test_where_the_log_saw_no_sale_the_visits_of_the_table_stay() -> None:
    rows, issues = joined(table({"touchpoint": "mail", "visits": 4}), LOG, None)
    found = figures(rows, "mail")
    assert found["visits"] == 4
    assert not {"conversions", "exits", "customers"} & set(found)
    assert [i.values["used"].key for i in issues] == ["joining.used-table"]


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ({"visits": 100, "cost": 500}, 0.04),
        ({"visits": 100, "conversions": 4}, 0.04),  # the first count that both give decides
        ({"conversions": 40, "cost": 500}, 0.05),
        ({"customers": 1000}, 0.002),
    ],
)
def test_a_log_of_some_customers_gives_no_totals(line: dict[str, float], share: float) -> None:
    rows, issues = joined(table({"touchpoint": "shop", **line}), LOG, None)
    found = figures(rows, "shop")
    assert [(i.code, i.values["share"]) for i in issues] == [("log-is-part", pytest.approx(share))]
    assert not {"revenue", "exits", *FIGURES[:3]} - set(line) & set(found)
    assert found.get("customers", 1000) == 1000
    assert per_touchpoint(rows)["shop"]["roas"].value is None  # the table's cost beside a part of the revenue
    assert figures(rows, "mail")["visits"] == 2  # what only the log knows stays


def test_the_other_touchpoints_keep_their_log() -> None:
    rows, _ = joined(table({"touchpoint": "shop", "visits": 50, "conversions": 5}), LOG, None)
    assert figures(rows, "mail")["visits"] == 2


@pytest.mark.parametrize(
    ("lines", "kpi", "top", "bottom"),
    [
        ([{"cost": 10}], "cost_per_conversion", 10, 2),
        ([{"cost": 10}], "roas", 100, 10),
        ([{"cost": 10}], "cost_per_visit", 10, 4),
        ([{"cost": 10}, {"cost": 5}], "roas", 100, 15),
        ([{"cost": 10, "period": "2025-01"}], "cost_per_visit", 10, 2),
        ([{"cost": 10, "period": "2025-01"}, {"cost": 7, "period": "2025-03"}], "cost_per_visit", 10, 2),
        ([{"cost": 10, "clicks": 4}, {"clicks": 3}], "cost_per_click", 10, 4),  # of one grain: row by row as ever
    ],
)
def test_a_ratio_takes_its_halves_from_both_where_both_cover_the_same(
    lines: list[dict[str, Any]], kpi: str, top: float, bottom: float
) -> None:
    rows, _ = joined(table(*({"touchpoint": "shop", **line} for line in lines)), LOG, None)
    for found in (per_touchpoint(rows)["shop"][kpi], ledger(rows[rows["touchpoint"] == "shop"])[kpi]):
        assert (found.numerator, found.denominator) == (top, bottom)


def test_the_months_of_the_log_stay_beside_a_table_without_months() -> None:
    rows, _ = joined(table({"touchpoint": "shop", "cost": 10}), LOG, None)
    assert rows.groupby("period")["visits"].sum().to_dict() == {"2025-01": 3, "2025-02": 3}


def test_a_margin_of_the_table_holds_for_the_revenue_of_the_log() -> None:
    rows, _ = joined(table({"touchpoint": "shop", "cost": 10, "margin": 0.5}), LOG, None)
    assert per_touchpoint(rows)["shop"]["roi"].value == pytest.approx((100 * 0.5 - 10) / 10)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"visits": 4, "conversions": 2}, None),
        ({"conversions": 4}, "conversions: Web shop (4 against 2). The table's are used; nothing is added up."),
        ({"visits": 8}, "visits: Web shop (8 against 4). The log's are used, since it also knows the sales;"),
        ({"revenue": 104}, None),
        ({"revenue": 120}, "revenue figures: Web shop (120 DKK against 100 DKK). The table's are used;"),
    ],
)
def test_figures_that_differ_are_named(line: dict[str, float], told: str | None) -> None:
    _, issues = joined(table({"touchpoint": "shop", **line}), LOG, None, names={"shop": "Web shop"})
    sentences = [sentence.replace("\u00a0", " ") for sentence in said(issues)]
    assert len(sentences) == (told is not None)
    assert all(s.startswith(f"The table and the log give different {told}") for s in sentences)


def service(**figures_: list[float]) -> pd.DataFrame:
    touches = [("chat", f"k{i}", "2025-01-01", None) for i in range(len(next(iter(figures_.values()))))]
    return log(*touches, **{name: np.array(values, float) for name, values in figures_.items()})


def test_cases_of_service_keep_their_median() -> None:
    chat = service(response_time=[1, 1, 9, 2, NAN, 4], resolved=[1, 0, 1, NAN, NAN, 1])
    found = per_touchpoint(joined(table(), chat, None)[0])["chat"]
    assert (found["response_time"].value, found["response_time"].n) == (2, 5)
    assert (found["resolution_rate"].numerator, found["resolution_rate"].denominator) == (3, 4)
    assert figures(joined(table(), chat, None)[0], "chat")["tickets"] == 5


@pytest.mark.parametrize(
    ("line", "response", "cases"),
    [
        ({"response_time": 8}, 8, 2),
        ({"tickets": 40, "resolved": 10}, None, 40),
        ({"tickets": 40, "response_time": 8}, 8, 40),
        ({"visits": 3}, 1.5, 2),
    ],
)
def test_service_of_the_table_comes_first(line: dict[str, float], response: float | None, cases: float) -> None:
    chat = service(response_time=[1, 2], resolved=[1, 0])
    rows, _ = joined(table({"touchpoint": "chat", **line}), chat, None)
    assert per_touchpoint(rows)["chat"]["response_time"].value == response
    assert figures(rows, "chat")["tickets"] == cases


SURVEY = settle_answers(answers(("shop", 5), ("shop", 4), ("shop", 1), ("shop", 2), ("mail", 5)))[0]


@pytest.mark.parametrize(
    ("line", "csat", "n", "used"),
    [
        ({"csat_score": 0.9, "responses": 40}, 0.9, 40, "table"),
        ({"csat_score": 0.9}, 0.5, 4, "survey"),  # as given: of unknown size
        ({"csat_score": 0.52, "responses": 40}, 0.52, 40, None),
        ({"nps_score": 30, "responses": 40}, 0.5, 4, None),
    ],
)
def test_scores_of_the_table_come_first_if_they_are_counted(
    line: dict[str, float], csat: float, n: float, used: str | None
) -> None:
    rows, issues = joined(table({"touchpoint": "shop", **line}), None, SURVEY)
    found = per_touchpoint(rows)["shop"]["csat"]
    assert (found.value, found.n) == (csat, n)
    assert [i.values["used"].key for i in issues] == ([] if used is None else [f"joining.used-{used}"])
    assert per_touchpoint(rows)["mail"]["csat"].value == 1
    assert figures(rows, "shop")["responses"] == line.get("responses", 4)


def test_what_names_no_touchpoint_tells_of_the_whole_business() -> None:
    orders = log((None, "a", "2025-01-03", 100.0), (None, "b", "2025-01-04", 50.0), (None, "a", "2025-02-04", 60.0))
    rows, _ = joined(table(), orders, settle_answers(answers((None, 5), (None, 1)))[0])
    found = ledger(rows)
    assert per_touchpoint(rows) == {}
    assert (found["aov"].value, found["csat"].value, found["conversion_rate"].value) == (70, 0.5, None)
    assert rows["customers"].sum() == 2


def test_what_names_no_touchpoint_is_not_added_to_what_the_table_counts() -> None:
    orders = log((None, "a", "2025-01-03", 100.0), (None, "b", "2025-01-04", 50.0))
    lines = [{"touchpoint": "shop", "revenue": 400, "orders": 4}, {"touchpoint": "mail", "revenue": 600, "orders": 6}]
    rows, issues = joined(table(*lines), orders, None)
    assert ledger(rows)["aov"].numerator == 1000
    assert "the whole business" in said(issues)[0]
    assert [len(said(issues, code)) for code in ("da", "sv")] == [len(issues)] * 2


def test_rows_that_cannot_tell_are_not_left_out() -> None:
    lines = [{"touchpoint": "shop", "visits": 100, "conversions": 5}, {"touchpoint": "shop", "visits": 10}]
    rows, _ = joined(table(*lines), None, SURVEY)
    rate = per_touchpoint(rows)["shop"]["conversion_rate"]
    assert (rate.rows_used, rate.rows_left_out) == (1, 1)
    assert per_touchpoint(rows)["shop"]["csat"].rows_used == 4
