"""Several sheets and files as one dataset: identity, currency, what cannot be used, and our own report reopened."""

import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.model import Dataset, Message, Settings
from core.texts import LANGUAGES, language

Build = Callable[..., Dataset]


def codes(dataset: Dataset) -> list[str]:
    return [issue.code for issue in dataset.issues]


def test_the_columns_of_the_rows(build: Build) -> None:
    dataset = build([["Kontaktpunkt", "Besøg", "ROAS"], ["Butik", 4, 2.5]])
    assert list(dataset.rows) == [
        *("touchpoint", "segment", "date", "period", "file", "sheet", "row", "comment"),
        *("visits", "given:roas"),
    ]
    assert dataset.rows.dtypes[["visits", "given:roas"]].tolist() == ["float64", "float64"]
    assert dataset.rows["date"].dtype == "datetime64[s]"


def test_spellings_of_one_name_are_one_touchpoint(build: Build) -> None:
    names = ["Pop-up butik", "POP-UP  BUTIK", "pop–up butik", "Pop-up butik\u200b "]
    dataset = build([["Kontaktpunkt", "Besøg"], *([name, 1] for name in names)])
    assert [(t.key, t.name) for t in dataset.touchpoints] == [("pop-up butik", "Pop-up butik")]
    receipt = dataset.files[0].sheets[0].columns[0]
    assert receipt.changed == 2


def test_names_stay_data_and_are_capped(build: Build) -> None:
    name = "![x](http://example.org) " + "y" * 400
    (point,) = build([["Kontaktpunkt", "Besøg"], [name, 1]]).touchpoints
    assert point.name == name[:200]


def test_one_name_in_several_phases_is_several_touchpoints(build: Build) -> None:
    rows = [
        ["Kontaktpunkt", "Fase", "Besøg"],
        ["Telefon", "Før køb", 1],
        ["Telefon", "Efter", 2],
        ["telefon", "før", 4],
    ]
    dataset = build([*rows, ["Mail", "Før", 8], ["Mail", "Før køb", 16]])
    assert dataset.rows.groupby("touchpoint")["visits"].sum().to_dict() == {
        "telefon (pre)": 5,
        "telefon (post)": 2,
        "mail": 24,
    }
    assert [t.name for t in dataset.touchpoints] == ["Telefon", "Telefon", "Mail"]


def test_the_context_is_what_most_rows_say(build: Build) -> None:
    rows = [["Kontaktpunkt", "Kanal", "Besøg"], ["Nyhedsbrev", "E-mail", 1], ["Nyhedsbrev", "Mail", 2]]
    (point,) = build([*rows, ["Nyhedsbrev", "Mail", 3], ["Nyhedsbrev", "", 3]]).touchpoints
    assert point.context == {"channel": "Mail"}


def test_sheets_and_files_join_on_the_name(build: Build) -> None:
    dataset = build(
        {"Web": [["Kontaktpunkt", "Besøg"], ["Butik", 4]], "Penge": [["Touchpoint", "Cost"], ["butik", 9]]},
        [["Kontaktpunkt", "Ordrer"], ["BUTIK", 2]],
    )
    assert len(dataset.touchpoints) == 1
    sums = dataset.rows[["visits", "cost", "orders"]].sum().to_dict()
    assert sums == {"visits": 4, "cost": 9, "orders": 2}
    assert dataset.rows[["file", "sheet", "row"]].to_numpy().tolist() == [
        ["file0.xlsx", "Web", 2],
        ["file0.xlsx", "Penge", 2],
        ["file1.xlsx", "Ark1", 2],
    ]


@pytest.mark.parametrize(
    ("header", "used"),
    [
        (["Kontaktpunkt", "Klik på annonce", "Klik"], "Klik"),  # the surer header
        (["Kontaktpunkt", "Clicks", "Klik"], "Clicks"),  # equally sure and full: the left one
    ],
)
def test_two_columns_for_one_field_never_count_twice(build: Build, header: list[str], used: str) -> None:
    dataset = build([header, ["Annonce", 3, 3]])
    assert dataset.rows["clicks"].sum() == 3
    assert [(i.code, i.values["used"]) for i in dataset.issues] == [("same-field", used)]


def test_the_fuller_of_two_equal_columns_is_used(build: Build) -> None:
    dataset = build([["Kontaktpunkt", "Clicks", "Klik"], ["Annonce", "", 3], ["Mail", 5, 6]])
    assert dataset.rows["clicks"].sum() == 9


@pytest.mark.parametrize(
    ("rows", "currency", "issues"),
    [
        ([["Kontaktpunkt", "Omsætning (DKK)"], ["Butik", 9]], "DKK", []),
        ([["Touchpoint", "Revenue"], ["Shop", "£9.50"]], "GBP", []),
        ([["Kontaktpunkt", "Omsætning"], ["Butik", "9,50 kr."]], "DKK", []),
        ([["Kontaktpunkt", "Omsättning"], ["Butik", "9,50 kr"]], "SEK", []),
        ([["Kontaktpunkt", "Omsetning"], ["Butikk", "9,50 kr"]], "NOK", []),
        ([["Touchpoint", "Revenue (kr)"], ["Shop", 9]], None, ["kr-unknown"]),
        ([["Touchpoint", "Revenue (kr)", "Cost (SEK)"], ["Shop", 9, 3]], "SEK", ["kr-taken"]),
        ([["Touchpoint", "Revenue", "Currency"], ["Shop", 9, "EUR"]], "EUR", []),
        ([["Touchpoint", "Visits"], ["Shop", 9]], None, []),
    ],
)
def test_the_currency(build: Build, rows: list[list[Any]], currency: str | None, issues: list[str]) -> None:
    dataset = build(rows)
    assert (dataset.currency, codes(dataset)) == (currency, issues)


SEVERAL = [
    ["Touchpoint", "Revenue", "Visits", "Currency"],
    ["Shop", 100, 1, "EUR"],
    ["Mail", 50, 2, "EUR"],
    ["Fair", 900, 4, "SEK"],
]


@pytest.mark.parametrize(("wish", "revenue", "currency"), [(None, 150, "EUR"), ("SEK", 900, "SEK")])
def test_several_currencies_are_never_added_up(build: Build, wish: str | None, revenue: float, currency: str) -> None:
    dataset = build(SEVERAL, settings=Settings(currency=wish))
    assert (dataset.currency, dataset.rows["revenue"].sum(), dataset.rows["visits"].sum()) == (currency, revenue, 7)
    assert [(i.severity, i.code) for i in dataset.issues] == [("error", "several-currencies")]


def test_the_user_names_the_currency(build: Build) -> None:
    dataset = build([["Touchpoint", "Revenue (kr)"], ["Shop", 9]], settings=Settings(currency="DKK"))
    assert (dataset.currency, codes(dataset), dataset.rows["revenue"].sum()) == ("DKK", [], 9)


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ([["Dato", "Pris"], ["2025-05-01", 4]], "column"),
        ([["", ""], ["", ""]], "table"),
        ([["Kontaktpunkt", "Besøg"], ["", 4], ["-", 5]], "rows"),
    ],
)
def test_nothing_to_analyse_is_told_with_its_cause(build: Build, rows: list[list[Any]], cause: str) -> None:
    dataset = build(rows)
    assert (dataset.rows.empty, dataset.touchpoints) == (True, ())
    (issue,) = [i for i in dataset.issues if i.code == "no-touchpoints"]
    assert issue.severity == "error"
    assert issue.values["cause"].key == f"without-touchpoints.{cause}"


def test_the_headers_found_are_named(build: Build) -> None:
    (issue,) = build([["Dato", "Pris"], ["2025-05-01", 4]]).issues
    assert issue.values["headers"] == ("Dato", "Pris")


@pytest.mark.parametrize(("columns", "rest"), [(12, ""), (13, " and 1 more"), (30, " and 18 more")])
def test_not_all_columns_are_said_to_be_all(build: Build, columns: int, rest: str) -> None:
    heads = [f"Ting {n}" for n in range(columns)]
    (issue,) = [i for i in build([heads, [f"a{n}" for n in range(columns)]]).issues if i.code == "no-touchpoints"]
    last = "Ting 11" if rest else "Ting 10 and Ting 11"
    assert f"{last}{rest}." in language("en").say("issue.no-touchpoints", **issue.values)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Noter", "Ansvarlig"], ["Ring til banken", "AB"]], "sheet-without-touchpoints"),
    ],
)
def test_a_sheet_of_no_grain_beside_a_table_is_told(build: Build, rows: list[list[Any]], code: str) -> None:
    dataset = build({"Data": [["Kontaktpunkt", "Besøg"], ["Butik", 4]], "Andet": rows})
    assert [(i.severity, i.code, i.sheet) for i in dataset.issues] == [("info", code, "Andet")]
    assert [sheet.rows_read for sheet in dataset.files[0].sheets] == [1, 0]


def test_a_choice_of_touchpoint_column_is_told(build: Build) -> None:
    rows = [["platform", "campaign_name", "clicks"], ["Google Ads", "Spring", 4], ["TikTok", "Summer", 5]]
    (issue,) = build(rows).issues
    assert (issue.code, issue.values["used"], issue.values["others"]) == (
        "touchpoint-chosen",
        "platform",
        ("campaign_name",),
    )
    (assumed,) = build([["Hvad", "Besøg", "Køb"], ["Butik", 4, 1], ["Mail", 5, 2]]).issues
    assert assumed.code == "touchpoint-assumed"


def test_columns_that_are_left_out_show_nothing_of_their_cells(build: Build) -> None:
    rows = [["Kontaktpunkt", "E-mail", "CPR", "Besøg"], ["Butik", "ane@example.org", "010203-1234", 4]]
    dataset = build(rows)
    assert "example.org" not in repr(dataset.files) + repr(dataset.issues) + dataset.rows.to_csv()
    assert "010203" not in repr(dataset.files) + repr(dataset.issues) + dataset.rows.to_csv()


def test_notes_of_reading_become_issues(build: Build) -> None:
    note = Message("issue.macros-ignored", {"file": "file0.xlsx"})
    (issue,) = build([["Kontaktpunkt"], ["Butik"]], notes=(note,)).issues
    assert (issue.severity, issue.code, issue.file) == ("info", "macros-ignored", "file0.xlsx")


REPORT = {"data_sheet": "Tal", "settings": {"language": "da", "weights": {"ease": 2}}, "currency": "SEK"}
DATA = [["touchpoint", "phase", "date", "visits", "response_time", "load_time", "margin", "given:nps", "revenue"]]
DATA += [["Telefon", "Før køb", "2025-01-01", 1234.5, 2.25, 0.001, 0.4, -12, 99.5]]
DATA += [["Telefon", "Efter køb", "2025-02-01", None, 3, None, 1, 45, 0.1]]


def report(settings: object = REPORT, chunk: int = 20) -> dict[str, list[list[Any]]]:
    """Our own report as a workbook: the settings' JSON in pieces, as the export writes it."""
    text = json.dumps(settings, separators=(",", ":")).replace(" ", "\\u0020")
    pieces = [[text[i : i + chunk]] for i in range(0, len(text), chunk)]
    priorities = [["Kontaktpunkt", "Besøg"], ["Telefon", 99999]]
    return {"Prioritering": priorities, "Tal": DATA, "Settings": [["kontaktpunkt", "..."], ["1"], *pieces]}


def test_our_own_report_is_read_from_its_data_sheet_alone(build: Build) -> None:
    dataset = build(report())
    assert dataset.issues == ()
    assert dataset.settings == REPORT["settings"]
    assert dataset.currency == "SEK"
    assert [sheet.grain for sheet in dataset.files[0].sheets] == ["other", "touchpoints", "other"]
    assert [t.key for t in dataset.touchpoints] == ["telefon (pre)", "telefon (post)"]


def test_our_own_report_loses_nothing(build: Build) -> None:
    columns = DATA[0][3:]
    expected = pd.DataFrame([row[3:] for row in DATA[1:]], columns=columns, dtype="float64")
    pd.testing.assert_frame_equal(build(report()).rows[columns], expected)


@pytest.mark.parametrize("settings", ["[1, 2]", {"settings": 3}, {}])
def test_a_damaged_report_is_an_ordinary_workbook(build: Build, settings: object) -> None:
    assert build(report(settings)).settings is None


def test_every_issue_can_be_said_in_every_language(build: Build) -> None:
    """All texts of this stage, each with the values that it is given."""
    names = [*(f"P{i}" for i in range(9)), "", "Total", "Kontaktpunkt", "P1"]
    money = ["1,5 kr", "1.5 kr", "x", "#DIV/0!", -3, *[5] * 8]
    dates = ["05/12/2024", "25/12/2024", "12/25/2024", "i går", *["2025-01-01"] * 9]
    rows = [["Kanal", "Kampagne", "Dato", "Omsætning", "Omkostning (EUR, tkr)", "Klik", "Clicks", "Svartid", "CTR"]]
    rows += [[n, "a", d, m, -4, -1, 2, 3, 40] for n, d, m in zip(names, dates, money, strict=True)]
    log = [["Kunde-id", "Dato", "Kanal"], *([f"K{i}", "2025-05-01", "Mail"] for i in range(9))]
    found = [*build({"A": rows, "B": log, "C": [["Noter", "Hvem"], ["a", "b"]]}).issues]
    found += build([["Dato", "Pris"], ["2025-05-01", 4]]).issues
    assert len({issue.code for issue in found}) >= 17
    for code in LANGUAGES:
        for issue in found:
            said = language(code).say(f"issue.{issue.code}", **issue.values)
            assert "{" not in said
            assert said.endswith(".")


def test_no_text_of_this_stage_is_unused() -> None:
    """Every ``issue.`` text of issues.toml stands in the code that gives it."""
    texts = tomllib.loads(files("core.texts").joinpath("issues.toml").read_text(encoding="utf-8"))["issue"]
    stages = [path for stage in ("cleaning", "privacy") for path in Path(str(files(f"core.{stage}"))).rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in stages)
    assert [name for name in texts if f'"{name}"' not in code] == []
