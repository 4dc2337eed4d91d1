"""A log counts contacts: the reason and the cards say so, with one noun in one sentence."""

import pytest

from core import pipeline
from core.model import Settings
from core.story import Story
from core.texts import language
from core.ui.dashboard import cards

CLICKS = "Customer,Time,Channel,Event\n" + "".join(
    f"K{i % 40},2025-0{1 + i % 6}-{1 + i % 28:02d} 10:00,{'social' if i % 3 else 'email'},"
    f"{'purchase' if (i % 20 == 1 if i % 3 else i % 7 == 0) else 'click'}\n"
    for i in range(1200)
)


def _story(text, code="en"):
    return Story(pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings()), language(code))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "67% of all contacts in the log happen here (800 of 1,200), and 5.0% of them convert"),
        ("da", "67 % af alle kontakter i loggen sker her (800 af 1.200), og 5,0 % af dem konverterer"),
        ("sv", "67 % av alla kontakter i loggen sker här (800 av 1 200), och 5,0 % av dem konverterar"),
    ],
)
def test_a_rate_of_contacts_stands_beside_a_share_of_contacts(code, said):
    story = _story(CLICKS, code)
    social = next(t for t in story.visible if t.name == "social")
    told = story.reason(social, closely=True).replace("\xa0", " ").replace("\u202f", " ")
    assert told.startswith(said)


def test_the_cards_count_contacts_in_a_log_and_visits_in_a_table():
    table = "Touchpoint,Visits,Orders\nemail,90,9\nweb,80,7\n"
    assert [cards._base(_story(text), "visits") for text in (CLICKS, table)] == ["contacts", "visits"]


def test_answers_bear_on_customers_so_their_reach_is_told_in_customers():
    story = _story(
        CLICKS.replace("Event", "Event,CSAT").replace("click\n", "click,2\n").replace("purchase\n", "purchase,2\n")
    )
    social = next(t for t in story.visible if t.name == "social")
    assert "contacts in the log" not in story.reason(social)
