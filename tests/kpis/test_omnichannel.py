"""Online against offline within a phase: a word only where the interval of the difference excludes 0."""

import pytest

from core.kpis import omnichannel
from tests.kpis.grounds import ground_of

PLACED = {
    "web": ("during", "online"),
    "shop": ("during", "offline"),
    "app": ("during", "both"),
    "ads": ("pre", "online"),
}


def sides(web, shop):
    lines = [{"touchpoint": "web", **web}, {"touchpoint": "shop", **shop}, {"touchpoint": "ads", **web}]
    return omnichannel(ground_of([*lines, {"touchpoint": "app", **shop}], grain=None, placed=PLACED))


@pytest.mark.parametrize(
    ("web", "shop", "kpi", "value", "better"),
    [
        ((200, 2000), (260, 2000), "conversion_rate", 0.03, "offline"),
        ((260, 2000), (200, 2000), "conversion_rate", -0.03, "online"),
        ((30, 200), (45, 210), "conversion_rate", 0.0643, None),
    ],
)
def test_conversion(web, shop, kpi, value, better):
    (found,) = sides(*({"conversions": x, "visits": n} for x, n in (web, shop)))
    assert (found.phase, found.kpi, found.better) == ("during", kpi, better)
    assert found.change.value == pytest.approx(value, abs=5e-5)


def test_the_first_score_that_both_sides_have():
    web = {"csat_score": 0.9, "rating": 4.5, "responses": 100}
    found = sides(web, {"rating": 3.5, "responses": 100})
    assert [(c.kpi, c.better) for c in found] == [("rating", "online")]


def test_response_times_have_an_interval_where_enough_rows_do():
    few = sides({"response_time": 30}, {"response_time": 1})
    assert [(c.kpi, c.change.value, c.better) for c in few] == [("response_time", -29, None)]
    lines = [{"touchpoint": t, "response_time": h + m} for t, h in (("web", 30), ("shop", 1)) for m in range(8)]
    (found,) = omnichannel(ground_of(lines, grain=None, placed=PLACED))
    assert (found.kpi, found.better) == ("response_time", "offline")
    assert found.change.high < 0


@pytest.mark.parametrize("placed", [{}, {"web": ("during", "online"), "shop": ("during", "both")}])
def test_a_phase_with_one_side_has_no_contrast(placed):
    lines = [{"touchpoint": t, "conversions": 4, "visits": 100} for t in ("web", "shop")]
    assert omnichannel(ground_of(lines, grain=None, placed=placed)) == ()
