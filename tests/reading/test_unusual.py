"""Texts that are written in an unusual way read as the usual ones do, and the usual ones are left alone."""

from functools import partial

import pytest

from core.reading import limits
from core.reading.encoding import detected
from core.reading.grid import Tally
from core.reading.layout import best_shape
from core.reading.unusual import rewrites, rewritten

JUDGE = partial(best_shape, tally=Tally(limits("own")))
TABLE = "Kanal;Besøg;Note\nButik;1,5;god\nMesse;2,5;a, b\nWeb;3,5;\n"


@pytest.mark.parametrize(
    "text",
    [
        "Kanal^Besøg^Note\nButik^1,5^god\nMesse^2,5^a, b\nWeb^3,5^\n",
        "Kanal||Besøg||Note\nButik||1,5||god\nMesse||2,5||a, b\nWeb||3,5||\n",
        "Kanal\x01Besøg\x01Note\nButik\x011,5\x01god\nMesse\x012,5\x01a, b\nWeb\x013,5\x01\n",
    ],
)
def test_another_delimiter_stands_for_the_usual_one(text):
    assert rewritten(text, *rewrites(text, JUDGE)[0]) == TABLE.replace(";", "\x1f")


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ('"Kanal;Besøg;""Note"""\n"Butik;1;x"\n"Web;2;y"\n', 'Kanal;Besøg;"Note"\nButik;1;x\nWeb;2;y\n'),
        ("Kanal;Besøg,,,\r\nButik;1,,,\r\nWeb;2,,,\r\n", "Kanal;Besøg\r\nButik;1\r\nWeb;2\r\n"),
        ("Kanal,Besøg\n'Butik, Århus',1\nWeb,2\n", 'Kanal,Besøg\n"Butik, Århus",1\nWeb,2\n'),
        ('“Kanal”;“Note”\n“Web”;“”\n“Butik”;“så "god"”\n', '"Kanal";"Note"\n"Web";""\n"Butik";"så ""god"""\n'),
        ("Kanal,Besøg\nButik\\, Århus,1\nWeb,2\n", 'Kanal,Besøg\n"Butik, Århus",1\nWeb,2\n'),
    ],
)
def test_other_quotation_marks_and_ends_become_the_usual_ones(text, usual):
    assert rewritten(text, *rewrites(text, JUDGE)[0]) == usual


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        '"Kanal";"Besøg"\n"Butik";"1"\n',
        "a,,b\n1,,2\n3,,4\n",  # an empty column
        "a;;b;;c\n1;x;2;;3\n4;;5;y;6\n",
        "Navn\n'Butik'\n'Web'\n",
        "Kanal,Note\nWeb,it's John's\nButik,l'eau d'or\n",
        "Kanal;Tid\nWeb;~5\nButik;~7\n",
        '"Hansen, Ida"\n"Olsen, Bo"\n"Holm, Eva"\n',  # one column of names
        "Kanal;Besøg;\nButik;1;\nWeb;2;\n",
        "Sti,Besøg\nC:\\data\\,1\nD:\\,2\n",
        "blot en sætning\nog en til, med komma\n",
        "",
    ],
)
def test_a_usual_text_is_left_alone(text):
    assert rewritten(text, *rewrites(text, JUDGE)[0]) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("it’s what we don’t do", "cp1252"),  # in DOS a capital in the middle of a word
        ("”Butik”;”Web”", "cp1252"),  # as many open as close
        ("“Hej” og “ja”", "cp1252"),
        ("Æbler på messen", "cp850"),
        ("BLÅBÆR", "cp850"),
        ("öppet på miljö", "cp850"),
    ],
)
def test_quotation_marks_of_windows_are_no_letters_of_dos(text, codec):
    assert detected(text.encode(codec)).codec == codec
