"""Share of spend against share of result, and what a shift would do."""

import pytest

from core.kpis import budget
from core.model import Settings
from tests.kpis.grounds import ground_of

LINES = [
    {"touchpoint": "ads", "cost": 6000, "revenue": 9000, "conversions": 90},
    {"touchpoint": "mail", "cost": 2000, "revenue": 21_000, "conversions": 400},
    {"touchpoint": "leaflet", "cost": 2000},
    {"touchpoint": "shop", "revenue": 70_000, "conversions": 900},
]
PLACED = {"ads": ("pre", "online"), "leaflet": ("pre", "offline"), "mail": ("post", "online")}


def test_shares_are_of_what_has_a_cost():
    found = budget(ground_of(LINES, grain=None, placed=PLACED))
    assert found.result == "revenue"
    assert [(s.key, s.cost_share, s.result_share) for s in found.touchpoints] == [
        ("ads", 0.6, pytest.approx(0.3)),
        ("leaflet", 0.2, None),
        ("mail", 0.2, pytest.approx(0.7)),
    ]
    assert [(s.key, pytest.approx(s.cost_share), s.result_share) for s in found.phases] == [
        ("pre", pytest.approx(0.8), pytest.approx(0.3)),
        ("post", pytest.approx(0.2), pytest.approx(0.7)),
    ]
    assert (found.without_cost, found.unmeasured) == (("shop",), ("leaflet",))


def test_a_shift_is_a_range_under_its_assumptions():
    found = budget(ground_of(LINES, grain=None)).shift
    assert (found.source, found.target, found.amount) == ("ads", "mail", 200)  # a tenth of the smaller budget
    assert found.low < 200 * (0.5 * 10.5 - 1.5) < 200 * (10.5 - 1.5) < found.high
    assert not found.few
    sure = [{k: 1e6 * v if k == "conversions" else v for k, v in line.items()} for line in LINES]
    found = budget(ground_of(sure, grain=None)).shift
    assert (found.low, found.high) == pytest.approx((200 * (0.5 * 10.5 - 1.5), 200 * (10.5 - 1.5)), rel=1e-3)


def test_the_users_assumptions_count():
    chosen = Settings(assumptions={"shift": 0.2, "diminishing": 0.8})
    found = budget(ground_of(LINES, grain=None, settings=chosen)).shift
    assert (found.share, found.amount, found.diminishing) == (0.2, 400, 0.8)


def test_few_sales_are_said():
    lines = [{"touchpoint": t, "cost": 100, "revenue": r, "conversions": 2} for t, r in (("a", 10), ("b", 900))]
    assert budget(ground_of(lines, grain=None)).shift.few


@pytest.mark.parametrize(
    ("lines", "result"),
    [
        ([{"revenue": 5}], None),
        ([{"cost": 5}], None),
        ([{"cost": 0, "revenue": 5}], None),
        ([{"cost": 5, "conversions": 5}], "conversions"),
        ([{"cost": 5, "conversions": 5, "revenue": 9}], "revenue"),
        ([{"cost": 5, "conversions": 5}, {"touchpoint": "free", "revenue": 9}], "conversions"),
    ],
)
def test_what_counts_as_the_result(lines, result):
    found = budget(ground_of(lines, grain=None))
    assert (found and found.result) == result
    assert found is None or found.shift is None
