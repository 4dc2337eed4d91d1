"""Rows of the template that are still its examples: left out beside others, kept and said so where they are all."""

from functools import cache

import numpy as np
import pandas as pd

from core.model.names import fold
from core.tables import table

_LONGEST = 40  # characters that the mark may take


def example_rows(names: np.ndarray) -> np.ndarray:
    """Boolean per row: whether its touchpoint (``names``, "" for none) is marked as an example of the template."""
    codes, uniques = pd.factorize(names)
    found = np.array([_is_example(name) for name in uniques], dtype=bool)
    return found[codes] if len(found) else np.zeros(len(names), dtype=bool)


def all_examples(names: np.ndarray) -> bool:
    """Whether every touchpoint is an example: the template, uploaded as it came."""
    named = names[names != ""]
    return bool(len(named)) and bool(example_rows(named).all())


def _is_example(name: str) -> bool:
    return ":" in name[:_LONGEST] and fold(name[:_LONGEST]).startswith(_marks())


@cache
def _marks() -> tuple[str, ...]:
    return tuple(f"{fold(mark)}:" for mark in table("template")["mark"].values())
