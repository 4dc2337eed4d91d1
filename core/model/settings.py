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
    that names the touchpoints.
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
        for name in ("periods", "segments", "phases", "settings"):
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
        given["corrections"] = {
            str(k): Correction(**{n: v.get(n) for n in ("phase", "stage", "setting")})
            for k, v in dict(given.get("corrections", {})).items()
        }
        return cls(**given)


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or number < -100:
        raise ValueError(f"{value} is no usable number")
    return number
