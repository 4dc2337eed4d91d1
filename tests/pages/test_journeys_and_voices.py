"""The pages about journeys and voices without a browser: full, partly filled, empty, opened cold."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core import pipeline
from core.model import Analysis, Credits, Message
from core.texts import LANGUAGES, language
from tests.charts.fakes_of_logs import full_analysis, journeys_of, voices_of
from tests.pages.test_pages import html, start, upload, words

FILE = "Touchpoint,Visits,Orders\nNewsletter,100,4\nShop,50,5\n"
PAGES = {"journeys": "pages/journeys.py", "voices": "pages/voices.py"}
Change = Callable[[Analysis], Analysis]


@pytest.fixture
def own(request) -> str:
    """A file that no other test uploads: what was computed for one is kept by its content."""
    return f"{FILE}{request.node.name},10,1\n"


@pytest.fixture
def show(monkeypatch, own) -> Callable[..., AppTest]:
    """Opens a page of a file whose analysis is changed before anybody sees it."""

    def opened(page: str, change: Change, code: str = "en") -> AppTest:
        real = pipeline.analyse
        monkeypatch.setattr(pipeline, "analyse", lambda *told: change(real(*told)))
        return upload(start(code), "own.csv", own).switch_page(PAGES[page]).run()

    return opened


def with_both(analysis: Analysis, **voices: bool) -> Analysis:
    return replace(analysis, journeys=journeys_of(analysis), voices=voices_of(analysis, **voices))


def of_many(count: int) -> Change:
    return lambda _: full_analysis(count)


def links(app: AppTest) -> list[str]:
    told = " ".join(element.proto.body for element in app.get("html"))
    return [re.sub("<[^>]+>", "", link) for link in re.findall(r"<a [^>]*data-page=[^>]*>(.*?)</a>", told)]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_full_in_every_language(show, page, code):
    app = show(page, with_both, code)
    assert not app.exception
    assert len(app.get("vega_lite_chart")) >= 3
    assert language(code).say(f"nav.{page}") in links(app)
    assert "{" not in html(app).split("<style>")[0]


@pytest.mark.parametrize("count", [1, 3, 30, 150])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_any_number_of_touchpoints(show, page, count):
    app = show(page, of_many(count))
    assert not app.exception
    assert len(app.get("vega_lite_chart")) >= 2


@pytest.mark.parametrize("page", PAGES)
def test_a_file_without_a_log_or_a_survey_says_what_to_upload(page, own):
    app = upload(start(), "own.csv", own)
    assert language("en").say(f"nav.{page}") not in links(app)
    app.switch_page(PAGES[page]).run()
    assert not app.exception
    assert language("en").say(f"nothing.{page}") in html(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_cold_link_leads_to_the_start_page(page):
    app = start().switch_page(PAGES[page]).run()
    assert not app.exception
    assert language("en").say("page.nothing-yet") in html(app)


def test_without_a_sale_the_page_says_how_to_name_one(show):
    app = show("journeys", lambda a: replace(a, journeys=journeys_of(a, sales=False)))
    assert not app.exception
    assert "no sale in the log" in html(app)
    assert "which event is a sale" in words(app).replace("\\", "")
    assert len(app.get("vega_lite_chart")) == 1  # steps: nobody knows who left without a sale


def test_a_log_that_nobody_can_follow_says_why(show):
    def unfollowed(analysis: Analysis) -> Analysis:
        empty = journeys_of(analysis, count=0)
        silent = {"first": Message("sure.needed", {"n": 3}), "last": Message("sure.needed", {"n": 3})}
        return replace(analysis, journeys=replace(empty, credits=Credits({}, silent=silent)))

    app = show("journeys", unfollowed)
    assert not app.exception
    assert words(app).count("About 3 more answers") == 1


def test_the_switch_shows_money_and_the_segment_its_own_share(show):
    app = show("journeys", with_both)
    assert "sales" in html(app)
    app.segmented_control(key="_credit-measure").set_value(True).run()
    app.selectbox(key="_credit-segment").set_value("B2B").run()
    assert not app.exception


def test_comments_are_hidden_until_their_column_is_ticked(show):
    app = show("voices", lambda a: with_both(a, shown=False))
    assert not app.exception
    assert "120 answers have a comment" in html(app)
    assert language("en").say("voices.comments-hidden") in html(app)
    assert "class='kp-quotes'" not in html(app)


def test_a_shown_comment_is_text_and_nothing_else(show):
    app = show("voices", with_both)
    assert "&lt;b&gt;Ventede&lt;/b&gt;" in html(app)
    assert "<b>Ventede</b>" not in html(app)
    assert not any("127.0.0.1" in str(m.value) for m in app.markdown)


def test_answers_without_a_touchpoint_tell_of_the_whole_and_ask_for_the_column(show):
    app = show("voices", lambda a: replace(a, voices=replace(voices_of(a), touchpoints=(), shown={})))
    assert not app.exception
    assert language("en").say("voices.headline-whole") in html(app)
    assert language("en").say("voices.which-column") in words(app).replace("\\", "")


@pytest.mark.parametrize(("periods", "said"), [(0, "voices.change-undated"), (1, "voices.change-none")])
def test_without_two_periods_no_change_is_drawn(show, periods, said):
    def shortened(analysis: Analysis) -> Analysis:
        found = voices_of(analysis)
        whole = tuple(replace(v, history=dict(list(v.history.items())[:periods])) for v in found.whole)
        return replace(analysis, voices=replace(found, whole=whole))

    app = show("voices", shortened)
    assert not app.exception
    assert language("en").say(said) in html(app)


@pytest.mark.parametrize("score", ["csat", "nps", "ces", "rating"])
def test_every_question_has_its_own_page(show, score):
    app = show("voices", lambda a: replace(a, voices=voices_of(a, scores=(score,))))
    assert not app.exception
    assert len(app.get("vega_lite_chart")) >= 3


@pytest.fixture
def afresh():
    """What is computed of samples is kept for all who open them: not of one whose analysis is changed."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("afresh")
def test_a_sample_opened_by_a_link_has_its_menu_at_once(monkeypatch):
    real = pipeline.analyse
    monkeypatch.setattr(pipeline, "analyse", lambda *told: with_both(real(*told)))
    app = start("en", "english-clinic")
    assert not app.exception
    assert {"Journeys", "Voices"} <= set(links(app))


def test_one_press_shows_what_customers_wrote_and_another_hides_it(own):
    asked = (
        "Touchpoint,NPS,Comment\n" + own.splitlines()[-1].split(",")[0] + ",2,Waited long\nShop,9,\n" + "Shop,7,\n" * 20
    )
    app = upload(start(), "survey.csv", asked).switch_page(PAGES["voices"]).run()
    assert "Waited long" not in html(app)
    app.button(key="_show-comments").click().run()
    assert not app.exception
    assert "<li>Waited long</li>" in html(app)
    app.button(key="_hide-comments").click().run()
    assert "Waited long" not in html(app)
    app.switch_page("pages/data.py").run()
    app.checkbox(key="_comments-0").check().run()
    assert "<li>Waited long</li>" in html(app.switch_page(PAGES["voices"]).run())
