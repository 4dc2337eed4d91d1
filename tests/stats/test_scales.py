"""The scale of a column of scores is found from its values."""

import numpy as np
import pandas as pd
import pytest

from core.stats.scales import (
    OWN,
    Scale,
    Unusable,
    nps_scale,
    on_one_scale,
    rating_scale,
    scores,
    settle,
    share_scale,
    unclear,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([30, -10, 55], Scale("points", 100)),
        ([0.3, -0.1], Scale("points", 1)),
        ([8], Scale("points", 100)),
        ([8, 9], Scale("unclear")),
        ([7, 8, 8], Scale("unclear")),
        ([8, 8], Scale("points", 100)),
        ([0, 5, 10], Scale("points", 100)),
        ([8.6, 9.1], Scale("unclear")),  # means of answers 0-10
        ([8, 7, 9], Scale("unclear")),
        ([4.1, 3.9, 4.6], Scale("unclear")),  # means of 1-5
        ([30, 130], Scale("unclear")),
        ([NAN], Scale("unclear")),
    ],
)
def test_nps(values: list[float], scale: Scale) -> None:
    assert nps_scale(np.array(values, float)) == scale


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0.82, 0.45, 1], Scale("share", 1)),
        ([82, 45, 100], Scale("share", 100)),
        ([4.1, 3.2], Scale("mean", 5)),
        ([6.1, 3.2], Scale("mean", 7)),
        ([8.1, 0], Scale("mean", 10)),
        ([82, 0.45], Scale("unclear")),
        ([90, 4.5], Scale("unclear")),  # 90 % and 4.5 of 5
        ([90, 0, 12], Scale("share", 100)),
        ([1, 1], Scale("unclear")),  # everybody, or 1 of 5
        ([1, 0], Scale("share", 1)),
        ([4.1, 0.45], Scale("unclear")),
        ([-1, 50], Scale("unclear")),
        ([820], Scale("unclear")),
    ],
)
def test_shares(values: list[float], scale: Scale) -> None:
    assert share_scale(np.array(values, float)) == scale


@pytest.mark.parametrize(("values", "top"), [([4.2, 3.9], 5), ([8.4, 7], 10), ([84, 70], 100), ([0.84], 1)])
def test_ratings(values: list[float], top: float) -> None:
    assert rating_scale(np.array(values, float)) == Scale("mean", top)


def test_each_kpi_gets_its_own_unit() -> None:
    rows = pd.DataFrame({"csat_score": [82.0, 45.0], "nps_score": [30.0, -10.0], "rating": [8.4, NAN]})
    found = scores(settle(rows)[0])
    assert found["csat"] == pytest.approx([0.82, 0.45])
    assert found["nps"] == pytest.approx([30, -10])
    assert found["rating"] == pytest.approx([4.2, NAN], nan_ok=True)
    assert np.isnan(found["ces"]).all()


def test_a_csat_column_of_means_counts_as_rating() -> None:
    rows = pd.DataFrame({"csat_score": [4.1, 3.5], "rating": [NAN, 4.0]})
    settled, unusable = settle(rows)
    found = scores(settled)
    assert np.isnan(found["csat"]).all()
    assert found["rating"] == pytest.approx([4.1, 4.0])
    assert unclear(settled, "csat").all()
    assert unusable == ()


TWO_SHEETS = pd.DataFrame({"file": "f", "sheet": ["a", "a", "b", "b"], "csat_score": [82.0, 4.0, 0.5, 1.0]})


def test_each_sheet_is_judged_by_itself() -> None:
    settled, unusable = settle(TWO_SHEETS.assign(csat_score=[82.0, 40.0, 0.5, 1.0]))
    assert settled["csat_score"].tolist() == [0.82, 0.4, 0.5, 1.0]
    assert unusable == ()
    settled, unusable = settle(TWO_SHEETS)
    assert settled["csat_score"].tolist() == pytest.approx([NAN, NAN, 0.5, 1.0], nan_ok=True)
    assert unclear(settled, "csat").tolist() == [True, True, False, False]
    assert unusable == (Unusable("csat", "f", "a"),)


def test_settled_before_a_filter_the_rows_that_remain_change_no_scale() -> None:
    rows = pd.DataFrame({"csat_score": [1.0, 82.0], "segment": ["x", "y"]})
    settled, _ = settle(rows.assign(csat_score=[100.0, 82.0]))
    assert settled[settled["segment"] == "x"]["csat_score"].tolist() == [1.0]


def test_a_stated_scale_is_not_judged_again() -> None:
    rows = pd.DataFrame({"file": "f", "csat_score": [1.0, 1.0]})
    assert settle(rows)[1] == (Unusable("csat", "f", None),)
    assert settle(rows, known={"f": {"csat": Scale("share")}})[0]["csat_score"].tolist() == [1, 1]


def test_sheets_on_several_scales_travel_on_the_kpis_own() -> None:
    rows = TWO_SHEETS.assign(csat_score=[82.0, 40.0, 4.5, 3.5], nps_score=[30.0, NAN, NAN, 10.0])
    found, scale = on_one_scale(rows)
    assert found["csat_score"].tolist() == pytest.approx([0.82, 0.4, NAN, NAN], nan_ok=True)
    assert found["rating"].tolist() == pytest.approx([NAN, NAN, 4.5, 3.5], nan_ok=True)
    assert scale == {kpi: OWN[kpi] for kpi in ("nps", "csat", "rating")}
    alike = rows.assign(csat_score=[82.0, 40.0, 45.0, 35.0])
    assert on_one_scale(alike)[0] is alike


@pytest.mark.parametrize(
    ("before", "during", "settled"),
    [
        ([0, 1, 2], [-2, 1], [3, 4, 5, 1, 4]),  # the sheet of one phase holds nothing below 0
        ([-1, 1, 0], [-2, 1], [2, 4, 3, 1, 4]),
        ([4, 5, 3], [-2, 1], [4, 5, 3, 1, 4]),
        ([1, 2, 2], [-2, 1], [1, 2, 2, 1, 4]),  # may as well be stars
    ],
)
def test_a_scale_around_zero_holds_in_all_sheets_of_a_file(
    before: list[float], during: list[float], settled: list[float]
) -> None:
    sheets = ["Før"] * len(before) + ["Under"] * len(during)
    rows = pd.DataFrame({"file": "a.xlsx", "sheet": sheets, "rating": [float(v) for v in (*before, *during)]})
    assert settle(rows)[0]["rating"].tolist() == settled
