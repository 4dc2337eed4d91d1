"""Invented analyses of any size, the same for the same seed."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt

from core import charts
from core.model import (
    Analysis,
    Coverage,
    Kpi,
    Part,
    Placement,
    Priority,
    Rule,
    Settings,
    TouchpointResult,
    Verdict,
    Worth,
)
from core.model.dataset import PHASE_OF_STAGE, PHASES, STAGES

NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "awareness": {
        "online": ("Instagram", "Facebook-annonser", "Google Ads", "Podcast", "YouTube", "Display ads"),
        "offline": ("Word of mouth", "Trade fair", "Bus advert", "Butiksvindue", "Lokalavis"),
        "both": ("Sponsorship",),
    },
    "consideration": {
        "online": ("Website", "Product reviews", "White paper", "Nyhedsbrev", "Blog", "Prisberegner"),
        "offline": ("Product brochure", "Telefonrådgivning", "Showroom"),
        "both": ("Salgspræsentation",),
    },
    "purchase": {
        "online": ("Checkout", "Webshop", "Product description page", "Kundvagn"),
        "offline": ("Shop floor", "Till", "Fitting room"),
        "both": ("Sales representative", "Click and collect"),
    },
    "satisfaction": {
        "online": ("Chat support", "Feedback survey", "Onboarding mail", "Track and trace"),
        "offline": ("Delivery", "Kundetilfredshedsundersøgelse pr. brev", "Reparationsværksted"),
        "both": ("Customer support", "Invoicing"),
    },
    "loyalty": {
        "online": ("Follow-up e-mail", "Upsell mail", "Återköpserbjudande"),
        "offline": ("Birthday letter", "Kundeaften"),
        "both": ("Loyalty programme",),
    },
}


def analysis_of(count: int, *, seed: int = 7, measured: bool = True, unplaced: int = 0) -> Analysis:
    """An analysis of ``count`` touchpoints, the last ``unplaced`` of them without a phase."""
    dice = random.Random(seed)
    drawn = _draw(count, dice)
    results = [
        _result(i, name, stage, setting, dice, measured=measured) for i, (name, stage, setting) in enumerate(drawn)
    ]
    for i in range(count - unplaced, count):
        results[i] = _unplaced(results[i])
    results = _ranked(results, dice)
    return Analysis(
        settings=Settings(),
        files=(),
        issues=(),
        currency="DKK",
        as_of=None,
        kpis={},
        groups={"stage": _stages(results, dice) if measured else {}, "period": _periods(dice)},
        touchpoints=tuple(results),
        verdict=Verdict("likely", ("a",)),
        coverage=_coverage(results),
        impact_line=0.35 if measured else None,
        all_periods=tuple(f"2025-{m:02}" for m in range(1, 13)),
        period_grain="month",
    )


def kpi(name: str, value: float, *, unit: str = "share", low: float | None = None, high: float | None = None) -> Kpi:
    """A known KPI."""
    return Kpi(name, value, unit, n=100, low=low, high=high)  # type: ignore[arg-type]


def one_touchpoint(
    stage: str,
    setting: str,
    health: float | None,
    *,
    rank: int | None = None,
    rank_low: int | None = None,
    rank_high: int | None = None,
    hidden: bool = False,
    **kpis: Kpi,
) -> TouchpointResult:
    """A touchpoint as it stands in an analysis; measured (by CSAT) where its health is known."""
    placement = Placement(PHASE_OF_STAGE[stage], stage, setting, 0.9, Rule("file", "Phase"))  # type: ignore[arg-type]
    value = None if health is None else 0.8 * health
    parts = () if value is None else (Part("satisfaction", "csat", value, None, None, value, 0.8, 9, 1.0, 0.1),)
    priority = Priority(
        rank=rank,
        verdict=None,
        impact=None if rank is None else 0.5,
        potential=None if rank is None else 0.2,
        rank_low=rank_low,
        rank_high=rank_high,
        health=health,
        parts=parts,
    )
    return TouchpointResult("key", "Webshop", placement, {}, kpis, priority, hidden=hidden)


def _draw(count: int, dice: random.Random) -> list[tuple[str, str, str]]:
    every = [(n, stage, setting) for stage, cells in NAMES.items() for setting, names in cells.items() for n in names]
    dice.shuffle(every)
    found = every[:count]
    while len(found) < count:
        name, stage, setting = dice.choice(every)
        found.append((f"{name} {len(found)}", stage, setting))
    return found


def _result(
    index: int, name: str, stage: str, setting: str, dice: random.Random, *, measured: bool
) -> TouchpointResult:
    known = measured and dice.random() > 0.15
    n, share = dice.choice((8, 40, 160, 900)), min(0.98, max(0.2, dice.gauss(0.74, 0.16)))
    low, high = max(0.0, share - 0.9 / n**0.5), min(1.0, share + 0.9 / n**0.5)
    part = Part("satisfaction", "csat", share, low, high, share, 0.8, n, 0.5, max(0.0, 0.8 - share), high < 0.8)
    reach = round(dice.lognormvariate(6.5, 1.2)) if dice.random() > 0.1 else None
    guess = dice.random() < 0.15
    placement = Placement(
        PHASE_OF_STAGE[stage],
        stage,  # type: ignore[arg-type]
        setting,  # type: ignore[arg-type]
        0.45 if guess else 0.9,
        Rule("lexicon", name.split()[0].lower()),
    )
    priority = Priority(
        rank=None,
        verdict="likely" if known else "not measured",
        impact=dice.betavariate(1.3, 3) if known else None,
        potential=max(0.0, 0.8 - share) if known else None,
        ease=dice.choice((None, 0.2, 0.6, 1.0)),
        reach=reach,
        reach_base="customers" if reach else None,
        health=min(1.0, share / 0.8) if known else None,
        parts=(part,) if known else (),
        worth=Worth(1000, 4000, 9000, "DKK") if known else None,
        action=dice.choice(("fix", "scale", "keep", "question")) if known else None,
    )
    kpis = {"csat": Kpi("csat", share, "share", share * n, n, "responses", n, low, high)} if known else {}
    return TouchpointResult(f"k{index}", name, placement, {}, kpis, priority, rows=3)


def _unplaced(result: TouchpointResult) -> TouchpointResult:
    placement = Placement("unknown", "unknown", "unknown", 0.0, Rule("none", ""))
    return TouchpointResult(result.key, result.name, placement, {}, result.kpis, result.priority, rows=3)


def _ranked(results: list[TouchpointResult], dice: random.Random) -> list[TouchpointResult]:
    def gain(result: TouchpointResult) -> float:
        p = result.priority
        return (p.impact or 0.0) * (p.potential or 0.0) if p else 0.0

    ordered = sorted(results, key=lambda r: (-gain(r), r.name))
    total = sum(gain(r) for r in ordered) or 1.0
    made = []
    for rank, result in enumerate(ordered, start=1):
        p = result.priority
        assert p is not None
        if p.health is not None:
            spread = dice.randint(0, 4)
            p = replace(
                p,
                rank=rank,
                score=100 * gain(result) / total,
                rank_low=max(1, rank - spread),
                rank_high=min(len(results), rank + spread),
            )
        made.append(replace(result, priority=p))
    return made


def _stages(results: list[TouchpointResult], dice: random.Random) -> dict[str, dict[str, Kpi]]:
    found = {}
    for stage in STAGES:
        mine = [r.kpis["csat"] for r in results if r.placement.stage == stage and "csat" in r.kpis]
        if mine:
            n = sum(k.n or 0 for k in mine)
            share = sum(k.numerator or 0 for k in mine) / n
            wide = 0.9 / n**0.5
            found[stage] = {
                "csat": Kpi(
                    "csat", share, "share", share * n, n, "responses", n, max(0.0, share - wide), min(1.0, share + wide)
                )
            }
    return found


def _periods(dice: random.Random) -> dict[str, dict[str, Kpi]]:
    found = {}
    for month in range(1, 13):
        share = 0.03 + 0.01 * dice.random() + 0.001 * month
        known = month != 5
        found[f"2025-{month:02}"] = {
            "conversion_rate": Kpi(
                "conversion_rate",
                share if known else None,
                "share",
                share * 2000,
                2000,
                "visits",
                2000,
                share - 0.008 if known else None,
                share + 0.008 if known else None,
            )
        }
    return found


def _coverage(results: list[TouchpointResult]) -> tuple[Coverage, ...]:
    cells = []
    for phase in PHASES:
        for setting in ("online", "offline"):
            here = [r for r in results if r.placement.phase == phase and r.placement.setting in (setting, "both")]
            cells.append(Coverage(phase, setting, len(here), sum(bool(r.kpis) for r in here)))  # type: ignore[arg-type]
    return tuple(cells)


def data_of(part) -> list[list[dict]]:
    """All rows that a finished specification carries, dataset by dataset."""
    if isinstance(part, list):
        return [rows for item in part for rows in data_of(item)]
    if not isinstance(part, dict):
        return []
    own = [*part.get("datasets", {}).values()]
    own += [part["data"]["values"]] if "values" in part.get("data", {}) else []
    return own + [rows for key, value in part.items() if key not in ("datasets", "data") for rows in data_of(value)]


def without_data(part):
    """A specification without any row of data."""
    if isinstance(part, list):
        return [without_data(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: without_data(value) for key, value in part.items() if key not in ("datasets", "values")}


def valid(picture: charts.Picture) -> dict[str, Any]:
    """The specification, which is checked against Vega-Lite's schema."""
    spec = picture.to_dict()
    alt.LayerChart.from_dict(spec, validate=True)
    return spec


def with_range(point: TouchpointResult) -> TouchpointResult:
    """``point`` with figures of which it is known how sure they are."""
    assert point.priority is not None
    parts = tuple(replace(part, low=part.value - 0.05, high=part.value + 0.05) for part in point.priority.parts)
    return replace(point, priority=replace(point.priority, parts=parts))
