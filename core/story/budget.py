"""Budget and omnichannel in sentences: ranges and their assumptions, never a promise."""

from dataclasses import replace

from core.model import Budget, Contrast, Kpi, Message, Shift, Spend
from core.story.compare import name_of
from core.story.telling import Story

_NAMED_AT_MOST, _SIDED = 6, 2
_WORTH_TELLING = 0.01  # of all results: an example that moves less is none
_MUCH = 0.3  # of the spend: so much money without a measured result is the finding
Named = tuple[str, ...]


def meant_to_sell(story: Story, found: Budget) -> Budget:
    """``found`` without the money that serves customers who already buy, a delivery's say: nobody counts sales there.

    What has a result stays, whatever its phase. Shares of the spend are of what stays.
    """
    phases = {t.key: t.placement.phase for t in story.analysis.touchpoints}
    kept = [s for s in found.touchpoints if s.result is not None or phases.get(s.key) not in ("during", "post")]
    spent = sum(s.cost for s in kept)
    listed = tuple(replace(s, cost_share=s.cost / spent) for s in kept)
    keys = {s.key for s in kept}
    return replace(found, touchpoints=listed, unmeasured=tuple(key for key in found.unmeasured if key in keys))


def budget_finding(story: Story, found: Budget) -> str:
    """The touchpoint whose share of the spend is furthest from its share of the result, in one line."""
    meant = meant_to_sell(story, found)
    blind = sum(s.cost_share for s in meant.touchpoints if s.result is None)
    if blind >= _MUCH:
        return story.language.say("budget.finding-unmeasured", share=blind)
    worst = max((s for s in meant.touchpoints if s.result is not None), key=_apart)
    key = "budget.finding-more" if found.result == "revenue" else "budget.finding-conversions"
    name = name_of(story, worst.key)
    return story.language.say(key, name=name, spend=worst.cost_share, result=worst.result_share)


def _apart(spend: Spend) -> float:
    return abs(spend.cost_share - (spend.result_share or 0.0))


def budget_notes(story: Story, found: Budget) -> list[str]:
    """The example of a shift where it is worth one, what is not measured, what serves others, and what has no cost."""
    say, told, meant = story.language.say, list[str](), meant_to_sell(story, found)
    if found.shift is not None and found.shift.high >= _WORTH_TELLING * _all_results(story, found):
        told += _shift(story, found, found.shift)
    costs = {s.key: s.cost for s in found.touchpoints}
    if meant.unmeasured:
        cost = sum(costs[key] for key in meant.unmeasured)
        told.append(_priced(story, "budget.unmeasured", _names(story, meant.unmeasured), cost))
    aside = tuple(key for key in costs if key not in {s.key for s in meant.touchpoints})
    if aside:
        told.append(_priced(story, "budget.aside", _names(story, aside), sum(costs[key] for key in aside)))
    if found.without_cost:
        names = _names(story, found.without_cost)
        told.append(say("budget.without-cost", n=len(found.without_cost), names=names))
    return told


def _priced(story: Story, key: str, names: Named, cost: float) -> str:
    return story.language.say(key, n=len(names), names=names, cost=cost, currency=story.analysis.currency)


def _all_results(story: Story, found: Budget) -> float:
    """What the whole business brings in, with or without a cost."""
    return sum(t.metrics.get(found.result, 0.0) for t in story.analysis.touchpoints)


def _shift(story: Story, found: Budget, shift: Shift) -> list[str]:
    key = "budget.shift-range" if shift.low > 0 else "budget.shift-either"
    names = {"source": name_of(story, shift.source), "target": name_of(story, shift.target)}
    ends = {"low": _result(story, found, shift.low), "high": _result(story, found, shift.high)}
    told = story.sentence(Message(key, {"share": shift.share, "amount": shift.amount, **names, **ends}))
    few = [story.language.say("budget.shift-few")] if shift.few else []
    return [" ".join([told, *few]), story.language.say("budget.shift-how", diminishing=shift.diminishing)]


def _result(story: Story, found: Budget, value: float) -> str:
    if found.result == "revenue":
        return story.language.write("about", value, currency=story.analysis.currency)
    return story.language.say("budget.conversions", value=story.language.write("decimal", value))


def spend_words(story: Story, found: Budget, spend: Spend) -> str:
    """What the money returns: revenue for each unit spent, or the cost of a conversion."""
    if spend.returns is None or spend.returns.value <= 0:
        return story.language.say("budget.no-result")
    if found.result == "revenue":
        return story.language.say("budget.returns-revenue", value=story.language.write("ratio", spend.returns.value))
    cost = story.language.write("money", 1 / spend.returns.value, currency=story.analysis.currency)
    return story.language.say("budget.returns-conversions", value=cost)


def omnichannel_finding(story: Story) -> str:
    """The clearest difference between online and offline, in one line."""
    known = [c for c in story.analysis.omnichannel if c.better is not None]
    if not known:
        return story.language.say("omni.finding-none" if story.analysis.omnichannel else "omni.none")
    clearest = max(known, key=_clearness)
    sides = {"online": clearest.online, "offline": clearest.offline}
    other = "offline" if clearest.better == "online" else "online"
    return story.language.say(
        "omni.finding",
        side=story.language.say(f"setting.{clearest.better}"),
        phase=story.language.say(f"finding.in-{clearest.phase}"),
        kpi=story.kpi_label(clearest.kpi, inside=True),
        better=_sided(story, clearest, str(clearest.better), sides[str(clearest.better)]),
        worse=_sided(story, clearest, other, sides[other]),
    )


def _sided(story: Story, contrast: Contrast, setting: str, kpi: Kpi) -> str:
    """A side's value, with its touchpoints where a few stand behind it."""
    here = [
        t for t in story.analysis.touchpoints if (t.placement.phase, t.placement.setting) == (contrast.phase, setting)
    ]
    known = [t.name for t in here if (own := t.kpis.get(contrast.kpi)) is not None and own.value is not None]
    value = story.value(kpi)
    names = story.language.write("list", known)
    return story.language.say("omni.of-one", name=names, value=value) if 0 < len(known) <= _SIDED else value


def _clearness(contrast: Contrast) -> float:
    change = contrast.change
    if change.value is None or change.low is None or change.high is None:
        return 0.0
    return abs(change.value) / max(change.high - change.low, 1e-12)


def contrast_word(story: Story, contrast: Contrast) -> str:
    """Online better, offline better, no clear difference; or that nobody knows how sure it is."""
    if contrast.change.word is None:
        return story.language.say("compare.word-unsure")
    return story.language.say(f"omni.word-{contrast.better or 'none'}")


def _names(story: Story, keys: tuple[str, ...]) -> Named:
    named = [name_of(story, key) for key in keys]
    rest = len(named) - _NAMED_AT_MOST
    more = (story.language.say("gaps.rest", n=rest),) if rest > 0 else ()
    return (*named[:_NAMED_AT_MOST], *more)
