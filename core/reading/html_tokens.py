"""A web page as tags and the text between them, in time that grows with its length and no faster.

The standard library's parser starts again at every ``<`` that is never closed: a megabyte of them takes hours.
"""

import re
from collections.abc import Iterator
from html import unescape

# A tag ends before the next "<", so that no character is looked at more than a few times.
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<other>[!?][^<>]*+>)|(?P<name>/?[a-z][a-z0-9:]{0,30}+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+|[^<>]*+)>)",
    re.I,
)
_ATTRIBUTE = re.compile(r"([a-z][a-z:-]{0,40}+)\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.I)
_NOT_SHOWN = {"script", "style", "title", "template", "noscript"}


def tokens(page: str) -> Iterator[tuple[str, str, str]]:
    """(text before the tag, name of the tag with ``/`` where it closes, its attributes), at the end an empty name."""
    at = 0
    while found := _TAG.search(page, at):
        name = (found["name"] or "").lower()
        yield page[at : found.start()], name or "!", found["attributes"] or ""
        at = found.end()
        if found["comment"]:
            at = _after(page, "-->", at)
        elif name in _NOT_SHOWN:
            at = _after(page, f"</{name}", at)
            at = _after(page, ">", at)
    yield page[at:], "", ""


def _after(page: str, mark: str, at: int) -> int:
    """Where the text goes on behind ``mark``; at the end of the page if it never comes."""
    found = re.compile(re.escape(mark), re.I).search(page, at)
    return found.end() if found else len(page)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute; empty where it is missing."""
    for key, *values in _ATTRIBUTE.findall(attributes):
        if key.lower() == name:
            return unescape("".join(values))
    return ""
