"""Facts about real exports: what a row is, what names the touchpoints, who, when, and what was sold."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from core import pipeline
from core.model import Dataset, Settings

DATA = Path(__file__).parents[3] / "shared" / "data"


class Fact(NamedTuple):
    """``rows``: touches or answers; ``value``: of all sales; ``first``: the first touchpoint's name."""

    file: str
    grain: str
    column: str | None
    rows: int
    touchpoints: int
    customers: int = 0
    sales: int = 0
    value: float = 0.0
    first: str | None = None
    told: str | None = None


FACTS = [
    Fact("mops-touchpoints-bom.csv", "interactions", "Channel", 500, 5, 211, first="Direct", told="no-sale-column"),
    Fact("retent-ecom-events.csv", "interactions", "acquisition_channel", 31106, 5, 600, 470, told="sale-by-event"),
    Fact("hubspot-email-events.csv", "interactions", "type", 100, 4, 19, first="OPEN", told="sale-unknown"),
    Fact("mailchimp-recipient-activity.csv", "interactions", "action", 17, 2, 7, first="open", told="sale-unknown"),
    Fact("uci-bank-marketing.csv", "interactions", "contact", 4521, 2, 0, 521, told="log-without-customers"),
    Fact("uci-bank-additional.csv", "interactions", "contact", 4119, 2, 0, 451, told="log-without-customers"),
    Fact("zendesk-tickets.csv", "interactions", "via_channel", 10, 2, 10, first="web", told="pseudonymised"),
    Fact("pymc-shopify-orders.csv", "interactions", "source_name", 24, 4, 3, 12, 446.42, told="several-currencies"),
    Fact("pymc-cdnow-transactions.csv", "interactions", None, 6919, 0, 2357, 6911, 244091.94, told="orders-only"),
    Fact("pizzaplace-orders.csv", "interactions", None, 21350, 0, 0, 21350, 817860.05, told="order-lines"),
    Fact("cdnow-lifetimes.csv", "interactions", None, 15273, 0, 5000, told="log-without-touchpoints"),
    Fact("nps-french-garden-centre.csv", "responses", None, 13954, 0, told="whole-business"),
    Fact("nps-villages.xlsx", "other", None, 0, 0, told="no-touchpoints"),
]


@cache
def load(name: str) -> Dataset:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return pipeline.load([(name, path.read_bytes())], Settings())


@pytest.mark.parametrize("fact", FACTS, ids=[fact.file for fact in FACTS])
def test_what_comes_out_of_a_file(fact: Fact) -> None:
    dataset = load(fact.file)
    sheet = dataset.files[0].sheets[0]
    touches, answers = dataset.interactions, dataset.responses
    assert (sheet.grain, sheet.touchpoint_column) == (fact.grain, fact.column)
    assert len(touches if touches is not None else answers if answers is not None else ()) == fact.rows
    assert len(dataset.touchpoints) == fact.touchpoints
    assert fact.first in (None, *(t.name for t in dataset.touchpoints[:1]))
    if touches is not None:
        found = touches["customer"].nunique(), int(touches["sale"].sum()), round(float(touches["value"].sum()), 2)
        assert found == (fact.customers, fact.sales, fact.value)
    assert fact.told in [issue.code for issue in dataset.issues]


@pytest.mark.parametrize("fact", FACTS, ids=[fact.file for fact in FACTS])
def test_no_customer_of_a_file_keeps_her_own_id(fact: Fact) -> None:
    touches = load(fact.file).interactions
    if touches is not None:
        assert all(name.startswith("K-") for name in touches["customer"].cat.categories)


def test_the_answers_of_the_garden_centre() -> None:
    answers = load("nps-french-garden-centre.csv").responses
    assert answers is not None
    assert (int(answers["nps_score"].notna().sum()), answers["nps_score"].max()) == (13612, 10)
    assert (int(answers["csat_score"].notna().sum()), round(answers["csat_score"].mean(), 3)) == (13893, 8.349)


def test_the_states_and_times_of_the_tickets() -> None:
    tickets = load("zendesk-tickets.csv").interactions
    assert tickets is not None
    assert (tickets["resolved"].sum(), tickets["resolved"].isna().sum()) == (8, 2)
    assert str(tickets["time"].min()) == "2020-02-13 21:43:58"


def test_the_words_that_count_as_a_sale_in_the_shop() -> None:
    events = load("retent-ecom-events.csv").sale_events
    assert [word for word, counts in events.items() if counts] == ["purchase"]
    assert next(iter(events)) == "product_view"
