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
