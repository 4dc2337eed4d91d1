"""What stands above and below the pictures, as facts: nothing is claimed of what nobody measured."""

import datetime as dt
from dataclasses import replace

import pytest

from core.model import FileReceipt, SheetReceipt
from core.model.journeys import END
from core.story import Story, judged, list_finding, picture_finding, rows_read, rows_used, trend_unknown
from core.story.journeys import step_name
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint
from tests.story.test_journeys import NOTHING

GOOD = one_touchpoint("purchase", "online", 1.1, rank=2)
POOR = one_touchpoint("awareness", "online", 0.5, rank=1)
SILENT = one_touchpoint("awareness", "offline", None)


def story(*touchpoints, **values) -> Story:
    return Story(replace(analysis_of(0), touchpoints=touchpoints, **values), language("en"))


@pytest.mark.parametrize(
    ("touchpoints", "measured", "picture", "below_the_list"),
    [
        (
            (SILENT,),
            False,
            "No touchpoint is measured against a target yet",
            "The list fills as soon as a touchpoint is measured against a target, "
            "by its satisfaction, its sales or its service.",
        ),
        (
            (GOOD, SILENT),
            True,
            "No touchpoint that matters a lot is clearly below target",
            "Nothing that is measured is below its target.",
        ),
        (
            (POOR, GOOD, SILENT),
            True,
            "No touchpoint that matters a lot is clearly below target",
            "1 more is at or above its target.",
        ),
    ],
)
def test_only_what_is_measured_is_judged(touchpoints, measured, picture, below_the_list):
    told = story(*touchpoints)
    assert (judged(told), picture_finding(told), list_finding(told)) == (measured, picture, below_the_list)


@pytest.mark.parametrize(
    ("first_date", "said"),
    [
        (None, "There are no dates in the file. Add a month or date column to see how things change."),
        (dt.date(2020, 3, 16), "No key figure is known in two periods yet, so nothing can be drawn over time."),
    ],
)
def test_a_file_with_dates_is_not_said_to_have_none(first_date, said):
    assert trend_unknown(story(first_date=first_date)) == said


def sheet(grain: str, read: int, left_out: int = 0) -> SheetReceipt:
    return SheetReceipt("", grain, 1, read, left_out, ())


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ((sheet("interactions", 500),), "500 rows read."),
        ((sheet("touchpoints", 8, 1), sheet("responses", 20)), "28 rows read. 1 left out."),
        ((sheet("touchpoints", 8), sheet("other", 99, 99)), "8 rows read."),
    ],
)
def test_rows_of_tables_logs_and_surveys_are_read(sheets, said):
    told = story(files=(FileReceipt("f.xlsx", sheets),))
    assert rows_read(told) == said
    assert rows_used(told) == sum(s.rows_read for s in sheets if s.grain != "other")


@pytest.mark.parametrize(("sales", "end"), [(0, "Last contact in the file"), (3, "Left without buying")])
def test_nobody_leaves_without_buying_where_no_sale_is_told(sales, end):
    assert step_name(story(journeys=replace(NOTHING, sales=sales)), END) == end
