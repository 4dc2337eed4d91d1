"""What a repair may bring, in money, and why that is sometimes unknown."""

import pytest

from core.texts import language
from tests.priorities.planted import business, ranked


@pytest.mark.parametrize(
    ("dates", "span", "low_to_high"),
    [
        (["2025-01-01", "2025-02-01", "2025-03-01"], "year", True),
        (["2025-01-01", "2025-01-02", "2025-01-03"], "period", True),
    ],
)
def test_worth(dates: list[str], span: str, low_to_high: bool) -> None:
    rows = business(
        touchpoint=["shop", "till", "mail"], date=dates, visits=[1000] * 3, orders=[30, 90, 60],
        conversions=[30, 90, 60], revenue=[9000, 27_000, 18_000],
    )  # fmt: skip
    worth = ranked(rows).priorities["shop"].worth
    assert worth is not None
    assert (worth.unit, worth.span) == ("DKK", span)
    lost = 1000 * (120 / 2000 - 30 / 1000) * 300 * 0.5  # the phase's 6 % against its 3 %, half of it recoverable
    assert worth.value == pytest.approx(lost * (365.25 / 90 if span == "year" else 1), rel=0.1)
    assert worth.low < worth.value < worth.high


def test_worth_is_capped_and_needs_its_inputs() -> None:
    columns = {"touchpoint": ["shop"], "csat_score": [0.0], "responses": [500]}
    rich = business(**columns, visits=[1e6], orders=[10], revenue=[1000])
    worth = ranked(rich).priorities["shop"].worth
    assert worth is not None
    assert (worth.low, worth.value, worth.high, worth.capped) == (350, 350, 350, True)
    wide = business(touchpoint=["shop"], csat_score=[0.7], responses=[9], visits=[130], orders=[10], revenue=[1000])
    worth = ranked(wide).priorities["shop"].worth
    assert worth is not None
    assert worth.capped
    assert worth.low < worth.high == 350


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"csat_score": [0.1], "visits": [1e6]}, "the file has no sales figures."),
        ({"csat_score": [0.1], "visits": [1e6], "conversions": [0]}, "the file counts 0 sales."),
        (
            {"csat_score": [0.1], "visits": [1e6], "conversions": [9]},
            "the file counts sales, but not what they brought in. Add revenue.",
        ),
        (
            {"csat_score": [0.1], "visits": [1e6], "conversions": [0], "revenue": [0]},
            "the revenue in the file adds up to 0\u00a0DKK.",
        ),
        (
            {"csat_score": [0.1], "visits": [1e6], "orders": [10], "revenue": [-1000]},
            "the revenue in the file adds up to −1,000\u00a0DKK.",
        ),
        (
            {"csat_score": [0.1], "visits": [1e6], "revenue": [1000]},
            "the file has revenue, but not from how many orders. Add orders.",
        ),
        (
            {"csat_score": [0.1], "orders": [10], "revenue": [1000]},
            "the file does not count how many meet the touchpoints. Add visits or customers.",
        ),
        (
            {"csat_score": [0.9], "visits": [1e6], "orders": [10], "revenue": [1000]},
            "What was measured here reaches its target, so the file shows nothing to win back.",
        ),
    ],
)
def test_no_worth_has_its_reason(columns: dict[str, list[float]], reason: str) -> None:
    found = ranked(business(touchpoint=["shop"], responses=[500], **columns)).priorities["shop"]
    assert found.worth is None
    assert found.worth_unknown is not None
    told = language("en").message(found.worth_unknown, currency="DKK")
    assert told.removeprefix("What it is worth cannot be said: ") == reason
