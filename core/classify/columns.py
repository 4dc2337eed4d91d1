"""What the file's own columns say: phase, stage and setting in anybody's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from core.classify.words import MAX_LENGTH, key_of
from core.model.dataset import PHASE_OF_STAGE, PHASES, Phase, Setting, Stage
from core.tables import table

USUAL_STAGE: Mapping[Phase, Stage] = {
    "pre": "consideration",
    "during": "purchase",
    "post": "satisfaction",
    "unknown": "unknown",
}


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
    if key in words:
        return words[key]
    return _agreed({words[word] for word in (*key.split(), *_pairs(key)) if word in words})


def _pairs(key: str) -> list[str]:
    words = key.split()
    return [f"{a} {b}" for a, b in pairwise(words)]


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
