"""One language: its texts and its formats."""

import datetime as dt
import string
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale

from core.model.message import Message
from core.texts.formats import FORMAT_OF_UNIT, FORMATS, UNKNOWN, apart, finer, write
from core.texts.periods import stretch
from core.texts.rounding import alike

LANGUAGES: Mapping[str, str] = {"en": "English", "da": "Dansk", "sv": "Svenska"}
_LOCALES = {"en": "en_GB", "da": "da_DK", "sv": "sv_SE"}


class _Filler(string.Formatter):
    """``str.format`` whose format names are those of ``formats.FORMATS``."""

    def __init__(self, language: "Language", currency: str | None, ends: tuple[float, float] | None) -> None:
        self._language, self._currency, self._ends = language, currency, ends

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            value = self._language.message(value, currency=self._currency)
        elif isinstance(value, tuple | list):
            value = [self.format_field(v, "") for v in value]
        if format_spec in FORMATS:
            return write(format_spec, value, self._language.locale, self._currency, self._ends_of(value))
        return UNKNOWN if value is None else str(format(value, format_spec))

    def _ends_of(self, value: Any) -> tuple[float, float] | None:
        """The range that ``value`` is an end of, None where it is none."""
        return self._ends if self._ends and value in self._ends else None


@dataclass(frozen=True)
class Language:
    """``code`` en, da or sv; ``texts`` key -> text, or the plural forms ``one`` and ``other``; ``manner``: whose words
    they are (a folder of ``manners``), empty for a shop's."""

    code: str
    texts: Mapping[str, str | Mapping[str, str]] = field(repr=False)
    locale: Locale = field(repr=False)
    manner: str = ""

    @property
    def key(self) -> str:
        """What tells its words from those of any other language or manner: for whatever is kept of them."""
        return f"{self.code}-{self.manner}" if self.manner else self.code

    def in_manner(self, manner: str) -> "Language":
        """The same language as another trade speaks it."""
        return language(self.code, manner)

    def say(self, key: str, /, *, currency: str | None = None, **values: Any) -> str:
        """The text ``key`` with its placeholders filled; ``key-flat``, where there is one, of a range whose ends
        (``low`` and ``high``) look alike. Raises ``KeyError`` for an unknown key."""
        ends = _ends(values)
        flat = ends is not None and f"{key}-flat" in self.texts and alike(*ends)
        text = self.texts[f"{key}-flat" if flat else key]
        if not isinstance(text, str):
            text = text["one" if values.get("n") == 1 else "other"]
        return _Filler(self, currency, ends).vformat(text, (), values)

    def message(self, message: Message, *, currency: str | None = None) -> str:
        """A message as a sentence of this language."""
        return self.say(message.key, currency=currency, **message.values)

    def write(self, kind: str, value: Any, *, currency: str | None = None) -> str:
        """A value in one of ``formats.FORMATS``; ``kind`` may also be a KPI's unit."""
        return write(FORMAT_OF_UNIT.get(kind, kind), value, self.locale, currency)

    def aim(self, unit: str, value: float | None, *, currency: str | None = None) -> str:
        """A target in a KPI's unit, as people set it: 4.2, beside ratings of 3.48 and 4.10."""
        return self.write("decimal" if unit == "score" else unit, value, currency=currency)

    def apart(self, unit: str, *values: float | None, currency: str | None = None) -> tuple[str, ...]:
        """Values of a KPI's unit that are read together, with enough digits to be told from each other and from 0."""
        return apart(FORMAT_OF_UNIT.get(unit, unit), values, self.locale, currency)

    def finer(self, unit: str, more: int, *values: float | None, currency: str | None = None) -> tuple[str, ...]:
        """Values of a KPI's unit, all with ``more`` decimals than their size alone deserves."""
        return finer(FORMAT_OF_UNIT[unit], values, self.locale, currency, more=more)

    def period(self, label: str) -> str:
        """A period's label (2025-03, 2024-Q1, 2025-W07, 2025) as people write it."""
        return self.write("period", label)

    def stretch(self, first: dt.date, last: dt.date) -> str:
        """From one day to another, both of them in it."""
        return stretch(first, last, self.locale)

    def label(self, entry: Mapping[str, Any], name: str = "label") -> str:
        """The label of a table's entry (``label = {en, da, sv}``) in this language; an entry may hold others by manner
        (``manner.patients.label = {en, da, sv}``)."""
        told = entry.get("manner", {}).get(self.manner, {}).get(name) or entry[name]
        return str(told[self.code])


def _ends(values: Mapping[str, Any]) -> tuple[float, float] | None:
    """The two ends of a range among ``values``."""
    low, high = values.get("low"), values.get("high")
    return (low, high) if isinstance(low, int | float) and isinstance(high, int | float) else None


def language(code: str, manner: str = "") -> Language:
    """The language ``code``, English where it is not one of ours, in ``manner``: a text that the manner does not tell
    in its own words is told as a shop's."""
    return _language(code if code in LANGUAGES else "en", manner)


@cache
def _language(code: str, manner: str) -> Language:
    own = all_manners()[manner] if manner else {}
    texts = {key: forms[code] for key, forms in {**all_texts(), **own}.items()}
    return Language(code, texts, Locale.parse(_LOCALES[code]), manner)


@cache
def all_texts() -> dict[str, dict[str, Any]]:
    """Key -> language -> text, from all text tables. A key that stands in two tables raises ``ValueError``."""
    return _read(files(__package__))


@cache
def all_manners() -> dict[str, dict[str, dict[str, Any]]]:
    """Manner of speech -> key -> language -> text: what a trade without shop and order says in other words."""
    folders = files(__package__).joinpath("manners").iterdir()
    return {folder.name: _read(folder) for folder in folders}


def _read(folder: Traversable) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for key, forms in _flatten(tomllib.loads(path.read_text(encoding="utf-8"))):
                if key in found:
                    raise ValueError(f"the text {key} stands twice, again in {path.name}")
                found[key] = forms
    return found


def _flatten(node: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, dict[str, Any]]]:
    for name, value in node.items():
        key = f"{prefix}{name}"
        if "en" in value:
            yield key, dict(value)
        else:
            yield from _flatten(value, f"{key}.")


def pick_language(*wishes: str | None, known: Sequence[str] = tuple(LANGUAGES)) -> str:
    """The first wish (a code such as ``da`` or a locale such as ``sv-SE``) that we speak, else English.

    Norwegian readers get Danish, which they read easily.
    """
    for wish in wishes:
        code = (wish or "").replace("_", "-").split("-")[0].lower()
        code = {"nb": "da", "nn": "da", "no": "da"}.get(code, code)
        if code in known:
            return code
    return "en"
