"""Files that mean harm: each comes to what the table says, soon, and the process that waits does not grow."""

import pytest

from tests.benchmarks.fuzz import MAX_GROWTH_MB, MAX_SECONDS, harmless, run
from tests.reading.hostile import KINDS
from tests.reading.outcomes import memory_mb, outcome_of


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_comes_to_what_the_table_says(kind):
    make, expected = KINDS[kind]
    data = make()
    before = memory_mb()
    outcome = outcome_of(data)
    assert outcome.code in expected.split("|")
    assert outcome.seconds < MAX_SECONDS
    assert memory_mb() - before < MAX_GROWTH_MB


def test_there_are_many_kinds():
    assert len(KINDS) >= 60


def test_random_mutants_are_read_or_refused():
    result = run(harmless(), mutants=60, seed=1_000_000)
    assert result.wrong == []
    assert len(result.outcomes) >= 4
    assert result.growth_mb < MAX_GROWTH_MB


def test_harmless_files_are_read():
    assert {name: outcome_of(data).code for name, data in harmless().items()} == dict.fromkeys(harmless(), "read")
