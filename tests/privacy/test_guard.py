"""Personal data never reaches the dataset: through the whole pipeline, as a user's file does."""

from collections.abc import Sequence

import pytest

from core import pipeline
from core.model import Dataset, Settings
from core.texts import LANGUAGES, language

MAILS = ["ane@example.org", "bo@example.org", "per@example.dk"]


def load(header: Sequence[str], *rows: Sequence[str], settings: Settings | None = None) -> Dataset:
    lines = [";".join(cells) for cells in (header, *rows)]
    return pipeline.load([("file.csv", "\n".join(lines).encode())], settings or Settings())


def table(header: str, cells: Sequence[str], settings: Settings | None = None) -> Dataset:
    """A table of touchpoints with one more column."""
    names = ("Webshop", "Butik", "Messe", "Faktura")
    rows = [(name, str(10 * i), cell) for i, (name, cell) in enumerate(zip(names, cells, strict=False))]
    return load(("Kontaktpunkt", "Besøg", header), *rows, settings=settings)


def column(dataset: Dataset, header: str) -> tuple[str, str]:
    columns = {c.header: (c.field, c.how) for f in dataset.files for s in f.sheets for c in s.columns}
    return columns[header]


def everything(dataset: Dataset) -> str:
    said = [language(code).say(f"issue.{i.code}", **{"n": 0, **i.values}) for code in LANGUAGES for i in dataset.issues]
    return (
        repr(dataset.files) + repr(dataset.issues) + dataset.rows.to_csv() + repr(dataset.touchpoints) + "".join(said)
    )


@pytest.mark.parametrize(
    ("header", "cells", "code"),
    [
        ("E-mail", MAILS, "personal-left-out"),
        ("Modtager", MAILS, "personal-left-out"),  # by content
        ("Klik", MAILS, "personal-left-out"),
        ("Telefon", ["22334455", "33445566", "44556677"], "personal-left-out"),
        ("Mobil", ["+45 22 33 44 55", "", "33 44 55 66"], "personal-left-out"),
        ("Kontakt", ["+46 70 123 45 67", "+4522334455", "+47 22 33 44 55"], "personal-left-out"),
        ("Fornavn", ["Ane", "Bo", "Per"], "personal-left-out"),
        ("Efternamn", ["Berg", "Dahl", "Ek"], "personal-left-out"),
        ("Kundenavn", ["Ane Berg", "Bo Dahl", "Per Ek"], "personal-left-out"),
        ("Adresse", ["Bygaden 1", "Torvet 2", "Havnen 3"], "personal-left-out"),
        ("Född", ["1980-01-02", "1981-02-03", "1982-03-04"], "personal-left-out"),
        ("IBAN", ["DK5000400440116243", "SE4550000000058398257466", ""], "personal-left-out"),
        ("CPR", ["0102031234", "102031234", "0304051234"], "personal-number-dropped"),
        ("Id", ["010203-1234", "020304-1234", "030405-1234"], "personal-number-dropped"),
        ("Personnummer", ["811218-9876", "19811218-9876", ""], "personal-number-dropped"),
        ("Kund", ["811218-9876", "701063-2391", "811218-9876"], "personal-number-dropped"),
    ],
)
def test_a_personal_column_is_left_out(header: str, cells: list[str], code: str) -> None:
    dataset = table(header, cells)
    assert column(dataset, header) == ("ignore", "personal")
    (issue,) = [i for i in dataset.issues if i.code.startswith("personal")]
    assert (issue.code, issue.column, issue.values["n"]) == (code, header, sum(map(bool, cells)))
    assert [cell for cell in cells if cell and cell in everything(dataset)] == []
    assert dataset.rows["visits"].tolist() == [0, 10, 20]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("E-mail", ["120", "80", "40"], "ignore"),  # counts of e-mails are no addresses
        ("Telefon", ["1240", "80", "12345"], "ignore"),
        ("Kanal", ["E-mail", "Telefon", "Adresse"], "channel"),  # a channel called e-mail is a channel
        ("CPR", ["12,50", "8,25", "9,00"], "ignore"),  # cost per result
        ("Klik", ["22334455", "33445566", "44556677"], "clicks"),
        ("Ordrer", ["0102031234", "1", "2"], "orders"),
        ("Butiksnavn", ["Nord", "Syd", "Vest"], "ignore"),
    ],
)
def test_what_only_sounds_personal_is_kept(header: str, cells: list[str], field: str) -> None:
    dataset = table(header, cells)
    found, how = column(dataset, header)
    assert (found, how == "personal") == (field, False)
    assert not [i for i in dataset.issues if i.code.startswith("personal")]


@pytest.mark.parametrize(
    ("names", "kept"),
    [(["Webshop", "Butik", "Messe"], True), (["Anne Berg", "Peter Dahl", "Lars Ek"], False)],
)
def test_a_column_called_name_lists_touchpoints_unless_it_holds_persons(names: list[str], kept: bool) -> None:
    dataset = load(("Navn", "Besøg", "Køb"), *((name, "10", "2") for name in names))
    assert (len(dataset.touchpoints) == 3) is kept
    assert (column(dataset, "Navn")[1] == "personal") is not kept


def test_a_name_beside_an_address_is_a_persons() -> None:
    rows = [("Kunde A", MAILS[0], "10", "1"), ("Kunde B", MAILS[1], "20", "2")]
    dataset = load(("Navn", "E-mail", "Besøg", "Køb"), *rows)
    assert column(dataset, "Navn") == ("ignore", "personal")


def test_a_personal_number_inside_a_kept_text_is_masked_and_counted() -> None:
    dataset = load(("Kontaktpunkt", "Besøg"), ("Telefon 010203-1234", "4"), ("Butik", "5"))
    (issue,) = [i for i in dataset.issues if i.code == "personal-number-dropped"]
    assert (issue.column, issue.values["n"]) == ("Kontaktpunkt", 1)
    assert dataset.touchpoints[0].name == "Telefon ••••••-••••"
    assert "010203" not in everything(dataset)


def test_the_user_keeps_a_column_but_never_its_numbers() -> None:
    kept = table("E-mail", MAILS, Settings(mapping={"": {"E-mail": "segment"}}))
    assert kept.rows["segment"].tolist() == MAILS
    never = table("CPR", ["010203-1234"] * 3, Settings(mapping={"": {"CPR": "segment"}}))
    assert column(never, "CPR") == ("ignore", "personal")
    assert "010203" not in everything(never)


def test_rows_that_differ_only_in_what_is_left_out_are_no_duplicates() -> None:
    rows = [("Butik", "5", mail) for mail in MAILS]
    dataset = load(("Kontaktpunkt", "Tilfredshed", "E-mail"), *rows)
    assert not [i for i in dataset.issues if i.code == "duplicate-rows"]


def test_a_table_beside_the_first_is_guarded_as_well() -> None:
    rows = [("Web", "1", "", "Mail", "3", "22334455"), ("Butik", "2", "", "SMS", "4", "33445566")]
    dataset = load(("Kanal", "Besøg", "", "Kanal", "Besøg", "Telefon"), *rows)
    assert [i.column for i in dataset.issues if i.code == "personal-left-out"] == ["Telefon"]
    assert "22334455" not in everything(dataset)


def test_comments_are_kept_only_if_the_user_says_so() -> None:
    cells = ["Ring til Ane", "cpr 010203-1234", ""]
    out = table("Kommentar", cells)
    assert out.rows["comment"].isna().all()
    assert [(i.code, i.values["n"]) for i in out.issues if i.code == "comments-left-out"] == [("comments-left-out", 2)]
    kept = table("Kommentar", cells, Settings(mapping={"": {"Kommentar": "comment"}}))
    assert kept.rows["comment"].tolist()[:2] == ["Ring til Ane", "cpr ••••••-••••"]
