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
