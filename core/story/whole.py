"""A survey of the whole business, which names no touchpoint: what it found all the same."""

from core.model import Analysis, Message
from core.tables import table
from core.texts import Language


def whole_headline(analysis: Analysis, language: Language) -> str:
    """The scores of the whole business in one sentence; empty where nobody answered anything."""
    voices = analysis.voices
    known = [v.kpi for v in voices.whole if v.kpi.value is not None] if voices else []
    if not known or voices is None:
        return ""
    told = [
        {"kpi": _inside(language.label(table("kpis")[k.id])), "value": language.write(k.unit, k.value)} for k in known
    ]
    parts = tuple(Message("whole.part", values) for values in told)
    return language.say("whole.headline", n=voices.answers, parts=parts)


def _inside(label: str) -> str:
    """A name within a sentence, without its capital, unless it is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
