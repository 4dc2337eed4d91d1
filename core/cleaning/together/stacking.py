"""The rows of several sheets under one another, texts kept as categories."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals


def stack(frames: Sequence[pd.DataFrame], *, texts: Sequence[str], numbers: Sequence[str]) -> pd.DataFrame:
    """``frames`` one below the other with the columns ``texts`` (categorical, in order of appearance) and ``numbers``
    (float64), unknown where a frame lacks one, and ``row`` and ``time`` (datetime64[s])."""
    columns: dict[str, object] = {name: _texts([_of(f, name) for f in frames]) for name in texts}
    times = [f["time"].to_numpy() if "time" in f else np.full(len(f), np.datetime64("NaT")) for f in frames]
    columns["time"] = np.concatenate([t.astype("datetime64[s]") for t in times])
    columns["row"] = np.concatenate([f["row"].to_numpy() for f in frames])
    for name in numbers:
        parts = [f[name].to_numpy(dtype=float) if name in f else np.full(len(f), np.nan) for f in frames]
        columns[name] = np.concatenate(parts)
    return pd.DataFrame(columns)


def present(frames: Sequence[pd.DataFrame], names: Sequence[str]) -> Mapping[str, np.ndarray]:
    """Per name and stacked row, whether the row's frame has such a column."""
    lengths = [len(f) for f in frames]
    return {name: np.repeat([name in f for f in frames], lengths) for name in names}


def repeated(words: Sequence[str], lengths: Sequence[int]) -> pd.Categorical:
    """Each word as often as its length says, as categories."""
    codes, uniques = pd.factorize(np.array(words, dtype=object))
    return pd.Categorical.from_codes(np.repeat(codes, lengths), categories=pd.Index(uniques, dtype="str"))


def _of(frame: pd.DataFrame, name: str) -> pd.Categorical:
    if name in frame:
        return pd.Categorical(frame[name])
    return pd.Categorical.from_codes(np.full(len(frame), -1), categories=pd.Index([], dtype="str"))


def _texts(parts: list[pd.Categorical]) -> pd.Categorical:
    together: pd.Categorical = parts[0] if len(parts) == 1 else union_categoricals(parts)
    return together
