"""Where the table of a sheet stands, which column names the touchpoints, and what a row is."""

from collections.abc import Callable
from typing import Any

import pytest

from core.columns import map_sheet
from core.errors import BadSettings
from core.model import RawSheet, Settings
from core.model.mapping import SheetMap

MakeSheet = Callable[..., RawSheet]
PLAIN = [["Kontaktpunkt", "Besøg", "Køb"], ["Webshop", 100, 4], ["Butik", 50, 9]]


def fields_of(mapped: SheetMap) -> dict[str, str]:
    return {column.header: column.field for column in mapped.columns}


def name_of(mapped: SheetMap) -> str | None:
    return next((c.header for c in mapped.columns if c.index == mapped.touchpoint), None)


@pytest.mark.parametrize(
    ("above", "header"),
    [
        ([], 0),
        ([["Touchpoint rapport"]], 1),
        ([["Omsætning maj 2025", "Kanal"]], 1),
        ([["Vores kontaktpunkter"], [], ["Udtrukket", "2025-05-01"], []], 4),
        ([["Butikken A/S"], ["Bemærk: tal for webshoppen er foreløbige og kan ændre sig, når bonerne er talt op"]], 2),
    ],
)
def test_the_header_is_found_under_titles(make_sheet: MakeSheet, above: list[list[str]], header: int) -> None:
    mapped = map_sheet(make_sheet([*above, *PLAIN]), settings=Settings())
    assert (mapped.header, mapped.first, mapped.last) == (header, header + 1, header + 3)
    assert fields_of(mapped) == {"Kontaktpunkt": "touchpoint", "Besøg": "visits", "Køb": "conversions"}


def test_blank_columns_are_skipped_and_unnamed_ones_go_by_their_letter(make_sheet: MakeSheet) -> None:
    rows = [["", "Kanal", "", "", "Klik"], ["", "Mail", "", "note", 4], ["", "SMS", "", "", 5]]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert [(c.index, c.header) for c in mapped.columns] == [(1, "Kanal"), (3, "D"), (4, "Klik")]


def test_a_table_ends_where_another_begins(make_sheet: MakeSheet) -> None:
    rows = [*PLAIN, [], ["Kampagne", "Omkostning"], ["Forår", 900]]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert (mapped.first, mapped.last) == (1, 4)


def test_a_repeated_header_does_not_end_the_table(make_sheet: MakeSheet) -> None:
    mapped = map_sheet(make_sheet([*PLAIN, [], *PLAIN]), settings=Settings())
    assert mapped.last == 7


@pytest.mark.parametrize("rows", [[[""]], [["", ""], ["", ""]], [["Kanal", "Klik"]], [[1, 2], [3, 4]]])
def test_no_table(make_sheet: MakeSheet, rows: list[list[Any]]) -> None:
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert mapped.grain == "other"
    assert mapped.touchpoint is None


@pytest.mark.parametrize(
    ("header", "rows", "name", "candidates"),
    [
        (["Touchpoint", "Channel", "Visits"], [["Shop", "Web", 4], ["Mail", "Web", 5]], "Touchpoint", None),
        (["Channel", "Campaign", "Clicks"], [["Web", "A", 4], ["Mail", "B", 5]], "Channel", ("Channel", "Campaign")),
        # A channel that is the same everywhere tells nothing apart.
        (["Channel", "Campaign", "Clicks"], [["Web", "A", 4], ["Web", "B", 5]], "Campaign", ("Campaign", "Channel")),
        # A campaign with numbers for names is none.
        (["Source", "Campaign", "Clicks"], [["Web", 1, 4], ["Mail", 2, 5]], "Source", ("Source",)),
        # Online and offline are the setting, not channels.
        (["Channel", "Campaign", "Clicks"], [["Online", "A", 4], ["Offline", "B", 5]], "Campaign", ("Campaign",)),
        # Ids are no names.
        (["Campaign ID", "Channel", "Clicks"], [["12345", "Web", 4], ["12346", "Mail", 5]], "Channel", ("Channel",)),
        # Beside metrics an unexplained text is taken.
        (["", "Visits", "Revenue"], [["Shop", 4, 9.5], ["Mail", 5, 8.5]], "A", ("A",)),
        (["Hvad", "Besøg", "Køb"], [["Butik", 4, 1], ["Mail", 5, 2]], "Hvad", ("Hvad",)),
        # People and places are no touchpoints.
        (["Sales person", "County", "Visits", "Cost"], [["NN", "North", 4, 1], ["MM", "South", 5, 2]], None, None),
        # One metric is too little to guess from.
        (["District", "Overall NPS (%)"], [["North", 40.5], ["South", 51.5]], None, ("District",)),
    ],
)
def test_the_touchpoint_column(
    make_sheet: MakeSheet,
    header: list[str],
    rows: list[list[Any]],
    name: str | None,
    candidates: tuple[str, ...] | None,
) -> None:
    mapped = map_sheet(make_sheet([header, *rows]), settings=Settings())
    assert name_of(mapped) == name
    assert mapped.grain == ("touchpoints" if name else "other")
    assert candidates is None or mapped.candidates == candidates


def test_an_id_that_comes_back_is_offered_but_not_taken(make_sheet: MakeSheet) -> None:
    rows = [["ad_id", "impressions", "spend"], *([str(62150000 + i % 3), 10 * i, 2.5] for i in range(9))]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert (mapped.touchpoint, mapped.candidates) == (None, ("ad_id",))
    chosen = map_sheet(make_sheet(rows), settings=Settings(touchpoint_column="AD_ID"))
    assert (name_of(chosen), chosen.grain) == ("ad_id", "touchpoints")
    assert fields_of(chosen)["ad_id"] == "touchpoint"


def test_the_user_switches_the_touchpoint_column(make_sheet: MakeSheet) -> None:
    rows = [["Channel", "Campaign", "Clicks"], ["Web", "A", 4], ["Mail", "B", 5]]
    mapped = map_sheet(make_sheet(rows), settings=Settings(touchpoint_column="Campaign"))
    assert (name_of(mapped), mapped.candidates) == ("Campaign", ("Campaign", "Channel"))


def test_the_user_says_what_a_column_means(make_sheet: MakeSheet) -> None:
    settings = Settings(mapping={"Ark1": {"besøg": "leads", "Køb": "ignore"}})
    mapped = map_sheet(make_sheet(PLAIN), settings=settings)
    assert fields_of(mapped) == {"Kontaktpunkt": "touchpoint", "Besøg": "leads", "Køb": "ignore"}
    assert [c.how for c in mapped.columns] == ["exact", "setting", "setting"]


def test_an_unknown_field_in_the_settings_is_refused(make_sheet: MakeSheet) -> None:
    with pytest.raises(BadSettings, match="unknown-field"):
        map_sheet(make_sheet(PLAIN), settings=Settings(mapping={"Ark1": {"Køb": "sausage"}}))


def test_a_hidden_sheet_is_read_only_if_the_user_mapped_it(make_sheet: MakeSheet) -> None:
    hidden = make_sheet(PLAIN, visible=False)
    assert map_sheet(hidden, settings=Settings()).header is None
    assert map_sheet(hidden, settings=Settings(mapping={"Ark1": {"Køb": "orders"}})).header == 0


@pytest.mark.parametrize(
    ("header", "row", "grain"),
    [
        (["Kunde-id", "Dato", "Kanal"], lambda i: [f"K{i % 7}", f"2025-05-{i % 28 + 1:02}", "Mail"], "interactions"),
        (["User ID", "Timestamp", "Channel", "Cost"], lambda i: [f"u{i}", "2025-05-01", "Mail", 2], "interactions"),
        # The advertising account is no customer.
        (
            ["customer_id", "date", "Channel", "Clicks"],
            lambda i: ["2121450128", "2025-05-01", "Mail", i],
            "touchpoints",
        ),
        (["Kontaktpunkt", "NPS"], lambda i: [["Butik", "Mail"][i % 2], i % 11], "responses"),
        (["nps", "satisfaction"], lambda i: [i % 11, i % 5], "responses"),
        # Aggregated scores have decimals, lie outside 0-10, or have their number of answers beside them.
        (["Kontaktpunkt", "CSAT"], lambda i: [["Butik", "Mail"][i % 2], 4 + i / 100], "touchpoints"),
        (["Kontaktpunkt", "NPS"], lambda i: [["Butik", "Mail"][i % 2], i + 20], "touchpoints"),
        (["Kontaktpunkt", "NPS", "Svar"], lambda i: [["Butik", "Mail"][i % 2], i % 11, 9], "touchpoints"),
        # A log without customers: many rows, few names, no number.
        (["Channel", "Comment"], lambda i: [["Phone", "Mail"][i % 2], f"call {i}"], "interactions"),
        (["Kontaktpunkt"], lambda i: [f"Sted {i}"], "touchpoints"),
        (["Dato", "Pris"], lambda i: ["2025-05-01", i], "other"),
    ],
)
def test_what_a_row_is(make_sheet: MakeSheet, header: list[str], row: Callable[[int], list[Any]], grain: str) -> None:
    mapped = map_sheet(make_sheet([header, *(row(i) for i in range(60))]), settings=Settings())
    assert mapped.grain == grain


def test_our_own_data_sheet_is_always_touchpoints(make_sheet: MakeSheet) -> None:
    rows = [["touchpoint", "nps_score"], *([["Shop", "Mail"][i % 2], i % 11] for i in range(60))]
    assert map_sheet(make_sheet(rows), settings=Settings()).grain == "touchpoints"


@pytest.mark.parametrize(
    ("headers", "rows", "fields"),
    [
        (
            ["Kanal", "Salg", "Omsætning"],
            [["Mail", 8, "4.250,50"], ["Butik", 90, "45.000"]],
            ["conversions", "revenue"],
        ),
        (["Channel", "Revenue", "Sales"], [["Mail", "£420", "1,200"], ["Shop", "£9", "3"]], ["revenue", "conversions"]),
        (["Kanal", "Försäljning", "Intäkt"], [["Mejl", "8,5", 10], ["Butik", "9", 11]], ["revenue", "revenue"]),
        (["Kanal", "Salg", "Besøg"], [["Mail", 8000, 40], ["Butik", 9000, 80]], ["revenue", "visits"]),
        (
            ["Where", "Enquiries", "Sales"],
            [["Ads", 84, 12], ["Stall", "40ish", 22], ["Mail", 9, 2]],
            ["leads", "conversions"],
        ),
        (["Where", "Enquiries", "Sales"], [["Ads", 84, 1200], ["Mail", 9, 2]], ["leads", "revenue"]),
        (
            ["Kanal", "Køb", "Salg", "Omsætning"],
            [["Mail", 1, 2, 3], ["Web", 2, 3, 4]],
            ["conversions", *["revenue"] * 2],
        ),
    ],
)
def test_sales_beside_revenue_are_counted(
    make_sheet: MakeSheet, headers: list[str], rows: list[list[Any]], fields: list[str]
) -> None:
    mapped = map_sheet(make_sheet([headers, *rows]), settings=Settings())
    assert [column.field for column in mapped.columns[1:]] == fields
