"""The menu: each page by its name, of which a phone shows a part; where its links lead, also in a tab of their own."""

import re

import pytest

from core.texts import LANGUAGES, language
from core.ui.frame.paging import languages, menu
from tests.pages.test_pages import html, start

PAGES = ["dashboard", "journeys", "voices", "compare", "data", "method"]
ALL = frozenset(PAGES)
LINK = r"<a href='[^']*' data-page='(\w+)' target='_self'[^>]*>(.*?)</a>"
OPEN = r"data-page='(\w+)' target='_self' aria-current='page'"
AWAY = r"<span class='kp-away'>(.*?)</span>"
SHOWN_ON_A_PHONE = [
    ("da", "voices", "svar"),
    ("da", "journeys", "rejser"),
    ("da", "data", "Data"),
    ("en", "compare", "Compare"),
    ("sv", "method", "Metod"),
]


def entries(code, also=ALL, here="dashboard"):
    return dict(re.findall(LINK, menu(here, also, language(code))))


def bare(entry):
    return re.sub("<[^>]+>", "", entry)


@pytest.mark.parametrize(("code", "page", "word"), SHOWN_ON_A_PHONE)
def test_the_menu_marks_what_a_phone_leaves_out(code, page, word):
    assert bare(re.sub(AWAY, "", entries(code)[page])) == word


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_menu_keeps_every_name_and_fits_a_phone(code):
    found = entries(code)
    assert [bare(found[page]) for page in PAGES] == [language(code).say(f"nav.{page}") for page in PAGES]
    assert sum(len(language(code).say(f"nav-short.{page}")) for page in PAGES) <= 42


@pytest.mark.parametrize("here", PAGES)
def test_the_menu_says_which_page_is_open(here):
    assert re.findall(OPEN, menu(here, ALL, language("en"))) == [here]


def test_pages_that_the_files_tell_nothing_of_stand_in_no_menu():
    assert list(entries("en", frozenset({"voices"}))) == ["dashboard", "voices", "data", "method"]


@pytest.mark.parametrize(
    ("sample", "code", "leads_to"),
    [
        (None, "da", ["./?lang=da", "data?lang=da", "method?lang=da"]),
        ("english-clinic", "sv", [f"{page}?sample=english-clinic&amp;lang=sv" for page in ("./", "data", "method")]),
    ],
)
def test_a_link_opens_the_same_sample_in_a_tab_of_its_own(sample, code, leads_to):
    told = html(start(code, sample))
    for page, address in zip(("dashboard", "data", "method"), leads_to, strict=True):
        assert f"<a href='{address}' data-page='{page}'" in told


@pytest.mark.parametrize(("page", "goes"), [("data", True), ("nonsense", False), (None, False)])
def test_a_followed_link_opens_its_page_and_keeps_the_data(page, goes):
    app = start("en", "english-clinic")
    app.session_state["left"] = page
    app.run()
    assert not app.exception
    assert (len(app.get("vega_lite_chart")) == 0) is goes
    assert "english-clinic.xlsx" in html(app)


def test_the_languages_lead_to_the_same_page_and_the_chosen_one_is_marked():
    link = r"<a href='data\?lang=(\w\w)' data-lang='\1' [^>]*aria-label='(\w+)'( aria-current='true')?>(\w\w)</a>"
    found = re.findall(link, languages("data", language("da")))
    assert [(code, name, shown) for code, name, _, shown in found] == [(c, LANGUAGES[c], c.upper()) for c in LANGUAGES]
    assert [code for code, _, current, _ in found if current] == ["da"]
