"""What a column's header and cells say about persons."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from core.model.names import clean_text, fold
from core.model.personal import PersonalKind
from core.privacy.kinds import is_cpr, is_email, is_iban, is_norwegian_number, is_personnummer, is_phone
from core.tables import table

SHARE = 0.3  # of the sampled cells that make a column personal
_CHANCE = 3  # as many bare numbers may pass a check digit by chance
_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])")
_WORD = re.compile(r"[a-z0-9]+")
_LETTER = re.compile(r"[^\W\d_]")
_WEB = re.compile(r"@|://|\bwww\.|^/|\.\w{2,4}/")
_TESTS: Mapping[PersonalKind, Callable[[str], bool]] = {  # the surer ones first
    "email": is_email,
    "iban": is_iban,
    "cpr": is_cpr,
    "personnummer": lambda text: is_personnummer(text) or is_norwegian_number(text),
    "phone": is_phone,
}
# Under a header that says so, less is needed.
_LOOSE: Mapping[PersonalKind, Callable[[str], bool]] = {
    "email": lambda text: "@" in text,
    "iban": lambda text: sum(map(str.isdigit, text)) >= 8,
    "cpr": lambda text: is_cpr(text, bare=True) or is_cpr(text.zfill(10), bare=True),
    "personnummer": lambda text: is_personnummer(text) or is_norwegian_number(text) or is_cpr(text, bare=True),
    "phone": partial(is_phone, bare=True),
    "name": lambda text: bool(_LETTER.search(text)) and not _WEB.search(text),
    "address": lambda text: bool(_LETTER.search(text)) and not _WEB.search(text),
    "birth": lambda text: any(map(str.isdigit, text)),
}


def kind_by_cells(texts: Sequence[str]) -> PersonalKind | None:
    """The kind that at least 30 % of ``texts`` (a sample of filled cells) are."""
    for kind, test in _TESTS.items():
        hits = [text for text in texts if test(text)]
        if len(hits) >= max(1, SHARE * len(texts)) and not (len(hits) < _CHANCE and all(map(str.isdigit, hits))):
            return kind
    return None


def kind_by_header(header: str, texts: Sequence[str]) -> PersonalKind | None:
    """The kind that ``header`` says, unless the cells speak against it: counts under "E-mail" are no addresses."""
    for kind in _said(header):
        share = _share(_LOOSE[kind], texts)
        if share >= SHARE or (kind == "email" and share > 0):
            return kind
    return None


def is_plain_name(header: str) -> bool:
    """Whether the header is nothing but "Name", which people also call a list of touchpoints."""
    return " ".join(_words(header)) in table("personal")["kinds"]["name"]["alone"]


def are_persons(texts: Sequence[str]) -> bool:
    """Whether enough of ``texts`` begin with a usual first name, followed by another word."""
    return _share(_is_person, texts) >= SHARE


def _is_person(text: str) -> bool:
    words = _WORD.findall(fold(text[:60]))
    return 2 <= len(words) <= 4 and words[0] in _first_names()


def _said(header: str) -> Iterable[PersonalKind]:
    words = _words(header)
    if not words or not set(words).isdisjoint(table("personal")["not_people"]["words"]):
        return
    whole, padded = " ".join(words), f" {' '.join(words)} "
    for kind, entry in _kinds().items():
        if whole in entry["alone"] or any(f" {phrase} " in padded for phrase in entry["headers"]):
            yield kind


def _words(header: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", clean_text(header)[:200]))))


def _share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def _kinds() -> Mapping[PersonalKind, Mapping[str, Sequence[str]]]:
    kinds: Mapping[PersonalKind, Mapping[str, Sequence[str]]] = table("personal")["kinds"]
    return kinds


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name for names in table("personal")["first_names"].values() for name in names)
