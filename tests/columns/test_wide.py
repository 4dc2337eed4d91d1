"""Touchpoints, periods or groups as columns, metrics as rows: what is taken apart, found, laid out, left alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cleaning.moments.dates import read_moment
from core.columns import lay_out
from core.columns.wide_words import figure_in, has_year, is_period, names_touchpoint, take_apart
from core.model import CellKind, Settings
from core.model.mapping import SheetMap
from tests.columns.conftest import _sheet

WIDE, LONG = Settings(layouts={"Ark1": "wide"}), Settings(layouts={"Ark1": "long"})


@pytest.mark.parametrize(
    ("header", "label", "field"),
    [
        ("Facebook omkostning", "Facebook", "cost"),
        ("Facebook omkostning (kr.)", "Facebook", "cost"),
        ("Channel0_impression", "Channel0", "impressions"),
        ("Spend: TV", "TV", "cost"),
        ("cost_facebook", "facebook", "cost"),
        ("facebookSpend", "facebook", "cost"),
        ("YouTube cost", "YouTube", "cost"),
        ("Klik på Facebook", "Facebook", "clicks"),
        ("Besøg i butik", "butik", "visits"),
        ("Facebook / Besøg", "Facebook", "visits"),
        ("Facebook conv. value", "Facebook", "revenue"),
        ("Facebook cost per click", "Facebook", "given:cost_per_click"),
        ("Försäljning butik", "butik", "revenue"),
        ("tv_S", "tv", "cost"),
        ("facebook_I", "facebook", "impressions"),
        ("search_clicks_P", "search", "clicks"),
    ],
)
def test_a_header_says_whose_figure_it_is(header, label, field):
    ways = take_apart(header, letters=True)
    assert (label, field) == (ways[0].label, ways[0].field)


@pytest.mark.parametrize(
    "header",
    [
        *("Revenue", "Store visits", "Klik (alle)", "Total spend", "Budget Facebook", "competitor_sales_B"),
        *("Unique clicks", "revenue_per_conversion", "Facebook avg clicks", "Channel4_reach", "Sidste besøg"),
    ],
)
def test_a_header_that_names_no_touchpoints_figure_stays_whole(header):
    assert take_apart(header, letters=True) == ()


def test_a_last_letter_is_a_figure_only_where_the_table_is_written_so():
    assert take_apart("tv_S") == ()


@pytest.mark.parametrize(
    ("label", "year"),
    [
        *[(text, True) for text in ("2025", "Jan 2025", "jan-25", "2025-01", "Q1 2025", "2025K1", "uge 12 2025")],
        *[(text, True) for text in ("Q1 25", "H1 2025", "1. halvår 2025", "2025-H2", "T1 2025", "jan-jun 2025")],
        *[(text, True) for text in ("andra halvåret av 2025", "3. tertial 25", "1H25", "første kvartal 2025")],
        *[(text, True) for text in ("1. kvartal 2025", "2025M01", "01/2025", "2025-01-01", "vecka 3 2025")],
        *[(text, True) for text in ("FY25", "RÅ 2024/25", "2024/2025", "FY 24/25", "räkenskapsår 2025")],
        *[(text, True) for text in ("forår 2025", "Sommar 25", "vinter 2024/25", "SS25", "Jul 2024", "autumn 2024")],
        *[(text, False) for text in ("januar", "uge 12", "Q1", "maj", "1. kvartal", "v12")],
        *[(text, False) for text in ("H1", "2. halvår", "första halvåret", "tertial 3", "jan-jun")],
    ],
)
def test_a_period_is_told_and_can_be_read_as_a_date(label, year):
    assert is_period(label)
    assert has_year(label) is year
    assert (read_moment(label) is not None) is year
    assert year or read_moment(f"{label} 2025") is not None


@pytest.mark.parametrize("label", ["12", "Facebook", "man", "Mænd", "2025 i alt", "x1", "P.1 Output", "Marts-kampagne"])
def test_other_headers_are_no_periods(label):
    assert not is_period(label)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Besøg pr. kanal 2025", "visits"),
        ("Visits by channel", "visits"),
        ("Omkostning pr. klik", "given:cost_per_click"),
        ("Omsætning 2025", "revenue"),
        ("Besøg og køb 2025", None),
        ("Marketing", None),
        ("Ark1", None),
    ],
)
def test_a_title_may_say_which_figure_it_is(title, field):
    assert figure_in(title) == field


@pytest.mark.parametrize("name", ["tv", "Facebook", "Channel0", "Butik", "Telefon", "Google Ads"])
def test_touchpoints_are_known_by_name(name):
    assert names_touchpoint(name)


@pytest.mark.parametrize("name", ["Mænd", "Geo0", "Sko", "Nord", "x1", "Desktop", "Danmark"])
def test_groups_and_products_are_not(name):
    assert not names_touchpoint(name)


def laid(rows, choices=None, name="Ark1"):
    return lay_out(_sheet(rows, name=name), file="f.csv", settings=choices or Settings())


def cells(found):
    """Every row as {header of the map: text}, blanks left out, and the row of the file."""
    maps: list[SheetMap] = [found.map, *found.map.more]
    return [
        (
            int(found.sheet.in_file(np.array([row]))[0]),
            {c.field: text for c in m.columns if (text := str(found.sheet.columns[c.index].texts[row]))},
        )
        for m in maps
        for row in range(m.first, m.last)
    ]


def codes(found):
    return [issue.code for issue in found.issues]


CHANNELS = [
    ["Uge", "Facebook omkostning", "TV omkostning", "Facebook klik", "Omsætning"],
    ["uge 1 2025", 100, 50, 7, 900],
    ["uge 2 2025", 200, "", "", 950],
]


def test_touchpoints_as_columns():
    found = laid(CHANNELS)
    assert found.map.layout == "channels"
    assert codes(found) == ["wide-channels", "wide-unused"]
    assert found.issues[1].values == {
        "n": 1,
        "sheet": found.issues[1].values["sheet"],
        "columns": ("Omsætning",),
        "fields": ("revenue",),
        "headers": ("Omsætning",),
    }
    assert [(row, c["touchpoint"], c["date"], c.get("cost"), c.get("clicks")) for row, c in cells(found)] == [
        (2, "Facebook", "uge 1 2025", "100", "7"),
        (3, "Facebook", "uge 2 2025", "200", None),
        (2, "TV", "uge 1 2025", "50", None),
    ]


def test_each_column_of_the_file_is_remembered():
    columns = {c.field: c for c in laid(CHANNELS).map.columns}
    assert [s.header for s in columns["cost"].sources] == ["Facebook omkostning", "TV omkostning"]
    assert columns["cost"].header == "Facebook omkostning, TV omkostning"
    assert columns["touchpoint"].sources == ()
    assert columns["date"].sources is None


PERIODS = [["Besøg pr. kanal 2025"], [], ["Kanal", "Jan", "Feb", "I alt"], ["Facebook", 1, 2, 3], ["Butik", 4, "", 4]]


def test_periods_as_columns_take_figure_and_year_from_the_title():
    found = laid(PERIODS)
    assert found.map.layout == "periods"
    assert codes(found) == ["wide-periods", "wide-title", "wide-unused"]
    assert [(row, c["channel"], c["date"], c["visits"]) for row, c in cells(found)] == [
        (4, "Facebook", "Jan 2025", "1"),
        (5, "Butik", "Jan 2025", "4"),
        (4, "Facebook", "Feb 2025", "2"),
    ]


@pytest.mark.parametrize(
    ("rows", "name", "figures"),
    [
        ([["Kanal", "2024", "2025"], ["Facebook", 1, 2]], "Omsætning", {"revenue"}),
        ([["Kontaktpunkt", "Besøg 2024", "Besøg 2025"], ["Facebook", 1, 2]], "Ark1", {"visits"}),
        ([["Omkostning", "uge 1 2025", "uge 2 2025"], ["Facebook", 1, 2], ["Butik", 1, 2]], "Ark1", {"cost"}),
        ([["Kanal", "Q1 2025", "Q2 2025"], ["Facebook", 1, 2]], "Leads 2025", {"leads"}),
        ([["Omsætning pr. kanal"], [], ["", 2024, 2025], ["Facebook", 1, 2], ["Butik", 1, 2]], "Ark1", {"revenue"}),
    ],
)
def test_where_the_figure_of_periods_may_stand(rows, name, figures):
    found = laid(rows, name=name)
    assert found.map.layout == "periods"
    assert figures == {f for _, c in cells(found) for f in c} - {"channel", "touchpoint", "date"}


def test_touchpoints_may_stand_over_their_figures():
    rows = [["", "Facebook", "", "Butik", ""], ["Måned", "Besøg", "Køb", "Besøg", "Køb"], ["jan 2025", 1, 2, 3, 4]]
    found = laid([*rows, ["feb 2025", 5, 6, 7, 8]])
    assert found.map.layout == "channels"
    assert [(c["touchpoint"], c["visits"], c["conversions"]) for _, c in cells(found)] == [
        ("Facebook", "1", "2"),
        ("Facebook", "5", "6"),
        ("Butik", "3", "4"),
        ("Butik", "7", "8"),
    ]


def test_periods_without_a_year_are_groups_and_said_so():
    found = laid([["Kanal", "Jan", "Feb"], ["Facebook", 1, 2]], name="Besøg")
    assert "wide-no-year" in codes(found)
    assert [c["segment"] for _, c in cells(found)] == ["Jan", "Feb"]


def test_a_metric_beside_periods_counts_once():
    found = laid([["Kanal", "Besøg 2024", "Besøg 2025", "Omkostning"], ["Facebook", 1, 2, 30], ["Butik", 3, 4, 50]])
    assert [c["cost"] for _, c in cells(found) if "cost" in c] == ["30", "50"]


def test_names_of_merged_cells_stay_with_their_rows():
    rows = [["Kanal", "Segment", "Besøg 2024", "Besøg 2025"], ["Facebook", "Nye", "", 2], ["", "Gamle", 3, 4]]
    assert [c["channel"] for _, c in cells(laid(rows)) if "channel" in c] == ["Facebook", "Facebook"]
    assert len(cells(laid(rows))) == 4


TURNED = [["", "Facebook", "Butik", "Telefon"], ["Besøg", 100, 200, 50], ["Køb", 10, 20, 5], ["Vejr", 1, 2, 3]]


def test_metrics_as_rows_are_turned_where_some_are_written_as_texts():
    """A row of texts looks like a header, but begins with the name of a metric as those above it do."""
    found = laid([["", "Butik", "Mail"], ["Besøg", 100, 20], ["Køb", 10, None], ["Omsætning", "1.000,00", "96,50"]])
    assert found.map.layout == "transposed"
    told = [(c["touchpoint"], c["visits"], c.get("conversions"), c["revenue"]) for _, c in cells(found)]
    assert told == [("Butik", "100", "10", "1.000,00"), ("Mail", "20", None, "96,50")]


def test_metrics_as_rows_are_turned():
    found = laid(TURNED)
    assert found.map.layout == "transposed"
    assert codes(found) == ["wide-transposed"]
    assert [(c["touchpoint"], c["visits"], c["conversions"]) for _, c in cells(found)] == [
        ("Facebook", "100", "10"),
        ("Butik", "200", "20"),
        ("Telefon", "50", "5"),
    ]
    assert [(c.header, c.row) for c in found.map.columns[1:]] == [("Besøg", 2), ("Køb", 3), ("Vejr", 4)]


def test_a_header_that_looks_like_data_is_no_hindrance():
    rows = [["", "Facebook", "TV"], ["Besøg", "100", "200"], ["Køb", "10", "20"]]
    assert [c["visits"] for _, c in cells(laid(rows))] == ["100", "200"]


def test_columns_in_different_units_are_not_mixed():
    rows = [["Dato", "Facebook omkostning (kr)", "TV omkostning (tkr)"], ["2025-01-01", 100, 2], ["2025-01-02", 5, 3]]
    found = laid(rows)
    assert [m.layout for m in (found.map, *found.map.more)] == ["channels", "channels"]
    assert [c.header for m in (found.map, *found.map.more) for c in m.columns if c.field == "cost"] == [*rows[0][1:]]


SEGMENTS = [["Kontaktpunkt", "Besøg mænd", "Besøg kvinder"], ["Facebook", 1, 2], ["Butik", 3, 4]]
UNNAMED = [["Dato", "x1", "x2"], ["2025-01-01", 1, 2], ["2025-01-02", 3, 4]]
FIGURE = {"Ark1": {"x1": "cost"}}


@pytest.mark.parametrize(
    ("rows", "choices", "layout", "code"),
    [
        (CHANNELS, LONG, "long", None),
        (PERIODS, LONG, "long", None),
        (TURNED, LONG, "long", None),
        (SEGMENTS, None, "long", "wide-offer"),
        (SEGMENTS, WIDE, "segments", "wide-segments"),
        (SEGMENTS, Settings(layouts={"f.csv/Ark1": "wide"}), "segments", "wide-segments"),
        (UNNAMED, None, "long", "wide-asks"),
        (UNNAMED, WIDE, "long", "wide-asks"),
        (UNNAMED, Settings(layouts={"Ark1": "wide"}, mapping=FIGURE), "channels", "wide-channels"),
        ([["Kanal", "2024", "2025"], ["Facebook", 1, 2]], None, "long", "wide-asks"),
        (
            [["Kanal", "2024", "2025"], ["TV", 1, 2]],
            Settings(mapping={"Ark1": {"2024": "leads"}}),
            "periods",
            "wide-periods",
        ),
        ([["", "Mænd", "Kvinder"], ["Besøg", 1, 2], ["Køb", 3, 4]], None, "long", "wide-offer"),
        ([["", "Mænd", "Kvinder"], ["Besøg", 1, 2], ["Køb", 3, 4]], WIDE, "transposed", "wide-transposed"),
        ([["Dato", "Sko omsætning", "Hat omsætning"], ["2025-01-01", 1, 2]], None, "long", "wide-offer"),
    ],
)
def test_the_user_decides_and_what_is_not_certain_is_offered(rows, choices, layout, code):
    found = laid(rows, choices)
    assert found.map.layout == layout
    assert codes(found)[:1] == ([code] if code else [])


@pytest.mark.parametrize(
    "rows",
    [
        [["Kontaktpunkt", "Besøg", "Køb"], ["Facebook", 1, 2]],
        [["Kanal", "Måned", "Besøg", "Klik (alle)", "Klik på links"], ["Facebook", "jan 2025", 1, 2, 3]],
        [["Dato", "Besøg", "Køb", "Omsætning"], ["2025-01-01", 1, 2, 3]],
        [["Nøgletal", "2024", "2025"], ["Besøg", 1, 2], ["Køb", 3, 4]],
        [["Region", "Type", "2024", "2025"], ["Nord", "A", 1, 2], ["Syd", "B", 3, 4]],
        [["Kanal", "Nøgletal", "2024", "2025"], ["TV", "Besøg", 1, 2], ["TV", "Køb", 3, 4]],
        [["Nøgletal", "Mål", "Budget", "Ændring"], ["Besøg", 1, 2, 3], ["Køb", 3, 4, 5]],
    ],
)
def test_other_tables_are_left_alone(rows):
    found = laid(rows)
    assert found.map.layout == "long"
    assert found.issues == ()


NAMES = ("Facebook", "TV", "Butik", "Telefon", "Google Ads")
FIGURES = {"omkostning": "cost", "klik": "clicks", "besøg": "visits"}


@settings(max_examples=60)
@given(st.data())
def test_the_sums_of_the_rows_are_the_sums_of_the_columns(data):
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    figures = data.draw(st.lists(st.sampled_from(sorted(FIGURES)), min_size=1, max_size=3, unique=True))
    heads = data.draw(st.permutations([(n, f) for n in names for f in figures]))
    cell = st.one_of(st.just(""), st.integers(0, 10**6))
    body = data.draw(st.lists(st.lists(cell, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=6))
    body = [[1] * len(heads), *body]
    rows = [["Dato", *(f"{n} {f}" for n, f in heads)], *([f"2025-01-{i + 1:02}", *r] for i, r in enumerate(body))]
    summed: dict[tuple[str, str], int] = {}
    for _, row in cells(laid(rows)):
        for field in FIGURES.values():
            if field in row:
                at = (row["touchpoint"], field)
                summed[at] = summed.get(at, 0) + int(row[field])
    assert summed == {(n, FIGURES[f]): sum(r[i] or 0 for r in body) for i, (n, f) in enumerate(heads)}


@settings(max_examples=60)
@given(st.lists(st.lists(st.one_of(st.just(""), st.integers(0, 99)), min_size=3, max_size=3), min_size=1, max_size=8))
def test_every_cell_of_a_period_is_laid_out_once(body):
    rows = [
        ["Kanal", "jan 2025", "feb 2025", "mar 2025"],
        ["Web", 1, 1, 1],
        *([f"k{i}", *r] for i, r in enumerate(body)),
    ]
    found = laid(rows, name="Besøg")
    kinds = found.sheet.columns[-1].kinds
    assert int((kinds != CellKind.EMPTY).sum()) == 3 + sum(cell != "" for row in body for cell in row)
    assert {row for row, _ in cells(found)} == set(range(2, len(body) + 3))


@pytest.mark.parametrize(
    ("name", "headers", "date"),
    [
        ("Januar 2026", ["Kontaktpunkt", "Besøg"], "Januar 2026"),
        ("Q1 2026", ["Kontaktpunkt", "Besøg"], "Q1 2026"),
        ("2025", ["Kontaktpunkt", "Besøg"], "2025"),
        ("jan", ["Kontaktpunkt", "Besøg"], "jan"),
        ("Kanaler 2026", ["Kontaktpunkt", "Besøg"], None),
        ("Januar 2026", ["Kontaktpunkt", "Dato"], None),
    ],
)
def test_a_sheet_named_for_a_period_is_of_that_period(name, headers, date):
    found = lay_out(
        _sheet([headers, ["Mail", "2026-02-01"], ["Butik", "2026-02-02"]], name=name), file="f", settings=Settings()
    )
    assert found.map.given.get("date") == date
    said = None if date is None else "sheet-no-year" if name == "jan" else "sheet-period"
    assert {"sheet-period", "sheet-no-year"}.intersection(codes(found)) == ({said} - {None})


def test_months_across_a_sheet_of_a_year_stay_months():
    rows = [["Besøg pr. kanal"], ["Kanal", "jan", "feb"], ["Mail", 1, 2], ["Butik", 3, 4]]
    found = lay_out(_sheet(rows, name="2025"), file="f", settings=Settings())
    assert (found.map.layout, codes(found)[0]) == ("periods", "wide-periods")


QUESTIONS = ["Hur nöjd är du med ditt besök i butiken? (1-5)", "Hur nöjd är du med vår webbplats? (1-5)"]
HEARD = "Var hörde du talas om oss?"


def test_one_question_about_several_touchpoints_is_a_row_for_each():
    answers = [["2025-04-02", n % 5 + 1, 5 - n % 5, 9, ["Google", "Mässa"][n % 2]] for n in range(6)]
    found = laid([["Datum", *QUESTIONS, "Hur troligt är det att du rekommenderar oss?", HEARD], *answers])
    said = {(c["touchpoint"], c["csat_score"]) for _, c in cells(found) if c.get("csat_score")}
    assert found.map.grain == "responses"
    assert {name for name, _ in said} == {"Besök i butiken", "Webbplats"}
    assert {issue.code for issue in found.issues} >= {"wide-channels", "wide-unused"}
    assert sum("nps_score" in c for _, c in cells(found)) == len(answers)


@pytest.mark.parametrize(
    "questions",
    [
        ["Hvor tilfreds er du med prisen?", "Hvor tilfreds er du med kvaliteten?"],  # no touchpoints
        ["Hvor tilfreds er du med vores webshop?", "Hvor nemt var det at bestille?"],
    ],
)
def test_questions_about_other_things_are_read_as_they_stand(questions):
    answers = [["2025-04-02", n % 5 + 1, 5 - n % 5] for n in range(6)]
    assert laid([["Dato", *questions], *answers]).map.layout == "long"
