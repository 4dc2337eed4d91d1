"""From a name and its row's context to a placement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from core.classify.columns import JOURNEY_COLUMNS, USUAL_STAGE, Told, told
from core.classify.concepts import RANKS
from core.classify.confidence import calibrated
from core.classify.deciding import BAR, NOTHING, Verdict, decide
from core.classify.lexicon import lexicon
from core.classify.opinion import changed, is_doubtful
from core.classify.reading import Reading, read, read_all
from core.classify.understanding import Memory
from core.model import Correction, Placement, Rule, Touchpoint
from core.model.dataset import PHASE_OF_STAGE, Phase, Setting, Stage
from core.model.names import normalise

SECOND_HAND = 0.7  # what a word of the campaign or channel column weighs against one of the name


def classify(name: str, *, context: Mapping[str, str] | None = None, correction: Correction | None = None) -> Placement:
    """Where the touchpoint called ``name`` stands; never raises, whatever the text.

    ``context``: what the file's columns phase, stage, setting, channel and campaign say of it.
    """
    cells, memory = context or {}, Memory(lexicon())
    verdict = _verdicts((name,), {}, memory)[name]
    return _placed(_asked(verdict, cells, memory), told(cells), correction)


def classify_all(
    touchpoints: Sequence[Touchpoint],
    corrections: Mapping[str, Correction],
    *,
    readings: Mapping[str, Reading] | None = None,
) -> dict[str, Placement]:
    """Touchpoint key -> placement. ``corrections`` go by the key, or by a normalised name for all that bear it.

    ``readings``: of all names, where they were read before (``read_all``).
    """
    memory, columns = Memory(lexicon()), dict[tuple[str | None, ...], Told]()
    verdicts = _verdicts(dict.fromkeys(t.name for t in touchpoints), readings or {}, memory)
    found = {}
    for t in touchpoints:
        cells = tuple(map(t.context.get, JOURNEY_COLUMNS))
        if cells not in columns:  # a file says the same few things over and over
            columns[cells] = told(t.context)
        verdict = _asked(verdicts[t.name], t.context, memory) if t.context else verdicts[t.name]
        correction = _correction(t, corrections) if corrections else None
        found[t.key] = _placed(verdict, columns[cells], correction)
    return found


def _correction(touchpoint: Touchpoint, corrections: Mapping[str, Correction]) -> Correction | None:
    """One name in two phases is two touchpoints: each has a key, and so a correction, of its own."""
    return corrections.get(touchpoint.key) or corrections.get(normalise(touchpoint.name))


def _placed(verdict: Verdict, column: Told, correction: Correction | None) -> Placement:
    placement = _by_file(column, verdict)
    return _corrected(placement, verdict, correction) if correction else placement


def _verdicts(names: Collection[str], readings: Mapping[str, Reading], memory: Memory) -> dict[str, Verdict]:
    """What each name says, with a second opinion."""
    heard = {**readings, **read_all((name for name in names if name not in readings), memory=memory)}
    verdicts = {name: decide(heard[name]) for name in names}
    doubtful = {name: verdict for name, verdict in verdicts.items() if is_doubtful(verdict, heard[name])}
    return verdicts | changed(doubtful, keys={name: heard[name].key for name in doubtful})


def _asked(verdict: Verdict, context: Mapping[str, str], memory: Memory) -> Verdict:
    """The name's verdict; where it leaves the phase open, the campaign and then the channel have their say."""
    for column in ("campaign", "channel"):
        text = context.get(column, "")
        if text and (verdict.open or verdict.setting == "unknown"):
            verdict = _joined(verdict, decide(read(text, memory=memory)))
    return verdict


def _joined(first: Verdict, second: Verdict) -> Verdict:
    """``first``, with what only ``second`` knows."""
    setting = first.setting if first.setting != "unknown" else second.setting
    lowered = second._replace(setting=setting, confidence=round(second.confidence * SECOND_HAND, 2))
    weak = lowered.stage == "unknown" or lowered.confidence < BAR
    if first.stage == "unknown":
        return NOTHING._replace(setting=setting) if weak else lowered
    if weak or not first.also:
        return first._replace(setting=setting)
    if _only_carries(first, second):
        return lowered
    return _settled(first._replace(setting=setting), lowered)


def _only_carries(first: Verdict, second: Verdict) -> bool:
    """Whether ``first`` is a channel, and ``second`` tells what it carries: E-mail, campaign Abandoned cart."""
    carries = first.concept is not None and first.concept.rank == RANKS["channel"]
    return carries and second.concept is not None and second.concept.rank > RANKS["channel"]


def _settled(first: Verdict, second: Verdict) -> Verdict:
    """``first`` in that of its phases which ``second`` is sure of."""
    if second.also or second.phase not in (first.phase, *first.also):
        return first
    own = first.concept.stage_in(second.phase) if first.concept else None
    sure = max(first.confidence, second.confidence)
    return first._replace(stage=own or second.stage, confidence=sure, matched=second.matched, also=())


def _by_file(column: Told, verdict: Verdict) -> Placement:
    setting = column.setting if column.setting != "unknown" else verdict.setting
    if column.phase == "unknown":
        source = "none" if verdict.stage == "unknown" else "lexicon"
        rule = Rule(source, verdict.matched)
        return Placement(verdict.phase, verdict.stage, setting, calibrated(verdict.confidence), rule, verdict.also)
    stage = column.stage if column.stage != "unknown" else _stage_in(column.phase, verdict)
    return Placement(column.phase, stage, setting, 1.0, Rule("file", column.column))


def _stage_in(phase: Phase, verdict: Verdict) -> Stage:
    """The verdict's stage if it lies in ``phase``, else its concept's stage there, else the usual one."""
    if verdict.phase == phase:
        return verdict.stage
    own = verdict.concept.stage_in(phase) if verdict.concept else None
    return own or USUAL_STAGE[phase]


def _corrected(placement: Placement, verdict: Verdict, correction: Correction) -> Placement:
    """The user's word on top. One who corrects only the setting has not vouched for the phase: its rule stays."""
    setting = cast(Setting, correction.setting) if correction.setting in get_args(Setting) else placement.setting
    placement = replace(placement, setting=setting)
    stage = _corrected_stage(placement, verdict, correction)
    if stage is None:
        return placement
    side = "phase" if correction.phase else "stage"
    return Placement(PHASE_OF_STAGE[stage], stage, setting, 1.0, Rule("correction", side))


def _corrected_stage(placement: Placement, verdict: Verdict, correction: Correction) -> Stage | None:
    """The stage that the correction means: its own if it fits its phase, else the likeliest one in that phase."""
    stage = cast(Stage, correction.stage) if correction.stage in get_args(Stage) else None
    if correction.phase not in get_args(Phase):
        return stage
    phase = cast(Phase, correction.phase)
    fitting = (s for s in (stage, placement.stage) if s and PHASE_OF_STAGE[s] == phase)
    return next(fitting, None) or _stage_in(phase, verdict)
