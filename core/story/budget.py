"""Budget and omnichannel in sentences: ranges and their assumptions, never a promise."""

from core.model import Budget, Contrast, Kpi, Message, Shift, Spend
from core.story.compare import name_of
from core.story.telling import Story

_NAMED_AT_MOST = 6
_MUCH = 0.3  # of the spend: so much money without a measured result is the finding
Named = tuple[str, ...]


def budget_finding(story: Story, found: Budget) -> str:
    """The touchpoint whose share of the spend is furthest from its share of the result, in one line."""
    blind = sum(s.cost_share for s in found.touchpoints if s.result is None)
    if blind >= _MUCH:
        return story.language.say("budget.finding-unmeasured", share=blind)
    worst = max((s for s in found.touchpoints if s.result is not None), key=_apart)
    key = "budget.finding-more" if found.result == "revenue" else "budget.finding-conversions"
    name = name_of(story, worst.key)
    return story.language.say(key, name=name, spend=worst.cost_share, result=worst.result_share)


def _apart(spend: Spend) -> float:
    return abs(spend.cost_share - (spend.result_share or 0.0))


def budget_notes(story: Story, found: Budget) -> list[str]:
    """The example of a shift, what is not measured, and what has no cost."""
    say, told = story.language.say, []
    if found.shift is not None:
        told += _shift(story, found, found.shift)
    if found.unmeasured:
        told.append(say("budget.unmeasured", names=_names(story, found.unmeasured)))
    if found.without_cost:
        names = _names(story, found.without_cost)
        told.append(say("budget.without-cost", n=len(found.without_cost), names=names))
    return [*told, say("budget.shares")]


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
        better=_value(story, sides[str(clearest.better)]),
        worse=_value(story, sides[other]),
    )


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


def _value(story: Story, kpi: Kpi) -> str:
    return story.value(kpi)


def _names(story: Story, keys: tuple[str, ...]) -> Named:
    named = [name_of(story, key) for key in keys]
    rest = len(named) - _NAMED_AT_MOST
    more = (story.language.say("gaps.rest", n=rest),) if rest > 0 else ()
    return (*named[:_NAMED_AT_MOST], *more)
