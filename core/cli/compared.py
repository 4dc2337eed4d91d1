"""Targets, comparisons, budget and omnichannel as plain JSON values."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from core.model import Analysis, Budget, Change, Comparison, Comparisons, Contrast, Moved, Return, Side, Spend, Target
from core.model.compare import Scope

Tell = Callable[[Any], str | None]
Place = tuple[Scope, str | None]


def beside(result: Analysis) -> dict[Place, dict[str, dict[str, Any]]]:
    """Place (scope and key) -> KPI id -> its ``target`` and ``change`` (with the period before), null where none."""
    found: dict[Place, dict[str, dict[str, Any]]] = {}
    for aim in reversed(result.targets):  # the user's come first, and are written last
        _of(found, aim.scope, aim.kpi.id)["target"] = _aim(aim)
    period = result.comparisons.period
    for moved in period.moved if period else ():
        _of(found, (moved.scope, moved.key), moved.kpi)["change"] = _moved(moved)
    return found


def _of(found: dict[Place, dict[str, dict[str, Any]]], place: Place, kpi: str) -> dict[str, Any]:
    return found.setdefault(place, {}).setdefault(kpi, {"target": None, "change": None})


def targets(result: Analysis) -> list[dict[str, Any]]:
    """Every target in order, with what it is for."""
    names = _names(result)
    places = [{"phase": t.goal.phase, "touchpoint": _name(names, t.goal.touchpoint)} for t in result.targets]
    return [{"kpi": t.goal.kpi, **place, **_aim(t)} for t, place in zip(result.targets, places, strict=True)]


def _aim(target: Target) -> dict[str, Any]:
    kpi, goal = target.kpi, target.goal
    return {
        "value": goal.value,
        "by": None if goal.by is None else goal.by.isoformat(),
        "source": target.source,
        "word": target.word,
        "actual": kpi.value,
        "low": kpi.low,
        "high": kpi.high,
        "baseline": target.baseline,
        "line": target.line,
        "needed": target.needed,
        "unlock": kpi.unlock,
    }


def comparisons(result: Analysis, tell: Tell) -> dict[str, Any]:
    """Each kind of comparison, null where there is none; ``silent`` says why and which column would help."""
    found, names = result.comparisons, _names(result)
    kinds = {name: getattr(found, name) for name in ("period", "year", "picked", "change", "files")}
    return {
        **{kind: _comparison(one, names, tell) if one else None for kind, one in kinds.items()},
        "return": None if found.returned is None else _returned(found.returned),
        "segments": [_comparison(one, names, tell) for one in found.segments],
        "silent": _silent(found, tell),
    }


def _silent(found: Comparisons, tell: Tell) -> dict[str, Any]:
    return {kind: {"text": tell(why), "unlock": found.unlock.get(kind)} for kind, why in found.silent.items()}


def _comparison(found: Comparison, names: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    return {
        "before": _side(found.before),
        "after": _side(found.after),
        "incomplete": found.incomplete,
        "comparisons": found.tests,
        "correction": "holm" if found.holm else None,
        "changes": [
            {"scope": m.scope, "of": _name(names, m.key) if m.scope == "touchpoint" else m.key, **_moved(m)}
            for m in found.moved
        ],
        "new": [names.get(key, key) for key in found.new],
        "gone": [names.get(key, key) for key in found.gone],
        "rare": [names.get(key, key) for key in found.rare],
        "notes": [tell(note) for note in found.notes],
    }


def _side(side: Side) -> dict[str, Any]:
    found: dict[str, Any] = {"name": side.name, "rows": side.rows, "first": None, "last": None, "period": None}
    if side.stretch is not None:
        days = {"first": side.stretch.first.isoformat(), "last": side.stretch.last.isoformat()}
        found |= {**days, "period": side.stretch.label}
    return found


def _moved(moved: Moved) -> dict[str, Any]:
    ends = {"before": moved.before.value, "after": moved.after.value}
    return {"kpi": moved.kpi, **ends, **_change(moved.change), "better": moved.better}


def _change(change: Change) -> dict[str, Any]:
    return {"value": change.value, "low": change.low, "high": change.high, "word": change.word}


def _returned(found: Return) -> dict[str, Any]:
    names = ("basis", "margin", "cost", "passed", "periods")
    told = {"effect_per_period": found.effect, "return": found.returned, "return_so_far": found.so_far}
    ranges = {name: asdict(one) if one else None for name, one in told.items()}
    return {**ranges, **{name: getattr(found, name) for name in names}}


def budget(result: Analysis) -> dict[str, Any] | None:
    """Share of spend against share of result; null where nothing is known of one of them."""
    found, names = result.budget, _names(result)
    if found is None:
        return None
    return {
        "result": found.result,
        "touchpoints": [_spend(spend, "touchpoint", names.get(spend.key, spend.key)) for spend in found.touchpoints],
        "phases": [_spend(spend, "phase", spend.key) for spend in found.phases],
        "without_cost": [names.get(key, key) for key in found.without_cost],
        "not_measured": [names.get(key, key) for key in found.unmeasured],
        "shift": _shift(found, names),
    }


def _spend(spend: Spend, kind: str, name: str) -> dict[str, Any]:
    figures = {n: getattr(spend, n) for n in ("cost", "cost_share", "result", "result_share")}
    return {kind: name, **figures, "returns": asdict(spend.returns) if spend.returns else None}


def _shift(found: Budget, names: Mapping[str, str]) -> dict[str, Any] | None:
    if found.shift is None:
        return None
    told = {name: names.get(key, key) for name, key in (("from", found.shift.source), ("to", found.shift.target))}
    return told | {n: getattr(found.shift, n) for n in ("share", "amount", "low", "high", "diminishing", "few")}


def omnichannel(result: Analysis) -> list[dict[str, Any]]:
    """Online against offline within each phase."""
    return [_contrast(contrast) for contrast in result.omnichannel]


def _contrast(found: Contrast) -> dict[str, Any]:
    sides = {
        side: {"value": kpi.value, "low": kpi.low, "high": kpi.high, "n": kpi.n}
        for side, kpi in (("online", found.online), ("offline", found.offline))
    }
    return {
        "phase": found.phase,
        "kpi": found.kpi,
        **sides,
        "difference": _change(found.change),
        "better": found.better,
    }


def _names(result: Analysis) -> dict[str, str]:
    return {t.key: t.name for t in result.touchpoints}


def _name(names: Mapping[str, str], key: str | None) -> str | None:
    return None if key is None else names.get(key, key)
