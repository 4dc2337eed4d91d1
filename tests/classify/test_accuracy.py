"""How often the classifier is right on names that were labelled before they were tried (README.md beside this file).

The floors are what is reached, less a little; ``python -m tests.benchmarks.accuracy`` prints the wrong ones.
"""

import pytest

from core.classify.confidence import calibrated
from core.tables import table
from tests.benchmarks.accuracy import LATER, OWN, ROOT, figures, labelled
from tests.benchmarks.calibration import base_rate_brier, brier, expected_error, fitted, out_of_fold, read_scores

GOLD = ROOT.parent / "shared" / "gold" / "touchpoints_gold.csv"
SIDES = ("phase", "best_phase", "stage", "setting", "unknown_kept")
REACHED = {
    "names": (0.99, 0.98, 0.99, 0.98, 0.97),
    "unseen": (0.98, 0.88, 0.98, 0.96, 0.98),
    "reserve": (0.99, 0.96, 0.98, 0.94, 0.95),
    "third": (0.98, 0.90, 0.98, 0.93, 0.98),
    "fourth": (0.99, 0.91, 0.98, 0.97, 0.98),
    "fifth": (0.98, 0.89, 0.96, 0.95, 0.98),
    "sixth": (0.98, 0.88, 0.98, 0.97, 0.98),
    "seventh": (0.99, 0.91, 0.99, 0.98, 0.98),
    "eighth": (0.97, 0.83, 0.96, 0.96, 0.90),
    "ninth": (0.97, 0.84, 0.96, 0.91, 0.90),
    "tenth": (0.97, 0.90, 0.95, 0.87, 0.90),
    "eleventh": (0.96, 0.83, 0.95, 0.95, 0.86),
    "twelfth": (0.93, 0.85, 0.92, 0.89, 0.98),
    "thirteenth": (0.98, 0.89, 0.97, 0.96, 0.93),
    "fourteenth": (0.98, 0.83, 0.98, 0.94, 0.98),
    "touchpoints_gold": (0.99, 0.88, 0.99, 0.98, 0.98),
}
FLOORS = {path: dict(zip(SIDES, REACHED[path.stem], strict=True)) for path in (OWN, *LATER, GOLD)}


@pytest.mark.parametrize("path", [path for path in FLOORS if path.exists()], ids=lambda path: path.stem)
def test_the_figures_hold(path):
    found = figures(labelled(path))
    assert {name: getattr(found, name) >= floor for name, floor in FLOORS[path].items()} == dict.fromkeys(
        FLOORS[path], True
    )
    assert found.unknown_given <= 0.03


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_every_language_is_understood(language):
    names = [name for name in labelled(OWN) if name.language == language]
    assert len(names) >= 50
    assert figures(names).phase >= 0.97


def test_the_lists_but_the_last_two_share_no_name_and_hold_names_that_nobody_could_know():
    lists = [labelled(path) for path in LATER[:-2]]  # the last two keep on purpose what everybody writes
    names = [name.name for found in lists for name in found]
    assert len(names) == len(set(names)) >= 1600
    assert sum(not name.knowable for found in lists for name in found) >= 160


def test_confidence_is_calibrated_out_of_fold():
    folded = out_of_fold(read_scores())
    assert expected_error(folded) <= 0.08
    assert brier(folded) < base_rate_brier(folded)


def test_the_table_of_confidence_is_the_fitted_one():
    knots = fitted(read_scores())
    assert [list(knot) for knot in knots] == table("confidence")["knots"]
    assert [calibrated(raw) for raw, _ in knots] == [share for _, share in knots]


@pytest.mark.parametrize(("raw", "worth"), [(0.0, 0.0), (0.25, 0.63), (0.56, 0.78), (0.75, 0.91), (1.0, 0.97)])
def test_between_the_knots_confidence_rises_evenly(raw, worth):
    assert calibrated(raw) == pytest.approx(worth, abs=0.011)
