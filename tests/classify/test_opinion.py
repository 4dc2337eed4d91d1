"""The second opinion on a phase (README.md beside this file tells what it mends and spoils)."""

from itertools import chain
from math import isfinite
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classify import classify, concept, hearing
from core.classify.confidence import calibrated
from core.classify.deciding import Verdict
from core.classify.hearing import GROUPS, _features, checksums_of_groups, model, odds
from core.classify.lexicon import lexicon
from core.classify.opinion import CHANGED, changed, is_doubtful
from core.classify.reading import read
from core.classify.understanding import Memory
from core.classify.words import key_of, shown
from core.model.dataset import PHASES
from tests.benchmarks.opinion import features


def _second(name, confidence):
    verdict = Verdict("purchase", "both", confidence, "word", (), concept("payment"))
    reading = read(name, memory=Memory(lexicon()))
    doubted = changed({name: verdict}, keys={name: reading.key}) if is_doubtful(verdict, reading) else {}
    return doubted.get(name, verdict)


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
    found = _second(name, confidence)
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


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_names_have_odds_and_together_the_same_ones_as_one_by_one(names):
    keys = [key_of(name) for name in names]
    heard = odds(keys).tolist()
    assert all(map(isfinite, chain.from_iterable(heard)))
    assert heard == [odds([key]).tolist()[0] for key in keys]


def test_words_sound_the_same_in_blocks_of_any_size(monkeypatch):
    names = ["klage over vare", "tilbud", "", "ny vare på lager", "klage"]
    together = odds(names).tolist()
    monkeypatch.setattr(hearing, "BLOCK", 2)
    assert odds(names).tolist() == together


@pytest.mark.parametrize(("a", "b"), [("Vi ringer 17", "vi ringer"), ("RETUR", "retur"), ("Købsaftale", "købsaftale")])
def test_numbers_and_capitals_are_not_heard(a, b):
    assert odds([key_of(a)]).tolist() == odds([key_of(b)]).tolist()


@given(st.text(st.characters(exclude_categories=["No", "Cs"]), max_size=60))  # ⒈ is a number, written as a word
def test_a_name_is_heard_by_the_words_that_were_read(name):
    key = read(name, memory=Memory(lexicon())).key
    assert odds([key]).tolist() == odds([key_of(shown(name))]).tolist()


@given(st.binary(max_size=30))
def test_the_checksums_of_all_groups_of_letters_are_those_of_each(text):
    for size, checksums in checksums_of_groups(text):
        assert checksums.tolist() == [crc32(text[at : at + size]) for at in range(len(text) - size + 1)]
    assert [size for size, _ in checksums_of_groups(text)] == [size for size in GROUPS if size <= len(text)]


@given(st.lists(st.text(st.sampled_from("abcdehlo"), min_size=1, max_size=9), min_size=1))
def test_words_are_heard_by_the_features_that_the_model_was_fitted_on(words):
    spelt = [word.encode() for word in words]
    heard = [pair for found in _features(spelt) for pair in zip(*map(np.ndarray.tolist, found), strict=True)]
    assert sorted(heard) == sorted((at, crc32(part)) for at, word in enumerate(words) for part in features(word))


def test_a_word_is_heard_by_its_groups_of_letters_and_a_pair_as_one():
    told = [b"w: ab ", b" a", b"ab", b"b ", b" ab", b"ab ", b" ab "]
    assert features("ab") == told
    assert features("ny order") == [b"p:ny order"]


def test_the_model_is_kept_as_it_is_looked_up():
    kept = model()
    assert kept.scores.shape == (len(PHASES), len(kept.keys))
    assert (kept.keys[1:] > kept.keys[:-1]).all()
    assert len(kept.keys) == len(kept.weights) > 50_000
    assert CHANGED < 0.65
