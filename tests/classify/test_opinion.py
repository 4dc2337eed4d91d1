"""The second opinion on a phase (README.md beside this file tells what it mends and spoils)."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classify import classify
from core.classify.opinion import CHANGED, Ear, features, model
from core.model.dataset import PHASES


@pytest.mark.parametrize(
    ("name", "phase", "before"),
    [
        ("Pause request", "post", "pre"),
        ("Din order har fått ny status", "post", "during"),
        ("account_details_changed_email", "post", "pre"),
        ("Facebook konkurrence - vind en klip", "pre", "during"),
    ],
)
def test_a_phase_that_the_letters_speak_against_is_changed_and_stays_the_second_answer(name, phase, before):
    found = classify(name)
    assert (found.phase, found.also) == (phase, (before,))
    assert found.rule.matched == name
    assert 0 < found.confidence < 0.9


@pytest.mark.parametrize("name", ["xyz", "Diverse", "Support före köp", "Klage", "Kvittering", "Nyhedsbrev"])
def test_nothing_is_doubted_that_is_unknown_plain_or_told_by_the_name_itself(name):
    assert classify(name).rule.matched in ("", "före köp", name)
    assert classify("xyz").phase == "unknown"


@given(st.text(max_size=80))
def test_any_text_has_odds_and_the_same_ones_again(text):
    ear = Ear()
    heard = ear.odds(text)
    assert all(map(isfinite, heard))
    assert ear.odds(text) == heard


@pytest.mark.parametrize(("a", "b"), [("Vi ringer 17", "vi ringer"), ("RETUR", "retur"), ("Købsaftale", "købsaftale")])
def test_numbers_and_capitals_are_not_heard(a, b):
    assert Ear().odds(a) == Ear().odds(b)


def test_a_word_is_heard_by_its_groups_of_letters_and_a_pair_as_one():
    told = [b"w: ab ", b" a", b"ab", b"b ", b" ab", b"ab ", b" ab "]
    assert features("ab") == told
    assert features("ny order") == [b"p:ny order"]


def test_the_model_is_kept_as_it_is_looked_up():
    kept = model()
    assert kept.scores.shape == (len(kept.keys), len(PHASES))
    assert (kept.keys[1:] > kept.keys[:-1]).all()
    assert len(kept.keys) == len(kept.weights) == len(kept.known) > 50_000
    assert CHANGED < 0.65
