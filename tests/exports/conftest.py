"""A small analysis made by hand, with names that mean harm, so that exports are tested without the stages."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.model import (
    Analysis,
    ColumnReceipt,
    Coverage,
    Dataset,
    FileReceipt,
    Issue,
    Kpi,
    Message,
    Part,
    Placement,
    Priority,
    Rule,
    Settings,
    SheetReceipt,
    Touchpoint,
    TouchpointResult,
    Verdict,
    Worth,
)
from core.model.names import normalise

HARMFUL = '=HYPERLINK("http://x","y")'
NAMES = ("Checkout", "Levering", HARMFUL, "+45 12 34 56 78", "-2+3", "@SUM(A1)", "#N/A", "_x0041_", "Annonce")


def _kpis(index: int) -> dict[str, Kpi]:
    share = 0.2 + index / 20
    return {
        "csat": Kpi("csat", share, "share", 100 * share, 100, "responses", 100, share - 0.1, share + 0.1),
        "response_time": Kpi("response_time", 0.3 + 9 * index, "duration", n=12),
        "aov": Kpi("aov", 498.5 + index, "money", 49_850, 100, "orders", 100),
    }


def _priority(index: int) -> Priority:
    part = Part("satisfaction", "csat", 0.5, 0.4, 0.6, 0.52, 0.8, 100, 1000.0, 0.3, poor=True)
    if index > 5:
        return Priority(None, "not measured")
    return Priority(
        rank=index + 1,
        verdict="clear" if index == 0 else None,
        score=50.0 / (index + 1),
        impact=1 / (index + 1),
        potential=0.4,
        ease=0.6,
        p_first=0.91 if index == 0 else 0.02,
        p_top3=0.99,
        rank_low=index + 1,
        rank_high=index + 2,
        holds=0.93,
        tied_with=("levering",) if index == 2 else (),
        action="fix",
        on_the_line=index == 1,
        worth=Worth(10_000.0, 15_000.0, 22_000.0, "DKK", "year"),
        why=Message("export.given"),
        parts=(part,),
    )


def _result(index: int, name: str) -> TouchpointResult:
    place = Placement("during", "purchase", "online", 0.9, Rule("lexicon", "=word"))
    metrics = {"visits": 1000.0 + index, "cost": 99.5, "response_time": 3.25}
    return TouchpointResult(normalise(name), name, place, metrics, _kpis(index), _priority(index), rows=2)


@pytest.fixture
def dataset() -> Dataset:
    """Two months of every name; segment, comment and phase of the file's own."""
    keys = [normalise(name) for name in NAMES]
    rows = pd.DataFrame(
        {
            "touchpoint": keys * 2,
            "segment": ["Små", np.nan] * len(keys),
            "date": pd.to_datetime(["2025-01-01"] * len(keys) + ["2025-02-01"] * len(keys)),
            "period": ["2025-01"] * len(keys) + ["2025-02"] * len(keys),
            "file": "=fil.xlsx",
            "sheet": "Ark1",
            "row": range(5, 5 + 2 * len(keys)),
            "visits": [1000.0 + i for i in range(2 * len(keys))],
            "cost": [np.nan, 0.1 + 0.2] * len(keys),
            "response_time": [1 / 3] * (2 * len(keys)),
            "given:roas": [2.5] * (2 * len(keys)),
            "comment": ["=1+1", np.nan] * len(keys),
        }
    )
    points = tuple(Touchpoint(normalise(name), name, {"phase": "Før køb"}) for name in NAMES)
    columns = (ColumnReceipt("=Besøg", "visits", "exact", ","), ColumnReceipt("Hvad", "ignore", "none"))
    files = (FileReceipt("=fil.xlsx", (SheetReceipt("Ark1", "touchpoints", 4, 18, 1, columns),)),)
    return Dataset(files, (), rows, points, "DKK", dt.date(2025, 2, 1), "month")


@pytest.fixture
def analysis(dataset: Dataset) -> Analysis:
    """What the analysis of ``dataset`` might be."""
    whole = {**_kpis(0), "nps": Kpi("nps", None, "points", reason=Message("export.given"), unlock="nps_score")}
    months = {"2025-01": _kpis(1), "2025-02": _kpis(3)}
    return Analysis(
        settings=Settings(weights={"impact": 1.5}, targets={"csat": 0.75}, segments=("Små",)),
        files=dataset.files,
        issues=(Issue("info", "total-row", "=fil.xlsx", "Ark1", 22, values={"n": 1, "rows": (22,)}),),
        currency="DKK",
        as_of=dt.date(2025, 2, 1),
        kpis=whole,
        groups={"phase": {"during": _kpis(2)}, "segment": {"=Små": _kpis(2)}, "period": months},
        touchpoints=tuple(_result(index, name) for index, name in enumerate(NAMES)),
        verdict=Verdict("clear", (normalise(NAMES[0]),)),
        coverage=(Coverage("pre", "online", 3, 2), Coverage("pre", "offline", 0, 0)),
        rows=18,
        first_date=dt.date(2025, 1, 1),
        all_periods=("2025-01", "2025-02"),
    )


@pytest.fixture
def with_names(analysis: Analysis):
    """The analysis with its touchpoints renamed."""

    def rename(*names: str) -> Analysis:
        return replace(analysis, touchpoints=tuple(_result(i, name) for i, name in enumerate(names)))

    return rename
