"""Everything a user decided, as one frozen value with one JSON form."""

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

VERSION = 1


def mapping_key(file: str, sheet: str) -> str:
    """Under which name ``Settings.mapping`` keeps the columns of one sheet of one file."""
    return f"{file}/{sheet}"


@dataclass(frozen=True, slots=True)
class Correction:
    """The user's own placement of a touchpoint; None keeps what the rules say."""

    phase: str | None = None
    stage: str | None = None
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; every default is a stated default.

    ``mapping``: ``mapping_key`` of a sheet (or its bare name) -> header -> field. ``touchpoint_column``: the header
    that names the touchpoints. ``decimal_marks``: sheet name -> header -> "," or "."; ``day_first``: sheet name ->
    header -> whether the day comes before the month; ``header_rows``: sheet name -> row number in the file;
    ``sheets``: sheet name -> "use" or "skip"; ``grains``: sheet name -> touchpoints, interactions or responses;
    ``layouts``: sheet name -> "wide" (touchpoints, periods or groups stand as columns) or "long" (as rows). All of
    these may also go by ``mapping_key``, which wins over the bare name. ``sale_events``: the words of the event column
    that count as a sale; empty: found by themselves. ``merges``: normalised name -> normalised name of the touchpoint
    that it is the same as.
    ``corrections``: normalised touchpoint name -> Correction. ``weights``: criterion (impact, potential, ease) and
    measure (satisfaction, conversion, service, cost) -> weight, absent = 1. ``targets``: KPI id -> value, absent =
    the stated default. ``assumptions``: margin, years, recoverable, kappa ... absent = the stated default.
    ``periods``/``segments``: recompute on these only; ``phases``/``settings``: show these only; empty = all.
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
    layouts: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, with the version that ``from_json`` checks."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Settings":
        """Settings from plain JSON values; unknown names are ignored.

        Raises ``TypeError`` or ``ValueError`` for wrong types, numbers that are none, and a newer version.
        """
        if int(values.get("version", VERSION)) > VERSION:
            raise ValueError("these settings come from a newer version")
        known = {f.name for f in fields(cls)}
        given = {k: v for k, v in values.items() if k in known and v is not None}
        for name in ("periods", "segments", "phases", "settings", "sale_events"):
            if name in given:
                given[name] = tuple(str(v) for v in given[name])
        for name in ("weights", "targets", "assumptions"):
            if name in given:
                given[name] = {str(k): _number(v) for k, v in dict(given[name]).items()}
        for name in ("language", "touchpoint_column", "preset", "currency", "industry"):
            if name in given and not isinstance(given[name], str):
                raise TypeError(f"{name} is no text")
        if "currency" in given and not re.fullmatch("[A-Z]{3}", given["currency"]):
            raise ValueError("the currency is no code of three letters")
        if "mapping" in given:
            given["mapping"] = {
                str(sheet): {str(header): str(field) for header, field in dict(columns).items()}
                for sheet, columns in dict(given["mapping"]).items()
            }
        if "merges" in given:
            given["merges"] = {str(k): str(v) for k, v in dict(given["merges"]).items()}
        given |= _about_sheets(given)
        given["corrections"] = {
            str(k): Correction(**{n: v.get(n) for n in ("phase", "stage", "setting")})
            for k, v in dict(given.get("corrections", {})).items()
        }
        return cls(**given)


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
    return found


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
