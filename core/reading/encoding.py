"""Which letters the bytes of a text file stand for."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from core.reading.refusal import Stop

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What programs of the last forty years wrote here when it was not UTF-8: Windows, DOS, Mac. The first wins a tie.
OLD_CODECS = {"cp1252": "Windows", "cp850": "DOS", "mac_roman": "Mac"}
_LETTERS = re.compile(
    r"[æøåäöüé]|(?<![a-zæøåäöüé])[ÆØÅÄÖÜÉ]"
)  # no capital follows a small letter: "it’s" in DOS is "itÆs"
_SAMPLE_BYTES = 1 << 16
_WIDE_SHARE = 0.3
_MAX_CONTROLS, _MAX_CONTROL_SHARE, _MAX_NUL_SHARE = 2, 0.02, 0.3
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DELIMITING = frozenset("\x01\x02\x1c\x1d\x1e\x1f")  # between fields, where no other control character stands
_HIGH = re.compile(rb"[\x80-\xff]+")
_NO_LETTER = re.compile(rb"[^A-Za-z0-9\x80-\xff]")
# In Windows quotation marks, in DOS letters: where as many open a word as close one they are quotation marks.
_OPENING, _CLOSING = re.compile(rb"(?:^|(?<= ))[\x91-\x94](?! |$)"), re.compile(rb"(?<! )[\x91-\x94](?= |$)")
_UNEVEN = 0.1
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MAX_PLACES, _MAX_RUNS = 1000, 5000


@dataclass(frozen=True, slots=True)
class Encoding:
    """``codec`` for the bytes after ``skip``; ``guessed`` where they do not say it; ``unreadable`` characters.

    ``strays``: the codec of the letters that are not in ``codec``, empty where there are none; ``stray_lines``: the
    numbers of the lines, the first of them at least, where the rarer of the two stands.
    """

    codec: str
    skip: int = 0
    guessed: bool = False
    unreadable: int = 0
    strays: str = ""
    stray_lines: tuple[int, ...] = ()

    @property
    def errors(self) -> str:
        """What decoding does with bytes that are none of ``codec``."""
        return f"read-as-{self.strays}" if self.strays and self.codec == "utf-8" else "replace"


def _reads_as(codec: str) -> None:
    """Teaches Python the error handler ``read-as-CODEC``: bytes that are no UTF-8 are letters of ``codec``."""

    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return error.object[error.start : error.end].decode(codec, errors="replace"), error.end

    codecs.register_error(f"read-as-{codec}", read)


for _codec in OLD_CODECS:
    _reads_as(_codec)


def detected(data: bytes) -> Encoding:
    """The encoding of a text file: its mark, UTF-16 by its zero bytes, UTF-8, or the likeliest older one.

    Raises ``Stop("binary")`` where it is no text.
    """
    encoding = _marked(data) or _wide(data) or _eight_bit(data)
    sample = data[encoding.skip : encoding.skip + _SAMPLE_BYTES].decode(encoding.codec, errors=encoding.errors)
    kinds = Counter(_CONTROL.findall(sample))
    controls = 0 if len(kinds) == 1 and not _DELIMITING.isdisjoint(kinds) else kinds.total()
    if controls > _MAX_CONTROLS + _MAX_CONTROL_SHARE * len(sample):
        raise Stop("binary")
    if sample.count("\x00") > _MAX_CONTROLS + _MAX_NUL_SHARE * len(sample):
        raise Stop("binary")
    return encoding


def _marked(data: bytes) -> Encoding | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            if codec == "utf-8":
                return _eight_bit(data, len(mark))
            return Encoding(codec, len(mark), unreadable=_losses(data[len(mark) :], codec))
    return None


def _wide(data: bytes) -> Encoding | None:
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros / half > _WIDE_SHARE and others <= zeros / 10:
            return Encoding(codec, unreadable=_losses(data, codec))
    return None


def _eight_bit(data: bytes, skip: int = 0) -> Encoding:
    if data.isascii() or _decodes(data, "utf-8"):
        return Encoding("utf-8", skip)
    good, bad = _letters(data)
    words = _in_words(_UTF8_LETTER.sub(b"", data) if good else data)
    codec = max(OLD_CODECS, key=lambda name: _nordic_letters(words, name))
    if not good and not skip:
        return Encoding(codec, guessed=True, unreadable=_losses(data, codec))
    # Some lines were added by another program: letters of both kinds are read, and the lines of the rarer named.
    in_utf8 = good >= bad or bool(skip)
    places = _places(data, of_utf8=not in_utf8)
    return Encoding("utf-8", skip, guessed=not in_utf8, strays=codec, stray_lines=tuple(_line_numbers(data, places)))


def _letters(data: bytes) -> tuple[int, int]:
    """How many letters are written in UTF-8, and how many other bytes above ASCII there are."""
    high = b" ".join(_HIGH.findall(data))
    return len(_UTF8_LETTER.findall(high)), len(_UTF8_LETTER.sub(b"", high).replace(b" ", b""))


def _in_words(data: bytes) -> bytes:
    """The first bytes above ASCII, each run with the letters beside it, but for those that are quotation marks."""
    runs = islice(_HIGH.finditer(data), _MAX_RUNS)
    found = _NO_LETTER.sub(b" ", b" ".join(data[max(0, run.start() - 1) : run.end() + 1] for run in runs))
    opening, closing = len(_OPENING.findall(found)), len(_CLOSING.findall(found))
    if opening and abs(opening - closing) <= _UNEVEN * opening:
        return _CLOSING.sub(b"", _OPENING.sub(b"", found))
    return found


def _places(data: bytes, *, of_utf8: bool) -> Iterator[int]:
    for run in _HIGH.finditer(data):
        whole = bool(_UTF8_LETTER.sub(b"", run[0]))
        if whole != of_utf8:
            yield run.start()


def _line_numbers(data: bytes, places: Iterator[int]) -> Iterator[int]:
    """The numbers, from 1, of the lines with these places, each once."""
    end = b"\n" if b"\n" in data else b"\r"
    number, last, at = 1, 0, 0
    for place in islice(places, _MAX_PLACES):
        number, at = number + data.count(end, at, place), place
        if number != last:
            yield (last := number)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _losses(data: bytes, codec: str) -> int:
    return data.decode(codec, errors="replace").count("\ufffd")


def _nordic_letters(data: bytes, codec: str) -> int:
    return len(_LETTERS.findall(data.decode(codec, errors="replace")))
