"""Figures that a file holds only in parts, or in a way that can mean two things, from the bytes to the KPI."""

import pytest

from core import pipeline
from core.model import Settings


def _analysis(text):
    return pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings())


def _codes(result):
    return {issue.code for issue in result.issues}


@pytest.mark.parametrize(
    ("text", "points", "n"),
    [
        ("Touchpoint,Promoters,Passives,Detractors\nWeb,50,30,20\nShop,40,10,10\n", {"Web": 30, "Shop": 50}, 160),
        ("Kontaktpunkt;Ambassadører;Passive;Kritikere\nWeb;5;5;15\nButik;0;2;8\n", {"Web": -40, "Butik": -80}, 35),
        ("Kontaktpunkt;Svar;Ambassadörer;Kritiker\nWebb;100;50;20\nButik;60;40;10\n", {"Webb": 30, "Butik": 50}, 160),
        ("Touchpoint,n,% Promoters,% Detractors\nWeb,100,50 %,20 %\nShop,60,60,20\n", {"Web": 30, "Shop": 40}, 160),
    ],
)
def test_promoters_and_detractors_make_the_nps(text, points, n):
    result = _analysis(text)
    found = {t.name: round(t.kpis["nps"].value, 6) for t in result.touchpoints}
    assert (found, result.kpis["nps"].n) == (points, n)
    assert "nps-from-counts" in _codes(result)


@pytest.mark.parametrize("headers", ["Promoters,Visits", "Promoters,Detractors"])
def test_promoters_without_what_they_are_a_share_of_give_no_nps_and_are_said_so(headers):
    result = _analysis(f"Touchpoint,{headers}\nWeb,50,300\nShop,40,100\n")
    assert result.kpis["nps"].value is None
    assert "nps-counts-alone" in _codes(result)


def test_an_nps_in_the_file_stays_as_it_is_beside_its_counts():
    result = _analysis("Touchpoint,NPS,Promoters,Passives,Detractors\nWeb,31,50,30,20\n")
    assert result.kpis["nps"].value == 31


GRID = """Timestamp,How satisfied were you? [Website],How satisfied were you? [Store],Would you recommend us?
2025-03-01 10:00:00,5,2,9
2025-03-02 10:00:00,4,1,10
2025-03-03 10:00:00,2,,6
2025-03-04 10:00:00,5,4,8
2025-03-05 10:00:00,1,3,10
"""


@pytest.mark.parametrize("written", ["[{}]", "- {}"])
def test_each_bracket_of_a_question_is_a_touchpoint_of_its_own(written):
    text = GRID.replace("[Website]", written.format("Website")).replace("[Store]", written.format("Store"))
    result = _analysis(text)
    csat = {t.name: (t.kpis["csat"].value, t.kpis["csat"].n) for t in result.touchpoints}
    assert csat == {"Website": (0.6, 5), "Store": (0.25, 4)}
    assert (result.kpis["csat"].value, result.kpis["csat"].n) == (pytest.approx(4 / 9), 9)
    assert "wide-channels" in _codes(result)


def test_what_a_person_answers_once_counts_once_beside_the_brackets():
    assert (_analysis(GRID).kpis["nps"].value, _analysis(GRID).kpis["nps"].n) == (40, 5)


def test_brackets_stay_columns_where_the_user_says_so():
    dataset = pipeline.load([("t.csv", GRID.encode())], Settings(layouts={"t.csv": "long", "": "long"}))
    assert not dataset.touchpoints


@pytest.mark.parametrize(
    ("header", "rows", "field"),
    [
        ("Touchpoint,Visits,Sales", "Web,1200,48\nShop,300,75\n", "conversions"),
        ("Kontaktpunkt;Besøg;Salg", "Web;1200;48\nButik;300;75\n", "conversions"),
        ("Touchpoint,Visits,Sales", "Web,1200,48000\nShop,300,75\n", "revenue"),
        ("Touchpoint,Visits,Sales", "Web,1200,48.50\nShop,300,75.25\n", "revenue"),
        ("Touchpoint,Visits,Sales", "Web,1200,48\n", "revenue"),
    ],
)
def test_whole_sales_that_are_never_more_than_visits_are_counted(header, rows, field):
    dataset = pipeline.load([("t.csv", f"{header}\n{rows}".encode())])
    assert [c.field for c in dataset.files[0].sheets[0].columns][2] == field
    assert ("sales-counted" in {i.code for i in dataset.issues}) == (field == "conversions")


@pytest.mark.parametrize(
    ("header", "cells", "hours", "said"),
    [
        ("Response time", ("2:30", "0:45"), (2.5, 0.75), True),
        ("Response time (min)", ("2:30", "0:45"), (2.5 / 60, 0.75 / 60), False),
        ("Response time", ("0:02:30", "0:00:45"), (2.5 / 60, 0.75 / 60), False),
        ("Response time", ("2 h", "45 min"), (2, 0.75), False),
    ],
)
def test_what_a_time_of_two_parts_was_taken_for_is_said(header, cells, hours, said):
    dataset = pipeline.load([("t.csv", f"Touchpoint,{header}\nPhone,{cells[0]}\nChat,{cells[1]}\n".encode())])
    assert dataset.rows["response_time"].tolist() == pytest.approx(hours)
    assert ("clock-assumed" in {i.code for i in dataset.issues}) == said


@pytest.mark.parametrize(
    ("heads", "currency", "code"),
    [
        (("Touchpoint", "Cost (kr)", "Revenue (SEK)"), "SEK", "kr-taken"),
        (("Kontaktpunkt", "Omkostning (kr.)", "Omsætning (DKK)"), "DKK", "kr-taken"),
        (("Kontaktpunkt", "Omkostning (kr.)", "Omsætning (SEK)"), "DKK", "several-currencies"),
        (("Kontaktpunkt", "Omkostning (kr.)", "Omsætning"), "DKK", None),
    ],
)
def test_kr_beside_a_named_currency_is_that_one_unless_the_words_say_another(heads, currency, code):
    dataset = pipeline.load([("t.csv", f"{';'.join(heads)}\nFacebook;1000;5000\nGoogle;2000;9000\n".encode())])
    told = {i.code for i in dataset.issues} & {"kr-taken", "several-currencies"}
    assert (dataset.currency, told) == (currency, {code} if code else set())
