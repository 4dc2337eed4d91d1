"""One cell's text taken apart: its digits, and what stands around them."""

import re
from typing import NamedTuple

from core.cleaning.cells.marks import Body, one_mark, read_body
from core.cleaning.cells.vocabulary import counted, lookup, words
from core.model.names import clean_text, fold

_PLAIN = re.compile(r"(-?)((\d+)(?:([.,])(\d+))?)")
_NUMBER = re.compile(
    r"(?P<lead>\D*?)(?P<body>\d[\d.,'’_ ]*|(?<![^\W\d_])[.,]\d+)(?P<exponent>[eE][+-]?\d{1,3}(?!\w))?(?P<tail>\D*)"
)
_AFFIX = re.compile(r"[A-Z]{2}\$|[^\W\d_]+(?:\.[^\W\d_]+)*\.?|\S")
_REMARK = re.compile(r"\*{1,3}$|\(([^()]*)\)$")  # 30*, 12 (ca.); only brackets around the number mean less than 0
_PRICE_END = re.compile(r"(?<=[\d)-])\s*[,.:]\s?-{1,2}(?=\s?(?:[€$£]|[^\W\d_]{2,3}\.?)?$)")  # 1.234,- and 1.234,-- €
_FOOTNOTE = re.compile(r"(?<=\d)\s?(?:\[\w{1,2}\]|[¹²³⁴-⁹]+)$")
_CHANGE = re.compile(r"(?<=\d)\s?\([+-]?\d+(?:[.,]\d+)?\s?%\)$")  # 1.250 (+12 %)
_QUOTED = re.compile(r"^[='\"“]+(?=\S)|(?<=\d)[\"”]$")  # ="1250" and '1250, as exports keep digits from being read
_PER_CENT = re.compile(r"\bper cent\b", re.IGNORECASE)
_MINUS = str.maketrans({"−": "-", "–": "-", "‒": "-", "—": "-"})
_LONGEST = 60


class Token(NamedTuple):
    """A number in a cell. Its value is ``sign * scale * body * 10**exponent``; ``percent``: a % stood beside it."""

    body: Body
    sign: int = 1
    scale: float = 1.0
    percent: bool = False
    currency: str | None = None
    exponent: int = 0


def read_token(text: str) -> Token | None:
    """The number that ``text`` says, whatever the decimal mark; None where it is no number.

    Around the digits are allowed: signs and brackets for negative, currencies, %, k, mio., "ca." and units.
    """
    if plain := _PLAIN.fullmatch(text):
        minus, digits, whole, mark, rest = plain.groups()
        return Token(
            one_mark(digits, whole, "," if mark == "," else ".", rest) if mark else Body(digits), -1 if minus else 1
        )
    text = _bare(clean_text(text[: 4 * _LONGEST]).translate(_MINUS))
    price = _PRICE_END.search(text) if len(text) <= _LONGEST else None
    match = _NUMBER.fullmatch(text[: price.start()] + text[price.end() :] if price else text[: _LONGEST + 1])
    body = read_body(match["body"]) if match else None
    if price and body and body.open:  # the dash stands for the decimals, so the other mark is for thousands
        body = Body(body.text, "," if body.open == "." else ".")
    if match is None or body is None:
        return None
    tail = _REMARK.sub(r" \1", match["tail"])
    token = _affixes(body, f"{match['lead']} {tail}")
    if token is None:
        return None
    exponent = int(match["exponent"][1:]) if match["exponent"] else 0
    currency = token.currency or ("kr" if price else None)
    return Token(body, token.sign, token.scale, token.percent, currency, exponent)


def _bare(text: str) -> str:
    """The text without marks of footnotes, quotes around it, and the change that stands in brackets behind it."""
    if len(text) > _LONGEST:
        return text
    return _PER_CENT.sub("%", _CHANGE.sub("", _FOOTNOTE.sub("", _QUOTED.sub("", text))))


def _affixes(body: Body, text: str) -> Token | None:
    """What stands around the digits; None where a word is unknown."""
    sign, scale, percent, currency = 1, 1.0, False, None
    marks = _AFFIX.findall(text)
    if ("(" in marks) != (")" in marks):
        return None
    for mark in marks:
        word = fold(mark)
        if mark in ("-", "("):
            sign = -1
        elif word in words("percent"):
            percent = True
        elif found := lookup("currencies").get(word):
            currency = found
        elif factor := lookup("scales").get(word):
            scale *= float(factor)
        elif mark not in (")", "+") and word not in counted() and word not in words("about"):
            return None
    return Token(body, sign, scale, percent, currency)
