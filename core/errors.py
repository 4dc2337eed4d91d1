"""Errors stop; issues do not. One tree, each with a code, what is wrong, what was found and what to do."""

from typing import Any

from core.model.message import Message


class KontaktpunktError(Exception):
    """Base of all refusals. Its sentence is the text ``refusal.<code>`` with ``values``."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def message(self) -> Message:
        """The sentence, still without a language."""
        return Message(f"refusal.{self.code}", self.values)


class Refused(KontaktpunktError):
    """A file (or all files) cannot be taken: cause and cure in the sentence."""


class BadSettings(KontaktpunktError):
    """A settings file or value is not usable."""
