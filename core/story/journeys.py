"""What the interaction log tells, in sentences: sums, credits as ranges, ways, steps, and where customers leave."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model import CreditRange, Credits, DropOut, Journeys, Path, Transition, credit_ranges, credited
from core.model.journeys import END, SALE, START
from core.story.telling import Story

_ENDS: Mapping[str, str] = {START: "journeys.start", SALE: "journeys.sale", END: "journeys.end"}
_WHOLE_FROM = 10  # credited sales: from here on, parts of a sale are noise
_NAMED_AT_MOST = 3
_STEPS_NAMED = 5
_SOME = 0.01  # of all: a smaller share is as good as none
_USUAL_FROM = 0.05  # share of the sales: a way of fewer is nobody's usual way


def step_name(story: Story, key: str) -> str:
    """A touchpoint's name, or the word for where a journey starts, sells or ends (just ends, where no sale is told)."""
    found = story.analysis.journeys
    if key == END and found is not None and not found.sales:
        return story.language.say("journeys.end-open")
    if key in _ENDS:
        return story.language.say(_ENDS[key])
    return next((t.name for t in story.analysis.touchpoints if t.key == key), key)


def way(story: Story, keys: Sequence[str]) -> str:
    """Touchpoints in the order in which they were met, in one line; of a long way its beginning and its end."""
    names = [step_name(story, key) for key in keys]
    return " → ".join(names if len(names) <= _STEPS_NAMED else [*names[:2], "…", *names[-2:]])


def journeys_headline(story: Story, journeys: Journeys) -> str:
    """How a sale usually comes about; where that is not known, the sum of all."""
    say = story.language.say
    if not journeys.journeys:
        return say("journeys.no-journeys")
    if not journeys.sales:
        return say("journeys.no-sales", n=journeys.journeys)
    touches = journeys.touches_before_sale
    if touches is None or _sales_alone(journeys):
        return _sums(story, journeys)
    log = say("journeys.log-of", n=journeys.customers)
    key = "journeys.at-once" if touches.median <= 1 else "journeys.usually"
    return say(key, log=log, n=touches.median)


def _sums(story: Story, journeys: Journeys) -> str:
    sales = story.language.say("journeys.sales", n=journeys.sales)
    ways = story.language.say("journeys.journeys", n=journeys.journeys)
    return story.language.say("journeys.sums", sales=sales, journeys=ways)


def _sums_told(story: Story, journeys: Journeys) -> str:
    """The sums with their base: journeys that begin after a purchase are told, and are not in it."""
    sums, after = _sums(story, journeys), journeys.after_sale
    return story.language.say("journeys.sums-after", sums=sums, n=after) if after else f"{sums}."


def journeys_summary(story: Story, journeys: Journeys) -> str:
    """How many sales, how long they take and how many met something offline; empty where there is no sale."""
    say = story.language.say
    if not journeys.sales:
        return ""
    if _sales_alone(journeys):
        found = [say("journeys.sales-alone"), *_after_sale(story, journeys)]
    elif journeys.touches_before_sale is None:
        found = _after_sale(story, journeys)  # the headline told the sums
    else:
        found = [_sums_told(story, journeys)]
        found += [f"{tempo_finding(story, journeys)}."] if journeys.days_to_sale else []
    if journeys.offline_share and journeys.offline_share[1]:
        some, n = journeys.offline_share
        found.append(say("journeys.offline" if some else "journeys.offline-none", share=some / n, some=some, n=n))
    return " ".join(found)


def _sales_alone(journeys: Journeys) -> bool:
    """The log holds nothing but sales, as a list of orders does: what came before them is not known."""
    steps = journeys.transitions
    return bool(steps) and all(t.target == SALE or (t.source == START and t.target != END) for t in steps)


def journeys_inputs(story: Story, journeys: Journeys) -> list[str]:
    """What the sums rest on, a sentence each."""
    say = story.language.say
    key = "journeys.input-no-value" if journeys.value is None else "journeys.input-sales"
    sales = say("journeys.sales", n=journeys.sales)
    return [
        say("journeys.input-customers", n=journeys.customers),
        say("journeys.input-journeys", n=journeys.journeys),
        *_after_sale(story, journeys),
        say(key, sales=sales, value=journeys.value, currency=story.analysis.currency),
        *_refunds(story, journeys),
        say("journeys.input-typical"),
        *_most_touches(story, journeys),
        *credit_limits(story, journeys),
    ]


def _most_touches(story: Story, journeys: Journeys) -> list[str]:
    touches = journeys.touches_before_sale
    return [] if touches is None else [story.language.say("journeys.input-touches", n=touches.p90)]


def _after_sale(story: Story, journeys: Journeys) -> list[str]:
    return [story.language.say("journeys.input-after", n=journeys.after_sale)] if journeys.after_sale else []


def _refunds(story: Story, journeys: Journeys) -> list[str]:
    if not journeys.refunded:
        return []
    return [story.language.say("journeys.input-refunded", value=-journeys.refunded, currency=story.analysis.currency)]


def credit_limits(story: Story, journeys: Journeys) -> list[str]:
    """Which touches count for a sale, and how many were left out."""
    found = [story.language.say("journeys.input-lookback", days=journeys.lookback_days)]
    if journeys.too_old:
        found.append(story.language.say("journeys.input-old", n=journeys.too_old))
    if journeys.unsure:
        found.append(story.language.say("journeys.input-unsure", n=journeys.unsure))
    if journeys.unsure_sales:
        found.append(story.language.say("journeys.input-unsure-sales", n=journeys.unsure_sales))
    return found


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared out: sales (``money`` False) or their value; ``total`` of it, and each touchpoint's range."""

    total: float
    ranges: tuple[CreditRange, ...]
    money: bool = False


def shared_out(story: Story, credits: Credits, *, money: bool = False) -> Shared:
    """``credits`` as ranges of the touchpoints that the filters show, the highest middle first."""
    table = credits.value if money else credits.sales
    hidden = {t.key for t in story.analysis.touchpoints if t.hidden}
    return Shared(credited(table), tuple(r for r in credit_ranges(table) if r.key not in hidden), money)


def credit_finding(story: Story, shared: Shared) -> str:
    """Who comes first in every way of counting, that several do alike, or who at least always gets a share."""
    if not shared.ranges:
        return story.language.say("journeys.credit-none")
    first = shared.ranges[0]
    ends = credit_ends(story, first, shared)
    tied = [found for found in shared.ranges if credit_ends(story, found, shared) == ends]
    if len(tied) > 1 and first.low >= _SOME * shared.total:
        names = tuple(step_name(story, found.key) for found in tied[:_NAMED_AT_MOST])
        return story.language.say("journeys.credit-tied", names=names, range=credit_words(story, first, shared))
    leads = all(value > other.models.get(m, 0.0) for other in shared.ranges[1:] for m, value in first.models.items())
    if leads:
        values = {"name": step_name(story, first.key), "range": credit_words(story, first, shared)}
        return story.language.say("journeys.credit-leads", **values)
    return _always(story, shared)


def _always(story: Story, shared: Shared) -> str:
    """Who gets a share in every way of counting, where they are few: of all others it is not even known whether."""
    found = [r for r in shared.ranges if r.low >= _SOME * shared.total]
    if len(found) == 1:
        values = {"name": step_name(story, found[0].key), "range": credit_words(story, found[0], shared)}
        return story.language.say("journeys.credit-only", **values)
    if 1 < len(found) <= _NAMED_AT_MOST < len(shared.ranges):
        names = tuple(step_name(story, r.key) for r in found)
        return story.language.say("journeys.credit-always", names=names)
    return story.language.say("journeys.credit-open" if found else "journeys.credit-nobody")


def range_note(story: Story, shared: Shared) -> str:
    """How many ways of counting the ranges stand for, and whether these agree."""
    models = max((len(r.models) for r in shared.ranges), default=0)
    if not models:
        return ""
    agree = models > 1 and all(math.isclose(r.low, r.high, abs_tol=1e-9) for r in shared.ranges)
    return story.language.say("journeys.range-same" if agree else "journeys.range-note", n=models)


def credit_words(story: Story, found: CreditRange, shared: Shared) -> str:
    """Between 8 and 14 of your 60 sales."""
    low, high = credit_ends(story, found, shared)
    kind = "value" if shared.money else "sales"
    key = f"journeys.about-of-{kind}" if low == high else f"journeys.range-of-{kind}"
    total, currency = shared.total, story.analysis.currency
    return story.language.say(key, currency=currency, n=round(total), total=total, low=low, high=high)


def credit_short(story: Story, found: CreditRange, shared: Shared) -> str:
    """8–14, for a narrow place."""
    low, high = credit_ends(story, found, shared)
    return high if low == high else story.language.say("journeys.range", low=low, high=high)


def credit_ends(story: Story, found: CreditRange, shared: Shared) -> tuple[str, str]:
    """The two ends of a range as people write them, no more exact than they are."""
    return credit(story, found.low, shared, within=True), credit(story, found.high, shared)


def credit(story: Story, value: float, shared: Shared, *, within: bool = False) -> str:
    """A credit: sales without decimals from ten sales on, else with one; money rounded, ``within`` a range bare."""
    if shared.money:
        kind = "rough" if within else "about"
        return story.language.write(kind, value, currency=story.analysis.currency)
    whole = shared.total >= _WHOLE_FROM and (value >= 1 or value == 0)
    return story.language.write("count" if whole else "decimal", round(value, 1))


def usual_ways(journeys: Journeys, *, most: int) -> tuple[Path, ...]:
    """The ways that led to sales, the one with most sales first."""
    sold = [p for p in journeys.paths if p.sales]
    return tuple(sorted(sold, key=lambda p: (-p.sales, p.journeys, p.keys))[:most])


def paths_finding(story: Story, journeys: Journeys) -> str:
    """The most usual way to a sale and its share of all; of several equally usual ones none is called the most."""
    ways = usual_ways(journeys, most=1)
    if not ways or not journeys.sales:
        return story.language.say("journeys.paths-none")
    share = ways[0].sales / journeys.sales
    tied = [found for found in usual_ways(journeys, most=_NAMED_AT_MOST + 1) if found.sales == ways[0].sales]
    if len(tied) > _NAMED_AT_MOST:
        return story.language.say("journeys.paths-even", share=share)
    if share < _USUAL_FROM:
        return story.language.say("journeys.paths-scattered", share=share)
    if len(tied) > 1:
        named = tuple(way(story, found.keys) for found in tied)
        return story.language.say("journeys.paths-tied", share=share, ways=named)
    return story.language.say("journeys.paths-first", share=share, way=way(story, ways[0].keys))


def between(journeys: Journeys) -> tuple[Transition, ...]:
    """The steps from one touchpoint to another, without those that only begin or end a journey."""
    inner = (t for t in journeys.transitions if t.source != START and t.target not in (SALE, END))
    return tuple(t for t in inner if t.source != t.target)


def flow_finding(story: Story, journeys: Journeys) -> str:
    """The most usual step between two touchpoints; of several equally usual ones none is called the most."""
    steps = between(journeys)
    if not journeys.transitions:
        return story.language.say("journeys.flow-none")
    if not steps:
        return story.language.say("journeys.flow-single")
    first = max(steps, key=lambda t: t.n)
    names = {"source": step_name(story, first.source), "target": step_name(story, first.target)}
    tied = [t for t in steps if t.n == first.n]
    if len(tied) > _NAMED_AT_MOST:
        return story.language.say("journeys.flow-even", n=first.n)
    if len(tied) > 1:
        named = tuple(way(story, (t.source, t.target)) for t in tied)
        return story.language.say("journeys.flow-tied", n=first.n, steps=named)
    return story.language.say("journeys.flow-first", n=first.n, **names)


def drop_outs(story: Story, journeys: Journeys) -> tuple[DropOut, ...]:
    """Those of shown touchpoints: first where it is clearly more than usual, then by how far it is above that."""
    hidden = {t.key for t in story.analysis.touchpoints if t.hidden}
    order = {"high": 0, None: 1, "low": 2}
    shown = [d for d in journeys.drop_out if d.key not in hidden and d.met]
    return tuple(sorted(shown, key=lambda d: (order[d.word], d.phase_rate - d.rate, d.key)))


def drop_out_finding(story: Story, journeys: Journeys) -> str:
    """Who clearly loses more than its phase; only where the whole interval says so."""
    found = drop_outs(story, journeys)
    if not any(d.ended for d in found):
        return story.language.say("journeys.drop-nothing")
    names = tuple(step_name(story, d.key) for d in found if d.word == "high")
    if not names:
        return story.language.say("journeys.drop-none", n=journeys.customers)
    rest = len(names) - _NAMED_AT_MOST
    more = (story.language.say("gaps.rest", n=rest),) if rest > 0 else ()
    return story.language.say("journeys.drop-high", n=len(names), names=(*names[:_NAMED_AT_MOST], *more))


def tempo_finding(story: Story, journeys: Journeys) -> str:
    """How long half of the sales, and nine of ten, take."""
    days = journeys.days_to_sale
    if days is None or _sales_alone(journeys):
        return story.language.say("journeys.tempo-unknown")
    return story.language.say("journeys.tempo", half=days.median, most=days.p90)
