"""What the page about journeys says of the touchpoint that the dashboard names first, as facts."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from core.model import Credits, DropOut, Journeys, Kpi
from core.story import Story
from core.story.log_and_table import log_grounds, log_verdict
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint

SHOP = replace(one_touchpoint("purchase", "offline", 0.9), key="shop", name="Butik", kpis={})
AD = replace(one_touchpoint("awareness", "online", 0.9), key="ad", name="Annonce", kpis={})
BOUGHT = Kpi("conversion_rate", 0.26, "share", numerator=4527, denominator=17702)
COUNTED = replace(SHOP, kpis={"conversion_rate": BOUGHT})
LOG = Journeys(520, 520, 152, None, Credits({}), None, None, None, (), (), ())


class Told(NamedTuple):
    verdict: str
    grounds: str = ""


def ended(word: str | None = None, *, key: str = "shop", met: int = 224) -> DropOut:
    return DropOut(key, 116, met, 0.52, 0.45, 0.58, 0.5, word)  # type: ignore[arg-type]


def said(first: tuple[str, ...], *ends: DropOut, counted: bool = True, code: str = "en") -> Told:
    touchpoints = (COUNTED if counted else SHOP, AD)
    verdict = replace(analysis_of(0).verdict, word="clear" if len(first) == 1 else "tie", keys=first)
    found = replace(analysis_of(0), touchpoints=touchpoints, verdict=verdict)
    log = replace(LOG, drop_out=ends)
    return Told(log_verdict(Story(found, language(code)), log), log_grounds(Story(found, language(code)), log))


OPEN = (
    "This log neither confirms nor refutes that Butik comes first: 52% of the journeys that reached it ended there "
    "without a sale, and 50% is usual in the phase."
)
LOGGED = (
    "The log follows 520 customers over all their visits: 52% of the journeys by way of Butik ended there, "
    "likely 45% to 58%, and 50% is usual in the phase."
)
TABLE = "The dashboard starts with Butik because of the table, where 26% of 17,702 visits become a sale."
ELSE = "The dashboard starts with Butik because of other figures in the table."
UNMET = Told("The dashboard starts with Butik, which the log does not hold.")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (said(("shop",), ended()), Told(OPEN, f"{TABLE} {LOGGED}")),
        (said(("shop",), ended(), counted=False), Told(OPEN, f"{ELSE} {LOGGED}")),
        (
            said(("shop",), ended("high")),
            Told(
                "This log supports starting with Butik: 52% of the journeys that reached it ended there without a "
                "sale, clearly more than the 50% that is usual in the phase."
            ),
        ),
        (
            said(("shop",), ended("low")),
            Told(
                "This log does not support starting with Butik: 52% of the journeys that reached it ended there "
                "without a sale, clearly less than the 50% that is usual in the phase. The dashboard starts there "
                "because of other figures in the table."
            ),
        ),
        (said(("shop",), ended(key="ad")), UNMET),
        (said(("shop",), ended(met=0)), UNMET),
        (
            said(("shop", "ad"), ended(), ended(key="ad")),
            Told(
                "The dashboard names Butik and Annonce because of all that the table counts; the log neither confirms "
                "nor refutes it."
            ),
        ),
        (said(("shop", "ad"), ended("high"), ended(key="ad")), Told("")),
        (said(("shop",)), Told("")),
        (said((), ended()), Told("")),
    ],
)
def test_log_and_dashboard_never_contradict_each_other_unsaid(found, told):
    assert found == told


@pytest.mark.parametrize(("code", "word"), [("da", "hverken bekræfter eller afkræfter"), ("sv", "varken bekräftar")])
def test_it_is_said_in_every_language(code, word):
    assert word in said(("shop",), ended(), code=code).verdict
