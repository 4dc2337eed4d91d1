"""Where a log writes its sales down: on the step at which a sale was closed, and never on an advertisement."""

from typing import Any

import pandas as pd

from core.stats.groups import Bools

_EXPECTED = 7.0  # sales at the rate of the log: that none at all happens by chance once in a thousand


def silent_beside(touchpoints: "pd.Series[Any]", sale: Bools) -> tuple[tuple[str, ...], frozenset[str]]:
    """At which touchpoints the sales of a log are recorded, and at which they are not; nothing at all in a log whose
    every touchpoint may have had its sales.

    No sale in many contacts, where the log's own rate would have made seven or more, is how the log is written and not
    how the touchpoint works. Where that is so once, others without any sale are not taken to have failed either.
    """
    named = touchpoints.notna().to_numpy()
    by = pd.DataFrame({"sale": sale[named]}).groupby(touchpoints[named].astype("str").to_numpy())["sale"]
    contacts, sales = by.size(), by.sum()
    if not len(contacts) or not sales.sum():
        return (), frozenset()
    none = sales == 0
    if not (none & (contacts * sales.sum() / contacts.sum() >= _EXPECTED)).any():
        return (), frozenset()
    return tuple(sales[~none].sort_values(ascending=False, kind="stable").index), frozenset(sales[none].index)
