"""A log of single touches as additive figures per touchpoint, period and segment."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.joining.cells import PLACE, Cells, cells, coded, late, places
from core.joining.recording import silent_beside
from core.stats.groups import Bools, Ints, column
from core.stats.intervals import Floats

NEVER = np.iinfo(np.int64).min  # what NaT is as a whole number
_MOSTLY = 0.5
SERVICE = ("response_time", "resolution_time", "resolved")


@dataclass(frozen=True, slots=True)
class Knows:
    """What a log as a whole can tell; what it cannot is unknown in each of its parts, never 0.

    ``touches``: not every row is a sale, so that visits are counted too; ``money``: what its sales were worth;
    ``sold_at``: where its sales are recorded, if that is at some touchpoints only, and ``silent``: where they are not
    (see ``recording``).
    """

    sales: bool
    money: bool
    touches: bool
    customers: bool
    times: bool
    sold_at: tuple[str, ...] = ()
    silent: frozenset[str] = frozenset()


def known(interactions: pd.DataFrame) -> Knows:
    """What the whole log tells, before any filter."""
    sale = _sale(interactions)
    sold_at, silent = silent_beside(interactions["touchpoint"], sale)
    return Knows(
        sales=bool(sale.any()),
        money=bool(_money(interactions, sale).any()),
        touches=not sale.all(),
        customers=_any(interactions, "customer"),
        times=_any(interactions, "time"),
        sold_at=sold_at,
        silent=silent,
    )


def tells_cases(interactions: pd.DataFrame) -> bool:
    """Whether it is a log of cases of service (tickets): most rows say how one went, and none is a sale."""
    told = [np.isfinite(column(interactions, name)) for name in SERVICE]
    return bool(np.any(told, axis=0).mean() > _MOSTLY) and not _sale(interactions).any() if len(interactions) else False


def gathered(interactions: pd.DataFrame, knows: Knows, *, cut: int | None = None) -> pd.DataFrame:
    """The log's rows that stand alike, added up: one row for each touchpoint, period and segment where it holds no
    cases of service, else one for each of their times, so that medians stay right.

    ``visits`` (rows), ``conversions`` and ``orders`` (sales), ``revenue``, ``cost``, ``exits`` (the last touch of a
    customer who never bought; unknown in a log that marks no sales) and ``customers``, who are counted where
    they first met the touchpoint, so that sums over periods and segments count each once; ``tickets`` and how many
    of them were ``resolved``; ``stands_for``: how many rows of the log. Sales of unknown value stand apart, for
    they belong into no average. Rows without a touchpoint count no visits: nobody knows what was visited. Rows
    later in their period than ``cut`` days stand apart as well; ``until``: the last date of each.
    """
    sale = _sale(interactions)
    money = _money(interactions, sale)
    keys = [coded(interactions[name]) for name in PLACE if name in interactions.columns]
    by = cells([*keys, *late(interactions, "time", cut), (sale & ~money).astype(np.int64), *_cases(interactions)])
    touches = _touches(interactions, by, knows, sale, money)
    return touches.assign(**_service(interactions, by), grain="interactions")


def _touches(log: pd.DataFrame, by: Cells, knows: Knows, sale: Bools, money: Bools) -> pd.DataFrame:
    where = places(log, by, when="time")
    rows, unknown = by.total(None), np.full(len(by.first), np.nan)
    named = where["touchpoint"].notna().to_numpy()
    order = _in_time(log) if knows.customers else np.zeros(0, np.int64)
    met = by.total(_first_meetings(log, order)) if knows.customers else unknown
    left = by.total(_exits(log, order, sale)) if knows.customers and knows.times and knows.sales else unknown
    heard = ~where["touchpoint"].isin(knows.silent).to_numpy()
    sales = np.where(heard, by.total(sale), np.nan) if knows.sales else unknown
    columns = {
        "visits": np.where(named, rows, np.nan) if knows.touches else unknown,
        "conversions": sales,
        "orders": sales,
        "exits": np.where(named, left, np.nan) if knows.touches else unknown,
        "customers": met,
        "revenue": np.where(heard, _revenue(log, by, sale, money), np.nan) if knows.money else unknown,
        "cost": by.known(column(log, "cost")),
        "stands_for": rows.astype(np.int64),
    }
    return pd.DataFrame({**where, **columns})


def _revenue(log: pd.DataFrame, by: Cells, sale: Bools, money: Bools) -> Floats:
    """The value of sales less refunds; 0 where nothing was sold, unknown where the value of the sales is."""
    sums = by.total(np.where(money, column(log, "value"), 0.0))
    untold = by.total(sale & ~money) > 0
    return np.where(untold, np.nan, sums)


def _sale(log: pd.DataFrame) -> Bools:
    return log["sale"].to_numpy(np.bool_, na_value=False) if "sale" in log.columns else np.zeros(len(log), np.bool_)


def _money(log: pd.DataFrame, sale: Bools) -> Bools:
    """Rows whose value is money earned by a sale, or given back."""
    value = column(log, "value")
    return np.asarray(np.isfinite(value) & (sale | (value < 0)))


def _any(log: pd.DataFrame, name: str) -> bool:
    return name in log.columns and bool(log[name].notna().any())


def _in_time(log: pd.DataFrame) -> Ints:
    """The rows in the order of time, equal times in the files' order, rows without a time last."""
    if "time" not in log.columns:
        return np.arange(len(log))
    when, rows = log["time"].to_numpy("datetime64[s]").astype(np.int64), np.arange(len(log))
    dated = when != NEVER
    if not dated.any():
        return rows
    when = np.where(dated, when, when.max() + 1) - when[dated].min()
    if (np.diff(when) >= 0).all():
        return rows
    # time and place in one number: sorting it is faster than a stable sort; dates within 200 years leave it room enough
    return np.asarray(np.sort(when * len(log) + rows) % len(log))


def _first_meetings(log: pd.DataFrame, order: Ints) -> Bools:
    """The rows at which a customer meets a touchpoint for the first time."""
    customer, touchpoint = coded(log["customer"])[order], coded(log["touchpoint"])[order]
    pairs = customer * (int(touchpoint.max(initial=0)) + 1) + touchpoint
    found = np.zeros(len(log), np.bool_)
    found[order] = ~pd.Series(pairs).duplicated().to_numpy() & (customer > 0)
    return found


def _exits(log: pd.DataFrame, order: Ints, sale: Bools) -> Bools:
    """The last touch of each customer who never bought; rows without customer, time or touchpoint have no say."""
    sure = log["customer"].notna() & log["time"].notna() & log["touchpoint"].notna()
    order = order[sure.to_numpy()[order]]
    customer = coded(log["customer"])
    bought = np.bincount(customer[sale], minlength=int(customer.max(initial=0)) + 1) > 0
    last = ~pd.Series(customer[order]).duplicated(keep="last").to_numpy()
    found = np.zeros(len(log), np.bool_)
    found[order] = last & ~bought[customer[order]]
    return found


def _cases(log: pd.DataFrame) -> list[Ints]:
    """What tells cases of service apart: their times, and whether anybody says that they were solved."""
    told = [column(log, name) for name in SERVICE]
    times = [coded(pd.Series(values)) for values in told[:2] if np.isfinite(values).any()]
    return [*times, *(np.isfinite(values).astype(np.int64) for values in told[2:] if np.isfinite(values).any())]


def _service(log: pd.DataFrame, by: Cells) -> dict[str, Floats]:
    """Times and cases per cell; nothing at all for a log that tells of no case."""
    figures = {name: column(log, name) for name in SERVICE}
    case = np.any([np.isfinite(values) for values in figures.values()], axis=0)
    if not case.any():
        return {}
    times = {name: figures[name][by.first] for name in SERVICE[:2]}
    return {**times, "resolved": by.known(figures["resolved"]), "tickets": by.known(np.where(case, 1.0, np.nan))}
