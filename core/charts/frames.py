"""From the analysis to the small plain frames that the charts take: only what is shown, columns with plain names.

``key`` is ``t0``, ``t1`` ... : the place of the touchpoint in ``Analysis.touchpoints``, never a user's text.
Columns named ``tip_*`` are finished texts for the hover.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from core.classify import settled_by
from core.model import Analysis, Kpi, Message, TouchpointResult
from core.model.dataset import PHASE_OF_STAGE, STAGES
from core.story.beneath import below_target
from core.story.worth import worth_by_phase
from core.tables import table
from core.texts import Language
from core.texts.formats import UNKNOWN

CURVE_MEASURES = ("csat", "nps", "ces", "rating")
CLASS_SOURCES = ("file", "correction", "lexicon", "none")
REACH_BASES = ("customers", "visits", "impressions")
_LEVEL_MOST = 5  # too close to call: more of them are not marked alike
TOUCHPOINT_COLUMNS = ("key", "name", "phase", "stage", "setting", "reach", "health", "rank", "guess", "few")


def key_of(index: int) -> str:
    """The chart's name for ``analysis.touchpoints[index]``."""
    return f"t{index}"


def picked(analysis: Analysis, key: str | None) -> TouchpointResult | None:
    """The touchpoint that a selection in a chart means; None for a key that this analysis does not know."""
    if key is None or key[:1] != "t" or not key[1:].isdecimal() or int(key[1:]) >= len(analysis.touchpoints):
        return None
    return analysis.touchpoints[int(key[1:])]


def touchpoints_frame(analysis: Analysis, *, language: Language) -> pd.DataFrame:
    """One row per visible touchpoint, most important first: where it stands, its reach, health (0-1) and rank.

    ``reach`` and ``health`` are null where unknown, ``rank`` where nothing is ranked; ``guess`` marks a class that
    only a vague word suggests, ``few`` what has too few answers or visits to be judged: its health is left out, since a
    colour would judge it.
    """
    shown = [(i, t) for i, t in enumerate(analysis.touchpoints) if not t.hidden]
    shown.sort(key=lambda found: _importance(found[1]))
    columns = (*TOUCHPOINT_COLUMNS, "tip_name", "tip_place", "tip_reach", "tip_health", "tip_rank", "tip_class")
    rows = [_touchpoint_row(i, t, language, rank=_place(t, analysis)) for i, t in shown]
    return pd.DataFrame(rows, columns=list(columns)).astype(
        {"reach": "float64", "health": "float64", "rank": "float64", "guess": "bool", "few": "bool"}
    )


def _importance(touchpoint: TouchpointResult) -> tuple[float, float, float, str]:
    p = touchpoint.priority
    if p is None:
        return float("inf"), 0.0, 0.0, touchpoint.name
    return p.rank or float("inf"), -(p.impact or 0.0), -(p.reach or 0.0), touchpoint.name


def _place(touchpoint: TouchpointResult, analysis: Analysis) -> int | None:
    """The rank that a mark wears: that of the list, where those at their targets have none; a few that are too close to
    call share the best of theirs; first of one is none."""
    verdict, rank = analysis.verdict, touchpoint.priority.rank if touchpoint.priority else None
    if verdict.word == "tie" and touchpoint.key in verdict.keys and len(verdict.keys) <= _LEVEL_MOST:
        level = [t.priority.rank for t in analysis.touchpoints if t.key in verdict.keys and t.priority]
        return min((place for place in level if place is not None), default=None)
    return None if verdict.word == "alone" or not below_target(touchpoint) else rank


def _touchpoint_row(
    index: int, touchpoint: TouchpointResult, language: Language, *, rank: int | None
) -> dict[str, object]:
    p, place = touchpoint.priority, touchpoint.placement
    guess, few = settled_by(place) == "guess", p is not None and p.verdict == "too few"
    return {
        "key": key_of(index),
        "name": touchpoint.name,
        "phase": place.phase,
        "stage": place.stage,
        "setting": place.setting,
        "reach": p.reach if p else None,
        "health": p.health if p and not few else None,
        "rank": rank,
        "guess": guess,
        "few": few,
        "tip_name": touchpoint.name,
        "tip_place": f"{language.say(f'stage.{place.stage}')} · {language.say(f'setting.{place.setting}')}",
        "tip_reach": _reach_text(touchpoint, language),
        "tip_health": language.say("chart.health.few") if few else health_text(p.health if p else None, language),
        "tip_rank": _rank_text(touchpoint, language),
        "tip_class": _class_text(touchpoint, language, guess=guess),
    }


def _class_text(touchpoint: TouchpointResult, language: Language, *, guess: bool) -> str:
    rule = touchpoint.placement.rule
    source = "guess" if guess else rule.source if rule.source in CLASS_SOURCES else "lexicon"
    return language.say(f"chart-class.{source}", word=rule.matched)


def _reach_text(touchpoint: TouchpointResult, language: Language) -> str:
    p = touchpoint.priority
    if p is None or p.reach is None:
        return language.say("chart.not-measured")
    base = language.say(f"chart-base.{p.reach_base}") if p.reach_base in REACH_BASES else ""
    return f"{language.write('count', p.reach)} {base}".strip()


def health_text(health: float | None, language: Language) -> str:
    """A health (0-1) in words."""
    if health is None:
        return language.say("chart-gap.unmeasured")
    return language.say("chart.health.reached" if health >= 1 else "chart.health.below", share=health)


def _rank_text(touchpoint: TouchpointResult, language: Language) -> str:
    p = touchpoint.priority
    if p is None or p.rank is None:
        return UNKNOWN
    if p.rank_low is None or p.rank_high is None or p.rank_low == p.rank_high:
        return str(p.rank)
    return language.say("chart.rank.between", rank=p.rank, low=p.rank_low, high=p.rank_high)


def gaps_frame(analysis: Analysis) -> pd.DataFrame:
    """Blind spots of the journey: stage, setting (online or offline) and kind, "empty", "possible" or "unmeasured".

    A touchpoint with both settings fills both; what a filter hides is no blind spot. While touchpoints have no place
    yet, nobody knows which cells are empty: they are possible ones.
    """
    words = {"empty": "possible"} if unplaced(analysis) else {}
    rows = [
        {"stage": stage, "setting": setting, "kind": words.get(kind, kind)}
        for stage in STAGES
        for setting in ("online", "offline")
        if _is_shown(analysis, stage, setting) and (kind := _gap(analysis, stage, setting))
    ]
    return pd.DataFrame(rows, columns=["stage", "setting", "kind"])


def unplaced(analysis: Analysis) -> bool:
    """Whether any touchpoint has no phase or no setting yet."""
    return any("unknown" in (t.placement.phase, t.placement.setting) for t in analysis.touchpoints)


def _is_shown(analysis: Analysis, stage: str, setting: str) -> bool:
    phases, settings = analysis.settings.phases, analysis.settings.settings
    return (not phases or PHASE_OF_STAGE[stage] in phases) and (not settings or setting in settings)


def _gap(analysis: Analysis, stage: str, setting: str) -> str | None:
    here = [t for t in analysis.touchpoints if t.placement.stage == stage and t.placement.setting in (setting, "both")]
    if not here:
        return "empty"
    return None if any(t.priority and t.priority.health is not None for t in here) else "unmeasured"


@dataclass(frozen=True)
class Curve:
    """Satisfaction along the journey in one measure: ``frame`` has stage, value, low, high, n and ``few``, one row per
    stage.

    ``measure``: csat, nps, ces or rating; ``target`` in its unit, None where none is set. ``few``: whether too few
    answers stand behind a stage, or behind every touchpoint, for a colour or a line to say how it stands. ``hidden``:
    the stages of which the filters hide all touchpoints.
    """

    measure: str
    unit: str
    target: float | None
    frame: pd.DataFrame
    hidden: frozenset[str] = frozenset()

    @cached_property
    def points(self) -> list[dict[str, Any]]:
        """The rows of ``frame``; a map is composed for several widths, and rows are slow to take out of a frame."""
        return _records(self.frame)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def curve_measures(analysis: Analysis) -> tuple[str, ...]:
    """The satisfaction measures that the file has by stage, the one with most touchpoints first."""
    ledgers = [k for s, k in analysis.groups.get("stage", {}).items() if s in STAGES]
    known = [m for m in CURVE_MEASURES if any(_known(k.get(m)) for k in ledgers)]
    counts = {m: sum(_known(t.kpis.get(m)) for t in analysis.touchpoints) for m in known}
    return tuple(sorted(known, key=lambda m: -counts[m]))


def satisfaction_curve(analysis: Analysis, *, measure: str | None = None) -> Curve | None:
    """The curve of ``measure``, by default the one with most touchpoints; None where nothing is measured."""
    measures = curve_measures(analysis)
    measure = measure if measure in measures else next(iter(measures), None)
    if measure is None:
        return None
    stages = analysis.groups["stage"]
    by_stage = {s: stages[s][measure] for s in STAGES if s in stages and _known(stages[s].get(measure))}
    frame = pd.DataFrame(
        [{"stage": s, "value": k.value, "low": k.low, "high": k.high, "n": k.n} for s, k in by_stage.items()]
    ).astype({"value": "float64", "low": "float64", "high": "float64", "n": "float64"})
    told = [t.priority for t in analysis.touchpoints if t.priority and t.priority.health is not None]
    judged = not told or any(priority.verdict != "too few" for priority in told)
    frame["few"] = frame["n"].lt(_fewest(analysis)) if judged else True
    unit = next(iter(by_stage.values())).unit
    return Curve(measure, unit, _target(analysis, measure), frame, _hidden_stages(analysis))


def _hidden_stages(analysis: Analysis) -> frozenset[str]:
    stages = {t.placement.stage for t in analysis.touchpoints}
    return frozenset(stages - {t.placement.stage for t in analysis.touchpoints if not t.hidden})


def _fewest(analysis: Analysis) -> float:
    """How many answers a figure needs before it is judged."""
    given = analysis.settings.assumptions.get("fewest_answers")
    return float(table("defaults")["assumptions"]["fewest_answers"]["value"] if given is None else given)


def _known(kpi: Kpi | None) -> bool:
    return kpi is not None and kpi.value is not None


def _target(analysis: Analysis, measure: str) -> float | None:
    """The target of a measure: the user's, else the stated default."""
    stated: float | None = table("defaults")["targets"].get(measure, {}).get("value")
    return analysis.settings.aims.get(measure, stated)


@dataclass(frozen=True)
class Journey:
    """What the journey map shows: ``touchpoints_frame``, ``gaps_frame`` and the curve, if anything is measured;
    ``to_win``: phase -> what there is to win there in words, where that is known."""

    touchpoints: pd.DataFrame
    gaps: pd.DataFrame
    curve: Curve | None
    to_win: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def marks(self) -> list[dict[str, Any]]:
        """The rows of ``touchpoints``."""
        return _records(self.touchpoints)

    @cached_property
    def blind(self) -> list[dict[str, Any]]:
        """The rows of ``gaps``."""
        return _records(self.gaps)


def journey(analysis: Analysis, *, language: Language, measure: str | None = None) -> Journey:
    """Everything for ``journey_map``; ``measure`` chooses the curve's measure."""
    return Journey(
        touchpoints_frame(analysis, language=language),
        gaps_frame(analysis),
        satisfaction_curve(analysis, measure=measure),
        {
            phase: language.message(Message("chart.to-win", {"value": value}), currency=analysis.currency)
            for phase, value in worth_by_phase(analysis).items()
        },
    )
