"""Which system's report a table is, by the headers that only such a report has together."""

from collections.abc import Iterable
from functools import cache

from core.model.names import normalise
from core.tables import table


def recognise(headers: Iterable[str]) -> str | None:
    """The name of the system that wrote these headers, such as "Google Ads"; None where no one system is likelier.

    A report is recognised by all headers of one of its ``signs`` (any language); the longest sign that fits wins.
    """
    found = {_plain(header) for header in headers}
    fitting = sorted(((len(sign), name) for name, sign in _signs() if sign <= found), reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0] and fitting[0][1] != fitting[1][1]):
        return None
    return fitting[0][1]


def _plain(header: str) -> str:
    """A header without its currency or unit in brackets: "Amount spent (DKK)" and "Amount spent (SEK)" are one."""
    return normalise(header).partition(" (")[0]


@cache
def _signs() -> tuple[tuple[str, frozenset[str]], ...]:
    systems = table("exports").values()
    return tuple((s["name"], frozenset(map(_plain, sign))) for s in systems for sign in s["signs"])
