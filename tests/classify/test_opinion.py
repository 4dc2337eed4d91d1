"""The second opinion on a phase (README.md beside this file tells what it mends and spoils)."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classify import classify, concept
from core.classify.confidence import calibrated
from core.classify.deciding import Verdict
from core.classify.lexicon import lexicon
from core.classify.opinion import CHANGED, Ear, doubted, features, model
from core.classify.reading import read
from core.classify.understanding import Memory
from core.model.dataset import PHASES


def _said(name, confidence, stage="purchase"):
    return Verdict(stage, "both", confidence, "word", (), concept("payment")), read(name, memory=Memory(lexicon()))


@pytest.mark.parametrize(
    ("name", "confidence", "phase"),
    [
        ("klage over returneret vare", 0.4, "post"),
        ("klage over returneret vare", 0.95, "during"),
        ("kampagne og annonce", 0.4, "pre"),
        ("betaling i kassen", 0.4, "during"),
    ],
)
def test_a_phase_that_the_letters_speak_against_is_changed_where_the_lexicon_is_not_sure(name, confidence, phase):
    verdict, reading = _said(name, confidence)
    found = doubted(verdict, reading, ear=Ear())
    assert found.phase == phase
    if phase != "during":
        assert (found.confidence, found.matched, found.also) == (CHANGED, name, ("during",))


@pytest.mark.parametrize("name", ["Support före köp", "Klage", "Kvittering", "Nyhedsbrev"])
def test_nothing_is_doubted_that_is_plain_or_told_by_the_name_itself(name):
    assert classify(name).rule.matched in ("före köp", name)
    assert classify(name).confidence > calibrated(CHANGED)


@pytest.mark.parametrize("name", ["xyz", "Diverse", "12345"])
def test_what_is_unknown_stays_so(name):
    assert classify(name).phase == "unknown"


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
