"""Questions of a survey that are asked about several things, a column for each: "How satisfied ... [Website]", or
"How satisfied are you with our website?" beside "How satisfied are you with our shop?"."""

import re

from core.columns.wide_finding import Part, Seen, Wide
from core.columns.wide_words import is_period, is_total, names_touchpoint
from core.model.mapping import ColumnMap
from core.model.names import fold, normalise
from core.tables import table

_SCORES = frozenset({"nps_score", "csat_score", "ces_score", "rating"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 300  # characters of a header that are looked at
_ABOUT = re.compile(r"([^\[\]]{3,})\[([^\[\]]{2,80})\]|(.{3,}) [-–—|»>] ([^-–—|»>?]{2,80})")  # forms write one of both


def find_grid(seen: Seen) -> Wide | None:
    """The touchpoints that one question of a survey was asked about, where no column names them but for the question
    how customers found the business; None where it was asked once."""
    if seen.names is not None and not _is_question(seen.names):
        return None
    asked = [(c, *said) for c in seen.columns if c.field in _SCORES and (said := about(c) or _within(c))]
    questions = {question for _, question, _ in asked}
    several = {q for q in questions if len({normalise(label) for _, of, label in asked if of == q}) > 1}
    parts: dict[tuple[str, str], Part] = {}
    for column, question, label in asked:
        if question in several:
            parts.setdefault((normalise(label), column.field), Part(column, label, column.field))
    return Wide("channels", tuple(parts.values()), "touchpoint", certain=True, asked=True) if parts else None


def _is_question(column: ColumnMap) -> bool:
    return column.field == "channel" and column.header.rstrip().endswith("?")


def _within(column: ColumnMap) -> tuple[str, str] | None:
    """(the question, the touchpoint that it is asked about) of a whole sentence that names one that is known."""
    plain = _BRACKETS.sub("", column.header[:_LONGEST]).strip()
    folded = fold(plain)
    stem = next((s for s in table("headers")["asked_about"] if folded.startswith(f"{s} ")), None)
    if stem is None or column.how == "personal":
        return None
    words = plain.split()[len(stem.split()) :]
    while len(words) > 1 and fold(words[0]) in table("headers")["possessives"]:
        words = words[1:]
    label = " ".join(words).rstrip(" ?:.")
    return (stem, f"{label[:1].upper()}{label[1:]}") if names_touchpoint(label) else None


def about(column: ColumnMap) -> tuple[str, str] | None:
    """(the question, what it is asked about) of a header; None where it asks about nothing by itself."""
    found = _ABOUT.fullmatch(column.header[:_LONGEST].strip())
    if found is None or column.how == "personal":
        return None
    question, label = (text.strip() for text in found.groups() if text is not None)
    return None if label.isdigit() or is_period(label) or is_total(label) else (normalise(question), label)
