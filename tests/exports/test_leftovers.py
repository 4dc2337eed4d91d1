"""What was not understood, as a file: where it stands, what it says, why; never a formula, never a person."""

import csv
import io

import pytest

from core import pipeline
from core.cleaning.receipts.leftovers import LISTED, listed
from core.exports.leftovers import leftovers_csv
from core.model import Dataset, Leftover, Message, Settings
from core.model.settings import mapping_key
from core.texts import language

TABLE = """Kundetal 2025

Kontaktpunkt;Dato;Besøg;Ordrer;Omsætning (kr.);Vejr;E-mail;Kommentar
Nyhedsbrev;03-04-2025;1.200;36;18.500,50;sol;anna@example.com;Ring til Bo
Kassen;ukendt dag;mange;-3;12.000,00;regn;bo@example.com;Fin
Butikken;05-04-2025;300;#DIV/0!;1.000 EUR;regn;carl@example.com;-
I alt;;1.500;33;31.500,50;;;
=HYPERLINK(1);06-04-2025;40;4;100,00;;dora@example.com;
;07-04-2025;50;5;100,00;;eva@example.com;
"""


def load(text: str = TABLE, **settings) -> Dataset:
    return pipeline.load([("tal.csv", text.encode())], Settings(**settings))


def lines(dataset: Dataset, code: str = "en") -> list[dict[str, str]]:
    data = leftovers_csv(dataset, language(code))
    assert data.startswith(b"\xef\xbb\xbf")
    delimiter = "," if code == "en" else ";"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def places(dataset: Dataset) -> set[tuple[str, str, str]]:
    return {(line["Row"], line["Column"], line["What it says"]) for line in lines(dataset)}


@pytest.mark.parametrize(
    "place",
    [
        ("7", "", "I alt | 1.500 | 33 | 31.500,50"),
        ("9", "", "07-04-2025 | 50 | 5 | 100,00"),
        ("5", "Besøg", "mange"),
        ("5", "Ordrer", "-3"),
        ("6", "Ordrer", "#DIV/0!"),
        ("5", "Dato", "ukendt dag"),
        ("6", "Omsætning (kr.)", "1000"),
        ("", "Vejr", "sol | regn"),
        ("", "E-mail", ""),
        ("", "Kommentar", ""),
    ],
)
def test_what_was_left_out_stands_there_with_its_place(place):
    assert place in places(load())


def test_nothing_else_stands_there():
    assert len(places(load())) == 10


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_no_person_and_no_free_text_gets_out(code):
    data = leftovers_csv(load(), language(code)).decode()
    assert not [word for word in ("anna@", "bo@", "carl@", "dora@", "eva@", "Ring til", 'Fin"') if word in data]


def test_a_column_that_the_user_left_out_says_so():
    chosen = load(mapping={mapping_key("tal.csv", ""): {"Vejr": "ignore"}})
    (line,) = [line for line in lines(chosen) if line["Column"] == "Vejr"]
    assert line["Why it was left out"] == language("en").say("leftover.your-choice")


def test_a_text_that_a_spreadsheet_would_run_is_disarmed():
    table = 'Touchpoint,Visits,Orders,Odd\nShop,=2+5,4,"=HYPERLINK(""http://evil"")"\nWeb,50,5,x\nMail,60,6,y\n'
    found = lines(load(table))
    assert {line["What it says"][0] for line in found if "=" in line["What it says"]} == {"'"}


def test_a_skipped_sheet_is_one_line():
    (line,) = lines(load(sheets={mapping_key("tal.csv", ""): "skip"}))
    assert (line["File"], line["Row"], line["Column"]) == ("tal.csv", "", "")


def test_a_long_list_ends_and_says_so():
    piece = Leftover("f", "s", 1, "c", "x", Message("leftover.no-number"))
    assert listed([piece] * LISTED) == (piece,) * LISTED
    found = listed([piece] * (LISTED + 7))
    assert len(found) == LISTED + 1
    assert found[-1].reason == Message("leftover.more", {"n": LISTED})
