"""Which word of a name decides. Conflicts are settled in one order:

1. what happens (a moment: invoice, complaint) outranks a form (ad, newsletter), a form outranks a channel (mail, shop),
   and that a faint word (room, product, visits), which decides only where nothing else does;
2. a word that stands there outranks a part of a compound, that a misspelt word, that half a compound;
3. the first section of the name outranks what follows a preposition, a bracket, a slash or a dash;
4. the longer phrase outranks the shorter, of the parts of a compound the last one all others;
5. the later outranks the earlier: the last word is the head of a Germanic phrase or compound;
6. a follow-up, reminder or thanks gives way to what it is about where that lies before the purchase (a demo, a quote),
   and what is bought gives way to the ad for it that ends the phrase (an eye test campaign).

A faint word says nothing as half a compound, nor before a word that nobody understands: it only qualifies that ("food
safety regulations"). What happens inside the business (a board meeting, payroll) is no touchpoint, whatever else its
name says; and so is a workload or a forecast that ends the words before it.

Then a mover ("after purchase", "existing customers") may take it to another phase. The setting is what setting words
say ("in store", "online"); else the concept's own; where that is both, what stands beside it narrows it down.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.classify.concepts import RANKS, Concept
from core.classify.lexicon import Entry
from core.classify.reading import Hit, Reading
from core.classify.understanding import SURE, How
from core.model.dataset import PHASE_OF_STAGE, Phase, Setting, Stage

BAR = 0.25  # below this confidence the answer is unknown
WHOLE = 0.95  # the phrase is all that the name says
SEVERAL_WORDS = 0.9
BY_HOW: Mapping[How, float] = {"word": 0.85, "part": 0.8, "typo": 0.65, "half": 0.6}
SEVERAL_PHASES: Mapping[int, float] = {3: 0.8, 2: 0.75, 1: 0.6}  # by rank: a channel alone is a guess
MOVED = 0.9
FAINT = 0.7  # a word that decides only for want of another
FOREIGN = 0.3  # what a name loses at most for words that nobody understands


class Verdict(NamedTuple):
    """What a name says about its place. ``concept`` None: only the setting, or a mover alone, or nothing."""

    stage: Stage
    setting: Setting
    confidence: float
    matched: str
    also: tuple[Phase, ...] = ()
    concept: Concept | None = None

    @property
    def phase(self) -> Phase:
        """The phase that its stage belongs to."""
        return PHASE_OF_STAGE[self.stage]

    @property
    def open(self) -> bool:
        """Whether something else in the file may still decide the phase."""
        return self.stage == "unknown" or bool(self.also)


NOTHING = Verdict("unknown", "unknown", 0.0, "")


def decide(reading: Reading) -> Verdict:
    """The verdict on a reading; stage unknown where nothing that stands there says enough."""
    told: list[Hit] = []
    matters: list[Hit] = []
    moving: Hit | None = None
    for hit in reading.hits:
        entry = hit.entry
        if entry.inside:
            return NOTHING
        if entry.concept and (not entry.faint or _speaks(hit, reading)):
            told.append(hit)
        if entry.backstage:
            matters.append(hit)
        if entry.mover:
            moving = moving or hit
    if not told and not moving:
        told = _overheard(reading)
    if matters and _backstage(told, matters):
        return NOTHING
    return _by_concept(told, moving, reading) if told else _without_concept(moving, reading)


def _overheard(reading: Reading) -> list[Hit]:
    """Of a name that says nothing itself, the words within its phrases; those of a mute phrase say nothing."""
    if any(hit.entry.mute for hit in reading.hits):
        return []
    return [hit for hit in reading.within if hit.entry.concept]


def _by_concept(told: Sequence[Hit], moving: Hit | None, reading: Reading) -> Verdict:
    head = _head(told)
    verdict = _placed(head, reading)
    if moving and moving is not head:
        verdict = _moved(verdict, moving, reading.text)
    return verdict if verdict.confidence >= BAR else NOTHING._replace(setting=verdict.setting)


def _without_concept(moving: Hit | None, reading: Reading) -> Verdict:
    setting = _union([hit.entry.setting for hit in reading.hits])
    if moving is None or moving.entry.mover is None:
        return NOTHING._replace(setting=setting or "unknown")
    mover, matched = moving.entry.mover, reading.text[moving.start : moving.end]
    return Verdict(mover.stage, setting or "both", BY_HOW[moving.how] * SEVERAL_PHASES[1], matched)


def _speaks(hit: Hit, reading: Reading) -> bool:
    """Whether a faint word says something: not as half a compound, nor where it qualifies what nobody understands."""
    return hit.how != "half" and reading.riddles.get(hit.section, 0) <= hit.start


def _backstage(told: Sequence[Hit], matters: Sequence[Hit]) -> bool:
    """Whether a matter of the business itself ends what is told: then the words before it only qualify that."""
    last = max(told, key=lambda hit: hit.start, default=None)
    return any(last is None or (hit.section <= last.section and hit.start > last.start) for hit in matters)


def _head(told: Sequence[Hit]) -> Hit:
    """The hit that decides. A follow-up or reminder of what lies before the purchase lies there too, and an ad for what
    is bought is an ad where that is its last word, or what it is for is only told afterwards."""
    if len(told) == 1:
        return told[0]
    head = max(told, key=_weight)
    last = max((hit for hit in told if hit.section == head.section), key=lambda hit: hit.start)
    ads = (hit for hit in told if _promotes(hit) and (hit is last or hit.section < head.section))
    ad = next(ads, None) if _promoted(head) else None
    if ad:
        return ad
    if head.entry.concept and head.entry.concept.follows:
        return max((hit for hit in told if _comes_before(hit)), key=_weight, default=head)
    return head


def _promotes(hit: Hit) -> bool:
    return hit.entry.concept is not None and hit.entry.concept.promotes and hit.how != "half"


def _promoted(hit: Hit) -> bool:
    """Whether ads are made for it: what one buys, or the place where."""
    return hit.entry.concept is not None and hit.entry.concept.stage == "purchase"


def _comes_before(hit: Hit) -> bool:
    """Whether it never comes after a purchase: a demo, a quote, a fair; channels carry anything."""
    concept = hit.entry.concept
    return concept is not None and concept.phase == "pre" and "post" not in concept.phases and hit.entry.rank > 1


def _weight(hit: Hit) -> tuple[int, int, int, int, int]:
    letters = 0 if hit.how == "part" else hit.letters
    return hit.entry.rank, SURE[hit.how], -hit.section, letters, hit.last


def _placed(head: Hit, reading: Reading) -> Verdict:
    concept = head.entry.concept
    assert concept is not None
    return Verdict(
        stage=concept.stage,
        setting=_setting(head, reading),
        confidence=_confidence(head, reading),
        matched=reading.text[head.start : head.end],
        also=concept.phases[1:],
        concept=concept,
    )


def _confidence(head: Hit, reading: Reading) -> float:
    entry, alone = head.entry, len(reading.hits) == 1 and not reading.foreign
    assert entry.concept is not None
    phases = SEVERAL_PHASES[entry.concept.rank] if len(entry.concept.phases) > 1 else 1.0
    return _sure(head.how, head.words > 1, alone, entry.faint, phases, reading.foreign, reading.understood)


@lru_cache(maxsize=4096)  # a file's names differ in their words, and little in this
def _sure(how: How, several: bool, alone: bool, faint: bool, phases: float, foreign: int, understood: int) -> float:
    by_words = WHOLE if alone else SEVERAL_WORDS if several else BY_HOW[how]
    base = (by_words if how == "word" else BY_HOW[how]) * (FAINT if faint else 1.0)
    return round(base * phases * (1 - FOREIGN * (foreign / (foreign + understood))), 2)


def _setting(head: Hit, reading: Reading) -> Setting:
    """What setting words or the last word of its section say, else the head's own, narrowed down where that is both."""
    concept = head.entry.concept
    assert concept is not None
    beside = [hit for hit in reading.hits if hit is not head]
    told = _said(beside) or head.entry.setting or _said(reading.within) or _cued(head, reading)
    if told:
        return told
    if concept.setting == "both":
        return _narrowed(head, [hit.entry for hit in beside], reading)
    equals = [hit.entry.concept.setting for hit in beside if hit.entry.concept and hit.entry.rank == concept.rank == 1]
    return (equals and _union([concept.setting, *equals])) or concept.setting


def _said(hits: Sequence[Hit]) -> Setting | None:
    return _union([hit.entry.setting for hit in hits]) if hits else None


def _cued(head: Hit, reading: Reading) -> Setting | None:
    """The setting of the last word of the head's section, where that is not the head itself."""
    cue = reading.cues.get(head.section)
    return cue.setting if cue and cue.piece != head.last else None


def _narrowed(head: Hit, beside: Sequence[Entry], reading: Reading) -> Setting:
    """Where a touchpoint of both settings happens here: what its parts, its fellows and the last words say of that."""
    inner = [hit.entry for hit in reading.within if not hit.entry.concept or hit.entry.rank == 1]
    parts = inner + reading.tails
    return (
        _union([entry.setting for entry in parts])
        or _cued_by_any(head, reading)
        or _carried(beside)
        or _carried(parts)
        or ("online" if _of_a_link(reading.text) else "both")
    )


def _cued_by_any(head: Hit, reading: Reading) -> Setting | None:
    """The setting of the last words of all sections; where a visit is, the reminder of it is not."""
    follows = head.entry.concept is not None and head.entry.concept.follows
    apart = {section for section, cue in reading.cues.items() if follows and cue.setting == "offline"} - {head.section}
    return _union([cue.setting for section, cue in reading.cues.items() if section not in apart])


def _of_a_link(text: str) -> bool:
    """Whether the name is written as links and e-mail tools name campaigns: nps_q2_followup."""
    return "_" in text and " " not in text


def _carried(entries: Sequence[Entry]) -> Setting | None:
    """The setting of channels and forms; a second moment does not say where the first one happens."""
    carriers = (RANKS["channel"], RANKS["form"])
    return _union([entry.concept.setting for entry in entries if entry.concept and entry.rank in carriers])


def _union(settings: Sequence[Setting | None]) -> Setting | None:
    """The one setting that is meant; both where several are; None where none is plain."""
    if "offline" in settings:
        return "both" if "online" in settings else "offline"
    return "online" if "online" in settings else None


def _moved(verdict: Verdict, moving: Hit, text: str) -> Verdict:
    mover, concept = moving.entry.mover, verdict.concept
    assert mover is not None
    assert concept is not None
    goal = PHASE_OF_STAGE[mover.stage]
    if concept.rank > mover.reach and not (concept.follows and mover.stage == "consideration"):
        return verdict
    sure = max(verdict.confidence, BY_HOW[moving.how] * MOVED)
    if goal == verdict.phase:
        return verdict._replace(confidence=round(sure, 2), also=())
    return verdict._replace(
        stage=concept.stage_in(goal) or mover.stage,
        confidence=round(BY_HOW[moving.how] * MOVED, 2),
        matched=text[moving.start : moving.end],
        also=(verdict.phase,),
    )
