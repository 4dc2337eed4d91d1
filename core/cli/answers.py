"""The analysis as the JSON of the contract: fields are added, never renamed."""

import json
from collections.abc import Mapping
from typing import Any

from core.cli import compared, insights, supposed
from core.model import (
    Analysis,
    ColumnReceipt,
    Coverage,
    Dataset,
    FileReceipt,
    Issue,
    Kpi,
    Placement,
    Priority,
    TouchpointResult,
)
from core.story import Story
from core.texts import Language

SCHEMA = 1
_NOTHING: Mapping[str, Mapping[str, Any]] = {}


def as_json(value: Any) -> str:
    """Readable JSON; NaN and infinity never appear (unknown is null)."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def receipt(dataset: Dataset, language: Language) -> dict[str, Any]:
    """What was read: ``files`` and ``issues``."""
    return {
        "schema": SCHEMA,
        "language": language.code,
        "files": [_file(f) for f in dataset.files],
        "issues": [_issue(i, language) for i in dataset.issues],
    }


def analysis(result: Analysis, language: Language) -> dict[str, Any]:
    """The whole analysis."""
    language = Story(result, language).language
    tell, more = _Teller(language, result.currency), compared.beside(result)
    names = tell.names(result)
    return {
        "schema": SCHEMA,
        "language": language.code,
        "currency": result.currency,
        "files": [_file(f) for f in result.files],
        "issues": [_issue(i, language) for i in result.issues],
        "kpis": tell.ledger(result.kpis, more.get(("whole", None), {})),
        "groups": {name: _groups(name, groups, tell, more) for name, groups in result.groups.items()},
        "touchpoints": [tell.touchpoint(t, more.get(("touchpoint", t.key), {})) for t in result.touchpoints],
        "verdict": {"word": result.verdict.word, "touchpoints": [names[k] for k in result.verdict.keys]},
        "coverage": [_coverage(c) for c in result.coverage],
        "missing": list(result.missing),
        "warnings": [
            {"kind": w.kind, "touchpoint": names[w.touchpoint], "text": tell.text(w.message)} for w in result.warnings
        ],
        "settings": result.settings.to_json() | {"language": language.code},
        "journeys": insights.journeys(result.journeys, names, tell.text) if result.journeys else None,
        "voices": insights.voices(result.voices, names, tell.ledger) if result.voices else None,
        "targets": compared.targets(result),
        "comparisons": compared.comparisons(result, tell.text),
        "budget": compared.budget(result),
        "omnichannel": compared.omnichannel(result),
        "what_if": supposed.what_if(result.what_if, names, tell.priority),
        "worth_together": supposed.together(result),
    }


def _groups(
    name: str, groups: Mapping[str, Mapping[str, Kpi]], tell: "_Teller", more: Mapping[Any, Mapping[str, Any]]
) -> dict[str, Any]:
    """The key figures of each phase, stage, setting, segment or period; targets stand beside those of phases."""
    beside = more if name == "phase" else {}
    return {value: tell.ledger(ledger, beside.get(("phase", value), {})) for value, ledger in groups.items()}


def placement(value: Placement) -> dict[str, Any]:
    """Phase, stage, setting, how sure, and the rule that decided."""
    return {
        "phase": value.phase,
        "stage": value.stage,
        "setting": value.setting,
        "confidence": round(value.confidence, 4),
        "rule": {"source": value.rule.source, "matched": value.rule.matched},
        "also": list(value.also),
    }


class _Teller:
    """Turns messages into sentences of one language and currency."""

    def __init__(self, language: Language, currency: str | None) -> None:
        self._language, self._currency = language, currency

    def text(self, message: Any) -> str | None:
        return None if message is None else self._language.message(message, currency=self._currency)

    def names(self, result: Analysis) -> Mapping[str, str]:
        return {t.key: t.name for t in result.touchpoints}

    def ledger(self, kpis: Mapping[str, Kpi], more: Mapping[str, Mapping[str, Any]] = _NOTHING) -> dict[str, Any]:
        """``more``: KPI id -> what stands beside it (target, change)."""
        none = {"target": None, "change": None}
        return {name: self._kpi(kpi) | dict(more.get(name, none)) for name, kpi in kpis.items()}

    def _kpi(self, kpi: Kpi) -> dict[str, Any]:
        sides = ("value", "numerator", "denominator", "base", "n", "low", "high", "unit", "given")
        told = {"reason": self.text(kpi.reason), "note": self.text(kpi.note)}
        more = {"unlock": kpi.unlock, "rows_used": kpi.rows_used, "rows_left_out": kpi.rows_left_out}
        return {side: getattr(kpi, side) for side in sides} | told | more

    def touchpoint(self, touchpoint: TouchpointResult, more: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        return {
            "name": touchpoint.name,
            **placement(touchpoint.placement),
            "metrics": dict(touchpoint.metrics),
            "kpis": self.ledger(touchpoint.kpis, more),
            "priority": self.priority(touchpoint.priority) if touchpoint.priority else None,
            "hidden": touchpoint.hidden,
        }

    def priority(self, priority: Priority) -> dict[str, Any]:
        sides = (
            "rank", "score", "impact", "potential", "ease", "p_first", "p_top3", "rank_low", "rank_high", "holds",
            "verdict", "action", "on_the_line", "reach", "reach_base", "health", "needed",
        )  # fmt: skip
        return {side: getattr(priority, side) for side in sides} | {
            "tied_with": list(priority.tied_with),
            "worth": supposed.worth(priority.worth),
            "why": self.text(priority.why),
            "unmeasured": [self.text(message) for message in priority.unmeasured],
        }


def _file(receipt: FileReceipt) -> dict[str, Any]:
    sheets = [
        {
            "name": sheet.name,
            "grain": sheet.grain,
            "header_row": sheet.header_row,
            "rows_read": sheet.rows_read,
            "rows_left_out": sheet.rows_left_out,
            "columns": [_column(column) for column in sheet.columns],
            "touchpoint_column": sheet.touchpoint_column,
            "touchpoint_candidates": list(sheet.touchpoint_candidates),
            "layout": sheet.layout,
            "bookings": sheet.bookings,
            "export": sheet.export,
        }
        for sheet in receipt.sheets
    ]
    return {"name": receipt.name, "sheets": sheets}


def _column(column: ColumnReceipt) -> dict[str, Any]:
    sides = ("header", "field", "how", "decimal", "ask", "day_first")
    return {side: getattr(column, side) for side in sides}


def _issue(issue: Issue, language: Language) -> dict[str, Any]:
    place = {"file": issue.file, "sheet": issue.sheet, "row": issue.row, "column": issue.column}
    text = language.say(f"issue.{issue.code}", **{"n": 0, **issue.values})
    return {"severity": issue.severity, "code": issue.code, **place, "text": text}


def _coverage(cell: Coverage) -> dict[str, Any]:
    return {
        "phase": cell.phase,
        "setting": cell.setting,
        "touchpoints": cell.touchpoints,
        "measured": cell.measured,
        "few": cell.few,
    }
