"""How often the classifier is right on names that were labelled before there was a lexicon.

The floors are what is reached, less a little; ``python -m tests.benchmarks.accuracy`` prints the wrong ones.
"""

import pytest

from tests.benchmarks.accuracy import OWN, ROOT, figures, labelled

GOLD = ROOT.parent / "shared" / "gold" / "touchpoints_gold.csv"
FLOORS = {
    OWN: {"phase": 0.98, "best_phase": 0.95, "stage": 0.98, "setting": 0.97, "unknown_kept": 0.96},
    GOLD: {"phase": 0.97, "best_phase": 0.88, "stage": 0.96, "setting": 0.96, "unknown_kept": 0.9},
}


@pytest.mark.parametrize("path", [path for path in FLOORS if path.exists()], ids=lambda path: path.stem)
def test_the_figures_hold(path):
    found = figures(labelled(path))
    assert {name: getattr(found, name) >= floor for name, floor in FLOORS[path].items()} == dict.fromkeys(
        FLOORS[path], True
    )
    assert found.unknown_given <= 0.02


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_every_language_is_understood(language):
    names = [name for name in labelled(OWN) if name.language == language]
    assert len(names) >= 50
    assert figures(names).phase >= 0.97
