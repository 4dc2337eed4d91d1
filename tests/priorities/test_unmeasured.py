"""What is not measured is said, with what measuring it would add."""

import pytest

from core.texts import language
from tests.priorities.planted import NAN, business, order, ranked

ROWS = business(
    touchpoint=["webshop", "checkout", "till"],
    visits=[5000, 4000, NAN],
    conversions=[100, 200, NAN],
    revenue=[20_000, 40_000, NAN],
    csat_score=[NAN, 0.85, 0.3],
    responses=[NAN, 100, 60],
)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("checkout", []),
        ("webshop", ["Nobody is asked here"]),
        ("till", ["How many meet it is not counted", "How many of those who meet it buy is not known"]),
    ],
)
def test_says_what_is_not_measured(key: str, said: list[str]) -> None:
    told = [language("en").message(m) for m in ranked(ROWS).priorities[key].unmeasured]
    assert [text.split(";")[0] for text in told] == said


def test_an_offline_touchpoint_without_sales_is_ranked_on_what_it_has() -> None:
    found = ranked(ROWS)
    assert order(found)[0] == "till"
    reach, sales = (language("en").message(m) for m in found.priorities["till"].unmeasured)
    assert "4,000 to 5,000" in reach
    assert "32% of what is at stake hangs on that" in sales  # 9000 x 1/30 x 200 beside 4000 x 80 % x 40


def test_a_blind_spot_says_what_to_measure() -> None:
    rows = business(touchpoint=["till", "flyer"], visits=[500, NAN], csat_score=[0.5, NAN], responses=[50, NAN])
    flyer = ranked(rows.assign(touchpoint=["till", "phone"])).priorities["phone"]
    assert (flyer.verdict, flyer.unmeasured) == ("not measured", ())  # nobody in its phase tells what it would add
    flyer = ranked(rows.assign(touchpoint=["till", "shop"])).priorities["shop"]
    assert [m.key for m in flyer.unmeasured] == ["unmeasured.satisfaction"]
