"""Which letters the bytes of a text file stand for."""

import codecs
import re
from dataclasses import dataclass

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
_LETTERS = frozenset("æøåäöüéÆØÅÄÖÜÉ")
_SAMPLE_BYTES = 1 << 16
_WIDE_SHARE = 0.3
_MAX_CONTROLS, _MAX_CONTROL_SHARE = 2, 0.02
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """``codec`` for the bytes after ``skip``; ``guessed`` where they do not say it; ``unreadable`` characters."""

    codec: str
    skip: int = 0
    guessed: bool = False
    unreadable: int = 0


def detected(data: bytes) -> Encoding:
    """The encoding of a text file: its mark, UTF-16 by its zero bytes, UTF-8, or the likeliest older one.

    Raises ``Stop("binary")`` where it is no text.
    """
    encoding = _marked(data) or _wide(data) or _eight_bit(data)
    sample = data[encoding.skip : encoding.skip + _SAMPLE_BYTES].decode(encoding.codec, errors="replace")
    controls = len(_CONTROL.findall(sample))
    if controls > _MAX_CONTROLS + _MAX_CONTROL_SHARE * len(sample):
        raise Stop("binary")
    return encoding


def _marked(data: bytes) -> Encoding | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return Encoding(codec, len(mark), unreadable=0 if _decodes(rest, codec) else _losses(rest, codec))
    return None


def _wide(data: bytes) -> Encoding | None:
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros / half > _WIDE_SHARE and others <= zeros / 10:
            return Encoding(codec, unreadable=_losses(data, codec))
    return None


def _eight_bit(data: bytes) -> Encoding:
    if _decodes(data, "utf-8"):
        return Encoding("utf-8")
    # One torn letter in a UTF-8 file must not turn every å of it into two other letters.
    losses = _losses(data, "utf-8")
    if sum(byte >= 0xC0 for byte in data[:_SAMPLE_BYTES]) > 20 * losses:
        return Encoding("utf-8", unreadable=losses)
    codec = max(OLD_CODECS, key=lambda name: _nordic_letters(data[:_SAMPLE_BYTES], name))
    return Encoding(codec, guessed=True, unreadable=_losses(data, codec))


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _losses(data: bytes, codec: str) -> int:
    return data.decode(codec, errors="replace").count("\ufffd")


def _nordic_letters(data: bytes, codec: str) -> int:
    return sum(letter in _LETTERS for letter in data.decode(codec, errors="replace"))
