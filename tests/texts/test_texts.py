"""Every text in every language, with the same placeholders, and none missing or left over."""

import re
import string
from pathlib import Path

import pytest

from core.tables import table
from core.texts import LANGUAGES
from core.texts.formats import FORMATS
from core.texts.language import all_manners, all_texts

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("core/**/*.py")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
CODE += "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("core/tables/*.toml"))
# f-strings such as f"phase.{value}" name a whole family of texts.
FAMILIES = {
    re.compile(re.sub(r"\\{.*?\\}", "[a-z0-9_-]+", re.escape(found)))
    for found in re.findall(r'f"([a-z-]+\.[a-z0-9_.-]*\{[^"]*)"', CODE)
}
LITERALS = set(re.findall(r'"([a-z-]+(?:\.[a-z0-9_-]+)+)"', CODE))
FAMILIES.add(re.compile("issue.(orders-as-conversions|conversions-as-orders)"))  # put together in kpis.stand_ins
ISSUES = {f"issue.{code}" for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', CODE)}
REFUSALS = {f"refusal.{code}" for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', CODE)}


def forms(text):
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text):
    return {(name, spec or "") for form in forms(text) for _, name, spec, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("key", sorted(all_texts()))
def test_a_text_stands_in_every_language_with_the_same_placeholders(key):
    texts = all_texts()[key]
    assert set(texts) == set(LANGUAGES)
    names = {code: {name for name, _ in placeholders(text)} for code, text in texts.items()}
    assert names["en"] == names["da"] == names["sv"]
    for text in texts.values():
        assert all(spec in FORMATS or spec == "" for _, spec in placeholders(text))
        assert all(form and form == form.strip() and not re.search(r"[a-zæøåäö]!", form) for form in forms(text))
        assert isinstance(text, str) or set(text) == {"one", "other"}


ONE_WORD = {  # language -> words that the product says otherwise: a sale is a "köp", sales as such "försäljning"
    "en": r"(?i)(about\}|worth|gain|gained) in sales\b|\bsales (a year|in this period)\b",  # money is revenue
    "sv": r"(?i)\bintäkt(er(na)?)?\b|försäljningar|försäljningen\b|\b(en|ingen|varje|någon|per) försäljning\b",
}


@pytest.mark.parametrize("code", sorted(ONE_WORD))
def test_a_thing_has_one_name(code):
    said = {key: " ".join(forms(texts[code])) for key, texts in all_texts().items()}
    entries = {**table("kpis"), **table("fields"), **table("defaults")["assumptions"]}
    for name, entry in entries.items():
        said[name] = " ".join(entry.get(part, {}).get(code, "") for part in ("label", "definition", "formula"))
    assert [key for key, text in said.items() if re.search(ONE_WORD[code], text)] == []


THE_WAY = re.compile(r"of (the|that) way|af (den )?vejen|av (den )?vägen|halva vägen", re.IGNORECASE)
REACHED = re.compile(r"show\.worst-way(-between)?|chart\.(axis\.performance|health\.below)")
GAP = {"en": "gap to", "da": "afstanden til målet", "sv": "avståndet till målet"}


@pytest.mark.parametrize("manner", ["", *all_manners()])
def test_the_way_to_a_target_is_what_is_reached_and_the_gap_what_can_be_gained(manner):
    said = {**all_texts(), **all_manners().get(manner, {})}
    ways = {key for key, texts in said.items() if any(THE_WAY.search(" ".join(forms(t))) for t in texts.values())}
    assert sorted(key for key in ways if not REACHED.fullmatch(key)) == []
    shares = {key: texts for key, texts in said.items() if ":portion}" in str(texts)}
    assert {"worth.year", "meeting.worth-year", "meeting.worth-rests", "whatif.row-worth-year"} <= set(shares)
    assert [key for key, texts in shares.items() if any(GAP[code] not in str(t) for code, t in texts.items())] == []


def test_no_text_is_left_over():
    used = LITERALS | ISSUES | REFUSALS
    used |= {f"{key}-flat" for key in (*used, *all_texts())}  # told of a range whose ends look alike
    left = [k for k in all_texts() if k not in used and not any(f.fullmatch(k) for f in FAMILIES)]
    assert left == []


def test_no_text_is_missing():
    areas = {key.split(".")[0] for key in all_texts()}
    called = {k for k in LITERALS if k.split(".")[0] in areas and not re.search(r"\.(py|toml|css|js|html)$", k)}
    said = set(re.findall(r'say\(\s*"([^"]+)"', CODE)) | set(re.findall(r'Message\(\s*"([^"]+)"', CODE))
    assert sorted(k for k in said if k not in all_texts()) == []
    assert called
