"""The verdict and its reasons, told in one language."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.classify import manner_of
from core.kpis import default_target
from core.model import Analysis, Kpi, Message, TouchpointResult
from core.story.beneath import below_target, beyond_doubt
from core.story.blind import blind_kind, known_on_top
from core.story.carried import ranges_known, unsure
from core.story.names import NAMED_AT_MOST, first_of, unbroken
from core.story.reasons import against, counted
from core.story.resting import MATERIAL, resting, rests
from core.story.unseen import Unseen, measure_first
from core.story.whole import whole_headline
from core.tables import table
from core.texts import Language

_SUREST = 0.99  # what draws can show; "100 %" would promise more


@dataclass(frozen=True, slots=True)
class Story:
    """An analysis and the language to tell it in, always in the manner of its industry."""

    analysis: Analysis
    language: Language

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", self.language.in_manner(manner_of(self.analysis.industry)))

    def _say(self, message: Message) -> str:
        return self.language.message(message, currency=self.analysis.currency)

    def sentence(self, message: Message) -> str:
        """Any message of the analysis, told."""
        return self._say(message)

    @property
    def visible(self) -> tuple[TouchpointResult, ...]:
        """The touchpoints that the filters show."""
        return tuple(t for t in self.analysis.touchpoints if not t.hidden)

    @property
    def leaders(self) -> tuple[TouchpointResult, ...]:
        """The touchpoints that the verdict names, in the order of the list; with a filter, the best of those that it
        shows."""
        named = tuple(t for t in self.visible if t.key in self.analysis.verdict.keys)
        return named if named or not self.filtered else self._ranked[:1]

    @property
    def filtered(self) -> bool:
        """Whether filters hide any touchpoint."""
        return any(t.hidden for t in self.analysis.touchpoints)

    @property
    def _ranked(self) -> tuple[TouchpointResult, ...]:
        return tuple(t for t in self.visible if t.priority and t.priority.rank)

    def headline(self) -> str:
        """The verdict in one short sentence."""
        word = self.analysis.verdict.word
        names = tuple(t.name for t in self.leaders)
        if not self.visible:
            chosen = self.analysis.settings
            filtered = any((chosen.periods, chosen.segments, chosen.phases, chosen.settings))
            whole = "" if self.analysis.touchpoints else whole_headline(self.analysis, self.language)
            return whole or self.language.say("verdict.hidden" if filtered else "page.no-touchpoints")
        if names and (word == "alone" or len(self._ranked) == 1):
            return self.language.say("verdict.only", names=names)
        if self.elsewhere:
            return self.language.say("verdict.among", names=names)
        if lost := self.measure_first:
            return self._too_early(lost)
        if not names and word in ("clear", "likely", "tie", "alone"):
            return self._fine()
        if word == "tie" and len(names) > NAMED_AT_MOST:
            return self.language.say("verdict.tie", n=len(names))
        if word == "not measured" and (kind := known_on_top(self.visible)):
            return self.language.say(f"verdict.{kind}")
        return self.language.say(f"verdict.{word.replace(' ', '-')}{'-first' if word == 'tie' else ''}", names=names)

    @property
    def names_a_first(self) -> bool:
        """Whether the answer is what to fix first, or which few: not that it is too early to say."""
        word = self.analysis.verdict.word
        return bool(self.leaders) and word in ("clear", "likely", "tie") and self.measure_first is None

    @property
    def measure_first(self) -> Unseen | None:
        """What is to be measured before anything is repaired; None where a repair comes first, and where filters show
        others than those that the verdict names."""
        return None if self.elsewhere else measure_first(self.analysis)

    def _too_early(self, lost: Unseen) -> str:
        return self.language.say(f"verdict.{lost.kind}", n=len(lost.names), names=lost.names)

    @property
    def elsewhere(self) -> bool:
        """Whether the first of those that the filters show is not the first of the file."""
        return bool(self.leaders) and self.filtered and self.leaders[0].key not in self.analysis.verdict.keys

    def _fine(self) -> str:
        """Nothing is below its target: said outright only where the intervals of all that is measured carry it."""
        return self.language.say("verdict.fine-so-far" if unsure(self.visible) else "verdict.fine")

    def needed(self) -> str:
        """Where nothing is below its target so far: how many more answers the nearest one takes until that can be said;
        else empty."""
        word, open_ones = self.analysis.verdict.word, unsure(self.visible)
        fine = not self.leaders and word in ("clear", "likely", "tie", "alone")
        if not fine or self.measure_first or not open_ones or open_ones[0].needed is None:
            return ""
        return self.language.say("verdict.fine-needed", name=open_ones[0].touchpoint.name, n=open_ones[0].needed)

    def reason(self, touchpoint: TouchpointResult, *, closely: bool = False) -> str:
        """Why the touchpoint stands where it stands; ``closely``: with the counts behind the share that meets it. Empty
        where nothing can be said."""
        priority = touchpoint.priority
        if priority is None or priority.why is None:
            return ""
        below = priority.health is not None and priority.health < 1
        why = against(priority.why, alone=self.analysis.verdict.word == "alone") if below else priority.why
        return self._say(counted(why) if closely else why)

    def worth(self, touchpoint: TouchpointResult) -> str:
        """What repairing it may bring, as a range with its assumption."""
        worth = touchpoint.priority.worth if touchpoint.priority else None
        if worth is None:
            why = touchpoint.priority.worth_unknown if touchpoint.priority else None
            return self._say(why) if why else ""
        values = {"low": worth.low, "high": worth.high, "share": self.assumption("recoverable")}
        rest = resting(touchpoint, kappa=self.assumption("kappa"))
        capped = Message("worth.capped") if worth.capped else None
        return " ".join(self._say(m) for m in (Message(f"worth.{worth.span}", values), capped, rest) if m)

    def worth_short(self, touchpoint: TouchpointResult) -> str:
        """The range alone, for a list; a dash where unknown."""
        worth = touchpoint.priority.worth if touchpoint.priority else None
        if worth is None:
            return self.language.write("count", None)
        return self._say(Message("worth.short", {"low": worth.low, "high": worth.high}))

    def certainty(self, touchpoint: TouchpointResult) -> str:
        """How sure the first place is: by the data and by the weights."""
        priority = touchpoint.priority
        if priority is None or priority.p_first is None:
            return ""
        if self.elsewhere and touchpoint == self.leaders[0]:
            lost = measure_first(self.analysis)
            return self._too_early(lost) if lost else self._first_of_all(touchpoint, priority.p_first)
        if priority.p_first < 0.5 and priority.verdict == "likely":
            return self.language.say("sure.alone")
        if priority.holds is None:
            return self._by_data(priority.p_first)
        values = {"p": min(priority.p_first, _SUREST), "weightings": 100 * priority.holds}
        if self.uncounted:
            return f"{self._say(Message('sure.uncounted', values))} {self.language.say('sure.unsaid')}"
        return self._say(Message("sure.over" if priority.p_first > _SUREST else "sure.both", values))

    def _by_data(self, p_first: float) -> str:
        """How sure the first place is where no weight could change it."""
        if self.uncounted:
            return f"{self.language.say('sure.uncounted-data')} {self.language.say('sure.unsaid')}"
        return self._say(Message("sure.over-data" if p_first > _SUREST else "sure.data", {"p": min(p_first, _SUREST)}))

    def _first_of_all(self, touchpoint: TouchpointResult, p_first: float) -> str:
        """Who is first in the whole file, and where the one that filters put first stands there: how likely it is the
        first, or between which ranks it lies."""
        first = [t for t in self.analysis.touchpoints if t.key in self.analysis.verdict.keys]
        values: dict[str, Any] = {"names": first_of(tuple(t.name for t in first)), "name": touchpoint.name}
        chance = first[0].priority.p_first if len(first) == 1 and first[0].priority else None
        if chance and p_first >= 1 - _SUREST:
            values |= {"first": min(chance, _SUREST), "p": p_first}
            return self._say(Message("sure.elsewhere-chance", values))
        if touchpoint.priority is None or touchpoint.priority.rank_low is None:
            return self.language.say("sure.elsewhere", n=len(first), **values)
        ends = touchpoint.priority.rank_low, touchpoint.priority.rank_high
        key = "rank" if ends[0] == ends[1] else "range"
        return self.language.say(f"sure.elsewhere-{key}", n=len(first), low=ends[0], high=ends[1], **values)

    def worths(self, touchpoints: Sequence[TouchpointResult]) -> list[str]:
        """One line with what each of ``touchpoints`` may bring; none where nothing is known."""
        known = [(t.name, t.priority.worth) for t in touchpoints if t.priority and t.priority.worth]
        if not known:
            return []
        parts = tuple(Message("worth.one", {"name": unbroken(name), "low": w.low, "high": w.high}) for name, w in known)
        values = {"parts": parts, "share": self.assumption("recoverable")}
        much = any(rests(t) >= MATERIAL for t in touchpoints)
        rest = [self.language.say("worth.rests-much", kappa=self.assumption("kappa"))] if much else []
        return [" ".join([self._say(Message(f"worth.each-{known[0][1].span}", values)), *rest])]

    def below_target(self) -> tuple[TouchpointResult, ...]:
        """The ranked touchpoints that have something to win: any measure below its target."""
        return tuple(t for t in self._ranked if below_target(t))

    def waiting(self) -> tuple[TouchpointResult, ...]:
        """Where nothing is ranked: those that only lack answers or visits, the nearest to a place first."""
        if self._ranked:
            return ()
        few = [t for t in self.visible if t.priority and t.priority.verdict == "too few"]
        nearest = sorted(
            few, key=lambda t: (t.priority.needed or math.inf, t.priority.health or 0) if t.priority else ()
        )
        return tuple(nearest)

    @property
    def uncounted(self) -> bool:
        """Whether nobody knows of any figure how sure it is: then no chance of being first is told."""
        return not ranges_known(self.analysis.touchpoints)

    def verdict_word(self, touchpoint: TouchpointResult) -> str:
        """Clear, likely, tie, too few data, not measured and so on, in the language read; empty for a plain rank."""
        word = touchpoint.priority.verdict if touchpoint.priority else None
        if word in ("clear", "likely") and (self.uncounted or self.measure_first):
            return ""
        if blind_kind(touchpoint) == "uncompared":
            return self.language.say("sure.uncompared")
        name = "very-likely" if word == "clear" and not beyond_doubt(touchpoint) else word
        return self.language.say(f"sure.{name.replace(' ', '-')}") if name else ""

    def action_word(self, touchpoint: TouchpointResult) -> str:
        """What to do with it; empty where one alone can be judged and nobody can tell yet whether it falls short."""
        priority = touchpoint.priority
        open_ = priority is None or (priority.on_the_line and self.analysis.verdict.word == "alone")
        return "" if open_ or not priority or not priority.action else self.language.say(f"action.{priority.action}")

    def rank_range(self, touchpoint: TouchpointResult) -> str:
        """Rank 1–3, or what is missing for a rank."""
        priority = touchpoint.priority
        if priority is None or priority.rank is None:
            return self.verdict_word(touchpoint)
        if priority.rank_low is None and self.analysis.verdict.word == "alone":
            return self.language.say("sure.alone-rank")
        if priority.rank_low == priority.rank_high or priority.rank_low is None:
            return self.language.say("sure.rank", rank=priority.rank)
        return self.language.say("sure.range", low=priority.rank_low, high=priority.rank_high)

    def assumption(self, name: str) -> float:
        """An assumption as used: the user's, else the stated default."""
        given = self.analysis.settings.assumptions.get(name)
        return float(table("defaults")["assumptions"][name]["value"] if given is None else given)

    def kpi_label(self, kpi: str, *, inside: bool = False) -> str:
        """A KPI's name; ``inside`` a sentence it loses its capital, unless it is an abbreviation."""
        label = self.language.label(table("kpis")[kpi])
        return label if not inside or label[:2].isupper() else label[:1].lower() + label[1:]

    def field_label(self, field: str) -> str:
        """A column's meaning as people call it."""
        return self.language.label(table("fields")[field])

    def value(self, kpi: Kpi) -> str:
        """A KPI's value as the reader's country writes it."""
        return self.language.write(kpi.unit, kpi.value, currency=self.analysis.currency)

    def apart(self, *kpis: Kpi, clear: bool = True) -> tuple[str, ...]:
        """Values of one key figure that are read together: different ones look different, unless their difference is
        not ``clear``, where digits would promise more than is known."""
        if not clear:
            return tuple(self.value(kpi) for kpi in kpis)
        return self.language.apart(kpis[0].unit, *(k.value for k in kpis), currency=self.analysis.currency)

    def closely(self, *kpis: Kpi, clear: bool) -> tuple[str, ...]:
        """Values of one key figure beside a line over time: shares and scores with a decimal more than elsewhere, so
        that the words do not round away what is drawn; finer still only where their difference is ``clear``."""
        more = 1 if kpis[0].unit in ("share", "points") else 0
        told = self.language.finer(kpis[0].unit, more, *(k.value for k in kpis), currency=self.analysis.currency)
        return told if not clear or len(set(told)) == len(told) else self.apart(*kpis)

    def ends(self, kpi: Kpi) -> tuple[str, ...]:
        """The two ends of a key figure's likely range: different ones look different."""
        return self.language.apart(kpi.unit, kpi.low, kpi.high, currency=self.analysis.currency)

    def span(self) -> str:
        """From when to when: whole periods where the file counts in months or longer, else days; empty if undated."""
        analysis = self.analysis
        if analysis.first_date is None or analysis.as_of is None:
            return ""
        if analysis.period_grain in ("month", "quarter", "tertial", "half", "year", "season"):
            periods = sorted(analysis.groups.get("period", {}))
            ends = [self.language.period(p) for p in (periods[:1] + periods[-1:])]
        else:
            ends = [self.language.write("date", day) for day in (analysis.first_date, analysis.as_of)]
        return " – ".join(dict.fromkeys(ends))

    def target(self, kpi: str) -> float | None:
        """A KPI's target: the user's, else the stated default; None where there is none, or none for such a value."""
        given, whole = self.analysis.settings.aims.get(kpi), self.analysis.kpis.get(kpi)
        return default_target(kpi, whole.value if whole else None) if given is None else given
