"""What a single text gives away about a person: national numbers, bank accounts, e-mail addresses, phone numbers."""

import datetime as dt
import re
from itertools import cycle

_SHORTEST = 10  # characters of a number of a person
_IBAN_LENGTH = 15
_LONGEST = 60  # characters; longer texts are sentences, not one of these
_SIGNS = re.compile(r"[\s\-–—−]+")
_CPR = re.compile(r"(\d{6})\s?[-–—− ]?\s?(\d{4})")
_SWEDISH = re.compile(r"(?:(?:18|19|20))?(\d{6})\s?([-–—−+ ]?)\s?(\d{4})")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_MAIL = re.compile(r"(?:mailto:)?<?[^@\s<>,;]{1,64}@[^@\s<>,;.]+(?:\.[^@\s<>,;.]+)*\.[^\W\d_]{2,24}>?")
_PHONE_SIGNS = re.compile(r"[\s().\-/–—−]+")
_INTERNATIONAL = re.compile(r"(?:\+|00)(?:45\d{8}|46\d{7,10}|47\d{8}|(?!45|46|47)[1-9]\d{7,13})")
_DANISH = re.compile(r"[2-9]\d(?: \d{2}){3}")
_SWEDISH_PHONE = re.compile(r"07\d[- ]?\d{3} \d{2} \d{2}|(?=(?:\D*\d){9})0\d{1,3}-\d{2,3}(?: ?\d{2,3}){1,3}")
_BARE = re.compile(r"\d{8,12}")
_NORWEGIAN_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))


def is_cpr(text: str, *, bare: bool = False) -> bool:
    """A Danish CPR number, DDMMYY-SSSS with a real date. ``bare``: also without a hyphen or space.

    No check of modulus 11: numbers issued since 2007 fail it (CPR-kontoret, "Personnummeret i CPR").
    """
    found = _CPR.fullmatch(text.strip()) if _SHORTEST <= len(text) <= _LONGEST else None
    if found is None or (text.strip().isdigit() and not bare):
        return False
    return _is_day(found[1][4:6], found[1][2:4], found[1][:2])


def is_personnummer(text: str) -> bool:
    """A Swedish personnummer, YYMMDD-NNNN with or without century, or coordination number (day + 60): by Luhn's sum."""
    found = _SWEDISH.fullmatch(text.strip()) if _SHORTEST <= len(text) <= _LONGEST else None
    if found is None:
        return False
    date, _, serial = found.groups()
    day = int(date[4:])
    return _is_day(date[:2], date[2:4], str(day - 60 if day > 60 else day)) and _luhn(date + serial)


def is_norwegian_number(text: str) -> bool:
    """A Norwegian fødselsnummer or D-number (day + 40): eleven digits whose two check digits hold."""
    digits = _SIGNS.sub("", text.strip()) if _SHORTEST < len(text) <= _LONGEST else ""
    if len(digits) != 11 or not digits.isdigit():
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    if not _is_day(digits[4:6], str(month), str(day - 40 if day > 40 else day)):
        return False
    return all(_weighted(digits, weights) for weights in _NORWEGIAN_WEIGHTS)


def is_iban(text: str) -> bool:
    """An international bank account number, by its modulus 97 (ISO 13616)."""
    if not text[:2].isalpha() or not _IBAN_LENGTH <= len(text) <= _LONGEST:
        return False
    code = _SIGNS.sub("", text).upper()
    if not _IBAN.fullmatch(code):
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def is_email(text: str) -> bool:
    """An e-mail address."""
    return "@" in text and bool(_MAIL.fullmatch(text.strip()[:254]))


def is_phone(text: str, *, bare: bool = False) -> bool:
    """A phone number with its country (+45, 0046 ...) or written in groups; ``bare``: also eight to twelve digits."""
    text = text.strip()
    if not 8 <= len(text) <= 25 or sum(map(str.isdigit, text)) < 8:
        return False
    if _INTERNATIONAL.fullmatch(_PHONE_SIGNS.sub("", text.replace("(0)", ""))):
        return True
    if _DANISH.fullmatch(text) or _SWEDISH_PHONE.fullmatch(text):
        return True
    return bare and bool(_BARE.fullmatch(_PHONE_SIGNS.sub("", text)))


def _is_day(year: str, month: str, day: str) -> bool:
    """Whether the day exists in some century: only 29 February depends on it, and 00 is a leap year in one of them."""
    try:
        dt.date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    """The Luhn sum over ten digits, doubling the first, third ..."""
    doubled = (int(d) * factor for d, factor in zip(digits, cycle((2, 1)), strict=False))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _weighted(digits: str, weights: tuple[int, ...]) -> bool:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % 11 == 0
