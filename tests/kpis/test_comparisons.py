"""What is compared with what, and when a change is called one."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.kpis import comparisons
from core.kpis.calendar import Calendar, length
from core.kpis.sides import corrected, moved
from core.model import Comparison, Settings, Stretch
from tests.kpis.grounds import ground_of, rows_of


def sold(date: str | None, conversions: float, visits: float, **more: Any) -> dict[str, Any]:
    return {"date": date, "conversions": conversions, "visits": visits, **more}


def days(first: str, last: str, **figures: Any) -> list[dict[str, Any]]:
    one, other = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [{"date": str(one + dt.timedelta(days=n)), **figures} for n in range((other - one).days + 1)]


def conversion(comparison: Comparison | None) -> Any:
    assert comparison is not None
    return next(m for m in comparison.of("whole") if m.kpi == "conversion_rate")


@pytest.mark.parametrize(
    ("then", "now", "change", "word", "better"),
    [
        ((30, 200), (45, 210), (0.0643, -0.0109, 0.1383), "no clear change", None),
        ((200, 2000), (260, 2000), (0.0300, 0.0102, 0.0498), "up", True),
        ((260, 2000), (200, 2000), (-0.0300, -0.0498, -0.0102), "down", False),
    ],
)
def test_a_month_is_compared_with_the_month_before(then, now, change, word, better):
    found = comparisons(ground_of([sold("2025-04-01", *then), sold("2025-05-01", *now)])).period
    one = conversion(found)
    assert (one.change.value, one.change.low, one.change.high) == pytest.approx(change, abs=5e-5)
    assert (one.change.word, one.better) == (word, better)
    assert (found.before.stretch.label, found.after.stretch.label, found.incomplete) == ("2025-04", "2025-05", False)


@pytest.mark.parametrize("scope", ["phase", "touchpoint"])
def test_phases_and_touchpoints_are_compared_too(scope):
    found = comparisons(ground_of([sold("2025-04-01", 200, 2000), sold("2025-05-01", 260, 2000)])).period
    assert [m.change.word for m in found.of(scope) if m.kpi == "conversion_rate"] == ["up"]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (("2025-01", "2025-03"), ("2025-01", "2025-03")),
        (("2025-02", "2025-04"), ("2025-02", "2025-04")),
        (("2024-12", "2025-03"), None),  # a period of another file
        (("2025-03", "2025-03"), None),
        (None, None),
    ],
)
def test_any_two_periods_are_compared(wish, found):
    lines = [sold(f"2025-0{month}-01", 200 + 60 * month, 2000) for month in (1, 2, 3, 4)]
    picked = comparisons(ground_of(lines, settings=Settings(compare_periods=wish))).picked
    if found is None:
        assert picked is None
    else:
        assert (picked.before.stretch.label, picked.after.stretch.label) == found
        assert conversion(picked).change.value == pytest.approx(0.06)


def test_half_a_month_is_compared_with_the_same_half():
    lines = [*days("2025-04-01", "2025-04-30", conversions=1, visits=10)]
    lines += [*days("2025-05-01", "2025-05-15", conversions=2, visits=10)]
    found = comparisons(ground_of(lines)).period
    assert found.incomplete
    assert found.before.stretch == Stretch(dt.date(2025, 4, 1), dt.date(2025, 4, 15))
    assert found.after.stretch == Stretch(dt.date(2025, 5, 1), dt.date(2025, 5, 15))
    assert conversion(found).before.denominator == conversion(found).after.denominator == 150


@pytest.mark.parametrize(
    ("last_day_of_the_table", "then", "now", "incomplete"),
    [
        ("2025-03-31", (dt.date(2025, 4, 1), dt.date(2025, 4, 30)), (dt.date(2025, 5, 1), dt.date(2025, 5, 31)), False),
        ("2025-05-10", (dt.date(2025, 4, 1), dt.date(2025, 4, 10)), (dt.date(2025, 5, 1), dt.date(2025, 5, 10)), True),
    ],
)
def test_rows_of_a_log_stand_for_their_whole_month(last_day_of_the_table, then, now, incomplete):
    table = days("2025-03-02", last_day_of_the_table, conversions=1, visits=10)
    log = [sold(day, 20, 200) for day in ("2025-04-01", "2025-05-01")]
    ground = ground_of([*table, *log])
    grains = ["touchpoints"] * len(table) + ["interactions"] * len(log)
    found = comparisons(replace(ground, rows=ground.rows.assign(grain=grains))).period
    assert (found.before.stretch.first, found.before.stretch.last) == then
    assert (found.after.stretch.first, found.after.stretch.last) == now
    assert found.incomplete == incomplete


def test_thirty_days_of_march_are_compared_with_no_more_than_february_has():
    lines = days("2025-02-01", "2025-03-30", conversions=1, visits=10)
    found = comparisons(ground_of(lines)).period
    assert length(found.before.stretch) == length(found.after.stretch) == 28


@pytest.mark.parametrize(
    ("dates", "grain", "label"),
    [
        (["2024-05-01", "2025-04-01", "2025-05-01"], "month", "2024-05"),
        (["2024-01-01", "2025-01-01"], "year", None),
        (["2025-04-01", "2025-05-01"], "month", None),
    ],
)
def test_a_year_earlier(dates, grain, label):
    found = comparisons(ground_of([sold(d, 5, 100) for d in dates], grain=grain))
    assert (found.year and found.year.before.stretch.label) == label
    assert label is not None or "year" in found.silent


def test_a_gap_before_the_last_period_is_said_and_nothing_compared():
    found = comparisons(ground_of([sold("2025-01-01", 5, 100), sold("2025-05-01", 5, 100)]))
    assert found.period is None
    assert found.silent["period"].key == "compare.no-period-before"


def test_a_chosen_period_is_compared_with_the_one_before_it():
    lines = [sold(f"2025-0{m}-01", m, 100) for m in (1, 2, 3, 4)]
    found = comparisons(ground_of(lines, settings=Settings(periods=("2025-03",)))).period
    assert (found.before.stretch.label, found.after.stretch.label) == ("2025-02", "2025-03")


def test_without_dates_the_column_that_would_unlock_is_named():
    found = comparisons(ground_of([sold(None, 5, 100)], grain=None))
    assert (found.period, found.year, found.change) == (None, None, None)
    assert found.unlock == {"period": "date", "year": "date", "change": "date", "segment": "segment"}


def test_rows_without_a_date_are_counted():
    lines = [sold("2025-04-01", 5, 100), sold("2025-05-01", 5, 100), sold(None, 5, 100)]
    assert [(n.key, n.values["n"]) for n in comparisons(ground_of(lines)).period.notes] == [("compare.undated", 1)]


def test_what_came_and_went():
    lines = [sold("2025-04-01", 5, 100), sold("2025-05-01", 5, 100)]
    lines += [sold("2025-04-01", 5, 100, touchpoint="fair"), sold("2025-05-01", 5, 100, touchpoint="chat")]
    found = comparisons(ground_of(lines)).period
    assert (found.new, found.gone) == (("chat",), ("fair",))


@pytest.mark.parametrize(
    ("day", "then", "now"),
    [
        ("2025-04-01", ("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")),
        ("2025-05-01", ("2025-03-01", "2025-04-30"), ("2025-05-01", "2025-06-30")),
        ("2025-04-10", ("2025-02-01", "2025-03-31"), ("2025-05-01", "2025-06-30")),
        ("2025-06-01", ("2025-05-01", "2025-05-31"), ("2025-06-01", "2025-06-30")),
    ],
)
def test_before_and_after_a_change_in_whole_months(day, then, now):
    chosen = Settings(change_on=dt.date.fromisoformat(day))
    lines = [sold(f"2025-0{m}-01", m, 100) for m in range(1, 7)]
    found = comparisons(ground_of(lines, settings=chosen)).change
    sides = (found.before.stretch, found.after.stretch)
    assert [(str(s.first), str(s.last)) for s in sides] == [then, now]
    assert [n.key for n in found.notes] == (["compare.mixed-period"] if day == "2025-04-10" else [])


def test_before_and_after_a_change_in_days():
    chosen = Settings(change_on=dt.date(2025, 4, 21))
    found = comparisons(ground_of(days("2025-04-01", "2025-04-30", conversions=1, visits=9), settings=chosen)).change
    assert found.before.stretch == Stretch(dt.date(2025, 4, 11), dt.date(2025, 4, 20))
    assert found.after.stretch == Stretch(dt.date(2025, 4, 21), dt.date(2025, 4, 30))


@pytest.mark.parametrize("day", ["2024-12-31", "2025-01-01", "2025-08-01"])
def test_a_change_outside_the_data_is_said(day):
    chosen = Settings(change_on=dt.date.fromisoformat(day))
    found = comparisons(ground_of([sold(f"2025-0{m}-01", m, 100) for m in range(1, 7)], settings=chosen))
    assert found.change is None
    assert found.silent["change"].key == "compare.change-outside"


def test_a_change_at_one_touchpoint_looks_at_that_alone():
    told = {"chat": (100, 200), "shop": (50, 50)}
    months = ("2025-04-01", "2025-05-01")
    lines = [sold(m, x, 1000, touchpoint=t) for t, xs in told.items() for m, x in zip(months, xs, strict=True)]
    chosen = Settings(change_on=dt.date(2025, 5, 1), change_touchpoint="chat")
    assert conversion(comparisons(ground_of(lines, settings=chosen)).change).change.value == pytest.approx(0.1)


def test_what_a_change_returned():
    lines = [sold("2025-04-01", 100, 1000, revenue=50_000), sold("2025-05-01", 150, 1000, revenue=75_000)]
    chosen = Settings(change_on=dt.date(2025, 5, 1), change_cost=4000.0, assumptions={"margin": 0.4})
    found = comparisons(ground_of(lines, settings=chosen)).returned
    assert found.basis == "conversion"
    assert found.effect.value == pytest.approx(0.05 * 1000 * 500)
    assert found.returned.value == pytest.approx((25_000 * 0.4 - 4000) / 4000)
    assert found.so_far == found.returned
    assert found.periods == pytest.approx(4000 / (25_000 * 0.4))
    assert found.effect.low < found.effect.value < found.effect.high
    assert found.returned.low < found.returned.value < found.returned.high


def test_without_a_conversion_rate_the_change_of_revenue_counts_and_nobody_knows_how_sure():
    lines = [{"date": f"2025-0{m}-01", "revenue": 10_000 if m < 3 else 12_000, "cost": 100} for m in (1, 2, 3, 4)]
    chosen = Settings(change_on=dt.date(2025, 3, 1), change_cost=500.0)
    found = comparisons(ground_of(lines, settings=chosen)).returned
    assert (found.basis, found.effect.value, found.effect.low) == ("revenue", 2000, None)
    assert found.returned.value == pytest.approx((2000 * 0.4 - 500) / 500)
    assert (found.passed, found.so_far.value) == (2, pytest.approx((2 * 2000 * 0.4 - 500) / 500))


def test_a_segment_against_the_rest_needs_more_than_one_in_twenty():
    lines = [sold(None, 100, 1000, segment="a", clicks=500, impressions=10_000, leads=60),
             sold(None, 128, 1000, segment="b", clicks=500, impressions=10_000, leads=60)]  # fmt: skip
    (found,) = comparisons(ground_of(lines, grain=None)).segments
    one = conversion(found)
    assert one.change.high < 0  # alone it would have been called clear
    assert (one.change.word, one.better) == ("no clear change", None)
    assert (found.holm, found.tests) == (True, 3)


def test_each_of_several_segments_and_the_one_of_two_that_was_chosen():
    several = [sold(None, 100, 1000, segment=s) for s in "abc"]
    found = comparisons(ground_of(several, grain=None)).segments
    assert [c.after.name for c in found] == ["a", "b", "c"]
    two = [sold(None, 100, 1000, segment=s) for s in "ab"]
    (one,) = comparisons(ground_of(two, grain=None, settings=Settings(compare_segment="b"))).segments
    assert (one.after.name, one.before.name) == ("b", "a")


FILES = {
    "months of their own": (["2025-04-01"], ["2025-05-01"], ("2025-04-01", "2025-05-01"), []),
    "this year's workbook": (["2025-03-01", "2025-04-01"], ["2025-03-01", "2025-04-01", "2025-05-01"],
                             ("2025-04-01", "2025-05-01"), ["compare.files-overlap"]),
    "two months after one": (["2025-03-01"], ["2025-04-01", "2025-05-01"], ("2025-03-01", "2025-05-01"), []),
    "the same month again": (["2025-05-01"], ["2025-05-01"], ("2025-05-01", "2025-05-01"), ["compare.files-overlap"]),
    "without dates": ([None], [None], None, ["compare.files-undated"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_file_against_file(name):
    old, new, firsts, notes = FILES[name]
    lines = [sold(d, 5, 100, file="old.xlsx") for d in old] + [sold(d, 9, 100, file="new.xlsx") for d in new]
    found = comparisons(ground_of(lines, grain="month" if old[0] else None)).files
    assert (found.before.name, found.after.name) == ("old.xlsx", "new.xlsx")
    assert conversion(found).change.value == pytest.approx(0.04)
    assert [n.key for n in found.notes] == notes
    if firsts:
        assert (str(found.before.stretch.first), str(found.after.stretch.first)) == firsts
        assert length(found.before.stretch) - length(found.after.stretch) in (-1, 0, 1)


def test_files_that_share_no_key_figure_are_not_compared():
    lines = [sold(None, 5, 100, file="a.csv"), {"csat_score": 0.8, "responses": 10, "file": "b.csv"}]
    found = comparisons(ground_of(lines, grain=None))
    assert found.files is None
    assert found.silent["files"].key == "compare.files-differ"


counts = st.tuples(st.integers(0, 300), st.integers(300, 1000))


@given(counts)
@settings(max_examples=25)
def test_a_thing_compared_with_itself_has_not_changed(count):
    ground = ground_of([sold("2025-05-01", *count, revenue=100, csat_score=0.8, responses=20)])
    found = moved(ground, ground.rows, ground.rows, scopes=("whole", "phase", "touchpoint"))
    assert found
    assert all(m.change.value == 0 and m.change.word in (None, "no clear change") and m.better is None for m in found)


@given(counts, counts)
@settings(max_examples=25)
def test_swapping_sides_flips_the_sign(one, other):
    ground = ground_of([sold("2025-05-01", *one), sold("2025-05-01", *other)])
    there, back = (
        moved(ground, ground.rows.iloc[[i]], ground.rows.iloc[[1 - i]], scopes=("whole",))[0].change for i in (0, 1)
    )
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low), abs=1e-12)
    assert {there.word, back.word} in ({"no clear change"}, {"up", "down"})


@given(st.dates(dt.date(2023, 1, 1), dt.date(2026, 1, 1)), st.integers(1, 500), st.integers(0, 500))
@settings(max_examples=60)
def test_stretches_are_equally_long_and_do_not_overlap(first, span, into):
    lines = days(str(first), str(first + dt.timedelta(days=span)), visits=1)
    calendar = Calendar.of(rows_of(lines), "month")
    assert calendar is not None
    now, then = calendar.aligned(calendar.latest, calendar.before(calendar.latest))
    assert calendar.is_over(calendar.latest) or length(now) == length(then)
    sides = calendar.around(first + dt.timedelta(days=into))
    if sides and not calendar.whole:
        assert length(sides[0]) == length(sides[1])
        assert sides[0].last < sides[1].first


def test_a_correction_only_takes_words_back():
    ground = ground_of([sold("2025-05-01", 100, 1000, segment="a"), sold("2025-05-01", 180, 1000, segment="b")])
    (found,) = comparisons(ground).segments
    assert corrected([found])[0].moved == found.moved
    assert conversion(found).change.word == "down"


@pytest.mark.parametrize(
    ("grain", "compared"), [("touchpoints", {"exit_rate", "conversion_rate"}), ("interactions", {"conversion_rate"})]
)
def test_exits_of_a_log_are_not_compared_in_time_for_its_end_hides_who_comes_back(grain, compared):
    lines = [
        {"date": day, "visits": 1000, "conversions": sold, "exits": left}
        for day, sold, left in (("2025-01-31", 20, 10), ("2025-02-28", 30, 90))
    ]
    ground = ground_of(lines)
    ground = replace(ground, rows=ground.rows.assign(grain=grain))
    found = comparisons(ground).period
    assert {one.kpi for one in found.of("whole")} & {"exit_rate", "conversion_rate"} == compared
