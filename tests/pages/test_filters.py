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


SHOWN = [
    ("en", {}, "2 touchpoints · 3 rows"),
    ("en", {"phases": ("during",)}, "1 of 2 touchpoints shown · 2 of 3 rows"),
    ("da", {"phases": ("during",)}, "1 af 2 kontaktpunkter vises · 2 af 3 rækker"),
    ("sv", {"phases": ("during",)}, "1 av 2 kontaktpunkter visas · 2 av 3 rader"),
    ("sv", {"settings": ("both",), "phases": ("post",)}, "0 av 2 kontaktpunkter visas · 0 av 3 rader"),
    ("en", {"periods": ("2025-01",)}, "2 touchpoints · 2 of 3 rows"),
]


@pytest.mark.parametrize(("code", "filtered", "told"), SHOWN)
def test_the_bar_says_how_many_touchpoints_and_rows_a_filter_shows(code, filtered, told):
    app = upload(start(code), "own.csv", ROWS)
    app.session_state["settings"] = replace(app.session_state["settings"], **filtered)
    app.run()
    assert f"{told}</span>" in html(app) or f"{told} ·" in html(app)
    assert not app.exception
