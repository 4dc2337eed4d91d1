"""The sheets beside two of the tables: what single customers did, step by step, and what customers answered.

Both are samples of the customers (members of the club, customers in the CRM), never the whole: the table keeps the
totals. What is planted in them stands in ``truths.toml``.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

STOP = ""
Chances = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Log:
    """Customers on their way: where they begin, where they go from each touchpoint, and where they may buy.

    ``begin`` and ``onward`` hold relative chances (``STOP``: the customer is not seen again); ``buys``: chance of a
    sale at a touchpoint, of about ``order`` money; ``after``: where a customer goes after the sale. ``days`` until the
    next step, on average, from a touchpoint (else one minute to an hour).
    """

    file: str
    sheet: str
    headers: tuple[str, str, str, str, str]
    words: tuple[str, str]  # what the event column says of a touch, and of a sale
    customer: str
    customers: int
    first: dt.datetime
    last: dt.datetime
    begin: Chances
    onward: Mapping[str, Chances]
    buys: Chances
    order: float
    after: Mapping[str, Chances]
    days: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Survey:
    """Answers, one a row: the chances of each answer per touchpoint, before and from ``turn`` on."""

    file: str
    sheet: str
    headers: tuple[str, str, str, str]
    first: dt.date
    last: dt.date
    turn: dt.date
    answers: Mapping[str, int]
    scores: Mapping[str, Mapping[int, float]]
    later: Mapping[str, Mapping[int, float]]
    comments: Mapping[str, tuple[str, ...]]


def log_rows(log: Log, dice: Random) -> list[tuple[Any, ...]]:
    """One row per step, in the order of time: customer, time, touchpoint, event, value of the sale."""
    found: list[tuple[Any, ...]] = []
    seconds = (log.last - log.first).total_seconds()
    for number in range(log.customers):
        found += _customer(log, log.customer.format(1000 + number), dice.random() * seconds, dice)
    return sorted(found, key=lambda row: row[1])


def _customer(log: Log, name: str, start: float, dice: Random) -> list[tuple[Any, ...]]:
    moment, place = log.first + dt.timedelta(seconds=int(start)), _pick(log.begin, dice)
    touch, sale = log.words
    rows: list[tuple[Any, ...]] = []
    bought = False
    while place != STOP and moment <= log.last and len(rows) < 40:
        buys = not bought and dice.random() < log.buys.get(place, 0.0)
        value = round(log.order * (0.5 + dice.random() + 0.4 * dice.random())) if buys else None
        rows.append((name, moment, place, sale if buys else touch, value))
        bought = bought or buys
        wait = log.days.get(place)
        gap = dice.expovariate(1 / wait) * 86_400 if wait else dice.uniform(60, 3_600)
        moment += dt.timedelta(seconds=int(gap))
        onward = log.after if bought else log.onward
        place = _pick(onward.get("(sale)" if buys else place, {STOP: 1.0}), dice)
    return rows


def survey_rows(survey: Survey, dice: Random) -> list[tuple[Any, ...]]:
    """One row per answer, in the order of time: date, touchpoint, score, comment."""
    found: list[tuple[Any, ...]] = []
    days = (survey.last - survey.first).days
    for touchpoint, count in survey.answers.items():
        for _ in range(count):
            day = survey.first + dt.timedelta(days=dice.randrange(days + 1))
            usual = survey.scores[touchpoint]
            score = _pick(survey.later.get(touchpoint, usual) if day >= survey.turn else usual, dice)
            lines = survey.comments.get(touchpoint, ())
            said = dice.choice(lines) if lines and score <= 6 and dice.random() < 0.35 else None
            found.append((day, touchpoint, score, said))
    return sorted(found, key=lambda row: row[0])


def _pick(chances: Mapping[Any, float], dice: Random) -> Any:
    rest = dice.random() * sum(chances.values())
    for choice, weight in chances.items():
        rest -= weight
        if rest < 0:
            return choice
    return choice


CLUB = Log(
    file="dansk-webshop.xlsx",
    sheet="Kundeklubben trin for trin",
    headers=("Kundenr.", "Tidspunkt", "Kontaktpunkt", "Hændelse", "Beløb (kr.)"),
    words=("Besøg", "Køb"),
    customer="M-{}",
    customers=520,
    first=dt.datetime(2025, 1, 2, 8),
    last=dt.datetime(2025, 6, 30, 21),
    begin={"Instagram": 34, "Google Ads": 26, "Facebook-annoncer": 16, "Fysisk butik": 14,
           "Nyhedsbrev til kundeklubben": 10},
    onward={
        "Instagram": {"Produktside": 52, "Anmeldelser på Trustpilot": 14, "Fysisk butik": 10, STOP: 24},
        "Google Ads": {"Produktside": 78, "Fysisk butik": 6, STOP: 16},
        "Facebook-annoncer": {"Produktside": 60, "Instagram": 10, STOP: 30},
        "Anmeldelser på Trustpilot": {"Produktside": 76, "Fysisk butik": 12, STOP: 12},
        "Nyhedsbrev til kundeklubben": {"Produktside": 48, "Checkout": 34, "Fysisk butik": 10, STOP: 8},
        "Produktside": {"Checkout": 46, "Anmeldelser på Trustpilot": 12, "Nyhedsbrev til kundeklubben": 14,
                        "Fysisk butik": 10, STOP: 18},
        "Checkout": {"Nyhedsbrev til kundeklubben": 14, "Kundeservice på telefon": 4, STOP: 82},
        "Fysisk butik": {"Produktside": 16, "Nyhedsbrev til kundeklubben": 18, STOP: 66},
        "Kundeservice på telefon": {"Checkout": 60, STOP: 40},
    },
    buys={"Checkout": 0.40, "Fysisk butik": 0.42},
    order=470,
    after={
        "(sale)": {"Ordrebekræftelse": 62, STOP: 38},
        "Ordrebekræftelse": {"Levering": 84, "Click & collect": 16},
        "Levering": {"Kundeservice på mail": 16, "Returnering": 10, STOP: 74},
        "Kundeservice på mail": {"Returnering": 24, STOP: 76},
    },
    days={"Instagram": 4.0, "Google Ads": 1.5, "Facebook-annoncer": 4.0, "Anmeldelser på Trustpilot": 1.0,
          "Nyhedsbrev til kundeklubben": 0.4, "Fysisk butik": 6.0, "Checkout": 5.0, "Ordrebekræftelse": 2.5,
          "Levering": 4.0, "Kundeservice på mail": 6.0},
)  # fmt: skip

CRM = Log(
    file="svensk-b2b.xlsx",
    sheet="Aktiviteter i CRM",
    headers=("Kundnummer", "Datum", "Kontaktpunkt", "Händelse", "Ordervärde (kr)"),
    words=("Aktivitet", "Affär vunnen"),
    customer="K{}",
    customers=92,
    first=dt.datetime(2024, 1, 8, 8),
    last=dt.datetime(2024, 12, 20, 17),
    begin={"LinkedIn-annonser": 26, "Webbplats": 24, "Google-annonser": 16, "Mässor": 18,
           "Rekommendation från kund": 10, "White paper": 6},
    onward={
        "LinkedIn-annonser": {"Webbplats": 50, "White paper": 22, STOP: 28},
        "Google-annonser": {"Webbplats": 72, STOP: 28},
        "Webbplats": {"White paper": 18, "Webbdemo": 30, "Säljmöte": 22, STOP: 30},
        "White paper": {"Webbdemo": 38, "Säljmöte": 24, STOP: 38},
        "Mässor": {"Säljmöte": 62, "Webbplats": 14, STOP: 24},
        "Rekommendation från kund": {"Säljmöte": 84, STOP: 16},
        "Webbdemo": {"Säljmöte": 66, STOP: 34},
        "Säljmöte": {"Offert": 64, STOP: 36},
        "Offert": {"Avtal": 50, STOP: 50},
    },
    buys={"Avtal": 0.94},
    order=58_000,
    after={
        "(sale)": {"Onboarding": 80, STOP: 20},
        "Onboarding": {"Support via e-post": 46, "Uppföljningsmöte": 30, STOP: 24},
        "Support via e-post": {"Support via telefon": 24, "Uppföljningsmöte": 20, STOP: 56},
    },
    days={"LinkedIn-annonser": 9.0, "Google-annonser": 4.0, "Webbplats": 7.0, "White paper": 10.0, "Mässor": 12.0,
          "Rekommendation från kund": 5.0, "Webbdemo": 8.0, "Säljmöte": 9.0, "Offert": 16.0, "Avtal": 6.0,
          "Onboarding": 20.0, "Support via e-post": 6.0},
)  # fmt: skip

_HAPPY = {10: 34, 9: 30, 8: 20, 7: 9, 6: 4, 5: 3}
_MIXED = {10: 16, 9: 18, 8: 22, 7: 16, 6: 12, 5: 8, 4: 4, 3: 4}
_POOR = {10: 8, 9: 10, 8: 16, 7: 16, 6: 18, 5: 14, 4: 8, 3: 6, 2: 2, 1: 2}

AFTER_PURCHASE = Survey(
    file="dansk-webshop.xlsx",
    sheet="Spørgeskema",
    headers=("Dato", "Kontaktpunkt", "Vil du anbefale os? (0-10)", "Kommentar"),
    first=dt.date(2025, 1, 3),
    last=dt.date(2025, 6, 29),
    turn=dt.date(2025, 5, 1),
    answers={"Checkout": 86, "Levering": 132, "Fysisk butik": 58, "Kundeservice på mail": 44, "Produktside": 40,
             "Ordrebekræftelse": 36, "Gaveindpakning": 3},
    scores={"Checkout": _POOR, "Levering": _MIXED, "Fysisk butik": _HAPPY, "Kundeservice på mail": _POOR,
            "Produktside": _MIXED, "Ordrebekræftelse": _HAPPY, "Gaveindpakning": _MIXED},
    later={"Levering": {10: 4, 9: 6, 8: 12, 7: 16, 6: 20, 5: 20, 4: 12, 3: 10}},
    comments={
        "Checkout": ("Betalingen gik i stå", "Kortet blev afvist to gange", "Jeg kunne ikke finde MobilePay"),
        "Levering": ("Pakken kom for sent", "Ingen besked om forsinkelsen", "Den lå ude i regnen"),
        "Kundeservice på mail": ("Jeg fik først svar efter tre dage", "Standardsvar"),
    },
)  # fmt: skip

LOGS = (CLUB, CRM)
SURVEYS = (AFTER_PURCHASE,)
