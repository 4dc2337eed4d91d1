"""The known kinds of touchpoints, one table per stage, read once and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.model.dataset import PHASE_OF_STAGE, STAGES, Phase, Setting, Stage
from core.tables import table

LANGUAGES = ("en", "da", "sv")
WORD_LISTS = (*LANGUAGES, "more")
RANKS: Mapping[str, int] = {"moment": 3, "form": 2, "channel": 1}


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of touchpoint, such as an abandoned cart or a shop window.

    ``also``: other right stages, likeliest first; ``phases``: all of theirs, the usual one first. ``rank``: how
    strongly its word decides in a longer name: 3 a moment (an invoice, a complaint), 2 a form (an ad, a newsletter),
    1 a channel (mail, phone, shop) that carries any of them. ``words``: all its names and brands; ``faint``: those of
    them that decide only where nothing else does (room, product, visits); ``follows``: it belongs where that lies which
    it is about (a reminder of a webinar comes before the purchase); ``promotes``: it makes known what it is about,
    before any purchase (an ad for eye tests is an ad); ``examples``: names that must be understood.
    """

    id: str
    label: Mapping[str, str]
    stage: Stage
    also: tuple[Stage, ...]
    phases: tuple[Phase, ...]
    setting: Setting
    rank: int
    words: tuple[str, ...]
    faint: frozenset[str]
    follows: bool
    promotes: bool
    examples: tuple[str, ...]

    @property
    def phase(self) -> Phase:
        """The most usual phase."""
        return self.phases[0]

    def stage_in(self, phase: Phase) -> Stage | None:
        """Its likeliest stage within ``phase``, None where it has none there."""
        return next((s for s in (self.stage, *self.also) if PHASE_OF_STAGE[s] == phase), None)


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by id, in the order of the tables."""
    return {id_: _typed(id_, stage, entry) for stage in STAGES for id_, entry in table(f"concepts_{stage}").items()}


def concept(concept_id: str) -> Concept:
    """The concept with this id; KeyError where there is none."""
    return concepts()[concept_id]


def concept_label(concept_id: str, language_code: str) -> str:
    """What the concept is called in the language (en, da or sv)."""
    return concepts()[concept_id].label[language_code]


def _typed(id_: str, stage: Stage, entry: Mapping[str, Any]) -> Concept:
    also: tuple[Stage, ...] = tuple(entry.get("also", ()))
    return Concept(
        id=id_,
        label=entry["label"],
        stage=stage,
        also=also,
        phases=tuple(dict.fromkeys(PHASE_OF_STAGE[s] for s in (stage, *also))),
        setting=entry["setting"],
        rank=RANKS[entry["rank"]],
        words=tuple(word for name in (*WORD_LISTS, "faint") for word in entry.get(name, ())),
        faint=frozenset(entry.get("faint", ())),
        follows=entry.get("follows", False),
        promotes=entry.get("promotes", False),
        examples=tuple(entry["examples"]),
    )
