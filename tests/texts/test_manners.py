"""What a trade says in its own words: texts of the base, told otherwise, for an industry that speaks so."""

import re
import string
from dataclasses import replace

import pytest

from core.classify.industries import industries, manner_of
from core.columns import match_header
from core.story import Story
from core.tables import table
from core.texts import LANGUAGES, language
from core.texts.language import all_manners, all_texts
from tests.charts.fakes import analysis_of

OWN = [(manner, key) for manner, texts in sorted(all_manners().items()) for key in sorted(texts)]
ENTRIES = [
    (manner, name, part, forms, entry)
    for source in (table("kpis"), table("fields"), table("defaults")["assumptions"])
    for name, entry in source.items()
    for manner, parts in entry.get("manner", {}).items()
    for part, forms in parts.items()
]


def forms_of(text):
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text):
    return {part[1:3] for form in forms_of(text) for part in string.Formatter().parse(form) if part[1]}


@pytest.mark.parametrize(("manner", "key"), OWN)
def test_a_manner_tells_a_text_of_the_base_in_other_words(manner, key):
    own, base = all_manners()[manner][key], all_texts()[key]
    assert set(own) == set(LANGUAGES)
    for code, text in own.items():
        assert isinstance(text, str) == isinstance(base[code], str)
        assert placeholders(text) == placeholders(base[code])
        assert all(form and form == form.strip() and not re.search(r"[a-zæøåäö]!", form) for form in forms_of(text))
    assert own != base
    assert any(own[code] != base[code] for code in LANGUAGES)


@pytest.mark.parametrize(("manner", "name", "part", "forms", "entry"), ENTRIES)
def test_a_manner_tells_a_label_of_a_table_in_other_words(manner, name, part, forms, entry):
    assert manner in all_manners()
    assert set(forms) == set(LANGUAGES)
    assert forms != entry[part]


A_SHOP_S = {
    "en": r"purchas\w*|orders?|customers?|buy\w*|bought|sales?|sold|shops?|visits?",
    "da": r"køb\w*|\w*ordre\w*|kunde\w*|salg\w*|\w*butik\w*|solgt\w*|besøg\w*",
    "sv": r"köp\w*|order\w*|\w*ordrar\w*|kund|kunder\w*|kund(?!e\b)\w+|\w*försäljning\w*|\w*butik\w*|såld\w*|besök\w*",
}
FOR_ALL = re.compile(
    r"start\..*|"  # before there is a file, nobody knows whose business it is
    r"issue\.unclosed-quotes"  # in order
)
A_MARKETER_S = {
    "en": r"conver(?:t\w*|sion\w*)|leads?",
    "da": r"\w*konverter\w*|leads?|\w*emner?",
    "sv": r"\w*konverter\w*|leads?|\w*ämnen?",
}
TO_LEAD = ("meeting.sure-tie", "nothing.journeys-help", "journeys.no-sales-help")  # somewhere, or before the others


@pytest.mark.parametrize("manner", sorted(all_manners()))
def test_what_is_said_in_a_shop_s_words_is_said_in_each_manner_s_own(manner):
    said = {
        key
        for key, texts in all_texts().items()
        for code, words in A_SHOP_S.items()
        if re.search(rf"(?i)\b(?:{words})\b", re.sub(r"\{[^}]*\}", " ", " ".join(forms_of(texts[code]))))
    }
    assert sorted(key for key in said - set(all_manners()[manner]) if not FOR_ALL.fullmatch(key)) == []


def says(texts, words):
    told = {code: re.sub(r"\{[^}]*\}", " ", " ".join(forms_of(texts[code]))) for code in LANGUAGES}
    return any(re.search(rf"(?i)\b(?:{words[code]})\b", told[code]) for code in LANGUAGES)


@pytest.mark.parametrize("manner", sorted(all_manners()))
def test_patients_and_guests_book_and_enquire_where_customers_convert_and_are_leads(manner):
    texts = {**all_texts(), **all_manners()[manner]}
    assert [key for key in texts if says(texts[key], A_MARKETER_S) and key not in TO_LEAD] == []
    entries = [(name, part) for name, entry in table("kpis").items() for part in ("label", "definition", "formula")]
    for name, part in entries:
        entry = table("kpis")[name]
        assert not says(entry.get("manner", {}).get(manner, {}).get(part, entry[part]), A_MARKETER_S), (name, part)
    for name, entry in table("fields").items():
        assert not says(entry.get("manner", {}).get(manner, {}).get("label", entry["label"]), A_MARKETER_S), name


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("manner", ["", *sorted(all_manners())])
def test_no_two_key_figures_and_no_two_columns_have_one_name(manner, code):
    spoken = language(code, manner)
    for source in ("kpis", "fields"):
        names = [spoken.label(entry).casefold() for entry in table(source).values()]
        assert sorted(names) == sorted(set(names))


READ_OTHERWISE = {
    "Appointments": "conversions",  # stand in for orders where there are none, and are booked as often as held
    "Guests": "visits",  # how many came: in a restaurant the same
    "Gæster": "visits",
    "Gäster": "visits",
}


@pytest.mark.parametrize(
    ("field", "label"),
    [
        (field, label)
        for field, entry in table("fields").items()
        for parts in entry.get("manner", {}).values()
        for label in parts.get("label", {}).values()
        if not field.startswith("given:")
    ],
)
def test_a_column_that_is_asked_for_by_its_name_is_read(field, label):
    assert match_header(label)[0] == READ_OTHERWISE.get(label, field)


def test_each_manner_is_some_industry_s():
    assert {found.manner for found in industries().values()} - {""} == set(all_manners())


@pytest.mark.parametrize(
    ("industry", "code", "said"),
    [
        (None, "en", "Before purchase"),
        ("webshop", "da", "Før køb"),
        ("circus", "sv", "Före köp"),
        ("clinic", "en", "Before the visit"),
        ("clinic", "da", "Før besøget"),
        ("restaurant", "sv", "Före besöket"),
    ],
)
def test_a_story_speaks_as_its_industry(industry, code, said):
    story = Story(replace(analysis_of(0), industry=industry), language(code))
    assert story.language.say("phase.pre") == said
    assert story.language.key == (f"{code}-{manner_of(industry)}" if manner_of(industry) else code)


def test_what_a_manner_leaves_is_told_as_ever():
    assert language("en", "patients").say("setting.online") == language("en").say("setting.online")
    assert language("da").in_manner("patients").in_manner("") is language("da")
