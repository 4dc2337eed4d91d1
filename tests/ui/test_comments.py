"""Comments: which columns hold some, and what is never shown of them."""

import pytest

from core import pipeline
from core.model import Settings
from core.privacy import mask_contacts
from core.ui.data.comments import remarks

SURVEY = "Touchpoint,NPS,Comment\nShop,9,Fine\nShop,3,\nChat,2,Slow\nChat,1,Slow\nChat,8,\n" + "Shop,7,\n" * 20
KEPT = Settings(mapping={"s.csv/": {"Comment": "comment"}})


@pytest.mark.parametrize(("settings", "shown"), [(Settings(), False), (KEPT, True)])
def test_a_column_of_comments_is_shown_only_where_somebody_asked(settings, shown):
    books = [("s.csv", SURVEY.encode())]
    (one,) = remarks(pipeline.load(books, settings))
    assert (one.header, one.cells, one.shown, one.asked) == ("Comment", 3, shown, True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ring til mig på 20 30 40 50", "Ring til mig på •••"),
        ("+46 70-123 45 67 tack", "••• tack"),
        ("skriv til ida.b@firma.dk, tak", "skriv til •••, tak"),
        ("Ventede 20 minutter", "Ventede 20 minutter"),
        ("Betalte 1.200 kr. for ordre 4512", "Betalte 1.200 kr. for ordre 4512"),
    ],
)
def test_nobody_can_be_reached_by_a_shown_comment(text, shown):
    assert mask_contacts(text) == shown
