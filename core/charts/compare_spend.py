"""Share of spend against share of result: two bars for every touchpoint that costs."""

from core.charts.colours import Palette
from core.charts.compare_panels import Bar, Key, Strip
from core.charts.compare_strips import strips
from core.charts.picture import Picture
from core.model import Budget, Spend
from core.story import Story
from core.story.budget import meant_to_sell, spend_words
from core.story.compare import name_of

MOST = 10


def spend_chart(story: Story, found: Budget, *, palette: Palette, narrow: bool = False) -> Picture:
    """The most expensive touchpoints; all bars on one scale."""
    found = meant_to_sell(story, found)
    shares = [share for s in found.touchpoints[:MOST] for share in (s.cost_share, s.result_share or 0.0)]
    rows = [_strip(story, found, spend, max(shares)) for spend in found.touchpoints[:MOST]]
    return strips(
        story,
        rows,
        legend=_legend(story, found),
        palette=palette,
        narrow=narrow,
    )


def _legend(story: Story, found: Budget) -> list[Key]:
    """Of how much the shares are: what costs often brings but a part of all sales."""
    say, currency = story.language.say, story.analysis.currency
    spent, brought = (
        sum(v or 0.0 for v in vs) for vs in zip(*((s.cost, s.result) for s in found.touchpoints), strict=True)
    )
    return [
        Key(say("budget.legend-spend", total=spent, currency=currency), bar="rest"),
        Key(say(f"budget.legend-{found.result}", total=brought, currency=currency), bar="bar"),
    ]


def _strip(story: Story, found: Budget, spend: Spend, longest: float) -> Strip:
    bars = [Bar(spend.cost_share, story.language.write("percent", spend.cost_share), -1, strong=False)]
    if spend.result_share is not None:
        bars.append(Bar(spend.result_share, story.language.write("percent", spend.result_share), 1, strong=True))
    placement = next((t.placement for t in story.analysis.touchpoints if t.key == spend.key), None)
    return Strip(
        title=name_of(story, spend.key),
        note=story.language.say(f"phase.{placement.phase}") if placement else "",
        word=spend_words(story, found, spend),
        detail=story.language.write("money", spend.cost, currency=story.analysis.currency),
        bars=tuple(bars),
        domain=(0.0, 1.12 * longest),
    )


def alt_spend(story: Story, found: Budget, *, finding: str) -> str:
    """The finding, and both shares of each touchpoint in words."""
    shown = meant_to_sell(story, found).touchpoints[:MOST]
    told = [_in_words(story, found, spend) for spend in shown]
    return ". ".join([finding, *told])


def _in_words(story: Story, found: Budget, spend: Spend) -> str:
    names = (story.language.say(key) for key in ("budget.spend", f"budget.result-{found.result}"))
    shares = (story.language.write("percent", share) for share in (spend.cost_share, spend.result_share))
    told = ", ".join(f"{name} {share}" for name, share in zip(names, shares, strict=True))
    return f"{name_of(story, spend.key)}: {told}"
