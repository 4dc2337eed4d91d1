"""The values that travel between the stages: all frozen, none knows how it was made or how it is shown."""

from core.model.analysis import (
    Action,
    Analysis,
    Coverage,
    Kpi,
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
    Placement,
    Rule,
    SheetReceipt,
    Touchpoint,
)
from core.model.message import Message
from core.model.settings import Correction, Settings
from core.model.workbook import CellKind, GridColumn, RawSheet, Workbook

__all__ = [
    "Action",
    "Analysis",
    "CellKind",
    "ColumnReceipt",
    "Correction",
    "Coverage",
    "Dataset",
    "FileReceipt",
    "GridColumn",
    "Issue",
    "Kpi",
    "Message",
    "Part",
    "Placement",
    "Priority",
    "RawSheet",
    "Rule",
    "Settings",
    "SheetReceipt",
    "Touchpoint",
    "TouchpointResult",
    "Verdict",
    "Warning_",
    "Workbook",
    "Worth",
]
