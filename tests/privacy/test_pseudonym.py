"""Customers go by pseudonyms, through the whole pipeline, as a user's file does."""

import base64
import hashlib
import hmac
import time
from collections.abc import Sequence

import pytest

from core import pipeline
from core.model import Dataset, Settings
from core.privacy import pseudonym
from core.privacy.pseudonym import pseudonyms

KEY = b"a key of one session"


def load(*rows: Sequence[str], key: bytes = KEY) -> Dataset:
    text = "\n".join(";".join(cells) for cells in rows)
    books, _ = pipeline.read([("log.csv", text.encode())])
    return pipeline.understand(books, Settings(), key=key)


def log(header: str, customers: Sequence[str], *extra: Sequence[str]) -> list[Sequence[str]]:
    rows = [(c, f"2025-05-{i + 1:02} 10:00", ("Mail", "Butik")[i % 2]) for i, c in enumerate(customers)]
    return [(header, "Tidspunkt", "Kanal"), *rows, *extra]


def issues(dataset: Dataset) -> dict[str, int]:
    return {i.code: i.values["n"] for i in dataset.issues if i.code.startswith(("pseudo", "personal"))}


def everything(dataset: Dataset) -> str:
    return repr(dataset.files) + repr(dataset.issues) + dataset.interactions.to_csv() + repr(dataset.touchpoints)


@pytest.mark.parametrize("value", ["C-1041", " C-1041 ", "1041", "æøå"])
def test_a_pseudonym_is_the_beginning_of_an_hmac(value: str) -> None:
    digest = hmac.new(KEY, value.strip().encode(), hashlib.sha256).digest()
    assert pseudonym(value, KEY) == f"K-{base64.b32encode(digest).decode()[:10]}"
    assert pseudonym(value, KEY) != pseudonym(value, KEY + b"!")


def test_a_long_key_is_hashed_as_hmac_wants_it() -> None:
    digest = hmac.new(b"k" * 100, b"x", hashlib.sha256).digest()
    assert pseudonym("x", b"k" * 100) == f"K-{base64.b32encode(digest).decode()[:10]}"


def test_two_hundred_thousand_customers_take_less_than_a_second() -> None:
    start = time.process_time()
    assert len(set(pseudonyms([f"C{i}" for i in range(200_000)], KEY))) == 200_000
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("header", "customers", "told"),
    [
        ("Kunde-id", ["C-1", "C-2", "C-1", "C-3", "C-2"], {"pseudonymised": 3}),
        (
            "E-mail",
            ["ane@example.org", "bo@example.org", "ANE@example.org", "x@example.dk", "bo@example.org"],
            {"pseudonymised": 3},
        ),
        ("Telefon", ["22334455", "33445566", "22334455", "44556677", "33445566"], {"pseudonymised": 3}),
        ("Kunde", ["Ane Berg", "Bo Dahl", "Ane Berg", "Per Ek", "Bo Dahl"], {"pseudonymised": 3}),
    ],
)
def test_a_customer_goes_by_a_pseudonym(header: str, customers: list[str], told: dict[str, int]) -> None:
    dataset = load(*log(header, customers))
    found = dataset.interactions["customer"].astype(str).tolist()
    assert found[0] == found[2] != found[1] == found[4]
    assert all(name.startswith("K-") for name in found)
    assert issues(dataset) == told
    assert [c for c in customers if c in everything(dataset)] == []


@pytest.mark.parametrize(
    ("header", "customers"),
    [
        ("CPR", ["010203-1234", "020304-1234", "010203-1234", "030405-1234", "020304-1234"]),
        ("Kunde", ["811218-9876", "811218-9876", "701063-2391", "811218-9876", "701063-2391"]),
    ],
)
def test_a_personal_number_is_never_even_a_pseudonym(header: str, customers: list[str]) -> None:
    many = [customers[i % 5] for i in range(31)]
    rows = [(c, f"2025-05-{i % 28 + 1:02} 10:00", ("Mail", "Butik")[i % 2]) for i, c in enumerate(many)]
    dataset = load((header, "Tidspunkt", "Kanal"), *rows)
    assert dataset.interactions["customer"].isna().all()
    assert issues(dataset) == {"personal-number-dropped": 31}
    assert "-1234" not in everything(dataset)


def test_a_personal_number_among_ids_makes_its_customer_unknown() -> None:
    ids = [f"C-{i % 9}" for i in range(27)]
    dataset = load(*log("Kunde-id", [*ids, "010203-1234"]))
    found = dataset.interactions["customer"]
    assert (int(found.isna().sum()), found.nunique()) == (1, 9)
    assert "010203" not in everything(dataset)


def test_words_for_nothing_are_no_customer_and_a_total_is_no_touch() -> None:
    customers = ["C-1", "C-2", "-", "ukendt", "C-1", ""]
    dataset = load(*log("Kunde-id", customers, ("Total", "", "")))
    assert dataset.interactions["customer"].nunique() == 2
    assert (len(dataset.interactions), dataset.interactions["customer"].isna().sum()) == (6, 3)
    assert [i.code for i in dataset.issues if i.code == "total-row"] == ["total-row"]


def test_links_hold_over_files_of_one_session_and_no_longer() -> None:
    rows = log("Kunde-id", ["C-1", "C-2", "C-1", "C-2"])
    assert load(*rows).interactions.equals(load(*rows).interactions)
    assert set(load(*rows).interactions["customer"]).isdisjoint(load(*rows, key=b"another").interactions["customer"])


def test_an_address_beside_a_customers_id_stays_out() -> None:
    rows = [
        (f"C-{i % 3}", f"ane{i}@example.org", f"2025-05-{i + 1:02} 10:00", ("Mail", "SMS")[i % 2]) for i in range(9)
    ]
    dataset = load(("Kunde-id", "E-mail", "Tidspunkt", "Kanal"), *rows)
    assert issues(dataset) == {"personal-left-out": 9, "pseudonymised": 3}
    assert "example.org" not in everything(dataset)
