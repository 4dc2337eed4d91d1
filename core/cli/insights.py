"""Journeys and voices as the JSON of the contract, with touchpoints by their names."""

from collections.abc import Callable, Mapping
from typing import Any

from core.model import Credits, DropOut, Journeys, Kpi, Path, Spread, Voice, Voices
from core.model.message import Message

Tell = Callable[[Message | None], str | None]
Ledger = Callable[[Mapping[str, Kpi]], dict[str, Any]]


def journeys(found: Journeys, names: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    """What the log tells; ``names``: key -> name, ``tell``: a message as a sentence."""
    return {
        "customers": found.customers,
        "journeys": found.journeys,
        "conversions": found.sales,
        "value": found.value,
        **_credits(found.credits, names, tell),
        "touches_before_sale": _spread(found.touches_before_sale),
        "days_to_sale": _spread(found.days_to_sale),
        "offline_share": _of(found.offline_share),
        "top_paths": [_path(path, names) for path in found.paths],
        "transitions": [
            {"from": _named(t.source, names), "to": _named(t.target, names), "n": t.n} for t in found.transitions
        ],
        "drop_out": [_drop_out(drop, names) for drop in found.drop_out],
        "by_segment": {segment: _credits(credits, names, tell) for segment, credits in found.by_segment.items()},
        "unsure": found.unsure,
        "lookback_days": found.lookback_days,
    }


def _named(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key)


def _credits(found: Credits, names: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    return {
        "models": {model: _by_name(sales, names) for model, sales in found.sales.items()},
        "values": {model: _by_name(value, names) for model, value in found.value.items()},
        "silent": {model: tell(reason) for model, reason in found.silent.items()},
    }


def _by_name(found: Mapping[str, float], names: Mapping[str, str]) -> dict[str, float]:
    return {_named(key, names): value for key, value in found.items()}


def _spread(found: Spread | None) -> dict[str, float] | None:
    return None if found is None else {"median": found.median, "p90": found.p90, "n": found.n}


def _of(found: tuple[int, int] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    met, sales = found
    return {"value": met / sales if sales else None, "numerator": met, "denominator": sales}


def _path(path: Path, names: Mapping[str, str]) -> dict[str, Any]:
    way = [_named(key, names) for key in path.keys]
    return {"path": way, "journeys": path.journeys, "conversions": path.sales, "value": path.value}


def _drop_out(drop: DropOut, names: Mapping[str, str]) -> dict[str, Any]:
    sides = ("ended", "met", "rate", "low", "high", "phase_rate", "word")
    return {"touchpoint": _named(drop.key, names), **{side: getattr(drop, side) for side in sides}}


def voices(found: Voices, names: Mapping[str, str], ledger: Ledger) -> dict[str, Any]:
    """What the answers tell; ``ledger``: KPIs as JSON."""
    return {
        "answers": found.answers,
        "comments": found.comments,
        "whole": [_voice(voice, names, ledger) for voice in found.whole],
        "touchpoints": [_voice(voice, names, ledger) for voice in found.touchpoints],
    }


def _voice(voice: Voice, names: Mapping[str, str], ledger: Ledger) -> dict[str, Any]:
    return {
        "touchpoint": None if voice.key is None else _named(voice.key, names),
        "score": voice.score,
        "scale": {"low": voice.low, "high": voice.high},
        "counts": {str(step): n for step, n in voice.counts.items()},
        "mean": voice.mean,
        "kpi": ledger({"": voice.kpi})[""],
        "history": ledger(voice.history),
    }
