"""The tables of concepts, context words and industries are whole, and every example in them is understood."""

from collections import defaultdict

import pytest

from core.classify import concept, concept_label, concepts, industry_label
from core.classify.deciding import decide
from core.classify.industries import industries
from core.classify.lexicon import lexicon
from core.classify.reading import read
from core.classify.understanding import Memory
from core.classify.words import key_of
from core.model.dataset import PHASE_OF_STAGE, PHASES, SETTINGS, STAGES
from core.tables import table

LANGUAGES = ("en", "da", "sv")
ENTRIES = {id_: entry for stage in STAGES for id_, entry in table(f"concepts_{stage}").items()}
KEYS = {"label", "setting", "rank", "also", "en", "da", "sv", "more", "faint", "follows", "promotes", "examples"}


@pytest.fixture(scope="module")
def memory():
    return Memory(lexicon())


def test_there_are_enough_concepts_in_every_stage():
    assert len(concepts()) >= 200
    assert len(ENTRIES) == len(concepts()), "an id stands in two tables"
    for stage in STAGES:
        assert len(table(f"concepts_{stage}")) >= 18


@pytest.mark.parametrize("id_", ENTRIES)
def test_an_entry_is_whole(id_):
    entry = ENTRIES[id_]
    assert set(entry) <= KEYS
    assert set(entry["label"]) == set(LANGUAGES)
    assert all(entry["label"].values())
    assert entry["setting"] in SETTINGS
    assert set(entry.get("also", ())) <= set(STAGES) - {concept(id_).stage}
    assert all(entry[language] for language in LANGUAGES), "every language has its words"
    assert entry["examples"], "an entry without examples proves nothing"


@pytest.mark.parametrize(("id_", "name"), [(c.id, name) for c in concepts().values() for name in c.examples])
def test_an_example_is_understood_as_its_concept(id_, name, memory):
    verdict = decide(read(name, memory=memory))
    assert verdict.concept is not None, "unknown"
    assert (verdict.concept.id, verdict.phase) == (id_, concept(id_).phase)


@pytest.mark.parametrize("id_", ENTRIES)
def test_every_word_of_a_concept_means_it(id_, memory):
    meant = {word: decide(read(word, memory=memory)).concept for word in concept(id_).words}
    assert {word: found and found.id for word, found in meant.items()} == dict.fromkeys(meant, id_)


def test_no_word_belongs_to_two_concepts():
    owners = defaultdict(set)
    for found in concepts().values():
        for word in found.words:
            owners[key_of(word)].add(found.id)
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}


def test_the_words_of_columns_name_phases_stages_and_settings():
    words = table("context_words")
    assert set(words["journey"]) == {*PHASES, *STAGES}
    assert set(words["setting_column"]) == set(SETTINGS)
    assert set(words["settings"]) == set(SETTINGS)


@pytest.mark.parametrize("name", ["journey", "setting_column"])
def test_no_word_of_a_column_means_two_things(name):
    owners = defaultdict(set)
    for value, words in table("context_words")[name].items():
        for word in words:
            owners[key_of(word)].add(value)
    assert {word: values for word, values in owners.items() if len(values) > 1} == {}


@pytest.mark.parametrize("id_", industries())
def test_an_industry_covers_the_journey(id_):
    typical = industries()[id_].typical
    phases = [PHASE_OF_STAGE[concept(same[0]).stage] for same in typical]
    assert 12 <= len(typical) <= 18
    assert all(phases.count(phase) >= 3 for phase in PHASES)
    assert {name for same in typical for name in same} <= set(concepts())
    assert set(table("industries")[id_]["sign_concepts"]) <= set(concepts())
    assert len({same[0] for same in typical}) == len(typical)


def test_labels():
    assert concept_label("abandoned_cart", "da") == "Forladt kurv"
    assert industry_label("webshop", "sv") == "en webbutik"
    with pytest.raises(KeyError):
        concept("no such thing")
