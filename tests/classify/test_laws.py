"""What holds for any text whatever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.classify import classify, classify_all, guess_industry, missing_concepts, placing
from core.classify.concepts import concepts
from core.classify.deciding import decide
from core.model import Correction, Touchpoint
from core.model.dataset import PHASE_OF_STAGE, PHASES, SETTINGS, STAGES

WORDS = sorted({word for concept in concepts().values() for word in concept.words})
SPOKEN = st.lists(st.sampled_from([*WORDS, "efter køb", "(", "–", "/", "til", "2025", "x7"]), max_size=6).map(" ".join)
TEXT = st.one_of(st.text(max_size=60), SPOKEN)
CONTEXT = st.dictionaries(st.sampled_from(["phase", "stage", "setting", "channel", "campaign"]), TEXT, max_size=5)
SIDE = {name: st.sampled_from([None, "unknown", "nonsense", *values]) for name, values in
        {"phase": PHASES, "stage": STAGES, "setting": SETTINGS}.items()}  # fmt: skip
CORRECTION = st.one_of(st.none(), st.builds(Correction, **SIDE))


@settings(max_examples=400)
@given(name=TEXT, context=CONTEXT, correction=CORRECTION)
def test_a_placement_is_always_whole(name, context, correction):
    found = classify(name, context=context, correction=correction)
    assert found.phase == PHASE_OF_STAGE[found.stage]
    assert found.setting in (*SETTINGS, "unknown")
    assert 0 <= found.confidence <= 1
    assert found.rule.source in ("correction", "file", "lexicon", "none")
    assert (found.rule.source == "none") == (found.phase == "unknown" and found.rule.source != "correction")
    assert found.phase not in found.also
    assert len(set(found.also)) == len(found.also)
    assert "unknown" not in found.also


@settings(max_examples=200)
@given(name=TEXT)
def test_the_word_that_decided_stands_in_the_name(name):
    matched = classify(name).rule.matched
    assert matched in " ".join(name.split()) or not name.isascii()


@settings(max_examples=200)
@given(name=SPOKEN)
def test_case_and_spacing_change_nothing(name):
    plain, loud = classify(name), classify("  " + name.upper().replace(" ", "   ") + " ")
    assert (plain.stage, plain.setting, plain.confidence) == (loud.stage, loud.setting, loud.confidence)


@settings(max_examples=50)
@given(names=st.lists(TEXT, max_size=12))
def test_together_is_as_one_by_one(names):
    rows = [Touchpoint(str(i), name) for i, name in enumerate(names)]
    assert classify_all(rows, {}) == {str(i): classify(name) for i, name in enumerate(names)}


@settings(max_examples=50)
@given(names=st.lists(TEXT, max_size=12))
def test_what_is_missing_is_a_concept_that_no_name_speaks_of(names):
    industry = guess_industry(names)
    missing = missing_concepts(names, industry=industry)
    assert set(missing) <= set(concepts())
    assert industry is not None or missing == ()


def test_a_log_costs_no_more_than_its_names(monkeypatch):
    decided = []
    monkeypatch.setattr(placing, "decide", lambda reading: decided.append(reading.text) or decide(reading))
    rows = [Touchpoint(str(i), f"Nyhedsbrev {'abc'[i % 3]}") for i in range(3_000)]
    assert len(classify_all(rows, {})) == 3_000
    assert sorted(decided) == ["Nyhedsbrev a", "Nyhedsbrev b", "Nyhedsbrev c"]
