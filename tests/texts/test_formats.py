"""How the three languages write values."""

import datetime as dt

import pytest

from core.texts import language, pick_language

NB = "\u00a0"


@pytest.mark.parametrize(
    ("code", "kind", "value", "currency", "written"),
    [
        ("en", "count", 18500, None, "18,500"),
        ("da", "count", 18500, None, "18.500"),
        ("sv", "count", 18500, None, f"18{NB}500"),
        ("en", "percent", 0.04, None, "4.0%"),
        ("da", "percent", 0.043, None, f"4,3{NB}%"),
        ("sv", "percent", 0.41, None, f"41{NB}%"),
        ("da", "money", 200, "DKK", f"200{NB}kr."),
        ("sv", "money", 18500.4, "SEK", f"18{NB}500{NB}kr"),
        ("en", "money", 12.5, "GBP", "£12.50"),
        ("en", "money", 1200, "DKK", f"1,200{NB}DKK"),
        ("en", "money", 1200, None, "1,200"),
        ("da", "about", 41873, "DKK", f"42.000{NB}kr."),
        ("en", "rough", 1380000, "DKK", "1.4"),
        ("en", "rough", 380000, "DKK", "380,000"),
        ("en", "rough", 1380000, "GBP", "£1.4"),
        ("en", "rough", -1380000, "GBP", "−£1.4\u00a0million"),
        ("en", "about", 1380000, "GBP", "£1.4\u00a0million"),
        ("da", "about", 1380000, "DKK", "1,4\u00a0mio.\u00a0kr."),
        ("sv", "about", 12380000, "SEK", "12\u00a0miljoner\u00a0kr"),
        ("da", "about", 4.6e9, "DKK", "4.600.000.000\u00a0kr."),
        ("en", "rough", 13240, "GBP", "£13,000"),
        ("sv", "rough", 13240, "SEK", f"13{NB}000"),
        ("en", "portion", 0.5, None, "half"),
        ("da", "portion", 0.5, None, "halvdelen"),
        ("sv", "portion", 0.5, None, "hälften"),
        ("da", "portion", 0.3, None, f"30{NB}%"),
        ("en", "points", 30.3, None, "+30"),
        ("sv", "points", -8, None, "−8"),
        ("da", "ratio", 5.0, None, f"5,0{NB}×"),
        ("en", "duration", 0.5, None, f"30{NB}min"),
        ("en", "score", 4, None, "4.00"),
        ("da", "score", 3.478, None, "3,48"),
        ("sv", "duration", 5.87, None, f"5,9{NB}tim"),
        ("da", "duration", 26.5, None, f"26,5{NB}t"),
        ("sv", "duration", 96, None, f"4{NB}dagar"),
        ("da", "years", 5, None, f"5{NB}år"),
        ("en", "days", 1, None, f"1{NB}day"),
        ("da", "days", 2.5, None, f"2,5{NB}dage"),
        ("sv", "days", 90, None, f"90{NB}dagar"),
        ("da", "days", 28.7, None, f"29{NB}dage"),
        ("en", "days", 0, None, f"0{NB}days"),
        ("da", "days", 0.25, None, f"6{NB}t"),
        ("en", "list", ["a", "b", "c"], None, "a, b and c"),
        ("da", "list", ["a", "b"], None, "a og b"),
        ("da", "list", ["Kurv", "Spørgeskema og feedback"], None, "Kurv samt Spørgeskema og feedback"),
        ("sv", "list", ["a", "b", "Svar och recept"], None, "a, b samt Svar och recept"),
        ("sv", "date", dt.date(2025, 5, 3), None, "3 maj 2025"),
        ("da", "date", dt.date(2025, 5, 3), None, "3. maj 2025"),
        ("en", "date", dt.date(2025, 5, 3), None, "3 May 2025"),
        ("en", "percent", 0.0004, None, "0.040%"),
        ("da", "percent", 0.00043, None, f"0,043{NB}%"),
        ("sv", "percent", 0.0042, None, f"0,42{NB}%"),
        ("en", "percent", -0.0042, None, "−0.42%"),
        ("en", "percent", -0.0, None, "0%"),
        ("en", "percent", 0.0, None, "0%"),
        ("da", "money", -0.0, "DKK", f"0{NB}kr."),
        ("en", "money", -0.001, "GBP", "£0.00"),
        ("sv", "decimal", -0.001, None, "0"),
        ("en", "percent", 1e-12, None, "0%"),
        ("en", "percent", 0.999, None, "100%"),
        ("en", "count", 1e300, None, "1E300"),
        ("da", "count", 1.25e40, None, "1,25E40"),
        ("da", "money", -1.5e30, "DKK", f"−1,5E30{NB}kr."),
        ("en", "about", 1.234e20, "GBP", f"1.2E20{NB}£"),
        ("en", "percent", 1e29, None, "1E31%"),
        ("en", "points", 1e40, None, "+1E40"),
        ("en", "ratio", 1e40, None, f"1E40{NB}×"),
        ("en", "duration", 2.4e40, None, f"1E39{NB}days"),
        ("en", "years", 1e40, None, f"1E40{NB}years"),
        ("en", "count", float("inf"), None, "–"),
        ("en", "percent", None, None, "–"),
        ("en", "money", float("nan"), "GBP", "–"),
    ],
)
def test_values_are_written_as_the_country_does(code, kind, value, currency, written):
    assert language(code).write(kind, value, currency=currency) == written


@pytest.mark.parametrize(
    ("unit", "values", "written"),
    [
        ("share", (0.16, 0.17), ("16%", "17%")),
        ("share", (0.1672, 0.169), ("16.7%", "16.9%")),
        ("share", (0.0, 0.003), ("0%", "0.30%")),
        ("share", (0.5, 0.5), ("50%", "50%")),
        ("share", (None, 0.5), ("–", "50%")),
        ("share", (1e-12, 0.5), ("0%", "50%")),
        ("points", (0.2, 0.4), ("+0.2", "+0.4")),
        ("points", (-3.4, -3.1), ("−3.4", "−3.1")),
        ("money", (0.003, 0.31), ("£0.003", "£0.31")),
        ("money", (1099.6, 1099.9), ("£1,099.6", "£1,099.9")),
        ("ratio", (2.421, 2.424), (f"2.421{NB}×", f"2.424{NB}×")),
        ("duration", (14.211, 14.212), (f"14.211{NB}h", f"14.212{NB}h")),
        ("count", (0.3, 4), ("0.3", "4")),
    ],
)
def test_what_is_read_together_differs_where_it_differs(unit, values, written):
    assert language("en").apart(unit, *values, currency="GBP") == written


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        (("sv",), "sv"),
        ((None, "da-DK"), "da"),
        (("xx", "sv-SE"), "sv"),
        (("nb-NO",), "da"),
        (("<script>", None), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_that_we_speak_wins(wishes, code):
    assert pick_language(*wishes) == code


@pytest.mark.parametrize(
    ("label", "code", "written"),
    [
        ("2025-03", "en", "Mar 2025"),
        ("2025-03", "da", "mar. 2025"),
        ("2025-03", "sv", "mars 2025"),
        ("2024-Q1", "sv", "Q1 2024"),
        ("2024-H1", "da", "H1 2024"),
        ("2024-T3", "sv", "T3 2024"),
        ("2025-W07", "en", "W07 2025"),
        ("2025-S2", "da", "forår 2025"),
        ("2024-S5", "sv", "jul 2024"),
        ("2024-S4", "en", "autumn 2024"),
        ("2025-07-12", "en", "12 Jul 2025"),
        ("2025-07-12", "da", "12. jul. 2025"),
        ("2025-07-12", "sv", "12 juli 2025"),
        ("2025", "da", "2025"),
        ("2025-03-14", "da", "14. mar. 2025"),
        ("spring", "en", "spring"),
    ],
)
def test_periods_are_written_as_people_do(label, code, written):
    assert language(code).period(label) == written


@pytest.mark.parametrize(
    ("code", "currency", "written"),
    [
        ("sv", "DKK", "1\u00a0234\u00a0DKK"),
        ("sv", "SEK", "1\u00a0234\u00a0kr"),
        ("da", "DKK", "1.234\u00a0kr."),
        ("da", "SEK", "1.234\u00a0SEK"),
        ("en", "DKK", "1,234\u00a0DKK"),
    ],
)
def test_a_currency_is_written_as_the_reader_writes_it(code, currency, written):
    assert language(code).write("money", 1234.0, currency=currency) == written


@pytest.mark.parametrize(
    ("code", "low", "high", "currency", "written"),
    [
        ("da", 1_120_000.0, 1_310_000.0, "DKK", "1,1–1,3\u00a0mio.\u00a0kr."),
        ("sv", 380_000.0, 1_400_000.0, "SEK", "0,4–1,4\u00a0miljoner\u00a0kr"),
        ("en", 1_000_000.0, 2_900_000.0, "GBP", "£1.0–£2.9\u00a0million"),
        ("en", 0.0, 3_000_000.0, "GBP", "£0–£3\u00a0million"),
        ("da", 13_000.0, 490_000.0, "DKK", "13.000–490.000\u00a0kr."),
        ("da", -1_200_000.0, 300_000.0, "DKK", "−1,2\u00a0mio.–300.000\u00a0kr."),
    ],
)
def test_both_ends_of_a_range_have_one_unit(code, low, high, currency, written):
    assert language(code).say("worth.short", low=low, high=high, currency=currency) == written


@pytest.mark.parametrize(
    ("code", "unit", "value", "told"),
    [("en", "score", 4.2, "4.2"), ("da", "score", 4.25, "4,25"), ("en", "share", 0.8, "80%")],
)
def test_a_target_is_written_as_people_set_it(code, unit, value, told):
    assert language(code).aim(unit, value) == told


@pytest.mark.parametrize(
    ("unit", "more", "values", "written"),
    [
        ("duration", 0, (6.0, 5.9), (f"6.0{NB}h", f"5.9{NB}h")),
        ("duration", 0, (6.0, 5.0), (f"6{NB}h", f"5{NB}h")),
        ("ratio", 0, (2.5, 2.39), (f"2.50{NB}×", f"2.39{NB}×")),
        ("ratio", 0, (2.5, 3.0), (f"2.5{NB}×", f"3.0{NB}×")),
        ("share", 1, (0.72, 0.719), ("72.0%", "71.9%")),
        ("share", 1, (0.03, 0.035), ("3.0%", "3.5%")),
    ],
)
def test_values_beside_each_other_have_alike_many_decimals(unit, more, values, written):
    assert language("en").finer(unit, more, *values) == written


def test_percentages_that_are_read_together_have_alike_many_decimals():
    assert language("da").finer("share", 1, 0.092, 0.119) == (f"9,2{NB}%", f"11,9{NB}%")


@pytest.mark.parametrize(
    ("code", "low", "high", "told"),
    [
        ("en", 13240, 20100, "£13,000–£20,000"),
        ("da", 1780000, 1840000, f"1,78–1,84{NB}mio.{NB}kr."),
        ("sv", 1300000, 1994000, f"1,3–2{NB}miljoner{NB}kr"),
        ("en", 13010, 13390, "£13,000–£13,400"),
        ("da", 1804000, 1804000, f"cirka 1,8{NB}mio.{NB}kr."),
        ("sv", 13001, 13004, f"ungefär 13{NB}000{NB}kr"),
        ("en", 13001, 13004, "about £13,000"),
        ("en", 628980, 628980, "about £630,000"),
    ],
)
def test_the_ends_of_a_range_are_told_apart_or_it_is_one_figure(code, low, high, told):
    currency = {"en": "GBP", "da": "DKK", "sv": "SEK"}[code]
    assert language(code).say("worth.short", low=low, high=high, currency=currency) == told
