"""An opened touchpoint's figures: where each scale begins and ends, how a value stands to its target, what is drawn."""

import pytest

from core.model import Kpi, Part
from core.story import Story
from core.texts import language
from core.ui.dashboard.numbers import ends, numbers, standing
from tests.charts.fakes import analysis_of


def kpi(name: str, value: float, unit: str = "share", *, low: float | None = None, high: float | None = None) -> Kpi:
    return Kpi(name, value, unit, low=low, high=high, n=80.0)


def part(found: Kpi, target: float, *, poor: bool = False) -> Part:
    return Part("satisfaction", found.id, found.value, found.low, found.high, None, target, 80.0, 1.0, 0.1, poor)


@pytest.mark.parametrize(
    ("found", "target", "scale"),
    [
        (kpi("csat", 0.58), 0.8, (0.0, 1.0)),
        (kpi("nps", -43.0, "points"), 30.0, (-100.0, 100.0)),
        (kpi("rating", 3.4, "score"), 4.2, (1.0, 5.0)),
        (kpi("conversion_rate", 0.26, high=0.28), 0.4, (0.0, 0.5)),
        (kpi("response_time", 40.0, "duration"), 24.0, (0.0, 50.0)),
        (kpi("conversion_rate", 0.0), 0.0, (0.0, 1.0)),
    ],
)
def test_a_scale_ends_where_its_unit_does_else_beyond_what_is_known(found, target, scale):
    assert ends(found, target) == pytest.approx(scale)


@pytest.mark.parametrize(
    ("found", "target", "poor", "word"),
    [
        (kpi("csat", 0.58), 0.8, True, "poor"),
        (kpi("csat", 0.78), 0.8, False, "near"),
        (kpi("csat", 0.8), 0.8, False, "good"),
        (kpi("response_time", 20.0, "duration"), 24.0, False, "good"),
        (kpi("response_time", 25.0, "duration"), 24.0, False, "near"),
    ],
)
def test_how_a_value_stands_to_its_target(found, target, poor, word):
    assert standing(found, part(found, target, poor=poor)) == word


@pytest.mark.parametrize(("code", "target"), [("en", "80%"), ("da", "80\u00a0%"), ("sv", "80\u00a0%")])
def test_what_has_a_target_is_a_row_of_the_table_and_the_rest_stands_below(code, target):
    aimed, other = kpi("csat", 0.58, low=0.53, high=0.63), kpi("reach", 0.14)
    html = str(numbers(Story(analysis_of(0), language(code)), [aimed, other], {"csat": part(aimed, 0.8)}))
    table, _, below = html.partition("</table>")
    assert table.count("scope='row'") == 1
    assert "left:53.0%;right:37.0%" in table
    assert f"</span>{target}</td>" in table
    assert below.count("<dt>") == 1
    assert "aria-hidden='true'" in table


def test_a_value_is_seen_to_lie_inside_its_range():
    found = Kpi("conversion_rate", 4527 / 17702, "share", 4527, 17702, "visits", 17702, low=0.2494, high=0.2622)
    html = str(numbers(Story(analysis_of(0), language("en")), [found], {"conversion_rate": part(found, 0.34)}))
    assert "<td class='kp-figure'>25.6%</td>" in html
    assert "between 24.9% and 26.2%" in html
