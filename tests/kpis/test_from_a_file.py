"""Every KPI from a real file, whose rows have all the columns that cleaning gives them, most of them empty."""

import pytest

from core import pipeline
from core.kpis import specs
from core.model import Kpi, Settings

YEARS = Settings(assumptions={"years": 5})


def kpi(name: str, columns: str, figures: str, choices: Settings = YEARS) -> Kpi:
    """The KPI of the one touchpoint in a file with a row for the shop."""
    data = f"Touchpoint,{columns}\nShop,{figures}\n".encode()
    analysis = pipeline.analyse(pipeline.load([("shop.csv", data)], choices), choices)
    return analysis.touchpoints[0].kpis[name]


FILES = {
    "click_through_rate": ("Clicks,Impressions", "30,1000", 0.03),
    "conversion_rate": ("Conversions,Visits", "4,100", 0.04),
    "lead_rate": ("Leads,Visits", "5,50", 0.1),
    "engagement_rate": ("Engagements,Impressions", "5,500", 0.01),
    "aov": ("Revenue,Orders", "10000,50", 200),
    "clv": ("Profit,Customers", "1000,1", 5000),
    "cac": ("Cost,New customers", "900,3", 300),
    "cost_per_conversion": ("Cost,Conversions", "900,3", 300),
    "cost_per_lead": ("Cost,Leads", "900,3", 300),
    "cost_per_click": ("Cost,Clicks", "900,300", 3),
    "cost_per_visit": ("Cost,Visits", "900,300", 3),
    "roas": ("Revenue,Cost", "50000,10000", 5),
    "roi": ("Revenue,Cost", "50000,10000", 1),
    "retention_rate": ("Customers at start,Customers at end,New customers", "100,95,15", 0.8),
    "churn_rate": ("Customers at start,Lost customers", "100,20", 0.2),
    "nps": ("NPS,Responses", "32,40", 32),
    "csat": ("CSAT,Responses", "82%,40", 0.82),
    "ces": ("CES,Responses", "82%,40", 0.82),
    "rating": ("Rating,Responses", "4.4,40", 4.4),
    "response_time": ("Response time (h),Tickets", "6,40", 6),
    "resolution_time": ("Resolution time (h),Tickets", "30,40", 30),
    "resolution_rate": ("Resolved,Tickets", "45,50", 0.9),
    "exit_rate": ("Exits,Visits", "45,50", 0.9),
    "reach": ("Visits", "45", 1),
    "share_of_sales": ("Conversions", "45", 1),
}


@pytest.mark.parametrize(("name", "columns", "figures", "value"), [(k, *v) for k, v in FILES.items()])
def test_value(name: str, columns: str, figures: str, value: float) -> None:
    assert kpi(name, columns, figures).value == pytest.approx(value)


def test_every_kpi_has_its_file() -> None:
    assert set(FILES) == set(specs())


def test_the_years_that_customers_stay_follow_from_the_churn_in_the_file() -> None:
    columns, figures = "Profit,Customers,Customers at start,Lost customers", "1000,10,100,25"
    assert kpi("clv", columns, figures, Settings()).value == pytest.approx(400)
