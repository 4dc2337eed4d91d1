"""Files that are text: a delimited table, or markup that holds tables."""

import re
from dataclasses import replace
from importlib import import_module

from core.reading.delimited import read_delimited
from core.reading.encoding import Encoding, detected
from core.reading.grid import Sheet, Tally
from core.reading.kinds import markup
from core.reading.refusal import Stop
from core.reading.wide import in_step

_SAMPLE_BYTES = 1 << 16
_BLANK = " \t\r\n\x00\ufeff"
_DECLARED = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?([\w-]{3,20})", re.I)
# Browsers take the first for the second. Only these are believed: not every codec of Python is one for letters.
_DECLARABLE = re.compile(
    r"(?:iso-8859-(?:2|5|7|9|10|13|15)|windows-125\d|gb2312|gbk|gb18030|big5|shift_jis|euc-\w\w|koi8-r)"
)
# Loaded when a page of the kind has come: most texts hold no markup.
_MARKUP_READERS = {
    "html": ("html_tables", "read_html"),
    "xml": ("xml_tables", "read_xml"),
    "fods": ("sheets", "read_flat"),
}
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?!#?\w{1,10};)")


def read_text(data: bytes, *, tally: Tally) -> tuple[str, list[Sheet]]:
    """The format and sheets of a text file."""
    encoding = detected(data)
    if encoding.codec.startswith("utf-16"):
        data, encoding = _in_step(data, encoding)
    sample = _sample(data, encoding)
    if not sample.strip(_BLANK) and len(data) < _SAMPLE_BYTES:
        raise Stop("empty-file")
    kind = markup(sample)
    if kind == "csv":
        return kind, [read_delimited(data, encoding, sample, tally=tally)]
    module, name = _MARKUP_READERS[kind]
    text = _decoded(data, encoding, sample)
    whole = text if kind == "html" else _well_formed(text)
    return kind, getattr(import_module(f"core.reading.{module}"), name)(whole, tally=tally)


def _well_formed(text: str) -> bytes:
    """XML without what would stop its parser; raises ``Stop`` where it brings definitions of its own."""
    if "<!DOCTYPE" in text:
        raise Stop("doctype")
    return _NOT_XML.sub(lambda found: "&amp;" if found[0] == "&" else "", text).encode(errors="replace")


def _in_step(data: bytes, encoding: Encoding) -> tuple[bytes, Encoding]:
    mended, lines = in_step(data[encoding.skip :], little=encoding.codec.endswith("le"))
    if not lines:
        return data, encoding
    unreadable = mended.decode(encoding.codec, errors="replace").count("\ufffd")
    return mended, replace(encoding, skip=0, strays="cp1252", stray_lines=lines, unreadable=unreadable)


def _sample(data: bytes, encoding: Encoding) -> str:
    """The beginning of the text, without the line that it may cut."""
    part = data[encoding.skip : encoding.skip + _SAMPLE_BYTES]
    text = part.decode(encoding.codec, errors=encoding.errors).replace("\x00", "")
    cut = max(text.rfind("\n"), text.rfind("\r"))
    return text[:cut] if len(part) == _SAMPLE_BYTES and cut > 0 else text


def _decoded(data: bytes, encoding: Encoding, sample: str) -> str:
    """The whole text of a page; where its bytes leave open how its letters are written, it says so itself."""
    declared = _DECLARED.search(sample)
    if encoding.guessed and declared and _DECLARABLE.fullmatch(declared[1].lower()):
        return data.decode(declared[1], errors="replace")
    return data[encoding.skip :].decode(encoding.codec, errors=encoding.errors)
