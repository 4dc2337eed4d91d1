"""How the touchpoints got their place in the journey, and which usual ones the file lacks."""

from core.classify import concept_label, industry_label, settled_by
from core.story.telling import Story

_SOURCES = ("file", "lexicon", "guess", "correction", "none")


def classes(story: Story) -> str:
    """How many classes came from the file, from the names, by guess and by the user, of how many touchpoints."""
    counts, say = _sources(story), story.language.say
    touchpoints = say("show.touchpoints", n=sum(counts.get(source, 0) for source in _SOURCES))
    parts = tuple(say(f"foot.class-{s}", n=counts[s]) for s in _SOURCES if counts.get(s))
    return say("foot.classes", touchpoints=touchpoints, parts=parts)


def _sources(story: Story) -> dict[str, int]:
    """How many are placed by what; where the phase or the setting is not known, they are not placed."""
    counts = dict(story.analysis.classes)
    for place in (
        t.placement for t in story.analysis.touchpoints if "unknown" in (t.placement.phase, t.placement.setting)
    ):
        source = settled_by(place)
        if source not in ("none", "correction") and counts.get(source):  # what you said counts as yours
            counts[source] -= 1
            counts["none"] = counts.get("none", 0) + 1
    return counts


def missing(story: Story) -> str:
    """What businesses of this kind usually have and this file lacks; empty where the kind is not clear."""
    code, say = story.language.code, story.language.say
    names = tuple(concept_label(concept, code) for concept in story.analysis.missing)
    if not names or story.analysis.industry is None:
        return ""
    industry = industry_label(story.analysis.industry, code)
    if lost := unplaced(story):
        return say("show.missing-unplaced", industry=industry, names=names, n=lost)
    return say("show.missing", industry=industry, names=names)


def unplaced(story: Story) -> int:
    """How many touchpoints have no phase or no setting yet, hidden ones too."""
    places = (t.placement for t in story.analysis.touchpoints)
    return sum(1 for place in places if "unknown" in (place.phase, place.setting))
