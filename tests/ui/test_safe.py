"""No text of a user's file becomes markdown or HTML."""

import pytest

from core.ui.pieces.safe import markup, plain, tidy


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Checkout", "Checkout"),
        ("![x](http://evil)", r"\!\[x\]\(http\:\/\/evil\)"),
        ("**bold** :red[x] $a$", r"\*\*bold\*\* \:red\[x\] \$a\$"),
        ("a\u202eb\n# head", r"a b \# head"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("www.evil.dk", r"www\.evil\.dk"),
    ],
)
def test_markdown_is_made_plain(text, shown):
    assert plain(text) == shown


def test_a_number_and_its_unit_stay_on_one_line():
    assert plain("455\u00a0kr.\u200b  netto") == "455\u00a0kr\\. netto"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13.000–490.000\u00a0kr.", "13.000–\u2060490.000\u00a0kr."),
        ("0,4\u00a0mio.–1,2\u00a0mio.", "0,4\u00a0mio.–\u20601,2\u00a0mio."),
        ("£1.3–£2.0 million", "£1.3–\u2060£2.0 million"),
        ("Roskilde–København", "Roskilde–København"),
    ],
)
def test_a_range_stays_on_one_line(text, shown):
    assert tidy(text) == shown


def test_html_is_escaped_unless_it_is_ours():
    inner = markup("<b>{}</b>", "<script>")
    assert markup("<p>{}</p>", inner) == "<p><b>&lt;script&gt;</b></p>"
