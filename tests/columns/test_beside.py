"""What a column means that its header leaves open: from its own cells, and from the columns beside it."""

from collections.abc import Callable
from typing import Any

import pytest

from core.columns import map_sheet
from core.model import RawSheet, Settings

MakeSheet = Callable[..., RawSheet]
CHANNELS = ("Web", "Butik", "Mail")


def meanings(make_sheet: MakeSheet, columns: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return {c.header: c.field for c in map_sheet(make_sheet(rows), settings=Settings()).columns}


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Sendt", (120, 60, 200), "impressions"),  # the dentist's recalls
        ("Sendt", ("02.01.2025", "03.01.2025", "04.01.2025"), "date"),
        ("Sent", ("2025-01-02", "2025-01-03", "2025-01-04"), "date"),
        ("Skickat", (120, 60, 200), "impressions"),
        ("Booket", (45, 12, 50), "conversions"),
        ("Booked", ("2025-01-02", "2025-01-03", "2025-01-04"), "ignore"),  # when, not how many
        ("Item Cost", (220, 150, 90), "ignore"),  # what goods cost is not spent on a touchpoint
        ("Kostpris", (220, 150, 90), "ignore"),
        ("Ad cost", (220, 150, 90), "cost"),
    ],
)
def test_a_column_means_what_its_cells_are(make_sheet: MakeSheet, header: str, cells: Any, field: str) -> None:
    assert meanings(make_sheet, {"Kanal": CHANNELS, "Klik": (3, 4, 5), header: cells})[header] == field


@pytest.mark.parametrize(
    ("beside", "field"),
    [
        ({"Ordrer": (10, 20, 5)}, "revenue"),
        ({"Ordrer": (10, 20, 5), "Klik": (100, 200, 50)}, "value"),  # it may be what the clicks cost
        ({"Ordrer": (10, 20, 5), "Klik": (100, 200, 50), "Omkostning": (1, 2, 3)}, "revenue"),
        ({"Ordrer": (10, 20, 5), "Omsætning": (900, 800, 700)}, "value"),
        ({"Besøg": (10, 20, 5)}, "value"),
    ],
)
def test_an_amount_beside_sales_is_what_they_brought(make_sheet: MakeSheet, beside: Any, field: str) -> None:
    assert meanings(make_sheet, {"Kanal": CHANNELS, **beside, "Nettobeløb": (5000, 9000, 1000)})["Nettobeløb"] == field


@pytest.mark.parametrize(
    ("numbers", "header", "field"),
    [
        ((1001, 1001, 1002), "Line total", "revenue"),
        ((1001, 1002, 1003), "Order total", "revenue"),
        ((1001, 1002, 1003), "Total", "revenue"),
        ((1001, 1001, 1002), "Total", "ignore"),  # perhaps repeated on each line of the order
    ],
)
def test_order_lines_without_a_date(make_sheet: MakeSheet, numbers: Any, header: str, field: str) -> None:
    rows = {"Order ID": numbers, "Channel": CHANNELS, "Item": ("Shoe", "Bag", "Shoe"), header: (499, 399, 298)}
    assert meanings(make_sheet, rows)[header] == field


@pytest.mark.parametrize("header", ["Betalingsform", "Payment type", "Betalsätt"])
def test_ways_of_paying_are_no_touchpoints(make_sheet: MakeSheet, header: str) -> None:
    days = ("02.01.2025", "02.01.2025", "03.01.2025")
    rows = {"Dato": days, "Antal kunder": (31, 4, 22), "Omsætning": (12499, 499, 9498)}
    assert meanings(make_sheet, {**rows, header: ("Kort", "Kontant", "Kort")})[header] == "ignore"


def test_a_grid_of_ads_beside_touchpoints_stays_theirs(make_sheet: MakeSheet) -> None:
    rows = {"Touchpoint": CHANNELS, "Campaign": ("A", "B", "C"), "Clicks": (1, 2, 3), "Impr.": (9, 8, 7)}
    found = meanings(make_sheet, rows)
    assert found == {"Touchpoint": "touchpoint", "Campaign": "campaign", "Clicks": "clicks", "Impr.": "impressions"}
