"""What a header means by its parts, where no synonym stands in it word for word."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.columns.lexicon import LONGEST, Lexicon, header_words
from core.tables import table

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_WORDS = 10  # longer headers are sentences: they are not taken apart
_COMPOUND_KINDS = frozenset({"count", "money", "date"})
_COMPOUND_FIELDS = frozenset(
    {
        "channel",
        "campaign",
        "phase",
        "segment",
        "comment",
        "touchpoint",
        "csat_score",
        "rating",
        "response_time",
        "resolution_time",
    }
)
_EXPLAINED = frozenset({"setting", "phase"})  # fields whose words stand in brackets behind another name
_NARROWED = frozenset({"visits", "customers"})  # counts of whom some did something
_SHORTEST_QUESTION = 4  # words
_GOAL = "smal"  # försäljningsmål, omsætningsmål
_AVERAGE = 8  # letters of a word that may begin with "snit": shorter ones are other words
_SHORTEST_HEAD = 5  # letters of the last part of a compound word ("webshopomsætning")


def by_parts(words: Sequence[str], bare: Sequence[str], lexicon: Lexicon) -> str | None:
    """``bare``: the words outside brackets; what stands inside still says whether it is a rate or an id."""
    if asked := _question(words, lexicon) or _placed(words, lexicon) or _cost_per(words):
        return asked
    if found := _without_counting(words, bare, lexicon):
        return found
    if lexicon.words["blocked"].intersection(words) or len(words) > _MOST_WORDS:
        return None
    if lexicon.words["targets"].intersection(words) or any(w.endswith(_GOAL) and len(w) > _AVERAGE for w in words):
        return None if lexicon.words["bids"].intersection(words) else "target"
    if both := _alternatives(words, lexicon):
        return both
    words, bare = _without_period(words, lexicon), _without_period(bare, lexicon)
    allowed = _allowed(words, lexicon)
    near = {} if lexicon.words["ordinals"].intersection(words) else lexicon.near
    for phrase in (*_phrases(bare, lexicon), *_counted(bare, lexicon), *_phrases(words, lexicon)):
        field = lexicon.folded.get(phrase) or near.get(phrase)
        if field and field in allowed:
            return _narrowed(field, words, lexicon)
    return next((f for f in _compounds(bare, lexicon) if f in allowed), None)


def in_brackets(header: str, lexicon: Lexicon) -> str | None:
    """ "Kanal (online/offline)" says in brackets what its cells are."""
    inside = (lexicon.folded.get(" ".join(header_words(part))) for part in BRACKETS.findall(header[:LONGEST]))
    return next((field for field in inside if field in _EXPLAINED), None)


def _question(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """What a survey asks in a whole sentence: to recommend, how satisfied, how easy; anything open is a comment."""
    is_open = words[:1] and words[0] in lexicon.words["open_questions"]
    if len(words) < _SHORTEST_QUESTION - bool(is_open) or not (is_open or words[0] in lexicon.words["asking"]):
        return None
    if words[0] in lexicon.words["rates"] and words[1] in lexicon.words["prepositions"]:
        return None  # "Rate for vigtige hændelser", which asks nobody to rate anything
    stems = {} if words[0] in lexicon.words["why"] else table("headers")["questions"]
    for field, beginnings in stems.items():
        if any(word.startswith(tuple(beginnings)) for word in words) and not (is_open and field == "importance"):
            return str(field)
    return "comment" if is_open else None


def _placed(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """A whole synonym before a preposition: "mistede kunder i året", though "mistede" alone would turn a word round."""
    for end in range(2, len(words)):
        turned = lexicon.words["blocked"].intersection(words[end:]) or _is_rate(words, lexicon)
        field = lexicon.folded.get(" ".join(words[:end]))
        if field and words[end] in lexicon.words["prepositions"] and not turned:
            return field
    return None


def _cost_per(words: Sequence[str]) -> str | None:
    """ "Kost pr. lead", "cost_per_inline_link_click", "Pris/klik"."""
    tables = table("headers")
    for at, word in enumerate(words[1:-1], start=1):
        if word in tables["per"] and words[at - 1] in tables["cost_words"]:
            unit = " ".join(words[at + 1 :])
            return next((str(field) for field, units in tables["per_unit"].items() if unit in units), None)
    return None


def _without_counting(words: Sequence[str], bare: Sequence[str], lexicon: Lexicon) -> str | None:
    """A whole synonym beside counting words: "Won deals count", though "won" alone would turn a word round; not where
    such a word stands in brackets."""
    if lexicon.words["blocked"].intersection(set(words) - set(bare)):
        return None
    said = " ".join(w for w in bare if w not in lexicon.words["fillers"])
    field = lexicon.folded.get(said)
    return field if field in _allowed(words, lexicon) and said not in lexicon.words["alone"] else None


def _narrowed(field: str, words: Sequence[str], lexicon: Lexicon) -> str | None:
    """ "Sessions that converted" are conversions, "sessioner med tilføjelser til kurv" engagements, neither visits."""
    start = next((i for i, word in enumerate(words) if i and word in lexicon.words["narrowing"]), None)
    if field not in _NARROWED or start is None:
        return field
    groups = table("headers")["narrowed"].items()
    return next((str(f) for f, stems in groups if any(w.startswith(tuple(stems)) for w in words[start:])), None)


def _counted(words: Sequence[str], lexicon: Lexicon) -> Iterable[str]:
    """ "Salg antal" is "antal salg"."""
    core = [w for w in words if w not in lexicon.words["fillers"]]
    if core and lexicon.words["counting"].intersection(words):
        yield from (f"{start} {' '.join(core)}" for start in ("antal", "number of"))


def _alternatives(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """ "Channel / touchpoint" gives one column two names."""
    sides = [lexicon.folded.get(side.strip(), "") for side in " ".join(words).split("/")]
    if len(sides) < 2 or any(lexicon.kinds.get(field) != "text" for field in sides):
        return None
    return "touchpoint" if "touchpoint" in sides else sides[0]


def _phrases(words: Sequence[str], lexicon: Lexicon) -> Iterable[str]:
    """What to look up, best first: the words before a preposition, then the last words, without units."""
    fillers, rates = lexicon.words["fillers"], lexicon.words["rates"]
    yield " ".join(words)
    if not lexicon.words["prepositions"].intersection(words[-3:-2]):
        yield " ".join(words[-2:])
    yield " ".join(w for w in words if w not in rates)
    yield " ".join(w for w in words if w not in lexicon.words["vat"])
    for end in range(1, len(words)):
        if words[end] in lexicon.words["prepositions"] and words[end - 1] not in lexicon.words["alone"]:
            yield " ".join(words[:end])
            yield " ".join(w for w in words[:end] if w not in fillers)
    said = [w for w in words if w not in fillers and not w.isdigit()]
    if rates.intersection(said):
        yield from (" ".join(said[start:]) for start in range(len(said)))
    core = [w for w in said if w not in rates]
    for start in range(len(core)):
        phrase = " ".join(core[start:])
        if len(phrase) >= 3 and not (start and phrase in lexicon.words["alone"]):
            yield phrase


def _allowed(words: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The fields that a header with these words may mean: no count for a rate, no money for a number of things."""
    if _identifies(words, lexicon):
        return frozenset({"customer_id"})
    if _is_rate(words, lexicon):
        texts = lexicon.texts if "/" in words and not _is_rate([w for w in words if w != "/"], lexicon) else frozenset()
        return lexicon.rates | texts
    if lexicon.words["ordinals"].intersection(words):
        return frozenset(f for f, k in lexicon.kinds.items() if k in ("duration", "text") or f.startswith("given:"))
    counted = bool(lexicon.words["counting"].intersection(words))
    named = bool(lexicon.words["naming"].intersection(words))
    not_meant = ("money", "text", "date") * counted + ("id",) * named
    return frozenset(field for field, kind in lexicon.kinds.items() if kind not in not_meant)


def _compounds(words: Sequence[str], lexicon: Lexicon) -> Iterable[str]:
    """Scandinavian compounds end in what they are: webshopomsætning, annonceudgifter, kontaktkanal."""
    last = next((w for w in reversed(words) if w not in lexicon.words["fillers"]), "")
    for start in range(3, len(last) - _SHORTEST_HEAD + 1):
        field = lexicon.folded.get(last[start:])
        if last[:start].rstrip("s") in lexicon.words["blocked_beginnings"]:
            return
        if last[start:] in lexicon.words["alone"]:
            continue
        if field and (lexicon.kinds[field] in _COMPOUND_KINDS or field in _COMPOUND_FIELDS):
            yield field


def _without_period(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Visits per month are visits, not a rate."""
    kept: list[str] = []
    for word in words:
        if word in lexicon.words["periods"] and kept and kept[-1] in lexicon.words["per"]:
            kept.pop()
        else:
            kept.append(word)
    return kept


def _is_rate(words: Sequence[str], lexicon: Lexicon) -> bool:
    if lexicon.words["rates"].intersection(words) or lexicon.words["per"].intersection(words):
        return True
    endings, beginnings = tuple(lexicon.words["rate_endings"]), tuple(lexicon.words["rate_beginnings"])
    return any(
        (w.endswith(endings) and w not in lexicon.words["not_rates"])
        or (w.startswith(beginnings) and len(w) > _AVERAGE)
        for w in words
    )


def _identifies(words: Sequence[str], lexicon: Lexicon) -> bool:
    """An id, a code, a link; but "nr. of visits" counts."""
    counts = {a for a, b in pairwise(words) if b in {"of", "af", "av"}}
    return any(w in lexicon.words["ids"] and w not in counts for w in words)
