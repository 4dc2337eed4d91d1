"""Whether a part of XML is whole. The reader of OpenDocument waits for ever for an element that is never closed."""

from collections.abc import Iterable
from xml.parsers import expat

from core.reading.refusal import Stop


def check_whole(pieces: Iterable[bytes]) -> None:
    """Raises ``Stop("damaged")`` where an element is not closed, or anything else is no XML."""
    parser = expat.ParserCreate()
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Stop("damaged") from None
