"""The filters in force stand under the bar, and a click on one takes it back."""

from dataclasses import replace

import pytest

from core.texts import language
from tests.pages.test_pages import html, start, upload

ROWS = (
    "Touchpoint,Month,Segment,Visits,Orders\nShop,2025-01-01,A,100,4\nShop,2025-02-01,B,100,4\nMail,2025-01-01,A,90,9\n"
)


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", "Period: Jan 2025"), ("da", "Periode: jan. 2025"), ("sv", "Period: jan. 2025")],
)
def test_a_filter_is_named_on_the_page_and_can_be_taken_back_there(code, told):
    app = upload(start(code), "own.csv", ROWS)
    assert not [b for b in app.button if str(b.key).startswith("_drop-")]
    app.session_state["settings"] = replace(app.session_state["settings"], periods=("2025-01",), segments=("A",))
    app.run()
    chips = {b.key: b.label.replace("\\", "") for b in app.button if str(b.key).startswith("_drop-")}
    assert chips == {"_drop-periods": told, "_drop-segments": f"{language(code).say('show.filter-segments')}: A"}
    next(b for b in app.button if b.key == "_drop-periods").click().run()
    assert not app.exception
    settings = app.session_state["settings"]
    assert (settings.periods, settings.segments) == ((), ("A",))
    assert [b.key for b in app.button if str(b.key).startswith("_drop-")] == ["_drop-segments"]


@pytest.mark.parametrize(
    ("code", "all_told", "told"),
    [
        ("en", "2 touchpoints ·", "1 of 2 touchpoints shown ·"),
        ("da", "2 kontaktpunkter ·", "1 af 2 kontaktpunkter vist ·"),
        ("sv", "2 kontaktpunkter ·", "1 av 2 kontaktpunkter visas ·"),
    ],
)
def test_the_bar_says_how_many_touchpoints_a_filter_shows(code, all_told, told):
    app = upload(start(code), "own.csv", ROWS)
    assert all_told in html(app)
    app.session_state["settings"] = replace(app.session_state["settings"], phases=("during",))
    app.run()
    assert told in html(app)
    assert not app.exception
