"""Files as the systems of small businesses write them: what each of their columns is, and what a row is."""

from collections.abc import Callable
from typing import Any

import pytest

from core.columns import map_sheet
from core.model import RawSheet, Settings
from core.model.mapping import SheetMap

MakeSheet = Callable[..., RawSheet]


def understood(make_sheet: MakeSheet, *rows: list[Any]) -> tuple[SheetMap, dict[str, str], str | None]:
    mapped = map_sheet(make_sheet(list(rows)), settings=Settings())
    named = next((c.header for c in mapped.columns if c.index == mapped.touchpoint), None)
    return mapped, {c.header: c.field for c in mapped.columns if c.field != "ignore"}, named


def test_the_row_of_answer_kinds_below_a_survey_s_header_is_no_answer(make_sheet: MakeSheet) -> None:
    head = ["Respondent ID", "Start Date", "Hvordan fandt du os?", "Hvor tilfreds er du alt i alt?"]
    kinds = ["", "", "Response", "Response"]
    answers = [[n, "2025-04-02", "Google", 4] for n in range(6)]
    mapped, _, named = understood(make_sheet, head, kinds, *answers)
    assert (mapped.first, mapped.last, mapped.grain, named) == (2, 8, "responses", "Hvordan fandt du os?")


@pytest.mark.parametrize(
    "second",
    [
        ["", "", "Google", "Meget tilfreds"],  # an answer of nobody
        [1, "2025-04-02", "Response", "Response"],
    ],
)
def test_an_answer_below_the_header_is_kept(make_sheet: MakeSheet, second: list[Any]) -> None:
    head = ["Respondent ID", "Start Date", "Hvordan fandt du os?", "Hvor tilfreds er du alt i alt?"]
    assert understood(make_sheet, head, second, *[[n, "2025-04-02", "Google", 4] for n in range(6)])[0].first == 1


def test_the_row_that_a_survey_tool_reads_its_own_files_by_is_no_answer(make_sheet: MakeSheet) -> None:
    ids = ['{"ImportId":"startDate"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}']
    answers = [["2025-04-02", "Shop", n % 5 + 1] for n in range(9)]
    assert understood(make_sheet, ["Start Date", "Touchpoint", "Satisfaction"], ids, *answers)[0].first == 2


def test_few_answers_beside_the_question_how_they_found_you_are_a_survey(make_sheet: MakeSheet) -> None:
    head = ["Tidstämpel", "Hur nöjd är du med ditt besök? (1-5)", "Var hörde du talas om oss?"]
    answers = [["2025-04-02 10:11:12", n, channel] for n, channel in zip((5, 4, 3, 4, 2), "ABCAB", strict=True)]
    mapped, fields, _ = understood(make_sheet, head, *answers)
    assert mapped.grain == "responses"
    assert list(fields.values()) == ["date", "csat_score", "channel"]


def test_marks_under_a_question_in_a_table_of_touchpoints_are_no_answers(make_sheet: MakeSheet) -> None:
    rows = [["Butik", 5], ["Webshop", 4], ["Mail", 3], ["Telefon", 4], ["Chat", 2]]
    mapped, _, _ = understood(make_sheet, ["Kontaktpunkt", "Hvor tilfredse er kunderne med det?"], *rows)
    assert mapped.grain == "touchpoints"


@pytest.mark.parametrize("header", ["Rate for vigtige begivenheder for session", "Rate of important events per user"])
def test_a_rate_for_something_is_no_question(make_sheet: MakeSheet, header: str) -> None:
    head = ["Landingsside", "Sessioner", "Vigtige begivenheder", header]
    _, fields, _ = understood(make_sheet, head, ["/", 4210, 120, 0.0285], ["/shop", 3100, 150, 0.0484])
    assert fields == {"Landingsside": "touchpoint", "Sessioner": "visits", "Vigtige begivenheder": "conversions"}


def test_deals_are_read_from_a_swedish_sales_pipeline(make_sheet: MakeSheet) -> None:
    head = ["Affär - ID", "Affär - Värde", "Affär - Valuta för värde", "Affär - Status", "Affär - Skapad"]
    head += ["Affär - Källkanal"]
    states = ["Vunnen", "Förlorad", "Öppen", "Vunnen"]
    rows = [[n, "250 000", "SEK", s, "2025-01-12 10:00:00", "Mässa"] for n, s in enumerate(states)]
    mapped, fields, named = understood(make_sheet, head, *rows)
    assert (mapped.grain, named, mapped.unlike) == ("interactions", "Affär - Källkanal", ())
    assert fields["Affär - Status"] == "event"
    assert fields["Affär - Skapad"] == "date"


@pytest.mark.parametrize(
    ("head", "row", "lost"),
    [
        (["Title", "Subject", "Total Recipients", "Forwarded Opens", "Unique Opens", "Total Bounces"], 20, True),
        (["Kampagne", "Modtagere i alt", "Unikke åbninger", "Bounces"], 20, True),
        (["Landing page", "Sessions", "Bounces"], 20, False),
    ],
)
def test_a_mail_that_bounced_is_no_exit(make_sheet: MakeSheet, head: list[str], row: int, lost: bool) -> None:
    mapped, fields, _ = understood(make_sheet, head, *[[f"x{n}", *[row + n] * (len(head) - 1)] for n in range(3)])
    assert ("exits" not in fields.values()) is lost
    assert "Forwarded Opens" not in fields
    assert not {header for header, _ in mapped.unlike} & {"Total Bounces", "Bounces"}


@pytest.mark.parametrize(
    ("header", "names", "taken"),
    [
        ("Afdeling", ["Butik", "Webshop"], True),
        ("Butik", ["City", "Torget"], True),
        ("Land", ["Danmark", "Sverige"], False),
        ("Kundetype", ["Ny", "Gammel"], False),
    ],
)
def test_places_name_touchpoints_where_nothing_else_does(
    make_sheet: MakeSheet, header: str, names: list[str], taken: bool
) -> None:
    rows = [[f"2025-03-1{n}", name, 10 + n, 1000 + n] for n, name in enumerate(names * 2)]
    mapped, fields, named = understood(make_sheet, ["Dato", header, "Antal bonner", "Omsætning"], *rows)
    assert (named == header) is taken
    assert fields[header] == ("touchpoint" if taken else "segment")
    assert mapped.grain == ("touchpoints" if taken else "other")


@pytest.mark.parametrize(("cells", "field"), [(["google.dk", "nyhedsbrev"], "channel"), (["Ja", "Nej"], "ignore")])
def test_a_referral_names_channels_but_yes_and_no_name_none(
    make_sheet: MakeSheet, cells: list[str], field: str
) -> None:
    head = ["Ordre ID", "Ordredato", "Kundenr.", "Ordretotal", "Henvisning"]
    rows = [[20451 + n, "2025-04-01", 3300 + n % 3, 100 + n, cells[n % 2]] for n in range(6)]
    assert understood(make_sheet, head, *rows)[1].get("Henvisning", "ignore") == field


def test_options_beside_the_kind_of_an_answer_are_no_answer_either(make_sheet: MakeSheet) -> None:
    head = ["Respondent ID", "Start Date", "How did you hear about us?", "", "How satisfied are you with us?"]
    options = ["", "", "Google", "Instagram", "Response"]
    answers = [[n, "2025-04-02", "Google", "", 4] for n in range(6)]
    mapped, fields, named = understood(make_sheet, head, options, *answers)
    assert (mapped.first, mapped.grain, named) == (2, "responses", "How did you hear about us?")
    assert fields["How satisfied are you with us?"] == "csat_score"


def test_a_restaurant_s_sales_summary(make_sheet: MakeSheet) -> None:
    head = ["Business date", "Revenue centre", "Covers", "Checks", "Net sales", "Avg check"]
    rows = [["01/03/2025", place, 84, 31, "£2,410.50", "£77.76"] for place in ("Dining room", "Bar", "Takeaway")]
    _, fields, named = understood(make_sheet, head, *rows)
    assert named == "Revenue centre"
    assert list(fields.values()) == ["date", "touchpoint", "visits", "orders", "revenue", "given:aov"]


@pytest.mark.parametrize(("cells", "field"), [([6, 4], "engagements"), (["God side", "For langsom"], "comment")])
def test_numbers_of_comments_are_no_texts(make_sheet: MakeSheet, cells: list[Any], field: str) -> None:
    rows = [["Whitepaper", 41200, cells[0]], ["Webinar", 30800, cells[1]]]
    assert understood(make_sheet, ["Kampagnenavn", "Visninger", "Kommentarer"], *rows)[1]["Kommentarer"] == field


def test_the_lines_of_a_till_s_receipts_are_orders(make_sheet: MakeSheet) -> None:
    head = ["Datum", "Tid", "Kvittonummer", "Artikelnamn", "Antal", "Pris (SEK)", "Slutpris (SEK)"]
    lines = [(1201, "Kaffe", 2, "35,00", "70,00"), (1201, "Bulle", 1, "32,00", "32,00"), (1202, "Lunch", 1, "9", "9")]
    mapped, fields, _ = understood(make_sheet, head, *[["2025-04-01", "10:12", *line] for line in lines])
    assert (mapped.grain, mapped.order, mapped.pieces) == ("interactions", 2, None)
    assert fields["Slutpris (SEK)"] == "value"


def test_a_shop_goes_by_its_name_rather_than_by_its_code(make_sheet: MakeSheet) -> None:
    head = ["Butikskode", "Virksomhedsnavn", "Opkald", "Reservationer"]
    assert understood(make_sheet, head, ["S1", "Café Nord", 140, 30], ["S2", "Café Syd", 90, 22])[2] == head[1]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Source", ["Invitation", "Organic"], "segment"),
        ("Kilde", ["Inviteret", "Organisk"], "segment"),
        ("Channel", ["AFSv2", "Organic"], "segment"),
        ("Source", ["Organic", "Paid social"], "channel"),
        ("Source", ["Organic", "Direct"], "channel"),
    ],
)
def test_how_a_review_came_about_is_no_touchpoint(
    make_sheet: MakeSheet, header: str, cells: list[str], field: str
) -> None:
    rows = [[f"2025-01-{10 + n}", 5 - n % 2, cells[n % 2], f"Titel {n}"] for n in range(6)]
    mapped, fields, named = understood(make_sheet, ["Created", "Stars", header, "Title"], *rows)
    assert (mapped.grain, fields[header], named) == ("responses", field, header if field == "channel" else None)


def test_mails_are_dated_by_days_with_the_month_s_name(make_sheet: MakeSheet) -> None:
    rows = [["Mar 1, 2025", 4980, 300, "Marts"], ["Apr 1, 2025", 5080, 350, "April"]]
    _, fields, _ = understood(make_sheet, ["Sent", "Delivered", "Clicks", "Name"], *rows)
    assert fields["Sent"] == "date"
