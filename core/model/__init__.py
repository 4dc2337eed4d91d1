"""The values that travel between the stages: all frozen, none knows how it was made or how it is shown."""

from core.model.analysis import (
    Action,
    Analysis,
    Coverage,
    Part,
    Priority,
    TouchpointResult,
    Verdict,
    Warning_,
    Worth,
)
from core.model.dataset import (
    ColumnReceipt,
    Dataset,
    FileReceipt,
    Issue,
    Leftover,
    Placement,
    Rule,
    SheetReceipt,
    Touchpoint,
    TwoWays,
)
from core.model.journeys import CREDIT_MODELS, Credits, DropOut, Journeys, Path, Spread, Transition
from core.model.kpi import Kpi
from core.model.message import Message
from core.model.ranges import CreditRange, credit_ranges, credited
from core.model.settings import Correction, Settings
from core.model.voices import Voice, Voices
from core.model.workbook import CellKind, GridColumn, RawSheet, Workbook

__all__ = [
    "Action",
    "Analysis",
    "CellKind",
    "ColumnReceipt",
    "CREDIT_MODELS",
    "Correction",
    "Coverage",
    "CreditRange",
    "Credits",
    "Dataset",
    "DropOut",
    "FileReceipt",
    "GridColumn",
    "Issue",
    "Journeys",
    "Kpi",
    "Leftover",
    "Message",
    "Part",
    "Path",
    "Placement",
    "Priority",
    "RawSheet",
    "Rule",
    "Settings",
    "SheetReceipt",
    "Spread",
    "Touchpoint",
    "TouchpointResult",
    "Transition",
    "TwoWays",
    "Verdict",
    "Voice",
    "Voices",
    "Warning_",
    "Workbook",
    "Worth",
    "credit_ranges",
    "credited",
]
