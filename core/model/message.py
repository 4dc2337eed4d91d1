"""A sentence that has not met a language yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A key of the text tables and the values that its placeholders take.

    Stages return messages, never finished sentences, so that a change of language recomputes nothing.
    A value may itself be a ``Message`` or a tuple of them (placeholder ``{parts:list}``).
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
