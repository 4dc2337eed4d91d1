"""Single answers in their KPI's own unit, settled once per sheet, with what is to be said about their scales."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from core.model import Issue, Message
from core.model.dataset import ANSWERED
from core.stats.answers import AnswerScale, Score, answer_scale, counted
from core.stats.groups import Ints, column
from core.stats.scales import SCORE_FIELDS, by_sheet

ASKED: tuple[Score, ...] = ("nps", "csat", "ces", "rating")
_FULL_NPS = 10


def settle_answers(
    responses: pd.DataFrame, *, known: Mapping[str, Mapping[str, tuple[str, float]]] | None = None
) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """``Dataset.responses`` with every score in its KPI's own unit (see ``core.stats.answers.counted``), before any
    filter, and the issues about their scales.

    New columns: ``responses`` (1 each), and per KPI id ``answer:nps`` (as answered) with ``low:nps`` and ``high:nps``
    (its scale); ``unclear:nps`` where an answer stands on no scale. Each sheet of each file is judged by itself.
    ``known``: file -> ``ANSWERED`` and KPI id -> (kind, full score), where a file states its scale.
    Answers about recommending that are not 0-10 are no NPS: they count as CSAT where the sheet has none.
    """
    places = by_sheet(responses)
    known = known or {}
    sheets = [_sheet(responses.iloc[at], file, sheet, known.get(file or "", {})) for (file, sheet), at in places]
    settled = _together([frame for frame, _ in sheets], [at for _, at in places], responses)
    return settled.assign(responses=1.0), tuple(issue for _, issues in sheets for issue in issues)


def _together(parts: list[pd.DataFrame], where: list[Ints], responses: pd.DataFrame) -> pd.DataFrame:
    """The sheets' new columns under the old rows, in the old order."""
    names = list(dict.fromkeys(name for part in parts for name in part.columns))
    columns = {name: np.full(len(responses), False if name.startswith("unclear:") else np.nan) for name in names}
    for part, at in zip(parts, where, strict=True):
        for name in part.columns:
            columns[name][at] = part[name].to_numpy()
    unasked = [field for field in SCORE_FIELDS.values() if field in responses.columns and field not in columns]
    return responses.drop(columns=unasked).assign(**columns)


def _sheet(
    rows: pd.DataFrame, file: str | None, sheet: str | None, known: Mapping[str, tuple[str, float]]
) -> tuple[pd.DataFrame, list[Issue]]:
    columns: dict[str, object] = {}
    issues: list[Issue] = []
    written = {kpi: column(rows, SCORE_FIELDS[kpi]) for kpi in ASKED}
    asked = [kpi for kpi in ASKED if np.isfinite(written[kpi]).any()]
    for kpi in asked:
        values, (_, stated) = written[kpi], known.get(f"{ANSWERED}{kpi}", ("", None))
        scale = answer_scale(values, kpi, stated=stated)
        meant = _meant(kpi, scale, asked)
        issues += [Issue(i.severity, i.code, file, sheet, values=i.values) for i in _about(kpi, meant, scale)]
        if scale is None or meant is None:
            columns |= {SCORE_FIELDS[kpi]: np.full(len(rows), np.nan), f"unclear:{kpi}": np.isfinite(values)}
            continue
        columns |= {SCORE_FIELDS[meant]: counted(values, meant, scale), f"answer:{meant}": values}
        columns |= {f"low:{meant}": float(scale.low), f"high:{meant}": float(scale.high)}
        if meant != kpi:
            columns |= {SCORE_FIELDS[kpi]: np.full(len(rows), np.nan), f"unclear:{kpi}": np.isfinite(values)}
    return pd.DataFrame(columns, index=rows.index), issues


def _meant(kpi: Score, scale: AnswerScale | None, asked: list[Score]) -> Score | None:
    """The KPI that answers on ``scale`` give; None where they give none."""
    if scale is None:
        return None
    if kpi == "nps" and scale.high != _FULL_NPS:
        return None if "csat" in asked else "csat"
    return kpi


def _about(kpi: Score, meant: Score | None, scale: AnswerScale | None) -> Iterator[Issue]:
    values: dict[str, object] = {"field": Message(f"reason.field.{SCORE_FIELDS[kpi]}")}
    if scale is None:
        yield Issue("warning", "answers-scale", values=values)
        return
    values |= {"low": scale.low, "high": scale.high}
    if kpi == "nps" and meant != "nps":
        yield Issue("warning", "nps-as-csat" if meant else "nps-left-out", values=values)
    if kpi == "ces":
        yield Issue("info", "ces-direction", values=values)
