"""Names that read alike, and the deciding word marked in a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.classify import classify, marked, similar_names

NAMES = [
    *["Nyhedsbrev uge 12", "Nyhedsbrev uge 13", "Nyhedsbreve", "Nyhedsbrve april", "Newsletter"],
    *["Messe Herning 2024", "Herning messe 2025", "Messe Odense", "Web shop", "Webshop", "2024", "2025"],
    *["E-mail til nye kunder", "E-mail til kunder", "Før besøg", "Efter besøg", "Kurs", "Kurv"],
]


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Nyhedsbrev uge 12", ("Nyhedsbrev uge 13", "Nyhedsbreve", "Nyhedsbrve april")),
        ("NYHEDSBREV  uge 13", ("Nyhedsbrev uge 12", "Nyhedsbreve", "Nyhedsbrve april")),
        ("Messe Herning", ("Messe Herning 2024", "Herning messe 2025")),
        ("Webshop", ("Web shop",)),
        ("E-mail til nye kunder", ()),
        ("Før besøg", ()),
        ("Kurs", ()),
        ("2023", ()),
        ("", ()),
    ],
)
def test_alike_are_names_that_differ_in_what_says_nothing(name, alike):
    assert similar_names(name, NAMES) == alike


@settings(max_examples=60)
@given(name=st.sampled_from(NAMES), names=st.lists(st.sampled_from(NAMES), max_size=8))
def test_alike_names_are_others_of_the_list_and_each_only_once(name, names):
    found = similar_names(name, names)
    assert set(found) <= set(names) - {name}
    assert len(found) == len(set(found))
    assert all(name in similar_names(other, [name]) for other in found)


@pytest.mark.parametrize(
    ("name", "matched", "parts"),
    [
        ("Roadshow  AD 2024", "ad", ("Roadshow  ", "AD", " 2024")),
        ("Tak for KØBET!", "købet", ("Tak for ", "KØBET", "!")),
        ("Café-besøg", "cafe-besog", ("", "Café-besøg", "")),
        ("mail: forladt   kurv (3)", "forladt kurv", ("mail: ", "forladt   kurv", " (3)")),
        ("abandoned_cart_mail", "abandoned_cart", ("", "abandoned_cart", "_mail")),
        ("Roadshow", "ad", ("Roadshow", "", "")),
        ("Roadshow", "", ("Roadshow", "", "")),
        ("Roadshow", "Facebook", ("Roadshow", "", "")),
        ("", "Facebook", ("", "", "")),
    ],
)
def test_the_deciding_word_is_marked_as_the_name_writes_it(name, matched, parts):
    assert marked(name, matched) == parts


@settings(max_examples=200)
@given(name=st.one_of(st.text(max_size=40), st.sampled_from(NAMES)), matched=st.text(max_size=10))
def test_the_parts_add_up_to_the_name(name, matched):
    assert "".join(marked(name, matched)) == name
    found = classify(name).rule.matched
    assert "".join(marked(name, found)) == name
