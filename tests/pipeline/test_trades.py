"""Tables as trades keep them: what their words mean, from the bytes to the figures."""

import pytest

from core import pipeline
from core.model import Settings


def _analysis(text):
    return pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings())


def _fields(text):
    return [c.field for c in pipeline.load([("t.csv", text.encode())]).files[0].sheets[0].columns]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Opsagte medlemmer", (3, 5), "customers_lost"),
        ("Inaktive medlemmer", (3, 5), "ignore"),
        ("Medlemmer primo", (310, 500), "customers_start"),
        ("Solgte biler", (3, 5), "conversions"),
        ("Sålda biljetter", (3, 5), "conversions"),
        ("Markedsføring", ("3.000 kr.", "5.000 kr."), "cost"),
        ("Markedsføring", ("ja, lidt", "mest om foråret"), "ignore"),
        ("Commission amount", (30, 50), "ignore"),
        ("Honorar år 1", (30000, 50000), "revenue"),
        ("Ratings", (30, 50), "responses"),
        ("Ratings", ("4.5", "3.9"), "rating"),
    ],
)
def test_words_of_trades(header, cells, field):
    assert _fields(f"Kanal;{header}\nFacebook;{cells[0]}\nMail;{cells[1]}\n")[1] == field


@pytest.mark.parametrize(
    ("headers", "row", "field"),
    [
        ("Kanal;Henvendelser;Omkostning;Nye kunder", "24;1200;9", "leads"),
        ("Kanal;Henvendelser;Omsætning", "24;1200", "leads"),
        ("Kanal;Henvendelser;Salg;Omsætning", "24;3;1200", "leads"),
        ("Kanal;Henvendelser;Svartid (timer)", "24;3", "tickets"),
        ("Kontaktpunkt;Henvendelser;Besøg;Køb;Omsætning", "24;1200;30;9000", "tickets"),
        ("Kontaktpunkt;Henvendelser", "24", "tickets"),
    ],
)
def test_who_asks_is_a_lead_beside_money_and_a_case_beside_service(headers, row, field):
    text = f"{headers}\nFacebook;{row}\nTelefon;{row}\n"
    assert _fields(text)[1] == field
    said = {i.code for i in pipeline.load([("t.csv", text.encode())]).issues}
    assert ("requests-as-leads" in said) == (field == "leads")


QUOTES = """Tilbudsnr;Dato;Kunde;Kilde;Tilbudssum;Accept
3001;01-03-2026;K1;Anbefaling;10.000 kr.;Ja
3002;02-03-2026;K2;Facebook;20.000 kr.;Nej
3003;03-03-2026;K3;Anbefaling;35.500 kr.;Afventer
3004;04-03-2026;K4;Facebook;30.000 kr.;Ja
3005;05-03-2026;K1;Anbefaling;7.000 kr.;Nej
"""
STAYS = """Book number,Guest name(s),Booked on,Status,Price,Commission amount,Booker country
4100000,Gast A,2026-04-01 12:00:00,ok,700 DKK,105 DKK,dk
4100037,Gast B,2026-04-02 12:00:00,cancelled_by_guest,900 DKK,0 DKK,se
4100074,Gast C,2026-04-03 12:00:00,ok,1100 DKK,165 DKK,dk
4100111,Gast D,2026-04-04 12:00:00,no_show,800 DKK,0 DKK,de
"""
GIFTS = """Donation ID,Date,Donor ID,Channel,Amount
D1,2026-01-01,N1,Website,100
D2,2026-01-02,N2,Direct mail,200
D3,2026-01-09,N1,Website,300
"""
TABLES = """Reservationsnr;Dato;Gæst;Bookingkanal;Status;Regning
R1;01-04-2026;G1;Hjemmeside;Gennemført;800,00
R2;02-04-2026;G2;Telefon;Udeblevet;
R3;03-04-2026;G3;Hjemmeside;Aflyst;
R4;04-04-2026;G1;Telefon;Gennemført;1200,00
"""


@pytest.mark.parametrize(
    ("text", "revenue", "orders"),
    [(QUOTES, 40_000, 2), (STAYS, 1800, 2), (GIFTS, 600, 3), (TABLES, 2000, 2)],
    ids=["quotes", "stays", "gifts", "tables"],
)
def test_lists_of_quotes_stays_gifts_and_tables_give_what_an_order_is_worth(text, revenue, orders):
    aov = _analysis(text).kpis["aov"]
    assert (aov.numerator, aov.denominator) == (revenue, orders)


@pytest.mark.parametrize(
    ("states", "solved", "cases"), [(("Løst", "Åben", "Afventer"), 1, 3), (("Ja", "Nej", "Nej"), 1, 3)]
)
def test_a_case_that_waits_is_not_solved(states, solved, cases):
    rows = "".join(f"S{i};0{i + 1}-03-2026 08:1{i};Mail;{state};2 t\n" for i, state in enumerate(states))
    rate = _analysis("Sagsnr;Oprettet;Kanal;Løst;Svartid\n" + rows).kpis["resolution_rate"]
    assert (rate.numerator, rate.denominator) == (solved, cases)
