"""Every refusal: which bytes cause it, that its sentence exists, and that there is no other."""

import io
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Refused
from core.reading import CODES, limits, read_file
from core.texts import LANGUAGES, language
from core.texts.language import all_texts
from tests.reading.workbooks import declared_smaller, ods, parts_of, repeated_entry, xlsx, xlsx_of_xml, zipped

OWN = limits("own")
SOURCE = Path(__file__).parents[2] / "core" / "reading"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
CELL = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
FAR = CELL.format(1, "A") + CELL.format(1048576, "XFD")
FAR_WITHOUT_ROWS = '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'
BIG_ZEROS = zipped({**parts_of(xlsx(["a"])), "xl/media/zeros.bin": bytes(3_000_000)})
NOISE = random.Random(1).randbytes(3_000_000)


def hidden_bomb() -> bytes:
    name = "xl/media/zeros.bin"
    return declared_smaller(BIG_ZEROS, name, 900_000)


HOSTILE = {
    "pdf": b"%PDF-1.7\n1 0 obj",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "archive": zipped({"readme.txt": "hello"}),
    "numbers": zipped({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"y"}),
    "lotus": b"\x00\x00\x1a\x00\x00\x10\x04\x00",
    "old-excel": b"\x09\x04\x06\x00\x00\x00\x10\x00",
    "word": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
    "slides": zipped({"ppt/presentation.xml": "<p/>"}),
    "database": b"SQLite format 3\x00" + bytes(80),
    "web-page": b"\xef\xbb\xbf\n<!-- x --><HTML><body><table><tr><td></td></tr></table>",
    "web-archive": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>",
    "xml-table": b'<?xml version="1.0"?><note/>',
    "binary": bytes(range(256)) * 4,
    "empty-file": b"",
    "password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "damaged": zipped({**parts_of(xlsx(["a"])), "xl/workbook.xml": "<"}),
    "incomplete": xlsx(["a"])[:900],
    "program": b"MZ" + bytes(200),
    "media": b"OggS" + bytes(200),
    "unsafe-zip": zipped({**parts_of(xlsx(["a"])), "../../etc/passwd": "x"}),
    "zip-bomb": BIG_ZEROS,
    "doctype": xlsx_of_xml(CELL.format(1, "A"), xl__evil='<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
    "far-cell": xlsx_of_xml(FAR),
    "too-many-columns": xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
    "too-much-memory": xlsx_of_xml(FAR_WITHOUT_ROWS),
}
MORE_HOSTILE = [
    ("archive", b"\x1f\x8b\x08\x00" + bytes(20)),
    ("archive", b"7z\xbc\xaf\x27\x1c" + bytes(20)),
    ("archive", b"Rar!\x1a\x07\x00"),
    ("picture", b"\xff\xd8\xff\xe0" + bytes(20)),
    ("word", OLE + "WordDocument".encode("utf-16-le")),
    ("word", b"{\\rtf1\\ansi hello}"),
    ("slides", OLE + "PowerPoint Document".encode("utf-16-le")),
    ("damaged", OLE),
    ("incomplete", b"PK\x03\x04"),
    ("empty-file", b"\xef\xbb\xbf"),
    ("empty-file", b"\n\n  \n"),
    ("password", ods(encrypted=True)),
    ("unsafe-zip", repeated_entry(xlsx(["a"]))),
    ("zip-bomb", hidden_bomb()),
    ("doctype", xlsx_of_xml(CELL.format(1, "A"), xl__evil=" " * 70_000 + "<!DOCTYPE x><x/>")),
    ("xml-table", b"<?xml version='1.0'?><office:document/>"),
    ("web-page", "<html><table></table></html>".encode("utf-16")),
]
SMALL_LIMITS = [
    ("file-too-big", {"file_mb": 1}, b"a;b\n" * 400_000, 2, 1),
    ("unpacked-too-big", {"unpacked_mb": 1}, xlsx_of_xml(CELL.format(1, "A"), xl__x=NOISE), 3, 1),
    ("too-many-rows", {"sheet_rows": 10}, xlsx(*[[i] for i in range(25)]), 25, 10),
    ("too-many-rows", {"text_rows": 20_000}, b"a;b\n" * 40_000, 40_000, 20_000),
    ("too-many-cells", {"cells": 30}, xlsx(*[[i, "x"] for i in range(25)]), 50, 30),
    ("too-many-columns", {"columns": 2}, b"a;b;c;\n1;2;;\n", 3, 2),
    ("too-many-sheets", {"sheets": 0}, xlsx(["a"]), 1, 0),
]


def refusal(data: bytes, *, bounds=OWN) -> Refused:
    with pytest.raises(Refused) as caught:
        read_file("tal.xlsx", data, limits=bounds)
    return caught.value


def says(refused: Refused) -> list[str]:
    return [language(code).message(refused.message) for code in LANGUAGES]


@pytest.mark.parametrize(("code", "data"), [*HOSTILE.items(), *MORE_HOSTILE])
def test_what_is_refused_and_why(code, data):
    refused = refusal(data)
    assert refused.code == code
    assert all("tal.xlsx" in sentence and "{" not in sentence for sentence in says(refused))


@pytest.mark.parametrize(("code", "smaller", "data", "found", "limit"), SMALL_LIMITS)
def test_a_limit_is_told_with_the_number_found(code, smaller, data, found, limit):
    refused = refusal(data, bounds=replace(OWN, **smaller))
    assert (refused.code, refused.values["found"], refused.values["limit"]) == (code, found, limit)
    assert all("–" not in sentence for sentence in says(refused))


def test_only_a_shared_host_tells_the_way_around_its_limits():
    data = xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>')
    assert read_file("f", data, limits=OWN).sheets[0].height == 1
    assert "README" in says(refusal(data, bounds=limits("shared")))[0]
    assert "README" not in says(refusal(HOSTILE["too-many-columns"]))[0]


def test_the_codes_of_the_source_are_the_closed_list():
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.py")))
    raised = set(re.findall(r'(?:Stop|too_many)\(\s*"([a-z-]+)"', source))
    named_by_bytes = set(re.findall(r'", "!?([a-z-]+)"\)', (SOURCE / "kinds.py").read_text()))
    by_family = set(re.findall(r'"!([a-z]+)"', (SOURCE / "package.py").read_text()))
    chosen = {"password", "damaged", "incomplete"}
    assert raised | named_by_bytes | by_family | chosen == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_its_sentence(code):
    assert set(all_texts()[f"refusal.{code}"]) == set(LANGUAGES)


def test_every_issue_of_reading_has_its_sentence():
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
    noted = set(re.findall(r'\.note\("([a-z-]+)"', source))
    assert len(noted) == 13
    counted = {f"{code}{s}" for code in re.findall(r'self\._note\("([a-z-]+)"', source) for s in ("", "s")}
    assert {f"issue.{code}" for code in noted | counted} <= set(all_texts())


def test_every_code_is_exercised():
    process = {"too-slow", "crashed", "busy"}  # test_process.py
    limited = {code for code, *_ in SMALL_LIMITS}
    assert set(HOSTILE) | limited | process == CODES


def test_a_zip_is_never_a_crash():
    whole = xlsx(["a", 1], ["b", 2])
    for cut in range(30, len(whole), 400):
        assert refusal(whole[:cut]).code in {"incomplete", "damaged"}


def test_the_bomb_is_one():
    assert zipfile.ZipFile(io.BytesIO(BIG_ZEROS)).getinfo("xl/media/zeros.bin").compress_size < 10_000
