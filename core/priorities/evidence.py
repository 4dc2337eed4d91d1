"""Everything that the file says about every touchpoint, before anything is weighed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.model import Goal, Message, Placement, Priority, Settings, Warning_, Worth
from core.priorities.alike import Alike, alike
from core.priorities.basis import lay
from core.priorities.clauses import uncompared
from core.priorities.doubts import adrift, blanks
from core.priorities.draws import Drawn, contest, draw, money
from core.priorities.easing import Easing, ease, easing
from core.priorities.field import Field, Told, hanging, told, unranked_priority
from core.priorities.goals import own_goals
from core.priorities.lacking import lacking
from core.priorities.options import assumed
from core.priorities.parts import Parts, joined
from core.priorities.posterior import how_many
from core.priorities.rates import cost, response
from core.priorities.redrawing import drawn_again
from core.priorities.shares import conversion, resolution, satisfaction
from core.priorities.signals import signals
from core.priorities.unseen import informed
from core.priorities.volume import volume
from core.priorities.worth import worths
from core.stats.groups import Groups, Ints, column, moments
from core.stats.intervals import Floats
from core.tables import table


@dataclass(frozen=True, slots=True)
class Contest:
    """The touchpoints that can be ranked. ``parts``: theirs, ``possible``: the expected shortfall of each;
    ``everyone``, ``contenders``: draws of all, and more draws of those that may come first; ``told``: what is said of
    each part, ``worths``: what each touchpoint may be worth, or why that is unknown; ``same``: who has
    the same figures."""

    parts: Parts
    possible: Floats
    everyone: Drawn
    contenders: Drawn
    told: Told
    worths: tuple[tuple[Worth | None, Message | None], ...]
    same: Alike


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ``rank`` weighs; it depends on the rows, the placements, the targets and the assumptions, on no weight.

    ``unranked``: touchpoint key -> Priority for what cannot be ranked, whatever the weights; ``contest``: the rest
    (None: nobody).
    """

    field: Field
    contest: Contest | None
    unranked: Mapping[str, Priority]
    warnings: tuple[Warning_, ...]

    @property
    def importance_known(self) -> bool:
        """Whether the file tells how much rides on a touchpoint: who meets it, what its figures are of, what it costs,
        or how important somebody says it is. Else all count alike, which is no finding."""
        volume, parts = self.field.volume, self.contest.parts if self.contest else self.field.parts
        counted = volume.known or np.isfinite(volume.judged).any()
        return bool(counted or np.isfinite(parts.volume).any())

    @property
    def weights_matter(self) -> bool:
        """Whether other weights could give another order: not where one measure alone tells the touchpoints apart."""
        parts = self.contest.parts if self.contest else self.field.parts
        return self.importance_known or len(set(parts.measure.tolist())) > 1 or bool(np.isfinite(self.field.ease).any())


def weigh(
    rows: pd.DataFrame,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    *,
    settings: Settings,
    currency: str | None = None,
    goals: Iterable[Goal] = (),
) -> Evidence:
    """The evidence for the touchpoints of ``names`` (key -> name): all that takes time, done once for all weights.

    Of the settings only targets, goals and assumptions count. The target of a touchpoint is the user's goal for it, for
    its phase or for the whole, else that of the file (``goals``, for single touchpoints), else the stated one. The same
    rows in any order give the same evidence.
    """
    field = _field(rows, placements, names, settings, goals)
    enough = np.unique(field.parts.touchpoint[field.parts.wanting <= 0])
    rest = np.setdiff1d(np.arange(len(field.keys)), enough)
    unranked = {field.keys[i]: unranked_priority(field, int(i)) for i in rest}
    warnings = signals(field.basis, field.parts, field.names)
    ranked = field.parts.where(np.flatnonzero(np.isin(field.parts.touchpoint, enough)))
    if not len(enough):
        return Evidence(field, None, unranked, warnings)
    easy, blank = easing(field.ease), blanks(field.basis, field.volume, field.parts)
    ranked = adrift(ranked, field.basis, blank)
    everyone = draw(ranked, field.volume, field.keys, easy, how_many(len(ranked)), blank=blank)
    return Evidence(field, _contest(field, ranked, easy, currency, everyone), unranked, warnings)


def weigh_again(evidence: Evidence, *, parts: Parts, moved: Ints, easy: Easing, currency: str | None) -> Evidence:
    """The same evidence with other ``parts`` of those that can be ranked, in the same order, which differ at the
    touchpoints ``moved``; and with another ease."""
    field, before = replace(evidence.field, ease=easy.told), evidence.contest
    if before is None:
        return evidence
    known = (before.everyone, before.possible)
    everyone = drawn_again(known, parts, field.volume, field.keys, easy, moved=moved)
    return replace(evidence, field=field, contest=_contest(field, parts, easy, currency, everyone))


def _field(
    rows: pd.DataFrame,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    settings: Settings,
    goals: Iterable[Goal],
) -> Field:
    keys = sorted({*names, *rows["touchpoint"].dropna().astype(str)})
    codes = pd.Categorical(rows["touchpoint"], categories=keys).codes.astype(np.int64)
    touchpoints = Groups(tuple(keys), codes)
    phases = np.array([placements[k].phase if k in placements else "unknown" for k in keys], dtype=object)
    basis = lay(rows, touchpoints, phases, assumed(settings))
    where = tuple(placements[k].setting if k in placements else "unknown" for k in keys)
    basis = replace(basis, goals=own_goals(basis, settings, goals), settings=where)
    phased = phases.tolist()
    reach = informed(volume(rows, touchpoints, phased, table("defaults")["aggregation"]["reach"]), basis)
    converting = conversion(basis, reach)
    some = (converting.where(np.flatnonzero(np.isfinite(converting.target))), resolution(basis), response(basis))
    parts = joined([*satisfaction(basis), *some, *cost(basis)])
    easy = ease(touchpoints.latest(column(rows, "effort"), moments(rows)))
    shown = tuple(names.get(k, k) for k in keys)
    unmeasured = lacking(parts, reach, phases)
    return Field(tuple(keys), shown, basis, reach, easy, parts, uncompared(converting), unmeasured)


def _contest(field: Field, parts: Parts, easy: Easing, currency: str | None, everyone: tuple[Drawn, Floats]) -> Contest:
    blank = blanks(field.basis, field.volume, field.parts)
    contenders, possible = contest(parts, field.volume, field.keys, easy, everyone, blank=blank)
    lost = everyone[0].held.by_measure(parts, possible * parts.short).sum(axis=0)
    same = alike(parts, field.volume, easy)
    gains = money(everyone[0], parts.short.astype(np.float64), same.same(lost), same)
    found = worths(field.basis, gains, ~hanging(parts, everyone[0].held) | field.volume.known, currency)
    return Contest(parts, possible, everyone[0], contenders, told(parts, field), tuple(found), same)
