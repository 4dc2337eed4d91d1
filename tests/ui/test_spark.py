"""A line over time beside a key figure: what it shows, and that nothing but numbers is in it."""

import re
from urllib.parse import unquote

import pytest

from core.ui.pieces.spark import spark


def lines(drawn: str) -> list[list[tuple[float, float]]]:
    """The points of each run of the line, per cent from the left and from the top."""
    (image, _) = re.findall(r"url\('data:image/svg\+xml,([^']*)'\)", drawn.replace("&#39;", "'"))
    runs = re.findall(r"points='([^']*)'", unquote(image))
    return [[tuple(map(float, point.split(","))) for point in run.split()] for run in runs]


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        ([1, 2, 3], [[(0, 94), (50, 50), (100, 6)]]),
        ([5, 5, 5], [[(0, 50), (50, 50), (100, 50)]]),
        ([0, None, 10, 5, None, 0], [[(0, 94)], [(40, 6), (60, 50)], [(100, 94)]]),
        ([3, 1, 2, None], [[(0, 6), (33.3, 94), (66.7, 50)]]),
    ],
)
def test_the_line_breaks_where_a_value_is_unknown(values, runs):
    assert lines(spark(values)) == runs


@pytest.mark.parametrize("values", [[], [1], [1, 2], [None, 1, None, 2], [None] * 9])
def test_two_values_are_no_line(values):
    assert spark(values) == ""


@pytest.mark.parametrize(("values", "last"), [([1, 2, 3], True), ([1, 2, 3, None], False)])
def test_the_last_value_is_marked_where_it_is_known(values, last):
    assert ("kp-last" in spark(values)) == last


@pytest.mark.parametrize(
    ("target", "top"), [(None, None), (3.0, 6.0), (1.0, 94.0), (9.0, 6.0), (27.0, 6.0), (27.1, None), (-24.0, None)]
)
def test_a_target_is_drawn_unless_it_is_so_far_off_that_nothing_of_the_line_would_be_left(target, top):
    found = re.search(r"kp-aimed' style='top:([\d.]+)%", spark([1, 2, 3], target=target))
    assert (float(found[1]) if found else None) == top
