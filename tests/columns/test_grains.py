"""What a row of a sheet is, and which of its columns play which part in a log."""

from collections.abc import Callable
from typing import Any

import pytest

from core.columns import map_sheet
from core.model import RawSheet, Settings
from core.model.mapping import SheetMap
from core.model.personal import PersonalColumn

MakeSheet = Callable[..., RawSheet]
Row = Callable[[int], list[Any]]


def field(mapped: SheetMap, header: str) -> str:
    return next(c.field for c in mapped.columns if c.header == header)


def header(mapped: SheetMap, index: int | None) -> str | None:
    return next((c.header for c in mapped.columns if c.index == index), None)


SHEETS: list[tuple[list[str], Row, str, str | None]] = [
    # Support tickets: a number on every row, a date, a state or times.
    (
        ["id", "created", "channel", "status"],
        lambda i: [7000 + i, f"2025-05-{i % 28 + 1:02}", ["web", "mail"][i % 2], ["open", "solved"][i % 2]],
        "interactions",
        "channel",
    ),
    (
        ["Sagsnr", "Oprettet", "Kanal", "Svartid (min)"],
        lambda i: [f"S-{i}", "2025-05-01", ["Mail", "Chat"][i % 2], 4 * i],
        "interactions",
        "Kanal",
    ),
    # E-mail events: the addressee, what happened, when.
    (
        ["recipient", "event", "timestamp"],
        lambda i: [f"h{i % 9}", ["open", "click"][i % 2], f"2025-05-01 10:{i % 60:02}:00"],
        "interactions",
        "event",
    ),
    (
        ["id", "created", "type", "recipient"],
        lambda i: [f"e-{i}", f"2025-05-01 10:{i % 60:02}:00", ["OPEN", "SENT"][i % 2], f"h{i % 9}"],
        "interactions",
        "type",
    ),
    # Lists of orders: no touchpoint, but customers who come back, or numbered rows with an amount.
    (["Kunde", "Dato", "Beløb"], lambda i: [f"K{i % 9}", f"2025-05-{i % 28 + 1:02}", 10.5 * i], "interactions", None),
    (["Fakturanr", "Dato", "Beløb"], lambda i: [4000 + i, "2025-05-01", 10.5 * i], "interactions", None),
    (["id", "date", "spent"], lambda i: [i % 9, f"2025-05-{i % 28 + 1:02}", 10.5 * i], "interactions", None),
    # Deals and orders: what each is worth and how it stands; but channels and campaigns stand somehow, too.
    (
        ["Kilde", "Dato", "Værdi", "Status"],
        lambda i: [f"Kilde {i % 20}", "2025-05-01", 100 * i, ["Vundet", "Tabt"][i % 2]],
        "interactions",
        "Kilde",
    ),
    (
        ["Kampagne", "Status", "Udgift"],
        lambda i: [f"Forår {i}", ["Afsluttet", "Kladde", "Annulleret"][i % 3], 100 * i],
        "touchpoints",
        "Kampagne",
    ),
    (
        ["Kanal", "Status", "Omsætning"],
        lambda i: [f"Kanal {i}", ["Afsluttet", "Annulleret"][i % 2], 100 * i],
        "touchpoints",
        "Kanal",
    ),
    # A list of contacts with yes or no to a sale.
    (
        ["age", "contact", "month", "y"],
        lambda i: [30 + i % 20, ["cellular", "telephone"][i % 2], "may", ["yes", "no", "no"][i % 3]],
        "interactions",
        "contact",
    ),
    (["Kanal", "Købt"], lambda i: [["Butik", "Web"][i % 2], ["ja", "nej"][i % 2]], "interactions", "Kanal"),
    # Without numbers of their own: times of day.
    (
        ["Tidspunkt", "Kanal", "Omkostning"],
        lambda i: [f"2025-05-01 10:{i % 60:02}", ["Mail", "SMS"][i % 2], 2.5],
        "interactions",
        "Kanal",
    ),
    # One score per row, in figures, stars, words or "4 of 5".
    (
        ["Kontaktpunkt", "Hvor tilfreds er du?"],
        lambda i: [["Butik", "Web"][i % 2], ["Meget tilfreds", "Utilfreds"][i % 2]],
        "responses",
        "Kontaktpunkt",
    ),
    (
        ["Beröringspunkt", "Betyg"],
        lambda i: [["Butik", "Webb"][i % 2], ["★★★★★", "★★"][i % 2]],
        "responses",
        "Beröringspunkt",
    ),
    (["Touchpoint", "CSAT"], lambda i: [["Shop", "Web"][i % 2], f"{i % 5 + 1}/5"], "responses", "Touchpoint"),
    (
        ["Respondent ID", "Date", "Touchpoint", "NPS"],
        lambda i: [f"r{i}", "2025-05-01", ["Shop", "Web"][i % 2], i % 11],
        "responses",
        "Touchpoint",
    ),
    # Tables stay tables: several counts, one row per name, given results, days with a cost or small counts.
    (
        ["Dato", "Kanal", "Omkostning"],
        lambda i: [f"2025-05-{i % 28 + 1:02}", ["Mail", "SMS"][i % 2], 2.5],
        "touchpoints",
        "Kanal",
    ),
    (
        ["Dato", "Kanal", "Konverteringer"],
        lambda i: [f"2025-05-{i % 28 + 1:02}", ["Mail", "SMS"][i % 2], i % 2],
        "touchpoints",
        "Kanal",
    ),
    (["Kanal", "Oprettet", "Svartid (min)"], lambda i: [f"Kanal {i}", "2025-05-01", 4 * i], "touchpoints", "Kanal"),
    (
        ["customer_id", "date", "Channel", "Clicks"],
        lambda i: [f"a{i % 3}", "2025-05-01", "Mail", i],
        "touchpoints",
        "Channel",
    ),
    (["District", "Overall NPS (%)"], lambda i: [f"D{i}", i - 30], "other", None),
    # Customers listed once, with neither a touchpoint nor money, are no contacts.
    (["Kundenr", "Dato", "By"], lambda i: [f"K{i}", "2025-05-01", ["Aarhus", "Odense"][i % 2]], "other", None),
    (["Dato", "Pris"], lambda i: ["2025-05-01", i], "other", None),
]


@pytest.mark.parametrize(("headers", "row", "grain", "name"), SHEETS, ids=[", ".join(s[0]) for s in SHEETS])
def test_what_a_row_is(make_sheet: MakeSheet, headers: list[str], row: Row, grain: str, name: str | None) -> None:
    mapped = map_sheet(make_sheet([headers, *(row(i) for i in range(60))]), settings=Settings())
    assert (mapped.grain, header(mapped, mapped.touchpoint)) == (grain, name)


@pytest.mark.parametrize("wish", ["touchpoints", "interactions", "responses"])
def test_the_user_says_what_a_row_is(make_sheet: MakeSheet, wish: str) -> None:
    rows = [["Kunde-id", "Dato", "Kanal", "NPS"], *([f"K{i % 7}", "2025-05-01", "Mail", i] for i in range(9))]
    assert map_sheet(make_sheet(rows), settings=Settings(grains={"Ark1": wish})).grain == wish


def test_a_wish_for_touchpoints_needs_a_column_that_names_them(make_sheet: MakeSheet) -> None:
    rows = [["Dato", "Pris"], ["2025-05-01", 4], ["2025-05-02", 5]]
    assert map_sheet(make_sheet(rows), settings=Settings(grains={"Ark1": "touchpoints"})).grain == "other"


def test_the_parts_that_columns_play_in_a_log(make_sheet: MakeSheet) -> None:
    rows = [["user_id", "customer_id", "date", "time", "channel", "status", "Købt", "platform"]]
    rows += [
        [
            f"u{i % 3}",
            f"c{i % 7}",
            "2025-05-01",
            f"10:{i:02}",
            ["a", "b"][i % 2],
            ["Løst", "Åben"][i % 2],
            "ja",
            ["mobile", "desktop"][i % 2],
        ]
        for i in range(40)
    ]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert (header(mapped, mapped.customer), header(mapped, mapped.clock)) == ("customer_id", "time")
    assert [field(mapped, h) for h in ("status", "Købt", "platform")] == ["resolved", "conversions", "segment"]


@pytest.mark.parametrize(
    ("number", "customer", "order"),
    [
        (lambda i: i % 9, "id", None),  # comes back at another time
        (lambda i: i // 3, None, "id"),  # comes back only on its own day
        (lambda i: i, None, None),  # never comes back
    ],
)
def test_what_a_bare_number_tells_apart(
    make_sheet: MakeSheet, number: Callable[[int], int], customer: str | None, order: str | None
) -> None:
    rows = [["id", "date", "price"], *([number(i), f"2025-05-{i // 3 + 1:02}", 9.5] for i in range(60))]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert mapped.grain == "interactions"
    assert (header(mapped, mapped.customer), header(mapped, mapped.order)) == (customer, order)


@pytest.mark.parametrize(("kind", "used"), [("email", True), ("phone", True), ("name", True), ("cpr", False)])
def test_an_addressee_tells_customers_apart_but_never_a_cpr_number(
    make_sheet: MakeSheet, kind: Any, used: bool
) -> None:
    rows = [
        ["Hvem", "Tidspunkt", "Kanal"],
        *([f"•{i % 5 + 1}", f"2025-05-01 10:{i:02}", ["Mail", "SMS"][i % 2]] for i in range(40)),
    ]
    people = [PersonalColumn(0, "Hvem", kind, 40)]
    mapped = map_sheet(make_sheet(rows), settings=Settings(), personal=people)
    assert (mapped.grain, mapped.customer) == ("interactions", 0 if used else None)
    assert (mapped.columns[0].field, mapped.columns[0].how) == (
        ("customer_id", "part") if used else ("ignore", "personal")
    )
