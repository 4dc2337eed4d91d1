"""What the headers of a wide table say: a figure and whose it is, or a period, or a touchpoint's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.columns.headers import is_metric, match_header
from core.columns.lexicon import header_words, the_lexicon
from core.model.dataset import STAGES
from core.model.names import fold
from core.tables import table

_LONGEST = 80  # characters; longer headers are sentences
_LONGEST_PERIOD = 24  # characters: "andra halvåret av 2025"
_TOKEN = re.compile(r"[^\s_/|:;,()\[\]]+|[_/|:;,()\[\]]")
_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])")
_LETTER = re.compile(r"(.+)_([A-Z])")
_EDGES = " _-–—/|:;,"
_YEAR = r"(?:19|20)\d{2}"
_FOUR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_PHRASE = 3  # words of the longest touchpoint's name that is looked up


@dataclass(frozen=True, slots=True)
class Said:
    """A header taken apart: which ``field`` it holds, and the rest, the ``label``, as the file writes it."""

    label: str
    field: str


def take_apart(header: str, *, letters: bool = False) -> tuple[Said, ...]:
    """Every way to read ``header`` as a figure and whose it is, "Facebook omkostning" or "spend - TV".

    Empty where the header is a figure by itself ("store visits"), is turned into something else by a word such as
    budget or competitor, or names no figure. All ways agree on the field: that of the longest name of a figure.
    ``letters``: the table's headers end in letters for their figures ("tv_S").
    """
    lexicon, words = the_lexicon(), header_words(header)
    turned = lexicon.words["blocked"] | lexicon.words["targets"] | lexicon.words["ids"]
    if len(header) > _LONGEST or turned.intersection(words) or _figure(header):
        return ()
    coded = _LETTER.fullmatch(header) if letters else None
    if coded and coded[2] in table("wide")["letters"]:
        return (Said(coded[1], table("wide")["letters"][coded[2]]),)
    return _ways(coded[1] if coded else header)


def _ways(header: str) -> tuple[Said, ...]:
    found: list[tuple[int, Said]] = []
    for at in _joints(header):
        found += _way(figure=header[at:], rest=header[:at])
        found += _way(figure=header[:at], rest=header[at:])
    longest = max((size for size, _ in found), default=0)
    field = next((said.field for size, said in found if size == longest), None)
    return tuple(dict.fromkeys(said for size, said in sorted(found, key=lambda f: -f[0]) if said.field == field))


def _joints(header: str) -> list[int]:
    """Where a word begins; inside one only if it is the whole header: "facebookSpend", but not "YouTube cost"."""
    starts = [m.start() for m in _TOKEN.finditer(header)]
    return starts[1:] or [m.start() for m in _CAMEL.finditer(header)]


def _way(*, figure: str, rest: str) -> list[tuple[int, Said]]:
    figure = figure.strip(_EDGES)
    field, label = _figure(figure), _label(rest)
    return [(len(figure), Said(label, field))] if field and label else []


def is_figure(text: str) -> bool:
    """Whether ``text`` is the whole name of a metric."""
    return _figure(text) is not None


def _figure(text: str) -> str | None:
    """The metric that ``text`` is the whole name of, units in brackets aside."""
    field, how = match_header(text)
    if how not in ("exact", "folded"):
        words = " ".join(header_words(re.sub(r"\([^()]*\)", " ", text)))
        found = table("wide")["singular"].get(words) or the_lexicon().folded.get(words)
        field, how = (found, "folded") if found else (field, "none")
    return field if how != "none" and is_metric(field) else None


def _label(rest: str) -> str:
    """Whose figure it is; "" where the rest only counts, adds up or makes an average of it."""
    words = rest.strip(f"{_EDGES}.()[]").replace("_", " ").split()
    while words and fold(words[0]) in table("wide")["links"]:
        words = words[1:]
    while words and fold(words[-1]) in table("wide")["links"]:
        words = words[:-1]
    label = " ".join(words)
    lists, said = the_lexicon().words, header_words(label)
    empty = all(w in lists["fillers"] for w in said)
    rate = bool((lists["rates"] | lists["ordinals"] | lists["per"]).intersection(said))
    return "" if empty or rate or is_total(label) else label


def is_total(label: str) -> bool:
    """Whether ``label`` stands for all others together."""
    return fold(label).strip(" .:") in table("totals")["exact"]


def is_period(label: str) -> bool:
    """Whether ``label`` is a year, a part of it, a month, week or day, with or without its year."""
    text = fold(label).strip(" .")
    return len(text) <= _LONGEST_PERIOD and bool(_periods().fullmatch(text))


def year_in(texts: Iterable[str]) -> str | None:
    """The one year that ``texts`` speak of."""
    years = {year for text in texts for year in _FOUR.findall(text)}
    return years.pop() if len(years) == 1 else None


def has_year(label: str) -> bool:
    """Whether a period says its year: "jan 2025", "jan-25", but not "uge 12"."""
    text = fold(label)
    short = re.search(r"[a-z.]\s*['’-]?\s*\d{2}(?:/\d{2})?$", text)
    short = short or re.fullmatch(rf"{_part()}\s*['’-]?\s*\d{{2}}", text)
    return bool(_FOUR.search(text) or short) and not re.fullmatch(_part(), text)


def figure_in(text: str) -> str | None:
    """The figure that a title speaks of: "Besøg pr. kanal 2025" is visits; None where it speaks of none, or of two."""
    if whole := _figure(text):
        return whole
    words = [w for w in text.replace("/", " / ").split() if not _FOUR.fullmatch(w)]
    end = next((i for i, w in enumerate(words) if fold(w).strip(".:,") in table("wide")["splits"]), len(words))
    parts = [" ".join(words[:end]).strip(_EDGES), *words[end:]]
    found = {field for field in map(_figure, parts) if field}
    loose = match_header(text)[0]
    return found.pop() if len(found) == 1 else loose if not found and is_metric(loose) else None


def names_touchpoint(label: str) -> bool:
    """Whether ``label`` speaks of a touchpoint that the tables know: Facebook, butik, tv, Channel0."""
    words = header_words(re.sub(r"\d+$", "", _CAMEL.sub(" ", label).strip()))
    spoken = (" ".join(words[i : i + n]) for n in range(1, _PHRASE + 1) for i in range(len(words)))
    return any(phrase in _touchpoints() or the_lexicon().folded.get(phrase) in _NAMING for phrase in spoken)


_NAMING = frozenset({"touchpoint", "channel", "campaign"})


@cache
def _touchpoints() -> frozenset[str]:
    entries = [e for stage in STAGES for e in table(f"concepts_{stage}").values() if isinstance(e, dict)]
    names = (name for e in entries for group in ("en", "da", "sv", "more") for name in e.get(group, []))
    return frozenset(" ".join(header_words(name)) for name in names)


def _part(*, alone: bool = False) -> str:
    """A week or a part of a year: "uge 12", "Q1", "1. halvår", "andra tertialet"; ``alone``: without any year, where
    "T1" may be the number of anything."""
    cells, unclear = table("cells"), table("wide")["periods"]["unclear"] if alone else ()
    forms = [rf"{_any(table('wide')['periods']['weeks'])}[ .]*\d{{1,2}}"]
    for months, words in cells["year_parts"].items():
        most = 12 // int(months)
        spoken = _any(w for n, said in cells["ordinals"].items() if int(n) <= most for w in said)
        part, number = _any(w for w in words if w not in unclear), f"[1-{most}]"
        forms += [rf"{part}[ .]*{number}", rf"(?:{number}\.?(?:st|nd|rd|th|:?[ae]|:s?ta)?|{spoken})[ -]?{part}\.?"]
    return f"(?:{'|'.join(forms)})"


def _months_of_parts() -> str:
    """ "jan-jun", "juli til december": the months of a quarter, tertial, half or whole year."""
    names = {int(number): _any(words) for number, words in table("cells")["months"].items()}
    spans = ((names[a], names[a + size - 1]) for size in (3, 4, 6, 12) for a in range(1, 13, size))
    return "|".join(rf"{first}\.?(?: ?- ?| til | till | to ){last}\.?" for first, last in spans)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


@cache
def _periods() -> re.Pattern[str]:
    months = "|".join(sorted((w for names in table("cells")["months"].values() for w in names), key=len, reverse=True))
    year, short, sep = rf"{_YEAR}", rf"['’]?(?:{_YEAR}|\d{{2}})", r"[ .,/-]*"
    part = _part()
    cells = table("cells")
    named = _any([*cells["financial_years"], *(word for said in cells["seasons"].values() for word in said)])
    forms = (
        year,
        rf"(?:{months}){sep}(?:{short})?",
        rf"(?:{_months_of_parts()}){sep}(?:{short})?",
        rf"{year}{sep}(?:{months})",
        _part(alone=True),
        rf"{part}{sep}(?:(?:of|af|av|i|in) )?{short}",
        rf"{year}{sep}{part}",
        rf"{named}{sep}{short}(?:[/-](?:{_YEAR}|\d{{2}}))?",
        rf"{_YEAR} ?/ ?{_YEAR}",
        rf"{year}[-/.m](?:0?[1-9]|1[0-2])",
        rf"(?:0?[1-9]|1[0-2])[-/.]{year}",
        rf"{year}-\d{{2}}-\d{{2}}(?:t[\d:]+)?",
        rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]{short}",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms))
