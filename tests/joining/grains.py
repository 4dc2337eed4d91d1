"""The three grains made by hand, as cleaning hands them over."""

from typing import Any

import numpy as np
import pandas as pd

NAN = float("nan")
_TEXTS = ("touchpoint", "period", "segment", "file", "sheet", "comment")


def table(*lines: dict[str, Any]) -> pd.DataFrame:
    """Rows of a table; what a line does not say is unknown."""
    start = {"touchpoint": None, "segment": None, "period": None, "file": "t.xlsx", "sheet": "s", "comment": None}
    rows = pd.DataFrame([start | line for line in lines], columns=None if lines else list(start))
    rows["date"] = pd.to_datetime(rows["period"], format="%Y-%m").astype("datetime64[s]")
    rows["row"] = np.arange(len(rows)) + 2
    numbers = [c for c in rows.columns if c not in (*_TEXTS, "date", "row")]
    return rows.astype(dict.fromkeys(_TEXTS, "str") | dict.fromkeys(numbers, "float64"))


def log(*touches: tuple[Any, ...], **more: list[Any]) -> pd.DataFrame:
    """(touchpoint, customer, day, value of the sale or None for no sale); NAN: a sale of unknown value."""
    touchpoint, customer, day, value = (list(side) for side in zip(*touches, strict=True))
    time = pd.Series(pd.to_datetime(day)).astype("datetime64[s]")
    rows = pd.DataFrame(
        {
            "touchpoint": pd.Categorical(touchpoint),
            "customer": pd.Categorical(customer),
            "time": time,
            "period": time.dt.strftime("%Y-%m").astype("str"),
            "segment": pd.Series([None] * len(touches), dtype="str"),
            "sale": [v is not None for v in value],
            "value": [NAN if v is None else v for v in value],
        }
    )
    return rows.assign(**more)


def answers(*said: tuple[Any, ...], score: str = "csat_score", period: str | None = None) -> pd.DataFrame:
    """(touchpoint, answer)."""
    touchpoint, answer = (list(side) for side in zip(*said, strict=True))
    rows = pd.DataFrame({"touchpoint": pd.Series(touchpoint, dtype="str"), score: np.array(answer, float)})
    texts = {"period": period, "segment": None, "file": "a.csv", "sheet": "s"}
    return rows.assign(**{k: pd.Series([v] * len(rows), dtype="str") for k, v in texts.items()}, date=pd.NaT)
