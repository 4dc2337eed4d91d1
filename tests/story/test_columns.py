"""A key figure names the columns of the file that it is of: its label may call them otherwise."""

import pytest

from core import pipeline
from core.model import Settings
from core.story import Story
from core.story.columns import columns_behind
from core.texts import language
from core.ui.dashboard.cards import explanation

ADS = b"Touchpoint,Clicks,Conversions,Cost,NPS\nGoogle Ads,400,20,900,40\nFacebook,300,6,500,20\n"
BILLS = b"Kontaktpunkt;Trafik;Antal boner;Oms\xc3\xa6tning\nKasse;500;300;90000\nTjener;400;100;40000\n"
TWO = (b"Touchpoint,Visits,Orders\nShop,100,20\nTill,90,10\n", b"Kontaktpunkt;Bes\xc3\xb8g;Orders\nNet;100;20\n")


def story(*files, code="en", industry=None):
    dataset = pipeline.load([(f"file{n}.csv", content) for n, content in enumerate(files)])
    return Story(pipeline.analyse(dataset, Settings(industry=industry)), language(code))


@pytest.mark.parametrize(
    ("found", "kpi", "told"),
    [
        (story(ADS), "conversion_rate", "In your file: Conversions / Clicks"),
        (story(ADS, code="da"), "cost_per_conversion", "I filen: Cost / Conversions"),
        (story(ADS), "share_of_sales", ""),
        (story(ADS), "nps", ""),
        (story(BILLS, code="da"), "conversion_rate", "I filen: Antal boner / Trafik"),
        (story(*TWO), "conversion_rate", "In your file: Orders / Visits or Besøg"),
    ],
)
def test_the_headers_stand_as_in_the_file(found, kpi, told):
    assert columns_behind(found, found.analysis.kpis[kpi]) == told


def test_a_clinic_s_bookings_are_the_conversions_of_its_ads():
    clinic = story(ADS, industry="clinic")
    kpi = clinic.analysis.kpis["conversion_rate"]
    name, meaning, columns, formula, *_ = explanation(clinic, kpi)
    assert name == "Booking rate"
    assert meaning == "How many of the contacts led to a booking, or to what else the file counts there"
    assert {columns, formula} == {
        "In your file: Conversions / Clicks",
        "bookings / contacts (else clicks, else enquiries)",
    }
    assert any("26 of 700" in line for line in explanation(clinic, kpi))
