"""Facts about real exports: what the whole product says of them, each computed from the file by hand."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from core import pipeline
from core.model import Analysis, Settings
from core.story import Story, list_finding, picture_finding, rows_read, trend_unknown
from core.texts import language

DATA = Path(__file__).parents[3] / "shared" / "data"
CLICKS = "retent-ecom-events.csv"


class Fact(NamedTuple):
    """``kpis``: id -> numerator and denominator; ``rows``: what the foot of the page says of them."""

    file: str
    headline: str
    rows: str
    kpis: dict[str, tuple[float, float]]
    first: dt.date | None = None
    last: dt.date | None = None


NOTHING = "Nothing here says how well a touchpoint works yet."
NAMELESS = "No touchpoints were found in this file."
FACTS = [
    Fact(
        "mops-touchpoints-bom.csv",
        NOTHING,
        "500 rows read.",
        {"cost_per_visit": (39601.19, 500)},
        dt.date(2023, 1, 2),
        dt.date(2023, 2, 25),
    ),
    Fact(
        CLICKS,
        "Probably fix first: social.",
        "31,106 rows read.",
        {"conversion_rate": (470, 31106), "exit_rate": (272, 31106)},
        dt.date(2024, 1, 4),
        dt.date(2024, 6, 29),
    ),
    Fact("hubspot-email-events.csv", NOTHING, "100 rows read.", {}, dt.date(2020, 3, 16)),
    Fact("mailchimp-recipient-activity.csv", NOTHING, "17 rows read.", {}),
    Fact(
        "uci-bank-marketing.csv",
        "Probably fix first: cellular.",
        "4,521 rows read. 1,324 of them name no touchpoint.",
        {"conversion_rate": (460, 3197)},
    ),
    Fact(
        "zendesk-tickets.csv",
        "Nothing that is measured is below its target so far, but it is too little to be sure.",
        "10 rows read.",
        {"resolution_rate": (8, 8)},
        dt.date(2020, 2, 13),
    ),
    Fact(
        "gads-fivetran-campaign-stats.csv",
        "No sales are recorded in this file.",
        "16 rows read.",
        {"click_through_rate": (280, 1854), "cost_per_click": (231.33, 280)},
        dt.date(2021, 1, 5),
        dt.date(2021, 2, 26),
    ),
    Fact(
        "pymc-fivetran-ad-report.csv",
        "Probably fix first: TikTok Ads.",
        "16 rows read.",
        {"conversion_rate": (201, 3041), "roas": (4585, 2247.15), "click_through_rate": (3041, 163500)},
        dt.date(2025, 7, 10),
        dt.date(2025, 7, 12),
    ),
    Fact("pymc-cdnow-transactions.csv", NAMELESS, "6,919 rows read.", {"aov": (244091.94, 6911)}),
    Fact("pizzaplace-orders.csv", NAMELESS, "49,574 rows read.", {"aov": (817860.05, 21350)}),
    Fact(
        "nps-french-garden-centre.csv",
        "Your business as a whole: NPS +53 and satisfied customers (CSAT) 53%, from 13,944 answers.",
        "13,954 rows read.",
        {"csat": (7303, 13893)},
    ),
]
IDS = [fact.file for fact in FACTS]


@cache
def analysed(*names: str) -> Analysis:
    if not all((DATA / name).exists() for name in names):
        pytest.skip(f"{names} are not here")
    dataset = pipeline.load([(name, (DATA / name).read_bytes()) for name in names], Settings())
    return pipeline.analyse(dataset, Settings())


def story(name: str) -> Story:
    return Story(analysed(name), language("en"))


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_the_figures_are_those_of_the_file(fact: Fact) -> None:
    found = {kpi: analysed(fact.file).kpis[kpi] for kpi in fact.kpis}
    for kpi, parts in fact.kpis.items():
        assert found[kpi].denominator == pytest.approx(parts[1]), kpi
        assert found[kpi].value == pytest.approx(parts[0] / parts[1]), kpi


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_the_sentences_are_true_of_the_file(fact: Fact) -> None:
    told = story(fact.file)
    assert (told.headline(), rows_read(told)) == (fact.headline, fact.rows)
    if fact.first:
        assert told.analysis.first_date == fact.first
        assert "no dates" not in trend_unknown(told)
    if fact.last:
        assert told.analysis.as_of == fact.last
    if fact.headline == NOTHING and told.analysis.touchpoints:
        assert "Nothing that is measured" not in list_finding(told)
        assert picture_finding(told) == "No touchpoint is measured against a target yet"


def test_a_log_that_ends_is_not_said_to_lose_more_customers() -> None:
    period = analysed(CLICKS).comparisons.period
    assert period is not None
    assert [one.kpi for one in period.of("whole")] == ["conversion_rate"]
    assert period.of("whole")[0].before.value == pytest.approx(102 / 8377)  # by 29 May, as June ends on its 29th here
    assert period.of("whole")[0].after.value == pytest.approx(163 / 7829)


@pytest.mark.parametrize(
    "name", ["nps-french-garden-centre.csv", "pymc-cdnow-transactions.csv", "pizzaplace-orders.csv"]
)
def test_that_nothing_names_a_touchpoint_is_said_once(name: str) -> None:
    codes = [issue.code for issue in analysed(name).issues]
    assert len({"whole-business", "orders-only"} & set(codes)) == 1
    assert not {"touches-without-touchpoint", "answers-without-touchpoint"} & set(codes)


def test_a_log_beside_daily_figures_is_compared_in_the_same_days() -> None:
    period = analysed("mops-touchpoints-bom.csv", "gads-fivetran-campaign-stats.csv").comparisons.period
    assert period is not None
    sides = [(side.stretch.first, side.stretch.last) for side in (period.before, period.after) if side.stretch]
    assert sides == [(dt.date(2023, m, 1), dt.date(2023, m, 25)) for m in (1, 2)]
    assert period.incomplete


def test_the_same_log_under_two_names_counts_once() -> None:
    if not (DATA / CLICKS).exists():
        pytest.skip("the log is not here")
    data = (DATA / CLICKS).read_bytes()
    dataset = pipeline.load([("june.csv", data), ("june (1).csv", data)], Settings())
    assert dataset.interactions is not None
    assert len(dataset.interactions) == 31106
    assert "repeated-sheet" in [issue.code for issue in dataset.issues]


def test_a_log_in_two_halves_is_one_log() -> None:
    if not (DATA / CLICKS).exists():
        pytest.skip("the log is not here")
    head, *lines = (DATA / CLICKS).read_bytes().splitlines(keepends=True)
    halves = [("a.csv", b"".join([head, *lines[:15000]])), ("b.csv", b"".join([head, *lines[15000:]]))]
    found = pipeline.analyse(pipeline.load(halves, Settings()), Settings())
    assert found.journeys is not None
    assert (found.journeys.customers, found.journeys.sales) == (600, 470)
    assert found.kpis["conversion_rate"].numerator == 470
    assert found.kpis["conversion_rate"].denominator == 31106
