"""The meeting's last step: what is done next, typed by hand, kept for this visitor alone."""

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from core.model import Agreed
from core.texts import LANGUAGES, language
from tests.pages.test_pages import html, start, upload

LAST_STEP = "8"
FEW = "Touchpoint,Visits,Conversions\n" + "".join(f"Place {n},{3 + n},{n % 2}\n" for n in range(4))


def closing(code: str, sample: str = "dansk-webshop") -> AppTest:
    app = start(code)
    for name, value in {"sample": sample, "view": "meeting", "step": LAST_STEP}.items():
        app.query_params[name] = value
    return app.run()


def field(app: AppTest, key: str):
    return next(f for f in [*app.text_input, *app.date_input] if str(f.key).startswith(key))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_ones_stand_there_with_who_and_when(code: str):
    app, say = closing(code), language(code).say
    assert not app.exception
    assert say("agreed.first", name="Checkout") in html(app)
    places = [html(app).index(say(f"agreed.group-{name}")) for name in ("now", "then", "find")]
    assert places == sorted(places)
    assert [f.label for f in app.text_input] == [*[say("agreed.who")] * 3, say("agreed.also")]
    assert [f.label for f in app.date_input] == [say("agreed.by")] * 3


def test_what_is_typed_is_kept_in_no_link_and_for_nobody_else():
    app = closing("en")
    field(app, "_agreed-who").set_value("  Anne ").run()
    field(app, "_agreed-by").set_value(dt.date(2026, 1, 15)).run()
    field(app, "_also-agreed").set_value("New freight contract").run()
    assert not app.exception
    kept = app.session_state["settings"]
    assert kept.agreed == (Agreed("checkout", "Anne", dt.date(2026, 1, 15)),)
    assert kept.also_agreed == "New freight contract"
    assert not any(word in str(dict(app.query_params)) for word in ("Anne", "freight", "2026-01-15"))
    assert field(closing("en"), "_agreed-who").value == ""
    app.session_state["step"] = 0
    app.run()
    app.session_state["step"] = 7
    app.run()
    assert field(app, "_agreed-who").value == "Anne"


def test_where_nobody_measures_what_may_be_first_measuring_is_next():
    app = closing("sv", "svensk-b2b")
    say = language("sv").say
    assert say("agreed.measure") in html(app)
    assert say("agreed.group-find") in html(app)
    assert say("agreed.group-now") not in html(app)


def test_a_file_with_too_little_is_met_kindly():
    app = upload(start("en"), "few.csv", FEW)
    app.session_state["meeting"], app.session_state["step"] = True, 7
    app.run()
    assert not app.exception
    assert language("en").say("agreed.measure") in html(app)
    assert field(app, "_also-agreed").value == ""
