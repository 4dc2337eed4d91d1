"""What customers answered, score by score and touchpoint by touchpoint, over the whole scale."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.kpis.answering import ASKED
from core.kpis.ledger import score_kpis
from core.model import Kpi, Voice, Voices
from core.model.voices import Score
from core.stats.groups import column

_WIDEST = 1000  # above the top of any scale
_NOWHERE = "\x1f"  # between touchpoint and period in a key: neither can hold it


def voices(answers: pd.DataFrame, *, withheld: int = 0) -> Voices | None:
    """The answers as counts over their scale, each score with its interval and its history; None without any answer.

    ``answers``: as ``settle_answers`` gives them, filtered; ``withheld``: comments that exist, but were not kept.
    Where sheets ask on different scales, counts and mean tell of the scale with most answers, the KPI of all. Half
    stars count as the next whole one.
    """
    scored = [kpi for kpi in ASKED if np.isfinite(column(answers, f"answer:{kpi}")).any()]
    if not scored:
        return None
    rows = answers.assign(grain="responses")
    named = rows[rows["touchpoint"].notna()]
    whole = [voice for kpi in scored for voice in _voices(rows, kpi, by=pd.Series("", index=rows.index))]
    own = [voice for kpi in scored for voice in _worst_first(_voices(named, kpi, by=named["touchpoint"].astype(str)))]
    said = answers["comment"].notna() if "comment" in answers.columns else pd.Series(False, index=answers.index)
    return Voices(
        answers=int(np.any([np.isfinite(column(answers, f"answer:{kpi}")) for kpi in scored], axis=0).sum()),
        whole=tuple(whole),
        touchpoints=tuple(own),
        comments=int(said.sum()) or withheld,
        shown=_comments(answers[said]),
    )


def _worst_first(found: list[Voice]) -> list[Voice]:
    return sorted(found, key=lambda v: (-np.inf if v.kpi.value is None else v.kpi.value, v.key or ""))


def _voices(rows: pd.DataFrame, kpi: Score, *, by: "pd.Series[str]") -> list[Voice]:
    """A voice for each value of ``by`` ("": the business as a whole) that was asked."""
    here = np.isfinite(column(rows, f"answer:{kpi}"))
    rows, by = rows[here], by[here]
    period = rows["period"] if "period" in rows.columns else pd.Series(np.nan, index=rows.index)
    dated = period.notna()
    values = score_kpis(kpi, rows, by)
    moments = score_kpis(kpi, rows[dated], by[dated] + _NOWHERE + period[dated].astype(str))
    history: dict[str, dict[str, Kpi]] = {}
    for name, value in moments.items():
        key, _, label = name.partition(_NOWHERE)
        history.setdefault(key, {})[label] = value
    codes, keys = pd.factorize(by, sort=True)
    return [
        _voice(rows[codes == i], kpi, key, values[key], history.get(key, {})) for i, key in enumerate(map(str, keys))
    ]


def _voice(rows: pd.DataFrame, kpi: Score, key: str, value: Kpi, history: Mapping[str, Kpi]) -> Voice:
    ends = (column(rows, f"low:{kpi}") * _WIDEST + column(rows, f"high:{kpi}")).astype(np.int64)
    scales, asked = np.unique(ends, return_counts=True)
    most = scales[asked.argmax()]
    low, high = divmod(int(most), _WIDEST)
    answers = column(rows, f"answer:{kpi}")[ends == most]
    steps, often = np.unique(np.floor(answers + 0.5).astype(int), return_counts=True)
    counts = dict.fromkeys(range(low, high + 1), 0) | dict(zip(steps.tolist(), often.tolist(), strict=True))
    mean = float(np.round(answers.sum(), 6) / len(answers))
    return Voice(key or None, kpi, low, high, counts, value, mean, history)


def _comments(rows: pd.DataFrame) -> dict[str | None, tuple[str, ...]]:
    """Touchpoint (None: none named) -> its comments, in the files' order."""
    if rows.empty:
        return {}
    groups = rows.groupby("touchpoint", dropna=False, observed=True, sort=True)["comment"]
    return {key if isinstance(key, str) else None: tuple(str(c) for c in found) for key, found in groups}
