"""Ledgers: revenue is what accounts credit or have below 0, refunds are taken off, and other bookings are left out."""

import pytest

from core import pipeline
from core.columns.accounts import account_kind
from core.model import Dataset, Settings

DINERO = """Konto;Kontonavn;Dato;Bilag;Afdeling;Tekst;Momstype;Beløb;Saldo
1000;Salg af varer/ydelser m/moms;03-01-2025;1;Webshop;Faktura 101;Salgsmoms;-1.200,00;-1.200,00
1000;Salg af varer/ydelser m/moms;13-01-2025;2;Butik;Faktura 102;Salgsmoms;-3.450,50;-4.650,50
1000;Salg af varer/ydelser m/moms;15-01-2025;4;Webshop;Kreditnota 104;Salgsmoms;1.200,00;-3.450,50
2000;Vareforbrug;16-01-2025;5;Butik;Grossist;Købsmoms;2.100,00;2.100,00
4000;Annoncer og reklame;17-01-2025;6;Webshop;Facebook;Købsmoms;950,00;950,00
6902;Salgsmoms;18-01-2025;7;Butik;Faktura 102;;-862,63;-862,63
1000;Salg af varer/ydelser m/moms;19-01-2025;8;Webshop;Faktura 105;Salgsmoms;-2.200,00;-5.650,50
"""
FORTNOX = """Datum;Vernr;Konto;Benämning;Kostnadsställe;Verifikationstext;Debet;Kredit
2025-01-03;A1;3001;Försäljning inom Sverige, 25 % moms;Webbutik;Faktura 1001;;12 000,00
2025-01-03;A1;2611;Utgående moms på försäljning;Webbutik;Faktura 1001;;3 000,00
2025-01-03;A1;1510;Kundfordringar;Webbutik;Faktura 1001;15 000,00;
2025-01-05;A2;3001;Försäljning inom Sverige, 25 % moms;Butik;Faktura 1002;;4 000,00
2025-01-12;A3;3001;Försäljning inom Sverige, 25 % moms;Webbutik;Kreditfaktura 1003;2 000,00;
2025-01-14;B1;5910;Annonsering;Webbutik;Google;1 500,00;
2025-01-16;B2;5010;Lokalhyra;Butik;Januari;9 000,00;0,00
"""
VISMA = """Account,Account name,Date,Department,Description,Debit,Credit,Balance
3000,Sales revenue,2025-01-03,Online shop,Invoice 1,0.00,1200.00,-1200.00
3000,Sales revenue,2025-01-07,Store,Invoice 2,0.00,900.00,-2100.00
3000,Sales revenue,2025-01-09,Store,Credit note 3,300.00,0.00,-1800.00
2600,Sales tax,2025-01-09,Store,Invoice 2,0.00,225.00,-225.00
6100,Advertising,2025-01-10,Online shop,Facebook ads,450.00,0.00,450.00
1930,Bank,2025-02-07,Store,Invoice 5,800.00,0.00,800.00
"""
BAS = """Ver;Datum;Konto;Kst;Text;Debet;Kredit
A1;2025-01-03;3001;Webbutik;Dagskassa;;12000
A1;2025-01-03;2611;Webbutik;Dagskassa;;3000
A2;2025-01-04;3001;Butik;Dagskassa;;8000
A3;2025-01-05;5910;Butik;Lokaltidning;500;
A4;2025-01-06;5010;Butik;Hyra;9000;
"""
BALANCE = """Konto;Kontonavn;Perioden;År til dato
1010;Salg webshop;-120.000,00;-320.000,00
1020;Salg butik;-80.000,00;-250.000,00
1310;Vareforbrug;90.000,00;260.000,00
2810;Facebook annoncer;4.500,00;12.000,00
"""
REPORT = """Resultatrapport;;;
2025-01-01 - 2025-03-31;;;

Konto;Benämning;Perioden;Ackumulerat
3001;Försäljning webbutik;120 000,00;120 000,00
3002;Försäljning butik;310 000,00;310 000,00
Summa nettoomsättning;;430 000,00;430 000,00
4010;Inköp varor;-180 000,00;-180 000,00
5910;Annonsering;-25 000,00;-25 000,00
"""
XERO = """Date,Source,Description,Debit,Credit,Account Code,Account,Tracking Category
13/01/2025,Receivable Invoice,Invoice 1,0.00,1200.00,200,Sales,Online
15/01/2025,Receivable Invoice,Invoice 2,0.00,900.00,200,Sales,Store
16/01/2025,Payable Invoice,Meta,300.00,0.00,400,Advertising,Online
17/01/2025,Receivable Credit Note,CN 1,100.00,0.00,200,Sales,Store
"""
SIDES = """Datum;Kanal;Buchungstext;Soll;Haben
13.01.2025;Onlineshop;Rechnung 1;;1.200,00
15.01.2025;Laden;Rechnung 2;;800,00
16.01.2025;Onlineshop;Gutschrift 3;300,00;
17.01.2025;Laden;Miete;950,00;
"""
SIGNS = """Dato;Kanal;Tekst;Beløb
13-01-2025;Webshop;Faktura 101;-1.200,00
15-01-2025;Butik;Faktura 102;-3.450,50
16-01-2025;Webshop;Kreditnota 104;200,00
17-01-2025;Facebook;Annoncer;950,00
18-01-2025;Butik;Faktura 105;(500,00)
19-01-2025;Butik;Faktura 106;75,50-
20-01-2025;Butik;Husleje;4.000,00
"""
BELOW = """Kanal;Besøg;Omsætning;Omkostning
Webshop;12000;-120.000,00;14.000,00
Butik;8000;-80.000,00;22.000,00
Telefon;400;-12.000,00;3.000,00
"""
UNSURE = """Dato;Kanal;Beløb
13-01-2025;Webshop;-1.200,00
14-01-2025;Butik;-900,00
15-01-2025;Butik;-450,00
16-01-2025;Webshop;700,00
"""
CUSTOMERS = """Dato;Kundenr;Kontonavn;Kanal;Beløb
13-01-2025;K1;Salg af varer;Webshop;-1.200,00
14-01-2025;K2;Salg af varer;Butik;-900,00
15-01-2025;K1;Salg af varer;Butik;-450,00
17-01-2025;K3;Salg af varer;Webshop;700,00
18-01-2025;L9;Vareforbrug;Butik;2.100,00
19-01-2025;L8;Annoncer;Webshop;950,00
"""
ADS = """Account name,Account,Campaign,Impressions,Clicks,Amount
Shop ApS,123456,Spring,1000,30,-120.5
Shop ApS,123456,Summer,2000,70,-240.5
Shop ApS,123456,Autumn,2000,70,-240.5
"""


def read(text: str, **choices: dict[str, str]) -> Dataset:
    return pipeline.load([("bog.csv", text.encode())], Settings(**choices))  # type: ignore[arg-type]


def sums(dataset: Dataset, field: str) -> dict[str, float]:
    rows = dataset.rows
    return dict(rows.groupby("touchpoint")[field].sum().loc[lambda s: s != 0]) if field in rows else {}


def codes(dataset: Dataset) -> set[str]:
    return {i.code for i in dataset.issues if "ledger" in i.code}


@pytest.mark.parametrize(
    ("text", "revenue", "cost", "aside", "said"),
    [
        (DINERO, {"webshop": 2200, "butik": 3450.5}, {"webshop": 950}, 2, {"ledger", "ledger-costs"}),
        (FORTNOX, {"webbutik": 10000, "butik": 4000}, {"webbutik": 1500}, 3, {"ledger", "ledger-costs"}),
        (VISMA, {"online shop": 1200, "store": 600}, {"online shop": 450}, 2, {"ledger", "ledger-costs"}),
        (BAS, {"webbutik": 12000, "butik": 8000}, {"butik": 500}, 2, {"ledger", "ledger-costs"}),
        (BALANCE, {"salg webshop": 120000, "salg butik": 80000}, {"facebook annoncer": 4500}, 1, None),
        (REPORT, {"försäljning webbutik": 120000, "försäljning butik": 310000}, {"annonsering": 25000}, 1, None),
        (REPORT.replace("-25", "25"), {"försäljning webbutik": 120000, "försäljning butik": 310000}, {}, 1, None),
        (XERO, {"online": 1200, "store": 800}, {"online": 300}, 0, {"ledger", "ledger-costs"}),
        (SIDES, {"onlineshop": 900, "laden": 800}, {}, 1, {"ledger-unnamed"}),
        (SIGNS, {"webshop": 1000, "butik": 4026}, {"facebook": 950}, 1, {"ledger-unnamed"}),
        (BELOW, {"webshop": 120000, "butik": 80000, "telefon": 12000}, {"webshop": 14000, "butik": 22000}, 0, None),
        (ADS, {}, {}, 0, set()),  # an account of ads is none of a ledger
        (SIGNS.replace("-", "").replace("(", "").replace(")", ""), {}, {}, 0, set()),  # as any other list of amounts
    ],
)
def test_what_is_revenue_and_what_is_marketing(
    text: str, revenue: dict[str, float], cost: dict[str, float], aside: int, said: set[str] | None
) -> None:
    dataset = read(text)
    assert sums(dataset, "revenue") == revenue
    assert {name: n for name, n in sums(dataset, "cost").items() if name in cost} == cost
    assert sum(i.values["n"] for i in dataset.issues if i.code == "other-booking") == aside
    assert said is None or codes(dataset) == said


def test_what_was_sold_for_what_was_spent_is_known_where_a_name_has_both() -> None:
    rows = read(DINERO).rows.set_index("touchpoint")
    assert rows.loc["webshop", "cost"].tolist() == [0, 0, 950, 0]
    assert rows.loc["webshop", "revenue"].tolist() == [1200, -1200, 0, 2200]
    assert rows.loc[["butik"], "cost"].isna().all()  # nobody knows what it cost
    assert read(BALANCE).rows.set_index("touchpoint").loc[["facebook annoncer"], "revenue"].isna().all()


def test_the_receipt_names_the_accounts_and_both_sides() -> None:
    dataset = read(FORTNOX)
    said = {i.code: i.values for i in dataset.issues}
    assert said["ledger"]["sales"] == ("Försäljning inom Sverige, 25 % moms",)
    assert said["ledger-costs"]["costs"] == ("Annonsering",)
    sheet = dataset.files[0].sheets[0]
    assert {(c.header, c.field) for c in sheet.columns if c.header in ("Debet", "Kredit")} == {
        (side, field) for side in ("Debet", "Kredit") for field in ("revenue", "cost")
    }
    assert (sheet.bookings, sheet.rows_read, sheet.rows_left_out) == ("credit", 4, 3)


def test_amounts_as_they_are_written_are_told_so() -> None:
    dataset = read(REPORT)
    assert next(i.values["how"].key for i in dataset.issues if i.code == "ledger") == "ledger.written"
    assert dataset.files[0].sheets[0].bookings == "written"
    assert sums(read(REPORT.replace("-25", "25")), "cost") == {"annonsering": 25000}


def test_where_it_is_not_certain_nothing_is_counted_and_it_is_asked() -> None:
    dataset = read(UNSURE)
    assert codes(dataset) == {"ledger-unsure"}
    assert dataset.files[0].sheets[0].bookings == "unsure"
    assert not {"value", "revenue"} & set(dataset.rows.dropna(axis=1, how="all"))


@pytest.mark.parametrize(
    ("choice", "field", "found"),
    [("credit", "revenue", {"webshop": 1200, "butik": 1350}), ("written", "value", {"webshop": -500, "butik": -1350})],
)
def test_what_the_user_says_of_it_holds(choice: str, field: str, found: dict[str, float]) -> None:
    for place in ("", "bog.csv/"):
        dataset = read(UNSURE, bookings={place: choice})
        assert (sums(dataset, field), codes(dataset)) == (found, {"ledger-unnamed"} if choice == "credit" else set())


def test_what_the_user_says_of_a_column_wins() -> None:
    dataset = read(UNSURE, mapping={"": {"Beløb": "cost"}})  # type: ignore[dict-item]
    assert sums(dataset, "cost") == {"webshop": -500, "butik": -1350}


def test_in_a_list_of_customers_only_credits_are_sales() -> None:
    touches = read(CUSTOMERS).interactions
    assert touches is not None
    assert touches["sale"].tolist() == [True, True, True, False]
    assert touches["value"].tolist() == [1200, 900, 450, -700]


def test_a_choice_about_a_ledger_is_checked() -> None:
    assert Settings.from_json({"bookings": {"a": "credit"}}).bookings == {"a": "credit"}
    with pytest.raises(ValueError, match="none of"):
        Settings.from_json({"bookings": {"a": "debit"}})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *[
            (name, "sale")
            for name in ("1010 Salg af varer", "Varesalg", "Nettoomsætning", "Försäljning varor 25% moms")
        ],
        *[(name, "sale") for name in ("Konsultintäkter", "Sales - services", "Turnover", "Erlöse 19 % USt")],
        *[(name, "cost") for name in ("Annoncer og reklame", "Reklam och PR", "Advertising", "Google Ads", "Messer")],
        *[(name, "other") for name in ("Salgsmoms", "Utgående moms försäljning", "Sales tax", "Vareforbrug", "Bank")],
        *[
            (name, "other")
            for name in ("Cost of sales", "Försäljningskostnader", "Renteindtægter", "Salg af anlægsaktiver")
        ],
    ],
)
def test_what_an_account_is_for(name: str, kind: str) -> None:
    assert account_kind(name) == kind
