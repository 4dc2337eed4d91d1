"""Interaction logs: who, where, when, what was sold; and what is said about it."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from core.model import Dataset, Settings

Build = Callable[..., Dataset]
HEAD = ["Kunde-id", "Tidspunkt", "Kanal"]


def codes(dataset: Dataset) -> list[str]:
    return [issue.code for issue in dataset.issues]


def log(*rows: Sequence[Any], head: Sequence[str] = HEAD) -> list[list[Any]]:
    """A log with ten everyday touches before ``rows``, so that it is known for one."""
    touches = [[f"K{i % 5}", f"2025-05-{i + 1:02} 09:00", "Mail", *[""] * (len(head) - 3)] for i in range(10)]
    return [list(head), *touches, *map(list, rows)]


def touches(dataset: Dataset) -> pd.DataFrame:
    assert dataset.interactions is not None
    return dataset.interactions.iloc[10:].reset_index(drop=True)


def test_the_columns_of_the_interactions(build: Build) -> None:
    dataset = build(log(["K1", "2025-05-20 10:30:05", "Butik"]))
    assert list(dataset.interactions) == [
        *("touchpoint", "customer", "time", "period", "segment", "event", "sale", "value", "cost"),
        *("response_time", "resolution_time", "resolved", "file", "sheet", "row"),
    ]
    last = dataset.interactions.iloc[-1]
    assert (last["touchpoint"], last["customer"], str(last["time"])) == ("butik", "K1", "2025-05-20 10:30:05")
    assert (last["period"], bool(last["sale"]), last["row"]) == ("2025-W21", False, 12)
    assert dataset.interactions.dtypes[["time", "value"]].astype(str).tolist() == ["datetime64[s]", "float64"]
    assert [t.name for t in dataset.touchpoints] == ["Mail", "Butik"]
    assert dataset.rows.empty
    assert "no-touchpoints" not in codes(dataset)
    assert dataset.files[0].sheets[0].rows_read == 11


@pytest.mark.parametrize(
    ("header", "cells", "sales", "code"),
    [
        ("Købt", ["ja", "nej", ""], [True, False, False], None),
        ("Conversion", [1, 0, 1], [True, False, True], None),
        ("Conversions", ["true", "false", "false"], [True, False, False], None),
        ("Ordreværdi", ["99,50", "0", ""], [True, False, False], "sale-by-value"),
        ("Omsætning", [100, -20, ""], [True, False, False], "sale-by-value"),
        ("Hændelse", ["Køb", "klik", "Læg i kurv"], [True, False, False], "sale-by-event"),
        ("Event", ["begin_checkout", "purchase", "refund"], [False, True, False], "sale-by-event"),
        ("Event", ["checkout complete", "purchase page view", "order_placed"], [True, False, True], "sale-by-event"),
        ("Händelse", ["Köp genomfört", "öppnad", "Order avbruten"], [True, False, False], "sale-by-event"),
        ("Hendelse", ["Kjøp", "visning", "klikk"], [True, False, False], "sale-by-event"),
        ("Event", ["deal won", "deal lost", "meeting"], [True, False, False], "sale-by-event"),
        ("Status", ["Faktureret", "Tilbud sendt", "Tabt"], [True, False, False], "sale-by-event"),
        ("Status", ["Offert accepterad", "Pågår", "Förlorad"], [True, False, False], "sale-by-event"),
        ("Ankommet", ["ja", "nej", ""], [True, False, False], None),
        ("Event", ["xyzzy", "plugh", "frotz"], [False, False, False], "sale-unknown"),
    ],
)
def test_what_is_a_sale(build: Build, header: str, cells: list[Any], sales: list[bool], code: str | None) -> None:
    rows = [["K1", f"2025-06-0{i + 1} 10:00", "Butik", cell] for i, cell in enumerate(cells)]
    dataset = build(log(*rows, head=[*HEAD, header]))
    assert touches(dataset)["sale"].tolist() == sales
    told = [c for c in codes(dataset) if c.startswith(("sale-", "no-sale"))]
    assert told == ([code] if code else [])


def test_the_words_of_the_events_are_listed_the_most_frequent_first(build: Build) -> None:
    rows = [["K1", f"2025-06-0{i} 10:00", "Butik", "besøg" if i % 3 else "køb"] for i in range(1, 9)]
    assert list(build(log(*rows, head=[*HEAD, "Hændelse"])).sale_events.items()) == [("besøg", False), ("køb", True)]


def test_the_user_says_which_events_are_sales(build: Build) -> None:
    rows = [["K1", f"2025-06-0{i} 10:00", "Butik", word] for i, word in enumerate(("xyzzy", "purchase", "Xyzzy"), 1)]
    dataset = build(log(*rows, head=[*HEAD, "Event"]), settings=Settings(sale_events=("XYZZY",)))
    assert touches(dataset)["sale"].tolist() == [True, False, True]
    assert dataset.sale_events == {"xyzzy": True, "purchase": False, "Xyzzy": True}


def test_amounts_count_only_on_sales_and_refunds_are_kept(build: Build) -> None:
    head = [*HEAD, "Event", "Value"]
    rows = [["K1", "2025-06-01 10:00", "Web", "add_to_cart", 50], ["K1", "2025-06-02 10:00", "Web", "purchase", 80]]
    dataset = build(log(*rows, ["K1", "2025-06-03 10:00", "Web", "refund", -80], head=head))
    assert touches(dataset)[["sale", "value"]].to_numpy(dtype=float).tolist()[1:] == [[1, 80], [0, -80]]
    assert pd.isna(touches(dataset)["value"][0])
    assert [i.values["n"] for i in dataset.issues if i.code == "value-without-sale"] == [1]


def test_a_sale_in_another_currency_stays_a_sale(build: Build) -> None:
    rows = [["K1", f"2025-06-0{i} 10:00", "Web", money] for i, money in enumerate(("10 EUR", "12 EUR", "90 SEK"), 1)]
    dataset = build(log(*rows, head=[*HEAD, "Revenue"]))
    assert (dataset.currency, touches(dataset)["sale"].tolist()) == ("EUR", [True, True, True])
    assert touches(dataset)["value"].tolist()[:2] == [10, 12]
    assert "several-currencies" in codes(dataset)


def test_a_log_that_tells_no_sale_says_which_column_would(build: Build) -> None:
    assert codes(build(log())) == ["no-sale-column"]


TICKETS = [["Ticket ID", "Created", "Channel", "Status", "First response time (min)", "CSAT"]]
TICKETS += [[f"T{i}", f"2025-05-{i + 1:02} 10:00", ["Mail", "Chat"][i % 2], s, 30 * i, i % 5 + 1] for i, s in
            enumerate(("open", "solved", "closed", "pending", "deleted", "solved", "open", "solved"))]  # fmt: skip


def test_support_tickets(build: Build) -> None:
    dataset = build(TICKETS)
    found = dataset.interactions
    assert found["resolved"].fillna(-1).tolist() == [0, 1, 1, 0, -1, 1, 0, 1]
    assert found["response_time"].tolist()[:3] == [0, 0.5, 1]
    assert dataset.responses["csat_score"].tolist() == [1, 2, 3, 4, 5, 1, 2, 3]
    assert dataset.responses["touchpoint"].tolist()[:2] == ["mail", "chat"]
    assert codes(dataset) == ["log-without-customers"]


@pytest.mark.parametrize(
    ("header", "states", "sales"),
    [
        ("Status", ["Vundet", "Tabt", "Åben"], [True, False, False]),
        ("Deal - Status", ["Won", "Lost", "Open"], [True, False, False]),
        ("Affärsfas", ["Avslutat vunnet", "Avslutat förlorat", "Möte bokat"], [True, False, False]),
        ("Deal Stage", ["closedwon", "Closed Lost", "Qualified"], [True, False, False]),
        ("Stage", ["Lost", "Proposal made", "Negotiation"], [False, False, False]),
        ("Order Status", ["Completed", "Cancelled", "Processing"], [True, False, True]),
        ("Ordrestatus", ["Leveret", "Annulleret", "Refunderet"], [True, False, False]),
        ("Financial Status", ["paid", "refunded", "voided"], [True, False, False]),
        ("Financial Status", ["authorized", "voided", "partially_refunded"], [False, False, True]),
        ("Status", ["Completed", "No-show", "Rebooked", "Confirmed"], [True, False, True, True]),
        ("Status", ["Completed", "Did Not Attend", "Cancelled"], [True, False, False]),
        ("Status", ["Genomförd", "Uteblev", "Avbokad"], [True, False, False]),
        ("Status", ["Gennemført", "Mødte ikke op", "Sent afbud"], [True, False, False]),
        ("financial_status", ["paid", "pending", "refunded"], [True, False, False]),
        ("Betalningsstatus", ["Betald", "Återbetald", "Makulerad"], [True, False, False]),
        ("Region", ["Nord", "Syd", "Vest"], [True, True, True]),
    ],
)
def test_a_deal_lost_or_an_order_cancelled_is_no_sale(
    build: Build, header: str, states: list[str], sales: list[bool]
) -> None:
    """Its amount is what it would have brought."""
    rows = [[f"K{i}", f"2025-05-{i + 1:02}", "Messe", 1000 + i, state] for i, state in enumerate(states)]
    dataset = build([["Kunde", "Dato", "Kilde", "Værdi", header], *rows])
    assert dataset.interactions is not None
    assert dataset.interactions["sale"].tolist() == sales
    assert dataset.interactions["value"].notna().tolist() == sales
