"""Invented journeys and voices for an invented analysis, counted from invented touches and answers."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.model import Analysis, Credits, DropOut, Journeys, Kpi, Message, Path, Spread, Transition, Voice, Voices
from core.model.journeys import END, SALE, START
from core.model.voices import Score
from core.stats import nps_interval, wilson
from tests.charts.fakes import analysis_of

SCALES: dict[Score, tuple[int, int]] = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7), "rating": (1, 5)}
COMMENTS = (
    "Hurtig levering, tak.",
    "![x](http://127.0.0.1/x.png) <b>Ventede</b> 20 minutter",
    "Fint",
    "Svårt att nå er",
)


def full_analysis(count: int, *, seed: int = 7, sales: bool = True, shown: bool = True) -> Analysis:
    """An analysis of ``count`` touchpoints with a log and a survey."""
    analysis = analysis_of(count, seed=seed)
    return replace(
        analysis, journeys=journeys_of(analysis, seed=seed, sales=sales), voices=voices_of(analysis, shown=shown)
    )


def journeys_of(analysis: Analysis, *, seed: int = 7, sales: bool = True, count: int = 400) -> Journeys:
    """What ``count`` walks over the analysis's touchpoints give; without ``sales`` none of them ends in one."""
    dice = random.Random(seed)
    keys = [t.key for t in analysis.touchpoints]
    walks = [_walk(keys, dice) for _ in range(count)] if keys else []
    ends = [sales and dice.random() < 0.18 for _ in walks]
    sold = [walk for walk, sale in zip(walks, ends, strict=True) if sale]
    credits = {"first": _credit(sold, (0,)), "last": _credit(sold, (-1,)), "linear": _credit(sold, range(99))}
    credits["position"] = _credit(sold, (0, -1))
    return Journeys(
        customers=int(len(walks) * 0.9),
        journeys=len(walks),
        sales=len(sold),
        value=500.0 * len(sold),
        credits=Credits(
            credits,
            {model: {k: 500 * v for k, v in shares.items()} for model, shares in credits.items()},
            {"markov": Message("sure.needed", {"n": 12})},
        ),
        touches_before_sale=Spread(3, 7, len(sold)) if sold else None,
        days_to_sale=Spread(5, 21.5, len(sold)) if sold else None,
        offline_share=(len(sold) * 41 // 100, len(sold)) if sold else None,
        paths=_paths(walks, ends),
        transitions=_transitions(walks, ends),
        drop_out=_drop_out(analysis, walks, ends),
        by_segment={"B2B": Credits(credits), "Privat": Credits(credits)} if sold else {},
        unsure=37,
    )


def _walk(keys: Sequence[str], dice: random.Random) -> tuple[str, ...]:
    """A few touchpoints, the first ones of the list more often and earlier."""
    found: list[str] = []
    for _ in range(dice.choice((1, 1, 2, 3, 3, 4, 6))):
        key = keys[min(int(dice.expovariate(4 / len(keys))), len(keys) - 1)]
        if not found or found[-1] != key:
            found.append(key)
    return tuple(sorted(found, key=lambda k: keys.index(k) + dice.gauss(0, len(keys) / 5)))


def _credit(walks: Sequence[tuple[str, ...]], places: Sequence[int]) -> dict[str, float]:
    credit: Counter[str] = Counter()
    for walk in walks:
        taken = [walk[p] for p in places if -len(walk) <= p < len(walk)]
        for key in taken:
            credit[key] += 1 / len(taken)  # type: ignore[assignment]
    return {key: float(value) for key, value in credit.items()}


def _paths(walks: Sequence[tuple[str, ...]], ends: Sequence[bool]) -> tuple[Path, ...]:
    taken, sold = Counter(walks), Counter(walk for walk, sale in zip(walks, ends, strict=True) if sale)
    return tuple(Path(walk, n, sold[walk], 500.0 * sold[walk]) for walk, n in taken.most_common(20))


def _transitions(walks: Sequence[tuple[str, ...]], ends: Sequence[bool]) -> tuple[Transition, ...]:
    steps: Counter[tuple[str, str]] = Counter()
    for walk, sale in zip(walks, ends, strict=True):
        way = (START, *walk, SALE if sale else END)
        steps.update(pairwise(way))
    return tuple(Transition(source, target, n) for (source, target), n in steps.most_common())


def _drop_out(analysis: Analysis, walks: Sequence[tuple[str, ...]], ends: Sequence[bool]) -> tuple[DropOut, ...]:
    met = Counter(key for walk in walks for key in set(walk))
    ended = Counter(walk[-1] for walk, sale in zip(walks, ends, strict=True) if not sale)
    phase = {t.key: t.placement.phase for t in analysis.touchpoints}
    found = []
    for key, n in met.most_common():
        mates = [k for k in met if phase[k] == phase[key]]
        rate = sum(ended[k] for k in mates) / sum(met[k] for k in mates)
        low, high = (float(v) for v in wilson(ended[key], n))
        word = "high" if low > rate else "low" if high < rate else None
        found.append(DropOut(key, ended[key], n, ended[key] / n, low, high, rate, word))  # type: ignore[arg-type]
    return tuple(found)


def voices_of(
    analysis: Analysis, *, scores: Sequence[Score] = ("csat", "nps"), seed: int = 7, shown: bool = True
) -> Voices:
    """Answers about most of the analysis's touchpoints, per score the worst first; ``shown`` with a few comments."""
    dice = random.Random(seed)
    voices = [
        _voice(t.key, score, dice, dice.choice((3, 12, 60, 250)))
        for score in scores
        for t in analysis.touchpoints
        if dice.random() < 0.8
    ]
    voices.sort(key=lambda v: (scores.index(v.score), v.kpi.value))
    whole = tuple(_pooled(score, [v for v in voices if v.score == score], dice) for score in scores)
    keys = [t.key for t in analysis.touchpoints[:2]]
    return Voices(
        answers=sum(sum(v.counts.values()) for v in whole),
        whole=tuple(v for v in whole if v.counts),
        touchpoints=tuple(voices),
        comments=120,
        shown=dict.fromkeys((*keys, None), COMMENTS) if shown else {},
    )


def _voice(key: str | None, score: Score, dice: random.Random, n: int) -> Voice:
    low, high = SCALES[score]
    mood = dice.gauss(0.72, 0.12)
    drawn = Counter(min(high, max(low, round(low + (high - low) * dice.gauss(mood, 0.25)))) for _ in range(n))
    history = {f"2025-{month:02}": _kpi(score, _shifted(drawn, month)) for month in (1, 2, 3)}
    return _told(key, score, drawn, history)


def _shifted(counts: Counter[int], month: int) -> Counter[int]:
    return Counter({answer: max(1, n * (answer + month) // 4) for answer, n in counts.items()})


def _pooled(score: Score, voices: Sequence[Voice], dice: random.Random) -> Voice:
    total: Counter[int] = Counter()
    for voice in voices:
        total.update(voice.counts)
    if not total:
        return _voice(None, score, dice, 40)
    return _told(None, score, total, {f"2025-{m:02}": _kpi(score, _shifted(total, m)) for m in (1, 2, 3)})


def _told(key: str | None, score: Score, drawn: Counter[int], history: dict[str, Kpi]) -> Voice:
    low, high = SCALES[score]
    counts = {answer: drawn.get(answer, 0) for answer in range(low, high + 1)}
    mean = sum(answer * n for answer, n in counts.items()) / sum(counts.values())
    return Voice(key, score, low, high, counts, _kpi(score, Counter(counts)), mean, history)


def _kpi(score: Score, counts: Counter[int]) -> Kpi:
    n = sum(counts.values())
    low, high = SCALES[score]
    if score == "nps":
        good, bad = sum(v for a, v in counts.items() if a >= 9), sum(v for a, v in counts.items() if a <= 6)
        ends = [float(v) for v in nps_interval(good, bad, n)]
        return Kpi("nps", 100 * (good - bad) / n, "points", good - bad, n, "responses", n, *ends)
    if score == "rating":
        mean = sum(a * v for a, v in counts.items()) / n
        return Kpi("rating", mean, "score", None, None, None, n, max(low, mean - 0.4), min(high, mean + 0.4))
    good = sum(v for a, v in counts.items() if a >= high - 1)
    ends = [float(v) for v in wilson(good, n)]
    return Kpi(score, good / n, "share", good, n, "responses", n, *ends)
