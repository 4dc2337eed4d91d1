"""How words are looked up: by one form, found quickly where it is plain to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.classify.words import folded, key_of, words_of
from core.model.names import clean_text

NAMES = st.text(st.sampled_from("aBz1 æÆøØåÅäÖüéßêİı-_/&+.,:'’()–•😀\u0301\u00ad\t\x1f²½"), max_size=12)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("E-mail", "e mail"),
        ("Mässa & möte", "massa mote"),
        ("ORDREBEKRÆFTELSE", "ordrebekraeftelse"),
        ("café/bistro", "cafe bistro"),
        ("kassa_3", "kassa 3"),
        ("McDonald's", "mcdonalds"),
        ("  ", ""),
    ],
)
def test_the_form_of_a_phrase(phrase, key):
    assert key_of(phrase) == key


@given(NAMES)
def test_it_is_that_of_its_words(phrase):
    assert key_of(phrase) == " ".join(folded(word) for word, *_ in words_of(clean_text(phrase)))
