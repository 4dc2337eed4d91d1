"""What a meeting agreed: one line for each touchpoint, and what travels is checked."""

import datetime as dt

import pytest

from core.model import Agreed, Settings
from core.model.agreed import LONGEST_LINE, LONGEST_NAME, with_agreement

DAY = dt.date(2026, 1, 15)
ANNE = Agreed("checkout", "Anne", DAY)


def test_settings_keep_it_in_their_json():
    made = Settings(agreed=(ANNE, Agreed("levering", by=DAY)), also_agreed="Nyt møde i maj")
    assert Settings.from_json(made.to_json()) == made


@pytest.mark.parametrize(
    ("made", "changed", "then"),
    [
        ((), ANNE, (ANNE,)),
        ((ANNE,), Agreed("checkout", "Bo", DAY), (Agreed("checkout", "Bo", DAY),)),
        ((ANNE, Agreed("levering", "Bo")), Agreed("checkout"), (Agreed("levering", "Bo"),)),
        ((), Agreed("checkout"), ()),
    ],
)
def test_one_agreement_for_each_touchpoint(made, changed, then):
    assert with_agreement(made, changed) == then


@pytest.mark.parametrize(
    "values",
    [
        {"agreed": "checkout"},
        {"agreed": [{"who": "Anne"}]},
        {"agreed": [{"touchpoint": "checkout", "who": 3}]},
        {"agreed": [{"touchpoint": "checkout", "by": 20260115}]},
        {"agreed": [{"touchpoint": "checkout", "by": "tomorrow"}]},
        {"also_agreed": ["a", "b"]},
    ],
)
def test_what_cannot_be_an_agreement_is_refused(values):
    with pytest.raises((TypeError, ValueError)):
        Settings.from_json(values)


def test_nobody_writes_a_novel_into_a_report():
    found = Settings.from_json({"agreed": [{"touchpoint": "a", "who": "x" * 999}], "also_agreed": "y" * 9999})
    assert len(found.agreed[0].who) == LONGEST_NAME
    assert len(found.also_agreed) == LONGEST_LINE


def test_what_is_reckoned_with_holds_no_word_of_it():
    assert Settings(agreed=(ANNE,), also_agreed="x", preset="growth").reckoned == Settings(preset="growth")
