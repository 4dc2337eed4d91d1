"""What the file's own columns say: phase, stage and setting in anybody's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from core.classify.words import MAX_LENGTH, key_of
from core.model.dataset import PHASE_OF_STAGE, PHASES, Phase, Setting, Stage
from core.tables import table

LONGEST = 4  # words of a phrase in the tables of columns
USUAL_STAGE: Mapping[Phase, Stage] = {
    "pre": "consideration",
    "during": "purchase",
    "post": "satisfaction",
    "unknown": "unknown",
}


JOURNEY_COLUMNS = ("phase", "stage", "setting")


@dataclass(frozen=True, slots=True)
class Told:
    """What columns say, each "unknown" where they are silent; ``column`` is the one that gave the phase."""

    phase: Phase = "unknown"
    stage: Stage = "unknown"
    setting: Setting = "unknown"
    column: str = ""


def told(context: Mapping[str, str]) -> Told:
    """What the file's columns phase, stage and setting say. A stage in the phase column counts, and vice versa.

    Where the two columns disagree the phase column is right, and its phase stands without a stage.
    """
    columns = [name for name in ("phase", "stage") if _value(context, name, _journey_words())]
    setting = _value(context, "setting", _setting_words()) or "unknown"
    if not columns:
        return Told(setting=cast(Setting, setting))
    values = [_value(context, name, _journey_words()) for name in columns]
    phase = cast(Phase, PHASE_OF_STAGE.get(values[0], values[0]))
    stages = [value for value in values if PHASE_OF_STAGE.get(value) == phase]
    return Told(phase, cast(Stage, stages[0] if stages else "unknown"), cast(Setting, setting), columns[0])


def _value(context: Mapping[str, str], column: str, words: Mapping[str, str]) -> str:
    """The one value that the cell's words name; "" where they name none, or several."""
    key = key_of(context.get(column, "")[:MAX_LENGTH])
    return _agreed(set(_found(key.split(), words)))


def _found(cell: list[str], words: Mapping[str, str]) -> Iterator[str]:
    """What the cell's words name, the longest phrase first: "1. before purchase" is no purchase."""
    at = 0
    while at < len(cell):
        ends = range(min(at + LONGEST, len(cell)), at, -1)
        end = next((end for end in ends if " ".join(cell[at:end]) in words), None)
        if end:
            yield words[" ".join(cell[at:end])]
        at = end or at + 1


def _agreed(values: set[str]) -> str:
    if len(values) == 1:
        return next(iter(values))
    if values == {"online", "offline"} or "both" in values:
        return "both"
    stages = values - set(PHASES)  # "Before: awareness" names a phase and a stage in it
    if len(stages) == 1 and {PHASE_OF_STAGE[s] for s in stages} | stages == values:
        return next(iter(stages))
    return ""


@cache
def _journey_words() -> Mapping[str, str]:
    return {key_of(word): name for name, words in table("context_words")["journey"].items() for word in words}


@cache
def _setting_words() -> Mapping[str, str]:
    return {key_of(word): name for name, words in table("context_words")["setting_column"].items() for word in words}
