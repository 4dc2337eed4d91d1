"""Everything a user decided, as one frozen value with one JSON form."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from core.model.agreed import Agreed, agreements, also
from core.model.dataset import PHASES
from core.model.whatif import Supposition, suppositions

VERSION = 1
_BY_SHEET = ("mapping", "decimal_marks", "day_first", "header_rows", "sheets", "grains", "layouts", "bookings")
_COMPARED = ("change_touchpoint", "compare_segment")


def mapping_key(file: str, sheet: str) -> str:
    """Under which name the settings keep what concerns one sheet of one file."""
    return f"{file}/{sheet}"


@dataclass(frozen=True, slots=True)
class Correction:
    """The user's own placement of a touchpoint; None keeps what the rules say."""

    phase: str | None = None
    stage: str | None = None
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a KPI shall be: ``value`` in the KPI's own unit, ``by`` a date (None: always), for one ``phase``, for the
    ``touchpoint`` with this key, or (both None) for the whole business. Whether more or less is better follows from
    the KPI."""

    kpi: str
    value: float
    by: dt.date | None = None
    phase: str | None = None
    touchpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; every default is a stated default.

    ``mapping``: ``mapping_key`` of a sheet (or its bare name) -> header -> field. ``touchpoint_column``: the header
    that names the touchpoints. ``decimal_marks``: sheet name -> header -> "," or "."; ``day_first``: sheet name ->
    header -> whether the day comes before the month; ``header_rows``: sheet name -> row number in the file;
    ``sheets``: sheet name -> "use" or "skip"; ``grains``: sheet name -> touchpoints, interactions or responses;
    ``layouts``: sheet name -> "wide" (touchpoints, periods or groups stand as columns) or "long" (as rows);
    ``bookings``: sheet name -> "credit" (what a ledger credits, or has below 0, is sold) or "written". All of these
    may also go by ``mapping_key``, which wins over the bare name. ``sale_events``: the words of the event column
    that count as a sale; empty: found by themselves. ``merges``: normalised name -> normalised name of the touchpoint
    that it is the same as; ``apart``: pairs of normalised names that read alike and are not the same, so that nobody
    asks again.
    ``corrections``: normalised touchpoint name -> Correction. ``weights``: criterion (impact, potential, ease) and
    measure (satisfaction, conversion, service, cost) -> weight, absent = 1. ``targets``: KPI id -> value, absent =
    the stated default. ``assumptions``: margin, years, recoverable, kappa ... absent = the stated default.
    ``periods``/``segments``: recompute on these only; ``phases``/``settings``: show these only; empty = all.
    ``goals``: targets with a date or for a part of the business. ``change_on``: the day from which something is
    different, at the touchpoint with the key ``change_touchpoint`` (None: everywhere), for ``change_cost`` in money.
    ``compare_segment``: the segment to compare with the rest (None: each). ``compare_periods``: the labels of any two
    periods to compare, in order of time. ``suppositions``: what if a touchpoint stood
    elsewhere, in the order in which they were made: what is measured stays as it is, they are weighed beside it.
    ``year_start``: the month (1-12) in which financial years begin; None: as the file says, else each counts by the
    year in which it ends. ``agreed``: who sees to which touchpoint by when, ``also_agreed``: what else a meeting
    decided; no number follows them.
    """

    language: str = "en"
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    touchpoint_column: str | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    preset: str = "balanced"
    weights: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    assumptions: Mapping[str, float] = field(default_factory=dict)
    currency: str | None = None
    industry: str | None = None
    decimal_marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_first: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    header_rows: Mapping[str, int] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    grains: Mapping[str, str] = field(default_factory=dict)
    sale_events: tuple[str, ...] = ()
    merges: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    layouts: Mapping[str, str] = field(default_factory=dict)
    bookings: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    change_on: dt.date | None = None
    change_cost: float | None = None
    change_touchpoint: str | None = None
    compare_segment: str | None = None
    compare_periods: tuple[str, str] | None = None
    suppositions: tuple[Supposition, ...] = ()
    year_start: int | None = None
    agreed: tuple[Agreed, ...] = ()
    also_agreed: str = ""

    @property
    def aims(self) -> Mapping[str, float]:
        """KPI id -> what it shall be in the whole business: the user's targets, a goal for the whole before them."""
        whole = {g.kpi: g.value for g in self.goals if g.phase is None and g.touchpoint is None}
        return {**self.targets, **whole}

    @property
    def reckoned(self) -> "Settings":
        """These settings without what changes no number: what a meeting agreed."""
        return replace(self, agreed=(), also_agreed="")

    def for_sheet(self, file: str, sheet: str) -> "Settings":
        """These settings with all that goes by this sheet's ``mapping_key`` also under the sheet's bare name.

        Two files may hold sheets of one name, or of none: stages look a sheet up by its bare name, in these settings.
        """
        key = mapping_key(file, sheet)
        said = {name: values for name in _BY_SHEET if key in (values := getattr(self, name))}
        changes: dict[str, Any] = {name: {**values, sheet: values[key]} for name, values in said.items()}
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, with the version that ``from_json`` checks."""
        goals = [{**asdict(goal), "by": _iso(goal.by)} for goal in self.goals]
        agreed = [{**asdict(one), "by": _iso(one.by)} for one in self.agreed]
        days = {"goals": goals, "agreed": agreed, "change_on": _iso(self.change_on)}
        return {"version": VERSION, **asdict(self), **days}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Settings":
        """Settings from plain JSON values; unknown names are ignored.

        Raises ``TypeError`` or ``ValueError`` for wrong types, numbers that are none, and a newer version.
        """
        if int(values.get("version", VERSION)) > VERSION:
            raise ValueError("these settings come from a newer version")
        known = {f.name for f in fields(cls)} - {"suppositions", "agreed", "also_agreed"}
        given = {k: v for k, v in values.items() if k in known and v is not None}
        for name in ("periods", "segments", "phases", "settings", "sale_events"):
            if name in given:
                given[name] = tuple(str(v) for v in given[name])
        for name in ("weights", "targets", "assumptions"):
            if name in given:
                given[name] = {str(k): _number(v) for k, v in dict(given[name]).items()}
        texts = ("language", "touchpoint_column", "preset", "currency", "industry", *_COMPARED)
        for name in texts:
            if name in given and not isinstance(given[name], str):
                raise TypeError(f"{name} is no text")
        if "currency" in given and not re.fullmatch("[A-Z]{3}", given["currency"]):
            raise ValueError("the currency is no code of three letters")
        if "year_start" in given and given["year_start"] not in range(1, 13):
            raise ValueError("a year begins in a month from 1 to 12")
        given |= _about_names(given) | _about_sheets(given) | _about_goals(given)
        given["suppositions"] = suppositions(values.get("suppositions") or ())
        given["agreed"] = agreements(values.get("agreed") or ())
        return cls(**given, also_agreed=also(values.get("also_agreed") or ""))


def _about_names(given: Mapping[str, Any]) -> dict[str, Any]:
    """What columns mean, and which names are the same, are not, or stand elsewhere."""
    found: dict[str, Any] = {}
    if "mapping" in given:
        found["mapping"] = {
            str(sheet): {str(header): str(field) for header, field in dict(columns).items()}
            for sheet, columns in dict(given["mapping"]).items()
        }
    if "merges" in given:
        found["merges"] = {str(k): str(v) for k, v in dict(given["merges"]).items()}
    if "apart" in given:
        found["apart"] = tuple(_pair(names) for names in given["apart"])
    found["corrections"] = {
        str(k): Correction(**{n: v.get(n) for n in ("phase", "stage", "setting")})
        for k, v in dict(given.get("corrections", {})).items()
    }
    return found


def _about_sheets(given: Mapping[str, Any]) -> dict[str, Any]:
    """How sheets are read, each value checked. Raises ``ValueError`` for a mark, a choice or a row that cannot be."""
    found: dict[str, Any] = {}
    if "decimal_marks" in given:
        found["decimal_marks"] = _per_header(given["decimal_marks"], allowed=(",", "."))
    if "day_first" in given:
        found["day_first"] = _per_header(given["day_first"], allowed=(True, False))
    if "header_rows" in given:
        found["header_rows"] = {str(sheet): int(row) for sheet, row in dict(given["header_rows"]).items()}
    if "sheets" in given:
        found["sheets"] = {str(sheet): _allowed(v, ("use", "skip")) for sheet, v in dict(given["sheets"]).items()}
    if "grains" in given:
        grains = ("touchpoints", "interactions", "responses")
        found["grains"] = {str(sheet): _allowed(v, grains) for sheet, v in dict(given["grains"]).items()}
    if "layouts" in given:
        found["layouts"] = {str(sheet): _allowed(v, ("wide", "long")) for sheet, v in dict(given["layouts"]).items()}
    if "bookings" in given:
        booked = dict(given["bookings"]).items()
        found["bookings"] = {str(sheet): _allowed(v, ("credit", "written")) for sheet, v in booked}
    return found


def _about_goals(given: Mapping[str, Any]) -> dict[str, Any]:
    """Goals and the change that was made, each value checked. Raises ``TypeError`` or ``ValueError``."""
    found: dict[str, Any] = {}
    if "goals" in given:
        found["goals"] = tuple(_goal(goal) for goal in given["goals"])
    if "change_on" in given:
        found["change_on"] = dt.date.fromisoformat(given["change_on"])
    if "compare_periods" in given:
        found["compare_periods"] = _pair(given["compare_periods"])
    if "change_cost" in given:
        found["change_cost"] = _number(given["change_cost"])
        if found["change_cost"] < 0:
            raise ValueError("a cost is not negative")
    return found


def _goal(values: Mapping[str, Any]) -> Goal:
    kpi, places = values.get("kpi"), {name: values.get(name) for name in ("phase", "touchpoint")}
    if not isinstance(kpi, str) or not all(isinstance(v, str | None) for v in places.values()):
        raise TypeError("a goal names its KPI, and its phase or touchpoint, in words")
    if places["phase"] is not None:
        _allowed(places["phase"], PHASES)
    by = values.get("by")
    day = None if by is None else dt.date.fromisoformat(by)
    return Goal(kpi, _number(values.get("value")), by=day, **places)


def _pair(names: Any) -> tuple[str, str]:
    """Two names in the order of the alphabet, for periods that of time. Raises ``ValueError`` for anything else."""
    one, other = sorted(str(name) for name in names)
    return one, other


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _per_header(values: Any, *, allowed: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    return {str(s): {str(h): _allowed(v, allowed) for h, v in dict(heads).items()} for s, heads in dict(values).items()}


def _allowed(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {allowed}")
    return value


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or number < -100:
        raise ValueError(f"{value} is no usable number")
    return number
