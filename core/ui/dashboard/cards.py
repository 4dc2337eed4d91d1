"""The key figures: value, line over time, change, target; the inputs one click away."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.model import Kpi, Moved
from core.model.names import clean_text
from core.story import Story
from core.story.columns import columns_behind
from core.story.compare import short_of, stretch
from core.story.findings import logs_only
from core.story.goals import covered, mark, whole_target
from core.story.guesses import guess, is_few
from core.story.names import first_of
from core.tables import table
from core.ui.pieces.safe import markup, tidy
from core.ui.pieces.spark import spark
from core.ui.visit import compute

_FEW_NAMED = 3  # touchpoints that a card names instead of counting them
_A_ROW = 3  # cards; fewer stay as narrow as a card
_SMALL_SUMS = range(100, 1000)  # of money: below them decimals are written anyway
_ARROWS: Mapping[str, str] = {"up": "▲", "down": "▼"}


def cards(story: Story) -> None:
    """Five to seven cards, as the file allows; nothing at all where no KPI has a value."""
    if shown := chosen(story.analysis.kpis):
        compute.shown("cards", story, partial(_cards, story, shown))


def _cards(story: Story, shown: Sequence[Kpi]) -> None:
    """All cards in one piece of the page: built of elements they were a third of all that a run sends."""
    told = markup("").join(_card(story, kpi) for kpi in shown)
    count, moves = len(shown), any(_moved(story, kpi) or _line(story, kpi) for kpi in shown)
    kind = (" kp-few" if count < _A_ROW else "") + ("" if moves else " kp-still")
    row = markup("<div class='kp-cards{}' style='--kp-count:{}'>{}</div>", kind, count, told)
    st.html(markup("<div class='kp-row-of-cards'>{}</div>", row))


def chosen(kpis: Mapping[str, Kpi]) -> Sequence[Kpi]:
    """The KPIs for the cards: known ones in the table's order; of two that count the same the first (clicks are all the
    engagement that some exports know)."""
    rules = table("dashboard")
    known = [kpis[name] for name in rules["cards"] if name in kpis and kpis[name].value is not None]
    told = {(k.unit, k.numerator, k.denominator) if _counted(k) else (k.id,): k for k in reversed(known)}
    return [kpi for kpi in known if kpi in told.values()][: rules["cards_shown"]]


def _card(story: Story, kpi: Kpi) -> Markup:
    """Name with its definition, value, change, line over time, target and last values, and the inputs folded in."""
    moved = _moved(story, kpi)
    definition = markup("<br>").join(map(tidy, filter(None, _defined(story, kpi))))
    name = "<span class='kp-term' tabindex='0'>{}<span role='tooltip'>{}</span></span>"
    below = [("kp-quiet", line) for line in under(story, kpi)]
    before, where = ("kp-quiet kp-before", _values(story, moved)), _where(story, kpi)
    told = [before, *where, *below] if is_few(story, kpi) else [*below, before, *where]  # of what, from how few
    lines = markup("").join(markup("<p class='{}'>{}</p>", kind, tidy(line)) for kind, line in told if line)
    of_all = markup("<small>{}</small>", story.language.say("change.whole")) if _values(story, moved) else ""
    return markup(
        "<div class='kp-card{}'><p class='kp-label'>{}</p><p class='kp-value'>{}{}</p><p class='kp-moved'>{}</p>"
        "<span class='kp-spark' aria-hidden='true'>{}</span><div>{}</div>{}</div>",
        " kp-guess" if is_few(story, kpi) else "",
        markup(name, tidy(story.kpi_label(kpi.id)), definition),
        tidy(story.value(kpi)),
        of_all,
        _change(story, moved),
        _line(story, kpi),
        lines,
        _opened(story, kpi),
    )


def _defined(story: Story, kpi: Kpi) -> list[str]:
    """What a KPI means, and from which columns of the file it is."""
    return [story.language.label(table("kpis")[kpi.id], "definition"), columns_behind(story, kpi)]


def under(story: Story, kpi: Kpi) -> list[str]:
    """What stands below a value: that it is a guess, or else where it stands against its target."""
    return [line] if (line := guess(story, kpi) or _aim(story, kpi)) else []


def _aim(story: Story, kpi: Kpi) -> str:
    """The target and where the value stands; of ad spend that nobody set a target for, what covers its cost."""
    target = whole_target(story, kpi.id)
    if kpi.id != "roas" or target is None or target.source != "default":
        return mark(story, kpi)
    value = story.language.write(kpi.unit, target.goal.value)
    return story.language.say(
        "show.covers", value=value, word=covered(story, target), margin=story.assumption("margin")
    )


def where(story: Story, kpi: Kpi) -> str:
    """At how many of the touchpoints that are shown a figure is known, since it stands beside figures of the whole
    business; of a share of what is counted, that only those count whose counts stand above the line, too. Empty where
    it is all of them, or none by itself."""
    every, n, say = len(story.visible), len(_known_at(story, kpi)), story.language.say
    if not 0 < n < every:
        return ""
    field = _counts(story, kpi)
    return (
        say("show.known-at-counted", n=n, every=every, field=field) if field else say("show.known-at", n=n, every=every)
    )


def named(story: Story, kpi: Kpi) -> str:
    """The touchpoints that a figure is of, where they are a few of many; else empty."""
    names = _known_at(story, kpi)
    few = 0 < len(names) <= _FEW_NAMED and len(names) < len(story.visible)
    return story.language.say("show.known-of", names=tuple(map(clean_text, names))) if few else ""


def _where(story: Story, kpi: Kpi) -> list[tuple[str, str]]:
    """The names where there is room, on a phone how many they are (style.css)."""
    names, count = named(story, kpi), where(story, kpi)
    return [("kp-quiet kp-named", names), ("kp-quiet kp-counted", count)] if names else [("kp-quiet", count)]


def _counts(story: Story, kpi: Kpi) -> str:
    """What a rate counts above the line, as people call it: orders where these stand for conversions; empty where the
    figure is no share of what is counted."""
    field = table("kpis")[kpi.id].get("numerator")
    if field is None or not _counted(kpi) or table("kpis")[kpi.id]["kind"] == "rate":
        return ""
    stand_in = field == "conversions" and any(i.code == "orders-as-conversions" for i in story.analysis.issues)
    return story.language.say(f"reason.field.{'orders' if stand_in else field}")


def _known_at(story: Story, kpi: Kpi) -> tuple[str, ...]:
    return tuple(t.name for t in story.visible if kpi.id in t.kpis and t.kpis[kpi.id].value is not None)


def _line(story: Story, kpi: Kpi) -> Markup:
    """The periods that are over: of one that is not, the words compare the same days, and its point would not."""
    history = [ledger[kpi.id].value for ledger in story.analysis.groups.get("period", {}).values()]
    found = story.analysis.comparisons.period
    history = history[:-1] if found is not None and found.incomplete else history
    target = whole_target(story, kpi.id)
    return spark(history, target=target.goal.value if target else None)


def _opened(story: Story, kpi: Kpi) -> Markup:
    """The two figures behind the value; a click shows how they become it."""
    name, *lines = explanation(story, kpi)
    told = markup("").join(markup("<p>{}</p>", line) for line in lines)
    body = "<details name='kp-inputs'><summary>{}</summary><div class='kp-inputs'><p><b>{}</b></p>{}</div></details>"
    base = f" {_base(story, str(kpi.base))}" if _counted(kpi) else ""
    return markup(body, tidy(f"{inputs(story, kpi)}{base}"), name, told)


def _base(story: Story, field: str) -> str:
    """What a share is of; the rows of a log are contacts, and nobody says that each is a visit."""
    contacts = field == "visits" and logs_only(story)
    return story.language.say("show.contacts") if contacts else story.field_label(field).lower()


def _counted(kpi: Kpi) -> bool:
    """Whether it is a share of something that the file counts, and names."""
    share = table("kpis")[kpi.id]["kind"] in ("share", "part", "rate") and kpi.numerator is not None
    return bool(share and not kpi.given and kpi.base and table("fields")[kpi.base]["kind"] != "money")


def _moved(story: Story, kpi: Kpi) -> Moved | None:
    """What happened to a key figure since the period before, over equally long times; None where that is not known."""
    found = story.analysis.comparisons.period
    return next((m for m in found.of("whole") if m.kpi == kpi.id), None) if found else None


def _values(story: Story, moved: Moved | None) -> str:
    """The values between which the change happened, with the last period's name; empty where there is none."""
    found = story.analysis.comparisons.period
    if found is None or moved is None:
        return ""
    before, after = story.closely(moved.before, moved.after, clear=moved.better is not None)
    period, say = stretch(story, found.after), story.language.say
    if before == after:
        return say("change.as-before", period=period, after=after)
    since = short_of(stretch(story, found.before), period)
    return say("change.values", period=period, before=before, after=after, earlier=since or say("change.before"))


def _change(story: Story, moved: Moved | None) -> Markup:
    """What happened since the period before, in a word: better or worse only where the change is clear."""
    if moved is None or moved.change.word is None:
        return markup("")
    if moved.better is None:
        return markup("<span>{}</span>", story.language.say("change.none"))
    kind = "better" if moved.better else "worse"
    arrow = markup("<span aria-hidden='true'>{}</span> ", _ARROWS.get(moved.change.word, ""))
    return markup("<span class='kp-{}'>{}{}</span>", kind, arrow, story.language.say(f"change.{kind}"))


def inputs(story: Story, kpi: Kpi) -> str:
    """The two figures behind a KPI in a few words; a given one says that it is given."""
    if kpi.given or kpi.numerator is None or kpi.denominator is None:
        return answers(story, kpi) or story.language.say("show.inputs")
    fields = (table("kpis")[kpi.id].get("numerator"), kpi.base)
    top, bottom = (figure(story, f, v) for f, v in zip(fields, (kpi.numerator, kpi.denominator), strict=True))
    part = table("kpis")[kpi.id]["kind"] in ("share", "part")
    return story.language.say("show.of" if part else "show.per", numerator=top, denominator=bottom)


def answers(story: Story, kpi: Kpi) -> str:
    """The number of answers or cases behind a score or a duration; empty where it is unknown."""
    if kpi.given or kpi.n is None or kpi.n != kpi.n:
        return ""
    return story.language.say("show.cases" if kpi.unit == "duration" else "show.answers", n=round(kpi.n))


def figure(story: Story, field: str | None, value: float) -> str:
    """A plain figure of the file: money with its currency, a small sum with all its digits, so that who divides gets
    the value above it; everything else as a count."""
    kind = table("fields").get(field or "", {}).get("kind")
    if kind == "money" and round(abs(value)) in _SMALL_SUMS:
        return story.language.finer("money", 2, value, currency=story.analysis.currency)[0]
    return story.language.write("money" if kind == "money" else "count", value, currency=story.analysis.currency)


def explanation(story: Story, kpi: Kpi) -> list[str]:
    """A KPI opened up: name, definition, formula, inputs, interval, rows, each a line of text."""
    say, entry = story.language.say, table("kpis")[kpi.id]
    meaning, columns = _defined(story, kpi)
    lines = [story.kpi_label(kpi.id), meaning, story.language.label(entry, "formula"), *([columns] if columns else [])]
    if kpi.given:
        lines.append(say("show.given"))
    elif kpi.numerator is not None and kpi.denominator is not None:
        base = f" ({story.field_label(kpi.base).lower()})" if kpi.base else ""
        lines.append(f"{inputs(story, kpi)}{base} = {beside_range(story, kpi)}")
    if kpi.note is not None:
        lines.append(story.sentence(kpi.note))
    if kpi.low is not None and kpi.high is not None:
        lines.append(interval(story, kpi))
    if (names := _known_at(story, kpi)) and len(names) < len(story.visible):
        lines.append(say("show.known-where", n=len(names), names=first_of(names)))
    if kpi.rows_used:
        lines.append(say("show.rows-used", n=kpi.rows_used, left=kpi.rows_left_out))
    return [tidy(line) for line in lines]


def interval(story: Story, kpi: Kpi) -> str:
    """The 95 % interval in words; empty where there is none."""
    if kpi.low is None or kpi.high is None:
        return ""
    low, _, high = _in_range(story, kpi)
    return story.language.say("show.interval", low=low, high=high)


def beside_range(story: Story, kpi: Kpi) -> str:
    """A value as it stands beside its interval: with as many digits, so that it is seen to lie inside."""
    return story.value(kpi) if kpi.low is None or kpi.high is None else _in_range(story, kpi)[1]


def _in_range(story: Story, kpi: Kpi) -> tuple[str, ...]:
    """The lower end, the value and the upper end; different ones look different."""
    return story.language.apart(kpi.unit, kpi.low, kpi.value, kpi.high, currency=story.analysis.currency)
