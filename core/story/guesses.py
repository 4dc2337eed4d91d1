"""Figures that rest on so few that they are a rough guess: they are told as one and judged by no target."""

from core.model import Kpi
from core.story.goals import whole_target
from core.story.telling import Story

FEW = 30  # answers, visits or orders: a share of so few may be 18 percentage points off
_OF_ORDERS = ("aov", "roas", "roi")  # money that orders brought: nobody counts answers behind it


def rests_on(story: Story, kpi: Kpi) -> float | None:
    """How many answers, visits or orders a figure of the whole business rests on; None where nobody knows.

    Orders stand behind what ads return only where they brought all of that revenue: those of other touchpoints say
    nothing about it.
    """
    if kpi.given:
        return None
    if kpi.n is not None or kpi.id not in _OF_ORDERS:
        return kpi.n
    if kpi.id == "aov":
        return kpi.denominator
    orders, spending = story.analysis.kpis.get("aov"), story.analysis.kpis.get("roas")
    if orders is None or spending is None or orders.given or orders.numerator is None or spending.numerator is None:
        return None
    return orders.denominator if orders.numerator >= spending.numerator else None


def is_few(story: Story, kpi: Kpi) -> bool:
    """Whether a figure is a rough guess."""
    counted = rests_on(story, kpi)
    return counted is not None and counted < FEW


def guess(story: Story, kpi: Kpi) -> str:
    """That a figure is a guess, and from how many; beside a target that it does not judge. Empty where it is none."""
    if not is_few(story, kpi):
        return ""
    n, target = round(rests_on(story, kpi) or 0), whole_target(story, kpi.id)
    if kpi.id in _OF_ORDERS and (target is None or target.source == "default"):
        return story.language.say("show.guess-orders", n=n)
    if target is None:
        return story.language.say("show.guess-at", n=n)
    value = story.language.aim(kpi.unit, target.goal.value, currency=story.analysis.currency)
    return story.language.say("show.few-for-target", n=n, value=value)
