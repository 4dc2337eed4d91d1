"""The menu: each page by its name, of which a phone shows a part."""

import pytest

from core.texts import LANGUAGES, language
from core.ui.frame import menu_word

PAGES = ["dashboard", "journeys", "voices", "compare", "data", "method"]
WORDS = [
    ("da", "voices", "*Kundernes* svar"),
    ("da", "journeys", "*Kunde*rejser"),
    ("da", "data", "Data *og inddeling*"),
    ("en", "compare", "Compare"),
    ("sv", "method", "Metod *och integritet*"),
]


@pytest.mark.parametrize(("code", "page", "word"), WORDS)
def test_the_menu_marks_what_a_phone_leaves_out(code, page, word):
    assert menu_word(language(code), page) == word


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_menu_keeps_every_name_and_fits_a_phone(code):
    words = [menu_word(language(code), page) for page in PAGES]
    assert [w.replace("*", "") for w in words] == [language(code).say(f"nav.{page}") for page in PAGES]
    assert sum(len(language(code).say(f"nav-short.{page}")) for page in PAGES) <= 42
