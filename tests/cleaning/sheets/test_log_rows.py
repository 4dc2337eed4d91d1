"""Rows of logs that are none, orders without touchpoints, and logs in several files."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Dataset, Settings

Build = Callable[..., Dataset]
HEAD = ["Kunde-id", "Dato", "Kl.", "Kanal", "Hændelse", "Beløb"]
WORDS = ("besøg", "klik", "køb")


def codes(dataset: Dataset) -> list[str]:
    return [issue.code for issue in dataset.issues]


def row(i: int) -> list[Any]:
    word = WORDS[i % 3]
    return [
        f"K{i % 7}",
        f"{i % 28 + 1:02}-05-2025",
        f"{i % 24}:05",
        ["Mail", "Butik"][i % 2],
        word,
        f"{i},50" if word == "køb" else "",
    ]


def test_date_and_time_of_day_in_two_columns(build: Build) -> None:
    found = build([HEAD, *map(row, range(30))]).interactions
    assert found["time"].astype(str).tolist()[:2] == ["2025-05-01 00:05:00", "2025-05-02 01:05:00"]


def test_total_rows_repeated_headers_and_notes_are_no_touches(build: Build) -> None:
    rows = [
        HEAD,
        *map(row, range(20)),
        HEAD,
        *map(row, range(20, 30)),
        ["I alt", "", "", "", "", "999,00"],
        ["Kilde: kassen"],
    ]
    dataset = build(rows)
    assert len(dataset.interactions) == 30
    assert {"total-row", "repeated-header", "note-row"} <= set(codes(dataset))
    assert dataset.files[0].sheets[0].rows_left_out == 3


def test_a_touch_without_a_name_still_counts_for_its_customer(build: Build) -> None:
    rows = [HEAD, *map(row, range(30)), ["K1", "30-05-2025", "9:00", "", "køb", "40,00"]]
    dataset = build(rows)
    last = dataset.interactions.iloc[-1]
    assert (pd.isna(last["touchpoint"]), last["customer"], bool(last["sale"]), last["value"]) == (True, "K1", True, 40)
    assert [i.values["n"] for i in dataset.issues if i.code == "touches-without-name"] == [1]


def test_rows_that_repeat_in_every_cell_are_told(build: Build) -> None:
    dataset = build([HEAD, *map(row, range(30)), row(29)])
    assert [(i.severity, i.values["rows"]) for i in dataset.issues if i.code == "duplicate-rows"] == [
        ("warning", (32,))
    ]
    assert len(dataset.interactions) == 31


def test_a_list_of_orders_without_touchpoints(build: Build) -> None:
    rows = [["Kunde", "Dato", "Beløb"], *([f"K{i % 4}", f"2025-05-{i + 1:02}", 10 * i] for i in range(12))]
    dataset = build(rows)
    assert dataset.touchpoints == ()
    assert (int(dataset.interactions["sale"].sum()), dataset.interactions["touchpoint"].notna().any()) == (11, False)
    (issue,) = [i for i in dataset.issues if i.code == "orders-only"]
    assert issue.values == {"n": 11, "customers": 4}
    assert "no-touchpoints" not in codes(dataset)


def test_the_lines_of_one_order_are_one_sale(build: Build) -> None:
    rows = [
        ["Ordrenr", "Dato", "Vare", "Pris"],
        *([f"O{i // 3}", f"2025-05-{i // 3 + 1:02}", f"v{i}", 10] for i in range(12)),
    ]
    dataset = build(rows)
    assert dataset.interactions[["sale", "value"]].to_numpy(dtype=float).tolist() == [[1, 30]] * 4
    (issue,) = [i for i in dataset.issues if i.code == "order-lines"]
    assert (issue.values["n"], issue.values["orders"]) == (8, 4)


@given(cut=st.integers(8, 52))
@settings(max_examples=8)
def test_a_log_in_two_files_is_the_same_log(build: Build, cut: int) -> None:
    rows = [row(i) for i in range(60)]
    whole, parts = build([HEAD, *rows]), build([HEAD, *rows[:cut]], [HEAD, *rows[cut:]])
    places = ["file", "sheet", "row"]
    pd.testing.assert_frame_equal(whole.interactions.drop(columns=places), parts.interactions.drop(columns=places))
    assert (whole.touchpoints, whole.sale_events) == (parts.touchpoints, parts.sale_events)


def test_the_same_content_twice_counts_once(build: Build) -> None:
    rows = [HEAD, *map(row, range(30))]
    dataset = build({"Log": rows}, {"Kopi": rows})
    assert len(dataset.interactions) == 30
    (issue,) = [i for i in dataset.issues if i.code == "repeated-sheet"]
    assert (issue.severity, issue.file, issue.values["sheet"], issue.values["earlier"]) == (
        "warning",
        "file1.xlsx",
        "Kopi",
        "Log",
    )
    assert [s.grain for f in dataset.files for s in f.sheets] == ["interactions", "other"]


def test_all_grains_are_joined_on_the_name(build: Build) -> None:
    table = [["Kontaktpunkt", "Besøg"], ["BUTIK", 40], ["Messe", 4]]
    survey = [["Kontaktpunkt", "NPS"], *(["butik", i % 11] for i in range(12))]
    dataset = build({"Tal": table, "Log": [HEAD, *map(row, range(30))], "Svar": survey})
    assert [t.key for t in dataset.touchpoints] == ["butik", "messe", "mail"]
    assert [s.grain for s in dataset.files[0].sheets] == ["touchpoints", "interactions", "responses"]
    assert dataset.rows["visits"].sum() == 44
    assert set(dataset.interactions["touchpoint"]) == {"butik", "mail"}
    assert set(dataset.responses["touchpoint"]) == {"butik"}


@pytest.mark.parametrize("merges", [{"nyhedsbrev": "mail"}, {"nyhedsbrev": "avis", "avis": "mail"}])
def test_merged_names_are_one_touchpoint(build: Build, merges: dict[str, str]) -> None:
    table = [["Kontaktpunkt", "Besøg"], ["Nyhedsbrev", 40], ["Messe", 4]]
    dataset = build({"Tal": table, "Log": [HEAD, *map(row, range(30))]}, settings=Settings(merges=merges))
    assert [(t.key, t.name) for t in dataset.touchpoints] == [("mail", "Mail"), ("messe", "Messe"), ("butik", "Butik")]
    assert dataset.rows["touchpoint"].tolist() == ["mail", "messe"]


def test_merges_in_a_ring_change_nothing(build: Build) -> None:
    table = [["Kontaktpunkt", "Besøg"], ["Mail", 40], ["Messe", 4]]
    dataset = build(table, settings=Settings(merges={"mail": "messe", "messe": "mail"}))
    assert [t.name for t in dataset.touchpoints] == ["Mail", "Messe"]


def test_unknown_customers_and_times_are_told(build: Build) -> None:
    rows = [HEAD, *map(row, range(30)), ["", "30-05-2025", "9:00", "Mail", "klik", ""]]
    dataset = build(rows)
    assert [i.values["n"] for i in dataset.issues if i.code == "touches-without-customer"] == [1]
    assert int(np.sum(dataset.interactions["customer"].isna())) == 1
