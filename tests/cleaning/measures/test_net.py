"""Gross, net and with VAT side by side: one of them counts, the net one, and it is said."""

from collections.abc import Callable

import pytest

from core.cleaning.measures.net import netness
from core.model import Dataset, Settings

Build = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Netto", -1),
        ("Nettoomsætning", -1),
        ("Net sales", -1),
        ("Omsætning ekskl. moms", -1),
        ("Försäljning exkl moms", -1),
        ("Revenue excl. VAT", -1),
        ("Nettosalg ex. moms", -2),
        ("Omsætning", 0),
        ("Bruttosalg uden moms", 0),
        ("Omsætning inkl. moms", 1),
        ("Gross sales", 1),
        ("Total incl. VAT", 1),
        ("Brutto inkl. moms", 2),
        ("Network", 0),
        ("Internet sales", 0),
    ],
)
def test_a_header_says_what_was_taken_off(header: str, found: int) -> None:
    assert netness(header) == found


@pytest.mark.parametrize(
    ("headers", "amounts", "used"),
    [
        (["Brutto", "Moms", "Netto", "Total inkl. moms"], [125, 25, 100, 125], "Netto"),
        (["Netto", "Moms", "Brutto"], [100, 25, 125], "Netto"),
        (["Netto", "Moms"], [100, 25], "Netto"),
        (["Omsætning inkl. moms", "Omsætning ekskl. moms"], [125, 100], "Omsætning ekskl. moms"),
        (["Gross sales", "Returns", "Net sales", "Total sales"], [130, -5, 100, 125], "Net sales"),
        (["Beløb inkl. moms", "Beløb ekskl. moms"], [125, 100], "Beløb ekskl. moms"),
        (["Omsättning", "Omsättning exkl. moms"], [125, 100], "Omsättning exkl. moms"),
    ],
)
def test_the_net_amount_counts_and_none_is_added(build: Build, headers: list[str], amounts: list[int], used: str):
    rows = [["Kontaktpunkt", "Ordrer", *headers], *(["ABC"[i], 3, *(a + i for a in amounts)] for i in range(3))]
    dataset = build(rows)
    assert dataset.rows["revenue"].tolist() == [100, 101, 102]
    assert "value" not in dataset.rows
    told = [i for i in dataset.issues if i.code == "net-amount"]
    assert {i.values["used"] for i in told} <= {used}
    assert len(told) == sum(a > 100 for a in amounts)


def test_the_user_may_choose_another(build: Build) -> None:
    rows = [["Kontaktpunkt", "Ordrer", "Brutto", "Moms", "Netto"], ["A", 3, 125, 25, 100], ["B", 4, 250, 50, 200]]
    chosen = Settings(mapping={"Ark1": {"Brutto": "revenue"}})
    assert build(rows, settings=chosen).rows["revenue"].tolist() == [125, 250]


def test_an_invoice_for_ads_is_no_sale(build: Build) -> None:
    rows = [["Kampagne", "Klik", "Netto", "Moms", "Brutto"], ["A", 30, 100, 25, 125], ["B", 40, 200, 50, 250]]
    assert "revenue" not in build(rows).rows
