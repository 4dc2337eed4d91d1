"""Figures that another column of the file stands in for, so that an owner's "orders" give her a conversion rate."""

from typing import Any

import numpy as np
import pandas as pd

from core.model import Issue

# Missing field -> the field that stands in for it. An order is a conversion; where the file counts only conversions
# and their value, one conversion is taken for one order.
STAND_INS = {"conversions": "orders", "orders": "conversions"}
_NO_TABLE = "\x1f"  # no file's name


def stand_ins(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """``rows`` with the missing figures filled from their stand-ins, and what was taken for what.

    Only where the whole table of a file lacks a figure: beside a column of its own nothing is mixed in. Where only some
    of the files lack it, the issues name them. A log needs no stand-ins: each of its sales is both.
    """
    file = _table_files(rows)
    taken = {name: _files(rows, file, name, by) for name, by in STAND_INS.items()}
    filled = {name: _filled(rows, name, by, file.isin(taken[name])) for name, by in STAND_INS.items() if taken[name]}
    every = file[file != _NO_TABLE].nunique(dropna=False)
    issues = [
        Issue("info", f"{STAND_INS[name]}-as-{name}", file=one)
        for name in filled
        for one in ([None] if len(taken[name]) == every else taken[name])
    ]
    return rows.assign(**filled), tuple(issues)


def _table_files(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Which file's table each row stands in."""
    file = rows["file"].astype(object) if "file" in rows.columns else pd.Series(None, index=rows.index, dtype=object)
    return file.mask(rows["grain"] != "touchpoints", _NO_TABLE) if "grain" in rows.columns else file


def _files(rows: pd.DataFrame, file: "pd.Series[Any]", name: str, by: str) -> list[Any]:
    """The files that hold ``by`` but nothing under ``name``."""
    known = {field: rows[field].notna() if field in rows.columns else file.isin([]) for field in (name, by)}
    return [one for one in file[known[by]].unique() if one is not _NO_TABLE and not file[known[name]].isin([one]).any()]


def _filled(rows: pd.DataFrame, name: str, by: str, where: "pd.Series[bool]") -> "pd.Series[float]":
    return rows[by].where(where, rows[name] if name in rows.columns else np.nan)
