"""What a question of a survey is about: "How satisfied ... [Website]", "How satisfied are you with our shop?"."""

import re
from collections.abc import Iterable, Iterator

from core.columns.headers import IGNORE, kind_of, match_header
from core.columns.looks import Look
from core.columns.wide_words import is_period, is_total
from core.model import RawSheet
from core.model.mapping import ColumnMap, Table
from core.model.names import clean_text, fold, normalise
from core.tables import table as read

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST, _LABEL = 300, 80  # characters of a header, and of a label, that are looked at
_ABOUT = re.compile(r"([^\[\]]{3,})\[([^\[\]]{2,80})\]|(.{3,}) [-–—|»>] ([^-–—|»>?]{2,80})")  # forms write one of both
_OPEN = frozenset({IGNORE, "segment", "channel", "touchpoint", "comment"})  # what the label may make of the header
_WORD = re.compile(r"[a-z]+")
_STEM = 4  # letters of a name from which its endings are looked at


def about(column: ColumnMap) -> tuple[str, str] | None:
    """(the question, what it is asked about) of a header; None where it asks about nothing by itself."""
    found = _ABOUT.fullmatch(column.header[:_LONGEST].strip())
    if found is None or column.how == "personal":
        return None
    question, label = (text.strip() for text in found.groups() if text is not None)
    return None if label.isdigit() or is_period(label) or is_total(label) else (normalise(question), label)


def within(column: ColumnMap) -> tuple[str, str] | None:
    """(how the question begins, what it is asked about) of a whole sentence."""
    plain = _BRACKETS.sub("", column.header[:_LONGEST]).strip()
    stem = _stem(plain)
    if stem is None or column.how == "personal":
        return None
    words = plain.split()[len(stem.split()) :]
    while len(words) > 1 and fold(words[0]) in read("headers")["possessives"]:
        words = words[1:]
    label = " ".join(words).rstrip(" ?:.")
    return (stem, f"{label[:1].upper()}{label[1:]}") if label else None


def rated(column: ColumnMap, look: Look) -> str | None:
    """The score that a question asks for whose label says something else: "Vurder hver af dem [Butik]"."""
    said = about(column) if column.field in _OPEN and look.whole_to_ten and not look.flags else None
    if said is None:
        return None
    field = match_header(said[0])[0]
    return field if kind_of(field) == "score" else "rating" if _stem(said[0]) else None


def labelled(sheet: RawSheet, table: Table, columns: Iterable[ColumnMap]) -> Iterator[tuple[ColumnMap, ColumnMap, str]]:
    """(column, the question that it belongs to, what stands below that in this column): a merged question over its
    labels, as SurveyMonkey writes it."""
    if table.first <= table.header + 1:
        return
    question: ColumnMap | None = None
    for column in columns:
        question = column if column.index not in table.unnamed else question
        label = clean_text(sheet.columns[column.index].at(table.header + 1)[:_LABEL])
        if question is not None and label:
            yield column, question, label


def same_name(one: str, other: str) -> bool:
    """Whether two labels name the same thing: "Webbplats" and "webbplatsen", "Our website" and "Website"."""
    first, second = sorted((_bare(one), _bare(other)), key=len)
    ending = second.removeprefix(first)
    return first == second or (
        len(first) >= _STEM and second.startswith(first) and ending in read("headers")["definite_ends"]
    )


def _bare(label: str) -> str:
    words = _WORD.findall(fold(label))
    while len(words) > 1 and words[0] in read("headers")["possessives"]:
        words = words[1:]
    return " ".join(words)


def _stem(text: str) -> str | None:
    folded = f"{fold(text)} "
    return next((s for s in read("headers")["asked_about"] if folded.startswith(f"{s} ")), None)
