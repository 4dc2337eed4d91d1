"""Which rows are the same touchpoint: one normalised name, or name and phase where the file's phases differ."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from core.model import Touchpoint
from core.model.names import fold, normalise
from core.tables import table


def identify(frame: pd.DataFrame, *, context: Sequence[str]) -> tuple[np.ndarray, tuple[Touchpoint, ...]]:
    """The key of each row's touchpoint, and the touchpoints in the order in which they first appear.

    ``frame`` holds ``name``, those of the ``context`` columns that the files have, and how many rows a line stands for
    (``n``). A touchpoint is shown as it was first spelled; its context holds the words that most of its rows use.
    """
    codes, spellings = pd.factorize(frame["name"])
    keys = np.array([normalise(name) for name in spellings], dtype=object)[codes] if len(frame) else np.array([])
    if "phase" in frame:
        keys = _with_phase(keys, frame["phase"])
    places, distinct = pd.factorize(keys)
    first: np.ndarray = np.unique(places, return_index=True)[1]
    names = frame["name"].to_numpy()[first]
    words = {column: _usual(places, frame[column], frame["n"]) for column in context if column in frame}
    points = tuple(
        Touchpoint(key, str(name), {column: found[i] for column, found in words.items() if i in found})
        for i, (key, name) in enumerate(zip(distinct, names, strict=True))
    )
    return keys, points


def merged(names: pd.Series, merges: Mapping[str, str]) -> pd.Series:
    """``names`` with the other name of those that the user takes for the same (normalised name -> normalised name),
    as it is first spelled in the files."""
    if not merges:
        return names
    codes, spellings = pd.factorize(names)
    keys = [normalise(str(name)) for name in spellings]
    shown = dict(zip(reversed(keys), reversed([str(name) for name in spellings]), strict=True))
    targets = {key: _target(key, merges) for key in keys}
    own = zip(spellings, keys, strict=True)
    texts = [str(name) if key == targets[key] else shown.get(targets[key], targets[key]) for name, key in own]
    return pd.Series(np.array(texts, dtype=object)[codes], index=names.index) if texts else names


def _target(key: str, merges: Mapping[str, str]) -> str:
    """Where a name ends that is the same as one that is the same as another; a ring leads nowhere."""
    seen = [key]
    while (key := normalise(merges.get(key, key))) not in seen:
        seen.append(key)
    return key if key == seen[-1] else seen[0]


def _with_phase(keys: np.ndarray, phases: pd.Series) -> np.ndarray:
    """Keys with their phase where one name stands in several; rows without a phase keep the bare name."""
    codes, words = pd.factorize(phases)
    meant = np.array([*(_phase(word) for word in words), ""], dtype=object)[codes]
    said = pd.DataFrame({"key": keys, "phase": meant})[meant != ""].drop_duplicates()
    several = said["key"].value_counts()
    split = np.isin(keys, several.index[several > 1].to_numpy(dtype=object)) & (meant != "")
    return np.where(split, keys + " (" + meant + ")", keys) if split.any() else keys


def _usual(places: np.ndarray, words: pd.Series, rows: pd.Series) -> dict[int, str]:
    """Place of the touchpoint -> the word that most of its rows use, the first of equally frequent ones."""
    said = words.notna().to_numpy()
    pairs = pd.DataFrame({"place": places[said], "word": words[said].to_numpy(), "n": rows[said].to_numpy()})
    counts = pairs.groupby(["place", "word"], sort=False)["n"].sum().reset_index()
    best = counts.sort_values("n", ascending=False, kind="stable").drop_duplicates("place")
    return dict(zip(best["place"].tolist(), best["word"].tolist(), strict=True))


def _phase(word: str) -> str:
    """pre, during or post for a word that means it, so that "Før" and "Før køb" are one; else the word itself."""
    return _phases().get(fold(word), fold(word))


@cache
def _phases() -> Mapping[str, str]:
    return {word: phase for phase, group in table("headers")["phase_words"].items() for word in group}
