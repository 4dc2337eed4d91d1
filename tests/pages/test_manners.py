"""A clinic's owner is never spoken to as a shopkeeper: page, meeting, other pages, report and command line."""

import io
import json
import re
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
from google.protobuf import text_format

from core import pipeline
from core.cli import answers, tables
from core.exports import EXPORTERS
from core.model import Settings
from core.texts import LANGUAGES, language
from tests.pages.test_pages import PAGES, ROOT, start

SHOP = {
    "en": r"purchas\w*|orders?|customers?|buy\w*|bought|sales?|sold|shops?|visits",
    "da": r"køb\w*|\w*ordre\w*|kunde\w*|salg\w*|butik\w*|solgt\w*",
    "sv": r"köp\w*|order|\w*ordrar\w*|kund|kunde[nr]\w*|\w*försäljning\w*|butik\w*|såld\w*",
}
# Said all the same: what the file itself says, the kinds of business to choose from, the Swedish for "could".
FINE = {
    "en": ("Visits = people who met", "Clicks · Visits", "In your file: Bookings / Visits", "a shop"),
    "da": ("en butik",),
    "sv": ("kunde", "en butik", "en webbutik"),
}


def found(code: str, text: str) -> set[str]:
    for phrase in FINE[code]:
        text = text.replace(phrase, "")
    return set(re.findall(rf"(?i)[^.\n\"]{{0,40}}\b(?:{SHOP[code]})\b[^.\n\"]{{0,40}}", text))


def shown(node) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if getattr(node, "type", "") == "arrow_data_frame":
        yield node.value.to_csv()
    elif proto is not None and hasattr(proto, "DESCRIPTOR"):
        yield from told(text_format.MessageToString(proto, as_utf8=True))
    for child in getattr(node, "children", {}).values():
        yield from shown(child)


def told(proto: str) -> Iterator[str]:
    """The texts of an element: the string after each name, and of a picture those inside with a blank; no looks, and
    no packed numbers."""
    for quoted in re.findall(r'^\s*\w+: ("(?:[^"\\]|\\.)*")', proto, re.M):
        text = text_format.text_encoding.CUnescape(quoted[1:-1]).decode("utf-8", "replace")
        if "\0" not in text and "{ order: 3;" not in text:
            yield from strings(json.loads(text)) if text.startswith("{") else [re.sub(r"<[^>]*>", " ", text)]


def strings(value) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str) and " " in value and "datum" not in value:
        yield value


@cache
def clinic():
    name = "english-clinic.xlsx"
    return pipeline.load([(name, (ROOT / "sample_data" / name).read_bytes())])


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_speaks_to_a_clinic_as_to_a_shop(code):
    app = start(code, "english-clinic")
    seen = {"app": " \n".join(shown(app._tree))}
    for page in PAGES:
        seen[page] = " \n".join(shown(app.switch_page(page).run()._tree))
    assert all(len(text) > 500 for text in seen.values())
    assert {page: said for page, text in seen.items() if (said := found(code, text))} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_step_of_the_meeting_does(code):
    app = start(code, "english-clinic")
    app.session_state["meeting"] = True
    for step in range(8):
        app.session_state["step"] = step
        text = " \n".join(shown(app.run()._tree))
        assert not app.exception
        assert (step, found(code, text)) == (step, set())


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_report_does(code):
    analysis = pipeline.analyse(clinic(), Settings())
    book = openpyxl.load_workbook(io.BytesIO(EXPORTERS["xlsx"].build(analysis, clinic(), language(code))))
    own = [language(code, "patients").say(f"export.sheet.{name}") for name in ("data", "log", "answers")]
    pages = [page for page in book if page.title not in own and page["A1"].value != book.worksheets[-1]["A1"].value]
    heads = {column.header for file in clinic().files for sheet in file.sheets for column in sheet.columns}
    cells = (cell.value for page in pages for row in page for cell in row if isinstance(cell.value, str))
    cells = (text for text in cells if text not in heads)
    text = " \n".join([*(page.title for page in pages), *cells])
    text += EXPORTERS["csv"].build(analysis, clinic(), language(code)).decode("utf-8-sig")
    text += tables.analysis(analysis, language(code))
    assert len(pages) > 6
    assert found(code, text) == set()


def test_the_command_line_tells_the_same_in_json():
    told = answers.analysis(pipeline.analyse(clinic(), Settings()), language("en"))
    reasons = [t["priority"]["why"] for t in told["touchpoints"] if t["priority"]]
    assert told["language"] == "en"
    assert any("patients rate it" in str(reason) for reason in reasons)


def test_the_words_follow_what_the_owner_says_of_her_business():
    app = start("en", "english-clinic").switch_page("pages/data.py").run()
    (kind,) = [box for box in app.selectbox if box.label == language("en").say("trade.which")]
    assert kind.options[kind.index] == language("en").say("sheet.label-found", label="a clinic")
    told = kind.set_value("restaurant").run()
    assert not told.exception
    again = told.switch_page("app.py").run()
    text = " \n".join(shown(again._tree))
    assert "guests rate it" in text
    assert "atient" not in text.replace("Patient touchpoints", "")
