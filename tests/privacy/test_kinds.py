"""What a text gives away about a person. All numbers are invented or the authorities' own examples."""

import pytest

from core.privacy.kinds import is_cpr, is_email, is_iban, is_norwegian_number, is_personnummer, is_phone
from core.privacy.masking import mask
from core.privacy.pseudonym import pseudonym
from core.privacy.signs import kind_by_header


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("010203-1234", True),
        ("290200-1234", True),
        ("010203 1234", True),
        ("010203–1234", True),
        ("310203-1234", False),  # 31 February
        ("010203-123", False),
        ("0102031234", False),  # may be any number; only a header makes it a CPR number
        ("2024-05-03", False),
        ("", False),
    ],
)
def test_cpr(text: str, expected: bool) -> None:
    assert is_cpr(text) is expected


def test_cpr_without_hyphen_under_its_header() -> None:
    assert is_cpr("0102031234", bare=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("811218-9876", True),
        ("19811218-9876", True),
        ("198112189876", True),
        ("811218+9876", True),
        ("701063-2391", True),  # a coordination number
        ("811218-9875", False),  # Luhn
        ("811318-9876", False),  # month 13
    ],
)
def test_personnummer(text: str, expected: bool) -> None:
    assert is_personnummer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("01129955151", True), ("011299 55151", True), ("01129955132", False), ("01139955151", False), ("123", False)],
)
def test_norwegian_number(text: str, expected: bool) -> None:
    assert is_norwegian_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DK50 0040 0440 1162 43", True),
        ("SE45 5000 0000 0583 9825 7466", True),
        ("NO9386011117947", True),
        ("DK51 0040 0440 1162 43", False),
        ("Kampagne 2025 forår", False),
    ],
)
def test_iban(text: str, expected: bool) -> None:
    assert is_iban(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ane@example.org", True),
        ("a.b+c@mail.example.dk", True),
        ("<ane@example.org>", True),
        ("E-mail", False),
        ("@butik", False),
    ],
)
def test_email(text: str, expected: bool) -> None:
    assert is_email(text) is expected


@pytest.mark.parametrize(
    ("text", "bare", "expected"),
    [
        ("+45 22 33 44 55", False, True),
        ("0045 22334455", False, True),
        ("+46 (0)70-123 45 67", False, True),
        ("+47 22 33 44 55", False, True),
        ("22 33 44 55", False, True),
        ("070-123 45 67", False, True),
        ("22334455", False, False),
        ("22334455", True, True),
        ("2233", True, False),
        ("2024-05-03", False, False),
        ("05 12 2024", False, False),
        ("12.345.678", False, False),
    ],
)
def test_phone(text: str, bare: bool, expected: bool) -> None:
    assert is_phone(text, bare=bare) is expected


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ring til 010203-1234 i morgen", "Ring til ••••••-•••• i morgen"),
        ("CPR-nr. 0102031234.", "CPR-nr. ••••••••••."),
        ("kund 19811218-9876", "kund ••••••••-••••"),
        ("kund 811218-9876, ring", "kund ••••••-••••, ring"),
        ("fnr 01129955151", "fnr •••••••••••"),
        ("010203\u200b-1234 og 010203\u00a01234", "••••••\u200b-•••• og ••••••\u00a0••••"),
        ("Ordre 0102031234", "Ordre 0102031234"),
        ("1.010203-1234", "1.010203-1234"),
        ("2024-05-03 12:00", "2024-05-03 12:00"),
        ("Kampagne 123456-7890", "Kampagne 123456-7890"),
    ],
)
def test_numbers_inside_texts_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_a_pseudonym_holds_for_one_key_only() -> None:
    one, other = b"a" * 32, b"b" * 32
    assert pseudonym("K-17", one) == pseudonym(" K-17 ", one)
    assert pseudonym("K-17", one) != pseudonym("K-17", other)
    assert pseudonym("K-17", one) != pseudonym("K-18", one)
    assert pseudonym("K-17", one).startswith("K-")
    assert len(pseudonym("", one)) == 12


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        ("billing_address_name", ["Ane Berg"], "name"),
        ("shipping_address_name", ["Ane Berg"], "name"),
        ("billing_address_first_name", ["Ane"], "name"),
        ("billing_address_address_1", ["Bygaden 1"], "address"),
        ("Person - Name", ["Ane Berg"], "name"),
        ("Campaign name", ["Forår"], None),
    ],
)
def test_what_a_header_says_of_persons(header: str, cells: list[str], kind: str | None) -> None:
    assert kind_by_header(header, cells) == kind
