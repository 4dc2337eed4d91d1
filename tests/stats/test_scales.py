"""The scale of a column of scores is found from its values."""

import numpy as np
import pandas as pd
import pytest

from core.stats.scales import Scale, nps_scale, rating_scale, scales, scores, share_scale

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
    found = scores(rows, scales(rows))
    assert found["csat"] == pytest.approx([0.82, 0.45])
    assert found["nps"] == pytest.approx([30, -10])
    assert found["rating"] == pytest.approx([4.2, NAN], nan_ok=True)
    assert np.isnan(found["ces"]).all()


def test_a_csat_column_of_means_counts_as_rating() -> None:
    rows = pd.DataFrame({"csat_score": [4.1, 3.5], "rating": [NAN, 4.0]})
    found = scores(rows, scales(rows))
    assert np.isnan(found["csat"]).all()
    assert found["rating"] == pytest.approx([4.1, 4.0])
