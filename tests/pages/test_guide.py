"""The first look: four steps on the first dashboard, gone once skipped, back when asked for, never in a meeting."""

import pytest

from core.exports import template, trades
from core.texts import LANGUAGES, language
from core.ui.guide import STEPS
from tests.pages.test_pages import html, start

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def keys(app):
    return {button.key for button in app.button}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_step_is_one_line_and_the_last_one_ends_it(code):
    app = start(code, "english-clinic")
    say = language(code, "patients").say
    for n, step in enumerate(STEPS, start=1):
        assert say(f"guide.{step}") in html(app)
        assert say("guide.count", n=n, of=len(STEPS)) in html(app)
        assert len(say(f"guide.{step}")) < 120
        app.button(key="_look-on").click().run()
    assert "_look-on" not in keys(app)
    assert not app.exception


def test_once_skipped_it_stays_away_until_asked_for():
    app = start("en", "english-clinic")
    app.button(key="_look-off").click().run()
    assert "_look-on" not in keys(app)
    app.run()
    assert "_look-on" not in keys(app)
    app.switch_page("pages/method.py").run()
    assert "_look-again" in keys(app)


def test_no_first_look_before_there_is_a_dashboard_or_in_a_meeting():
    assert "_look-on" not in keys(start())
    empty = start().switch_page("pages/method.py").run()
    assert "_look-again" not in keys(empty)
    app = start("en", "english-clinic")
    app.session_state["meeting"] = True
    app.run()
    assert "_look-on" not in keys(app)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_template_as_it_came_is_told_kindly(code):
    app = start(code)
    app.file_uploader[0].upload("skabelon.xlsx", template(language(code), trade="clinic"), WORKBOOK)
    app.run()
    assert not app.exception
    assert language(code).say("issue.template-examples") in [str(i.value).replace("\\", "") for i in app.info]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_start_page_asks_for_the_trade(code):
    app = start(code)
    assert app.selectbox(key="_trade").options == list(trades(language(code)).values())
