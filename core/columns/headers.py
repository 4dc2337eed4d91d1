"""Which field a column header means, and how surely: by whole synonyms first, by its parts last."""

import re
from collections.abc import Iterable
from typing import Literal

from core.columns.lexicon import LONGEST, header_words, the_lexicon
from core.columns.parts import BRACKETS, by_parts, in_brackets
from core.model.names import normalise

How = Literal["exact", "folded", "part", "none"]
IGNORE = "ignore"
_NOT: tuple[str, How] = (IGNORE, "none")
_SCALE = re.compile(  # "Känsla -2 till +2", "Rating 1 to 5", "Følelse (skala 1-5)"
    r"[ ,:(\[]+(?:(?:skala|scale)[ :]*)?(?:(?:fra|från|from)[ ]+)?[-−–+±]?\d{1,3} ?(?:-|–|\.{2,3}|til|till|to|bis|/|;)"
    r" ?[-−–+]?\d{1,3}[)\]]?$",
    re.IGNORECASE,
)
_LEGEND = re.compile(  # "Effort (1 = easy, 5 = hard)", "Indsats (1 let - 5 svær)", "Effort, 1 = easy"
    r"[(\[][^()\[\]]*(?<!\d)\d{1,2} ?[=:a-zæøåäö][^()\[\]]*[)\]]|[ ,:;–-]+\d{1,2} ?=.*$",
    re.IGNORECASE,
)
_CODES = ("skode", "skod", "snummer", "snr")  # ends of compound words: butikskode, butiksnummer
_METRIC_KINDS = frozenset({"count", "money", "score", "duration", "share", "points", "ratio"})


def match_header(header: str) -> tuple[str, How]:
    """The field that ``header`` means and how it was understood.

    exact: a synonym letter by letter; folded: but for case, accents and punctuation; part: the header without units
    and counting words, its last words, or the end of a compound; none: not understood, the field is ``ignore``.
    Rates and averages never become counts, and what only identifies a thing is left out.
    """
    lexicon = the_lexicon()
    if field := lexicon.exact.get(normalise(header[:LONGEST])):
        return field, "exact"
    words = header_words(header)
    if field := lexicon.folded.get(" ".join(words)):
        return field, "folded"
    field = lexicon.near.get(" ".join(words)) or in_brackets(header, lexicon)
    field = field or by_parts(words, header_words(BRACKETS.sub(" ", header)), lexicon)
    if field is None and (plain := _LEGEND.sub("", _SCALE.sub("", header))).strip() != header.strip():
        field = next((found for found in [match_header(plain)[0]] if kind_of(found) == "score"), None)
    return (field, "part") if field else (IGNORE, "none")


def match_grouped(header: str, group: str | None) -> tuple[str, How]:
    """The meaning of a header that stands under ``group``: "2024 / Besøg" is visits, as is "Besøg / Online"; but
    "Budget / Omsætning" is nothing. ``header`` is the joined text.
    """
    if not group:
        return match_header(header)
    words = the_lexicon().words
    if (words["blocked"] | words["targets"]).intersection(header_words(group)):
        return match_header(header)
    return next(
        (found for found in map(match_header, (_own(header, group), group, header)) if found[1] != "none"), _NOT
    )


def label_of(header: str, group: str) -> str:
    """What tells the column from others of its field: "2024" in "2024 / Besøg", "Online" in "Besøg / Online"."""
    own = _own(header, group)
    return own if match_header(own)[1] == "none" and is_metric(match_header(group)[0]) else group


def _own(header: str, group: str) -> str:
    return header.removeprefix(f"{group} / ")


def is_metric(field: str) -> bool:
    """Whether ``field`` holds numbers to analyse."""
    return kind_of(field) in _METRIC_KINDS


def columns(headers: Iterable[str]) -> list[tuple[str, str, How]]:
    """(header, field, how) for each header, in order, duplicates and blanks kept."""
    return [(header, *match_header(header)) for header in headers]


def kind_of(field: str) -> str:
    """The kind of ``field`` (count, money, text ...); ``none`` for an unknown one."""
    return the_lexicon().kinds.get(field, "none")


def is_known(text: str) -> bool:
    """Whether ``text`` is a header by itself, without taking it apart: cheap enough for every cell above a table."""
    lexicon = the_lexicon()
    if normalise(text[:LONGEST]) in lexicon.exact:
        return True
    words = " ".join(header_words(text))
    return words in lexicon.folded or words in lexicon.near


def is_field(name: str) -> bool:
    """Whether ``name`` is the id of a field of the table."""
    return name in the_lexicon().kinds


def names_people_or_places(header: str) -> bool:
    """Whether the header speaks of persons or places, which are no touchpoints."""
    return bool(the_lexicon().words["not_names"].intersection(header_words(header)))


def has_id_word(header: str) -> bool:
    """Whether the header says that its column only identifies things."""
    words = header_words(header)
    return bool(the_lexicon().words["ids"].intersection(words)) or (bool(words) and words[-1].endswith(_CODES))
