"""Logs written as people would tell them, and logs of any size at random."""

import re

import numpy as np
import pandas as pd

from core.journeys import follow
from core.model import Placement, Rule

DAY = 86_400
SETTINGS = {"shop": "offline", "phone": "both"}
PHASES = {"shop": "during", "checkout": "during", "mail": "post"}
COLUMNS = ["customer", "touchpoint", "time", "sale", "value", "segment"]


def told(*lines, columns=None):
    """One line per customer, its touches as ``touchpoint@day``; ``!`` marks a sale, ``!250`` one with its value.

    "anna: ads@0 shop@7!250" · ``?`` for a day that is unknown, "?:" for a customer who is.
    """
    rows = [row for line in lines for row in _rows(line)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return typed(frame.assign(**columns or {}))


def _rows(line):
    customer, _, touches = line.partition(":")
    for touch in touches.split():
        name, day, sale, value = re.fullmatch(r"(.+)@([\d.]+|\?)(!?)(-?[\d.]*)", touch).groups()
        time = np.nan if day == "?" else float(day) * DAY
        who = np.nan if customer == "?" else customer
        yield who, name, time, bool(sale), float(value) if value else np.nan, np.nan


def typed(frame):
    """The frame as cleaning hands it on."""
    times = [np.datetime64("NaT") if t != t else np.datetime64(int(t), "s") for t in frame["time"]]
    return frame.assign(
        touchpoint=frame["touchpoint"].astype("category"),
        customer=frame["customer"].astype(object).astype("category"),
        segment=frame["segment"].astype(object).astype("category"),
        time=pd.Series(np.array(times, "datetime64[s]"), index=frame.index),
        value=frame["value"].astype(float),
    )


def placed(key):
    setting = SETTINGS.get(key, "online")
    return Placement(PHASES.get(key, "pre"), "awareness", setting, 0.9, Rule("lexicon", key))


def followed(frame, *, lookback_days=90, **options):
    keys = frame["touchpoint"].dropna().unique()
    return follow(frame, {key: placed(key) for key in keys}, lookback_days=lookback_days, **options)


def crowd(customers, *, touchpoints=5, seed=1, sale=0.3, longest=6):
    """Customers with 1 to ``longest`` touches on distinct times; each touch is a sale with chance ``sale``."""
    dice = np.random.default_rng(seed)
    length = dice.integers(1, longest + 1, customers)
    size = int(length.sum())
    sold = dice.random(size) < sale
    frame = pd.DataFrame(
        {
            "customer": np.repeat([f"k{i}" for i in range(customers)], length),
            "touchpoint": [f"t{i}" for i in dice.integers(0, touchpoints, size)],
            "time": dice.permutation(size) * 3600.0,
            "sale": sold,
            "value": np.where(sold, dice.integers(-50, 500, size), np.nan),
            "segment": dice.choice(["private", "business"], size),
        }
    )
    return typed(frame)
