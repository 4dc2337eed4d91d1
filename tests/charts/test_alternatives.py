"""What a screen reader hears says the finding."""

import pandas as pd
import pytest

from core import charts
from core.texts import language
from tests.charts.fakes import analysis_of

NB = "\u00a0"


def test_the_journey_is_told_with_its_weakest_stage_and_blind_spots():
    speaking = language("en")
    said = charts.alt_journey(charts.journey(analysis_of(6, seed=3), language=speaking), language=speaking)
    assert said == (
        "Map of the customer journey with 6 touchpoints: 2 online, 1 both, 3 offline. "
        "Satisfaction is lowest at Awareness: 44%. "
        "Nothing here: Consideration offline, Satisfaction online, Satisfaction offline, "
        "Loyalty online and Loyalty offline."
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "CR: 3.2% in Jan 2025, 5.1% in Dec 2025."),
        ("da", f"CR: 3,2{NB}% i jan. 2025, 5,1{NB}% i dec. 2025."),
        ("sv", f"CR: 3,2{NB}% i jan. 2025, 5,1{NB}% i dec. 2025."),
    ],
)
def test_a_trend_is_told_by_its_ends(code, said):
    speaking = language(code)
    frame = charts.trend_frame(analysis_of(16, seed=3), "conversion_rate", language=speaking)
    assert charts.alt_trend(frame, label="CR", language=speaking) == said


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ([], 0.5, "Nothing is measured well enough to compare importance and performance."),
        (
            [("Chat", 80, 0.7, 0.9), ("Mail", 80, 0.7, 1.1), ("Till", 90, 1.1, 1.2)],
            0.5,
            "3 touchpoints by importance and performance. Matter and are clearly below target: Chat.",
        ),
        (
            [("Chat", 20, 0.7, 0.9)],
            0.5,
            "Touchpoints by importance and performance. None that matters is clearly below target.",
        ),
    ],
)
def test_importance_names_what_matters_and_falls_short(rows, line, said):
    frame = pd.DataFrame(rows, columns=["name", "impact", "performance", "high"])
    assert charts.alt_importance(frame, impact_line=line, language=language("en")) == said


@pytest.mark.parametrize(
    ("kind", "blind"),
    [
        ("empty", "Nothing here: Before purchase offline."),
        ("possible", "Perhaps nothing here, as some touchpoints have no place yet: Before purchase offline."),
    ],
)
def test_coverage_tells_every_cell(kind, blind):
    columns = ["phase", "setting", "touchpoints", "measured", "kind"]
    frame = pd.DataFrame([("pre", "online", 3, 2, kind), ("pre", "offline", 0, 0, kind)], columns=columns)
    told = charts.alt_coverage(frame, language=language("en"))
    assert told == f"Touchpoints by phase and setting. Before purchase online: 2 of 3 can be judged. {blind}"
