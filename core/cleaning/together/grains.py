"""The rows of each grain: how the sheets of one grain are put under one another, and the columns they end with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.cleaning.cells.vocabulary import is_metric
from core.cleaning.moments.periods import PeriodGrain, period_labels
from core.cleaning.sheets.answers import SCORES
from core.cleaning.sheets.log import MEASURES
from core.cleaning.sheets.sales import Sales
from core.cleaning.sheets.touchpoints import CONTEXT
from core.cleaning.together.stacking import repeated, stack


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one sheet: ``frame`` as its cleaning gives it; ``place``: its number among all sheets."""

    file: str
    sheet: str
    place: int
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of one grain stacked. ``places``: per row the number of its sheet; ``named``: the different combinations
    of name and context with ``n``, how many rows have them; ``codes``: per row its combination, -1 for no name."""

    frame: pd.DataFrame
    places: np.ndarray
    named: pd.DataFrame
    codes: np.ndarray


def table_lines(sources: Sequence[Source]) -> Lines:
    """The rows of tables: each its own combination."""
    frames = [s.frame.assign(file=s.file, sheet=s.sheet) for s in sources]
    frame = pd.concat(frames, ignore_index=True)
    columns = ["name", *(c for c in CONTEXT if c in frame)]
    return Lines(frame, _places(sources), frame[columns].assign(n=1), np.arange(len(frame)))


def log_lines(sources: Sequence[Source]) -> Lines:
    """The touches of logs."""
    texts = ("name", *CONTEXT, "customer", "segment", "event")
    return _lines(sources, texts=texts, numbers=("flag", "settled", "paid", "value", *MEASURES))


def answer_lines(sources: Sequence[Source]) -> Lines:
    """The answers of surveys, with those scores that were asked."""
    sources = [replace(s, frame=s.frame.rename(columns={"date": "time"})) for s in sources]
    asked = [field for field in SCORES if any(field in s.frame for s in sources)]
    lines = _lines(sources, texts=("name", *CONTEXT, "segment"), numbers=asked)
    comments = [s.frame["comment"] if "comment" in s.frame else pd.Series(None, index=s.frame.index) for s in sources]
    together = np.concatenate([c.to_numpy(dtype=object) for c in comments])
    return replace(lines, frame=lines.frame.assign(comment=together))


def _lines(sources: Sequence[Source], *, texts: Sequence[str], numbers: Sequence[str]) -> Lines:
    lengths = [len(s.frame) for s in sources]
    frame = stack([s.frame for s in sources], texts=texts, numbers=numbers).assign(
        file=repeated([s.file for s in sources], lengths), sheet=repeated([s.sheet for s in sources], lengths)
    )
    known = ["name", *(c for c in CONTEXT if frame[c].notna().any())]
    named = frame["name"].notna().to_numpy()
    codes = np.full(len(frame), -1, dtype=np.int64)
    codes[named] = _combinations(frame, known)[named]
    codes[named] = pd.factorize(codes[named])[0]
    first = np.flatnonzero(named & ~pd.Series(codes).duplicated().to_numpy())
    combinations = frame[known].iloc[first].astype(object).reset_index(drop=True)
    counts = np.bincount(codes[named], minlength=len(first))
    return Lines(frame, _places(sources), combinations.assign(n=counts), codes)


def _combinations(frame: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """One number per combination of categories."""
    codes = np.zeros(len(frame), dtype=np.int64)
    for name in columns:
        own = frame[name].cat.codes.to_numpy().astype(np.int64)
        codes = np.asarray(pd.factorize(codes * (len(frame[name].cat.categories) + 1) + own + 1)[0], dtype=np.int64)
    return codes


def _places(sources: Sequence[Source]) -> np.ndarray:
    return np.repeat([s.place for s in sources], [len(s.frame) for s in sources])


def days_of(lines: Lines) -> pd.Series:
    """The day of each row (datetime64[s], NaT: unknown)."""
    column = "date" if "date" in lines.frame else "time"
    if column not in lines.frame:
        return pd.Series(pd.NaT, index=lines.frame.index, dtype="datetime64[s]")
    days = lines.frame[column].to_numpy().astype("datetime64[D]")
    return pd.Series(days.astype("datetime64[s]"), index=lines.frame.index)


def periods_of(days: pd.Series, grain: PeriodGrain | None) -> pd.Categorical:
    """The labels of the periods of ``days``, as categories in the order of time."""
    codes, distinct = pd.factorize(days, sort=True)
    labels = period_labels(pd.Series(distinct), grain) if grain else pd.Series([], dtype="str")
    places, names = pd.factorize(labels)
    named = np.append(places, -1)[codes] if grain else np.full(len(codes), -1)  # the last one for unknown days
    return pd.Categorical.from_codes(named, categories=pd.Index(names, dtype="str"))


def table_rows(lines: Lines, keys: np.ndarray, grain: PeriodGrain | None) -> pd.DataFrame:
    """The columns that ``Dataset.rows`` promises, in one order, metrics last."""
    frame, days = lines.frame, days_of(lines)
    missing = pd.Series(np.nan, index=frame.index, dtype="str")
    start = {
        "touchpoint": pd.Series(keys, index=frame.index, dtype="str"),
        "segment": frame["segment"].astype("str") if "segment" in frame else missing,
        "date": days,
        "period": period_labels(days, grain) if grain else missing,
        "file": frame["file"],
        "sheet": frame["sheet"],
        "row": frame["row"],
        "comment": frame["comment"].astype("str") if "comment" in frame else missing,
    }
    return pd.DataFrame(start | {c: frame[c].astype("float64") for c in frame.columns if is_metric(str(c))})


def interactions(lines: Lines, keys: np.ndarray, grain: PeriodGrain | None, sales: Sales) -> pd.DataFrame:
    """The columns that ``Dataset.interactions`` promises."""
    frame = lines.frame
    start = {
        "touchpoint": _keyed(lines, keys),
        "customer": frame["customer"],
        "time": frame["time"],
        "period": periods_of(days_of(lines), grain),
        "segment": frame["segment"],
        "event": frame["event"],
        "sale": sales.sale,
        "value": sales.value,
    }
    return pd.DataFrame(start | {name: frame[name] for name in (*MEASURES, "file", "sheet", "row")})


def responses(lines: Lines, keys: np.ndarray, grain: PeriodGrain | None) -> pd.DataFrame:
    """The columns that ``Dataset.responses`` promises."""
    frame, days = lines.frame, days_of(lines)
    start = {
        "touchpoint": _keyed(lines, keys),
        "date": days,
        "period": periods_of(days, grain),
        "segment": frame["segment"],
        **{field: frame[field] for field in SCORES if field in frame},
        "comment": frame["comment"].astype("str"),
    }
    return pd.DataFrame(start | {name: frame[name] for name in ("file", "sheet", "row")})


def _keyed(lines: Lines, keys: np.ndarray) -> pd.Categorical:
    """The key of each row's touchpoint; ``keys``: of the combinations."""
    places, distinct = pd.factorize(keys)
    codes = np.append(places, -1)[lines.codes]  # the last one for rows without a name
    return pd.Categorical.from_codes(codes, categories=pd.Index(distinct, dtype="str"))
