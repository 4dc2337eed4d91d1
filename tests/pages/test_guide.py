"""The first look: four steps on the first dashboard, gone once skipped, back when asked for, never in a meeting."""

import json

import pytest

from core.exports import template, trades
from core.texts import LANGUAGES, language
from tests.pages.test_pages import start

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def strips(app):
    """What each first look on the page is made of."""
    mounted = [part.proto for part in app.get("bidi_component") if part.proto.component_name == "kontaktpunkt_look"]
    return [json.loads(part.json) for part in mounted]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_step_is_one_line(code):
    (strip,) = strips(start(code, "english-clinic"))
    assert len({step["spot"] for step in strip["steps"]}) == len(strip["steps"]) == 4
    for n, step in enumerate(strip["steps"], start=1):
        assert step["count"] == language(code).say("guide.count", n=n, of=4)
        assert 20 < len(step["line"]) < 120


def test_once_skipped_it_stays_away_until_asked_for():
    app = start("en", "english-clinic")
    app.session_state["look"] = False  # as its button does
    app.run()
    assert strips(app) == []
    app.switch_page("pages/method.py").run()
    app.button(key="_look-again").click().run()
    assert len(strips(app)) == 1


def test_no_first_look_before_there_is_a_dashboard_or_in_a_meeting():
    assert strips(start()) == []
    empty = start().switch_page("pages/method.py").run()
    assert "_look-again" not in {button.key for button in empty.button}
    app = start("en", "english-clinic")
    app.session_state["meeting"] = True
    app.run()
    assert strips(app) == []


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


@pytest.mark.parametrize(
    ("sample", "line"), [("english-clinic", "guide.verdict"), ("svensk-b2b", "guide.verdict-open")]
)
def test_a_first_is_promised_only_where_the_answer_names_one(sample, line):
    (strip,) = strips(start("en", sample))
    assert strip["steps"][0]["line"] == language("en").say(line)
