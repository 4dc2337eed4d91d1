"""Rows from which many figures are made: what several of them need is worked out once."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
import pandas as pd

P = ParamSpec("P")
T = TypeVar("T")


class Sheet:
    """``rows``, which never change, with what was already asked of them. It can be read like the rows themselves."""

    __slots__ = ("_told", "rows")

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self._told: dict[tuple[Hashable, ...], Any] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, key: Any) -> Any:
        return self.rows[key]

    @property
    def columns(self) -> pd.Index:
        """The names of the columns."""
        return self.rows.columns

    def told(self, make: Callable[..., T], *names: Hashable) -> T:
        """What ``make`` finds for these rows and ``names``; an array is not to be changed, for others read it too."""
        key = (make, *names)
        if key not in self._told:
            self._told[key] = made = make(self, *names)
            if isinstance(made, np.ndarray):
                made.flags.writeable = False
        found: T = self._told[key]
        return found


Rows = pd.DataFrame | Sheet


def sheet(rows: Rows) -> Sheet:
    """``rows`` as a sheet; of a sheet, itself."""
    return rows if isinstance(rows, Sheet) else Sheet(rows)


def once(make: Callable[Concatenate[Rows, P], T]) -> Callable[Concatenate[Rows, P], T]:
    """``make``, worked out only once for the same sheet and the same further (unnamed) arguments."""

    @wraps(make)
    def asked(rows: Rows, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return rows.told(make, *args) if isinstance(rows, Sheet) and not kwargs else make(rows, *args, **kwargs)

    return asked
