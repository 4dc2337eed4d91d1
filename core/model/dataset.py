"""Typed data with its receipt: what cleaning hands to the analysis."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from core.model.message import Message

Phase = Literal["pre", "during", "post", "unknown"]
Stage = Literal["awareness", "consideration", "purchase", "satisfaction", "loyalty", "unknown"]
Setting = Literal["online", "offline", "both", "unknown"]
Grain = Literal["touchpoints", "interactions", "responses", "other"]
Layout = Literal["long", "channels", "periods", "segments", "transposed"]
Bookings = Literal["credit", "unsure", "written"]  # what is credited or below 0 is a sale; asked for; as it stands
Severity = Literal["error", "warning", "info"]

PHASES: tuple[Phase, ...] = ("pre", "during", "post")
STAGES: tuple[Stage, ...] = ("awareness", "consideration", "purchase", "satisfaction", "loyalty")
SETTINGS: tuple[Setting, ...] = ("online", "both", "offline")
PHASE_OF_STAGE: Mapping[str, Phase] = {
    "awareness": "pre",
    "consideration": "pre",
    "purchase": "during",
    "satisfaction": "post",
    "loyalty": "post",
    "unknown": "unknown",
}


ANSWERED = "answered:"  # before the KPI id of single answers, whose scale need not be that of a table


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was changed, left out, assumed or cannot be judged; never stops the analysis.

    Its sentence is the text ``issue.<code>`` with ``values``. ``row`` is the row number in the user's file.
    """

    severity: Severity
    code: str
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TwoWays:
    """A cell that can be read two ways: its text; what it is with a decimal comma (of a date: with the day first); and
    what it is with a decimal point (of a date: with the month first)."""

    text: str
    first: float | dt.date
    second: float | dt.date


@dataclass(frozen=True, slots=True)
class ColumnReceipt:
    """What one column became. ``how``: exact, folded, part, setting, none, personal (left out as personal data).
    ``decimal`` only for number columns; ``ask``: its values can be read two ways, so that the user is asked.

    ``samples``: up to three (before, after) pairs where cleaning changed the text. ``two_ways``: up to three cells that
    nothing in the file decides, also where the user has decided them.
    """

    header: str
    field: str
    how: str
    decimal: Literal[",", "."] | None = None
    changed: int = 0
    missing: int = 0
    samples: tuple[tuple[str, str], ...] = ()
    ask: Literal["decimal", "day-first"] | None = None
    day_first: bool | None = None
    two_ways: tuple[TwoWays, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReceipt:
    """What was taken from one sheet. ``header_row`` as in the user's file, None where no header was found.

    ``export``: the system whose report it was recognised as, such as "Google Ads". ``layout``: what stood as columns,
    where the table had no row per touchpoint and was laid out anew: touchpoints (channels), periods or segments, or
    touchpoints with a row per metric (transposed). ``top``: the first rows that hold anything, as (row in the user's
    file, texts of their first cells), so that another header row can be chosen. ``bookings``: how the amounts of a
    ledger are read, None where the sheet is none.
    """

    name: str
    grain: Grain
    header_row: int | None
    rows_read: int
    rows_left_out: int
    columns: tuple[ColumnReceipt, ...]
    touchpoint_column: str | None = None
    touchpoint_candidates: tuple[str, ...] = ()
    export: str | None = None
    layout: Layout = "long"
    top: tuple[tuple[int, tuple[str, ...]], ...] = ()
    bookings: Bookings | None = None


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """What was taken from one file."""

    name: str
    sheets: tuple[SheetReceipt, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of a file that no number was computed from. ``column`` None: a whole row; ``row`` None: a whole column;
    both None: a whole sheet or table. ``text``: what stands there, personal data and free text never shown."""

    file: str
    sheet: str
    row: int | None
    column: str | None
    text: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a touchpoint is where it is: the source, and the word or column that decided.

    ``source``: correction, file, lexicon or none.
    """

    source: str
    matched: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on the customer journey a touchpoint stands. Phase and stage always belong together.

    ``confidence`` (0-1) is that of the phase; ``also`` names other phases that would be right, likeliest first.
    """

    phase: Phase
    stage: Stage
    setting: Setting
    confidence: float
    rule: Rule
    also: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """An identity: one normalised name, or (name, phase) where the file's own phase column gives several.

    ``context``: the file's own words for phase, stage, setting, channel, campaign, if it has such columns.
    """

    key: str
    name: str
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that was understood from the uploaded files.

    ``rows``: one line per kept table row: ``touchpoint`` (key), ``segment`` (str or NaN), ``date`` (datetime64 or
    NaT), ``period`` (label such as 2025-03, or NaN), ``file``, ``sheet``, ``row``, ``comment``, and one float64 column
    per metric field present (NaN = unknown; shares 0-1; durations in hours) and per given rate (``given:roas``).
    ``interactions`` (None: the files hold no log): one line per touch in the files' order: ``touchpoint`` (key; NaN:
    the row names none, as in a list of orders), ``customer`` (pseudonym or NaN); ``time`` (datetime64[s] or NaT),
    ``period``, ``segment``, ``event`` (the file's word or NaN), ``sale`` (bool), ``value`` (of the sale, in money, or
    NaN; below 0 on a row that is no sale: a refund), ``cost``, ``response_time`` and ``resolution_time`` (hours),
    ``resolved`` (0, 1 or NaN), ``file``, ``sheet``, ``row``. All of these stand in every log, texts as categories.
    ``responses`` (None: no survey): one line per answer: ``touchpoint`` (key, or NaN: the business as a whole),
    ``date``, ``period``, ``segment``, those of ``nps_score``, ``csat_score``, ``ces_score`` and ``rating`` that were
    asked, as answered (9 of 0-10), ``comment``, ``file``, ``sheet``, ``row``; also of tickets that carry a score.
    ``comments_withheld``: how many answers carry a comment that the user has not asked to keep.
    ``touchpoints`` are those of all three grains. ``sale_events``: the words of the event column, most frequent first,
    with whether each counts as a sale, where a log's sales are events. ``alike``: pairs of touchpoint names of
    different sheets that read alike and were not taken for one (offered to the user). ``leftovers``: what was not
    understood, in the files' order; the last one says so where there is more. ``scales``: file -> KPI id (of answers:
    ``ANSWERED`` before it) -> (kind, full score), where a file or a reopened report states on which scales its scores
    stand.
    ``settings``: settings that travelled inside a reopened report, as plain JSON values.
    """

    files: tuple[FileReceipt, ...]
    issues: tuple[Issue, ...]
    rows: pd.DataFrame
    touchpoints: tuple[Touchpoint, ...]
    currency: str | None = None
    as_of: dt.date | None = None
    period_grain: Literal["day", "week", "month", "quarter", "tertial", "half", "year", "season"] | None = None
    interactions: pd.DataFrame | None = None
    responses: pd.DataFrame | None = None
    settings: Mapping[str, Any] | None = None
    sale_events: Mapping[str, bool] = field(default_factory=dict)
    alike: tuple[tuple[str, str], ...] = ()
    comments_withheld: int = 0
    leftovers: tuple[Leftover, ...] = ()
    scales: Mapping[str, Mapping[str, tuple[str, float]]] = field(default_factory=dict)
