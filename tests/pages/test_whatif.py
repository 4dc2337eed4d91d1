"""What if on the page: move, see, undo, in three languages, on the dashboard and in the meeting."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core import pipeline
from core.model import Analysis
from core.texts import LANGUAGES, language
from tests.pages.test_pages import html, start, words

LAST_STEP = "7"
BEST = {"csat": 1.0, "nps": 100.0, "rating": 5.0}


def opened(code: str, *, sample: str = "dansk-webshop", key: str | None = "levering", **more: str) -> AppTest:
    app = start(code)
    for name, value in {"sample": sample, "open": key, **more}.items():
        if value is not None:
            app.query_params[name] = value
    return app.run()


def control(app: AppTest, figure: str) -> Any:
    return next(s for s in app.select_slider if str(s.key).startswith(f"_what-if-{figure}-"))


def offered(app: AppTest) -> list[str]:
    return [str(s.key).split("-")[2] for s in app.select_slider]


def made(app: AppTest) -> Sequence[tuple[str, str, float]]:
    return [(s.touchpoint, s.figure, s.value) for s in app.session_state["settings"].suppositions]


def cards(app: AppTest) -> str:
    return next(str(element.proto.body) for element in app.get("html") if "kp-card" in str(element.proto.body))


def beside(app: AppTest) -> list[str]:
    """The titles of the columns beside the names, in the first table of what if."""
    head = html(app).split("class='kp-beside'")[1].split("</thead>")[0]
    return re.findall(r"<th scope='col'>([^<]*)</th>", head)[1:]


def opens(app: AppTest, touchpoint: str) -> AppTest:
    app.session_state["picked"] = touchpoint
    return app.run()


def press(app: AppTest, key: str) -> AppTest:
    return next(b for b in app.button if b.key == key).click().run()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_moved_figure_shows_today_and_what_would_follow(code: str):
    app, say = opened(code), language(code).say
    assert not app.exception
    assert offered(app) == ["csat", "nps", "effort"]
    assert say("whatif.help") in html(app)
    assert beside(app) == [say("whatif.today")]  # nothing to lay it beside: no column of dashes
    verdict, metrics = html(app).split("</h1>")[0], cards(app)
    assert "kp-value" in metrics
    control(app, "csat").set_value(0.4).run()
    assert not app.exception
    assert made(app) == [("levering", "csat", 0.4)]
    assert say("whatif.assumed") in html(app)
    assert beside(app) == [say("whatif.today"), say("whatif.then")]
    assert say("whatif.moves", name="Levering", before=4, after=3) in html(app)
    assert cards(app) == metrics  # what is measured is not falsified
    assert html(app).split("</h1>")[0] == verdict
    press(app, "_back-to-today")
    assert made(app) == []
    assert say("whatif.help") in html(app)
    assert control(app, "csat").value == pytest.approx(0.6652, abs=1e-3)


def test_several_may_be_combined_and_the_last_undone():
    app = opened("en")
    control(app, "csat").set_value(0.9).run()
    control(app, "effort").set_value(1.0).run()
    assert made(app) == [("levering", "csat", 0.9), ("levering", "effort", 1.0)]
    opens(app, "checkout")
    control(app, "conversion_rate").set_value(0.4).run()
    assert [key for key, _, _ in made(app)] == ["levering", "levering", "checkout"]
    press(app, "_undo-one")
    assert made(app) == [("levering", "csat", 0.9), ("levering", "effort", 1.0)]
    assert not app.exception


def test_back_where_it_is_today_nothing_is_assumed():
    app = opened("en")
    today = control(app, "csat").value
    control(app, "csat").set_value(0.9).run()
    control(app, "csat").set_value(today).run()
    assert made(app) == []


def test_with_nothing_open_what_is_assumed_still_stands_there():
    app = opened("en")
    control(app, "csat").set_value(0.9).run()
    press(app, "_close")
    assert not app.exception
    assert not app.select_slider
    assert "Levering, Satisfied customers (CSAT): 67%\u00a0→\u00a090%" in html(app)


def test_who_is_not_ranked_has_no_controls():
    app = opened("en", sample="english-clinic", key=None)
    keys = {t.key for t in _analysis(app).touchpoints} - set(_analysis(app).levers)
    opens(app, min(keys))
    assert not app.exception
    assert not app.select_slider


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("sample", ["dansk-webshop", "svensk-b2b", "english-clinic"])
def test_in_the_meeting(code: str, sample: str):
    app, say = opened(code, sample=sample, key=None, view="meeting", step=LAST_STEP), language(code).say
    assert not app.exception
    asked = {"dansk-webshop": "Checkout", "svensk-b2b": "Säljmöte", "english-clinic": "Waiting room"}[sample]
    assert say("whatif.question", name=asked) in html(app)
    assert offered(app)[-1] == "effort"
    control(app, offered(app)[0]).set_value(BEST[offered(app)[0]]).run()
    assert not app.exception
    assert say("whatif.others") in html(app)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_touchpoint_tells_what_nobody_measures_there(code: str):
    app = opened(code, sample="english-clinic", key=None)
    lacking = next(t for t in _analysis(app).touchpoints if t.priority and t.priority.unmeasured)
    opens(app, lacking.key)
    assert language(code).say("show.unmeasured") in html(app)
    assert lacking.priority is not None
    for message in lacking.priority.unmeasured:
        assert language(code).message(message).split(";")[0] in html(app)


@pytest.mark.parametrize("code", LANGUAGES)
def test_how_the_worth_adds_up_stands_on_the_page(code: str):
    app = opened(code)
    assert language(code).say("together.section") in html(app)
    assert language(code).say("together.overlap") in words(app)


def _analysis(app: AppTest) -> Analysis:
    upload = app.session_state["upload"]
    settings = app.session_state["settings"]
    return pipeline.analyse(pipeline.understand(upload.books, settings, issues=(), key=b"x"), settings)
