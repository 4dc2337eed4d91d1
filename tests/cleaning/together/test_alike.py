"""Names of different sheets that read alike are offered, never merged."""

import time
from collections.abc import Callable

import pytest

from core.cleaning.together.alike import alike_pairs
from core.model import Dataset, Settings, Touchpoint

Build = Callable[..., Dataset]


def pairs(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    names = dict.fromkeys([*one, *other])
    places = {name: frozenset([*([0] if name in one else []), *([1] if name in other else [])]) for name in names}
    return list(alike_pairs([Touchpoint(name, name) for name in names], places))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Nyhedsbrev", "Nyhedsbrev!", True),
        ("Café", "Cafe", True),
        ("E-mail", "Email", True),
        ("Google Ads", "Ads Google", True),
        ("Instagram", "Instgram", True),  # one letter missing
        ("Nyhedsbrev", "Nyhedsbreve", True),
        ("Facebook", "Facebook Ads", True),  # one inside the other
        ("Butik", "Butik Aarhus", True),
        ("Mail", "Post", False),
        ("Butik 1", "Butik 2", False),  # numbers tell apart
        ("Chat", "Chef", False),  # too short for a slip
        ("Telefon", "Telefax", False),
        ("TV", "TV 2", False),
    ],
)
def test_what_reads_alike(one: str, other: str, alike: bool) -> None:
    assert pairs([one], [other]) == ([(one, other)] if alike else [])


def test_what_one_sheet_tells_apart_is_not_alike() -> None:
    assert pairs(["Facebook", "Facebook Ads"], ["Messe"]) == []
    assert pairs(["Facebook", "Facebook Ads"], ["Facebook"]) == []


def test_the_closest_come_first_and_at_most_twenty() -> None:
    one = [*(f"{c * 6} salg" for c in "abcdefghijklmnopqrstuvwxyz"), "Instagram", "E-mail"]
    other = [*(f"{c * 6}" for c in "abcdefghijklmnopqrstuvwxyz"), "Instgram", "Email"]
    found = pairs(one, other)
    assert (len(found), found[:2]) == (20, [("E-mail", "Email"), ("Instagram", "Instgram")])


def test_alike_names_stay_two_touchpoints(build: Build) -> None:
    dataset = build({"A": [["Kanal", "Besøg"], ["Facebook", 4]], "B": [["Kanal", "Klik"], ["Facebook Ads", 5]]})
    assert dataset.alike == (("Facebook", "Facebook Ads"),)
    assert len(dataset.touchpoints) == 2


def test_two_thousand_names_are_compared_at_once() -> None:
    start = time.process_time()
    pairs([f"produktside {i:04} alfa" for i in range(1000)], [f"produktside {i:04} beta" for i in range(1000)])
    assert time.process_time() - start < 5


@pytest.mark.parametrize("pair", [("facebook", "facebook ads"), ("facebook ads", "facebook")])
def test_names_that_are_kept_apart_are_not_asked_about_again(build: Build, pair: tuple[str, str]) -> None:
    sheets = {
        "A": [["Kanal", "Besøg"], ["Facebook", 4], ["Nyhedsbrev", 3]],
        "B": [["Kanal", "Klik"], ["Facebook Ads", 5], ["Nyhedsbreve", 3]],
    }
    assert build(sheets).alike == (("Nyhedsbrev", "Nyhedsbreve"), ("Facebook", "Facebook Ads"))
    dataset = build(sheets, settings=Settings(apart=(pair,)))
    assert dataset.alike == (("Nyhedsbrev", "Nyhedsbreve"),)
    assert len(dataset.touchpoints) == 4
