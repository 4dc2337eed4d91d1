"""The example rows of the template: what a trade usually has, marked as examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.classify import concept, concept_label, industry_label
from core.model.dataset import Phase, Setting
from core.tables import table
from core.texts import Language

OTHER = "other"  # any trade that none of the industries is


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its marked name, where it stands, and its figures by field."""

    name: str
    phase: Phase
    setting: Setting
    figures: Mapping[str, float]


def trades(language: Language) -> Mapping[str, str]:
    """The trades that a template may be for, by id, as they stand in a sentence; any other one last."""
    names = {id_: industry_label(id_, language.code) for id_ in table("template")["rows"] if id_ != OTHER}
    return {**names, OTHER: language.say("template.trade-other")}


def examples(trade: str, language: Language) -> Sequence[Example]:
    """The example rows for a trade. KeyError for one that the table does not know."""
    return [_example(row, language) for row in table("template")["rows"][trade]]


def _example(row: Mapping[str, Any], language: Language) -> Example:
    found = concept(row["concept"])
    figures = {field: value for field, value in row.items() if isinstance(value, int | float)}
    name = f"{table('template')['mark'][language.code]}: {concept_label(found.id, language.code)}"
    return Example(name, row.get("phase", found.phase), row.get("setting", found.setting), figures)
