"""What a row of a sheet is: a touchpoint with its numbers, one interaction, one answer, or something else."""

from collections.abc import Mapping, Sequence

from core.columns.clues import is_of_orders
from core.columns.headers import is_field, is_metric, kind_of
from core.columns.looks import Look
from core.columns.roles import Roles
from core.model.dataset import Grain
from core.model.mapping import ColumnMap

_SCORES = frozenset({"nps_score", "csat_score", "ces_score", "rating"})
_SINGLE = frozenset({"conversions", "orders", "resolved"})  # counts that a single interaction can carry as 0 or 1
_SERVICE = frozenset({"response_time", "resolution_time", "resolved"})
_MONEY = frozenset({"cost", "value", "revenue", "profit"})
_MANY = 30  # rows from which a sheet of repeated names may be a log
_OFTEN = 5  # rows per name from which the rows are rather contacts than periods of touchpoints
_ANSWERS = 5  # rows from which whole scores may be answers
_PER_NAME = 3  # answers per touchpoint from which they are single ones


def grain_of(
    columns: Sequence[ColumnMap],
    looks: Mapping[int, Look],
    touchpoint: ColumnMap | None,
    *,
    roles: Roles | None = None,
    wish: str | None = None,
) -> Grain:
    """What a row is. The user's ``wish`` wins; a wish for touchpoints without a column that names them is none."""
    roles = roles or Roles()
    if wish in ("interactions", "responses"):
        return "interactions" if wish == "interactions" else "responses"
    if touchpoint and (wish == "touchpoints" or all(is_field(c.header) for c in columns)):
        return "touchpoints"
    if wish is None and _is_survey(columns, looks, touchpoint, roles):
        return "responses"
    if wish is None and _is_log(columns, looks, touchpoint, roles):
        return "interactions"
    return "touchpoints" if touchpoint else "other"


def _is_survey(
    columns: Sequence[ColumnMap], looks: Mapping[int, Look], touchpoint: ColumnMap | None, roles: Roles
) -> bool:
    """Whole scores on several rows per touchpoint, or beside an answer that names it ("How did you find us?"), with no
    count or sum beside them and no sign of a ticket."""
    scores = [looks[c.index] for c in columns if c.field in _SCORES]
    counted = any(kind_of(c.field) in ("count", "money") or c.field in (*_SERVICE, "event") for c in columns)
    if counted or roles.status is not None or not scores or not all(look.whole_to_ten for look in scores):
        return False
    rows = max(look.filled for look in scores)
    if rows < _ANSWERS or touchpoint is None:
        return rows >= _ANSWERS
    return "?" in touchpoint.header or rows >= _PER_NAME * looks[touchpoint.index].distinct


def _is_log(
    columns: Sequence[ColumnMap], looks: Mapping[int, Look], touchpoint: ColumnMap | None, roles: Roles
) -> bool:
    fields = {c.field for c in columns if c.index != roles.outcome}
    if any(kind_of(f) == "count" and f not in _SINGLE for f in fields):
        return False
    if touchpoint is None:
        return "date" in fields and _is_list_of_orders(fields, roles)
    if roles.customer is not None and "date" in fields:
        return True
    if _is_list_of_deals(fields, roles) or _is_list_of_sales(columns, fields, roles):
        return True
    look = looks[touchpoint.index]
    often = look.filled >= _MANY and look.filled >= _OFTEN * look.distinct
    return _is_dated_event(columns, looks, look, roles) or (often and _is_contact(fields, looks, roles))


def _is_list_of_orders(fields: set[str], roles: Roles) -> bool:
    """Customers who come back or pay, or numbered rows with an amount."""
    money = roles.amount is not None or not fields.isdisjoint({"value", "revenue"})
    if roles.customer is not None and (roles.repeats or money):
        return True
    return (roles.order is not None or roles.row is not None) and money and not fields & _SCORES


def _is_list_of_sales(columns: Sequence[ColumnMap], fields: set[str], roles: Roles) -> bool:
    """The number of an order or a receipt, its day, and what it brought, beside what led to it."""
    numbers = [c for c in columns if c.index in (roles.order, roles.row) and is_of_orders(c.header)]
    money = roles.amount is not None or not fields.isdisjoint({"value", "revenue"})
    return bool(numbers) and money and "date" in fields and not fields & _SCORES


def _is_list_of_deals(fields: set[str], roles: Roles) -> bool:
    """What each deal or order is worth and how it stands, and when or whose it is."""
    worth = roles.amount is not None or not fields.isdisjoint({"value", "revenue"})
    return (
        roles.deal is not None and worth and ("date" in fields or roles.customer is not None or roles.row is not None)
    )


def _is_dated_event(columns: Sequence[ColumnMap], looks: Mapping[int, Look], names: Look, roles: Roles) -> bool:
    """Numbered rows with a date, and something that only a single contact has."""
    dates = [looks[c.index] for c in columns if c.field == "date"]
    fields = {c.field for c in columns}
    if not dates or roles.row is None or names.filled < 2 * names.distinct:
        return False
    single = roles.status is not None or roles.outcome is not None or not fields.isdisjoint(_SERVICE)
    return single or roles.clock is not None or any(look.timed > 0.5 for look in dates)


def _is_contact(fields: set[str], looks: Mapping[int, Look], roles: Roles) -> bool:
    """Rows of repeated names without customers: nothing measured beside them, or yes and no to a sale."""
    dated = "date" in fields
    timed = roles.clock is not None or any(look.timed > 0.5 for look in looks.values())
    if roles.outcome is not None:
        worded = not looks[roles.outcome].spelled <= {"0", "1"}
        return worded or timed or roles.row is not None or not dated
    measured = {f for f in fields if is_metric(f)}
    return not measured or (timed and measured <= _MONEY | _SINGLE | _SERVICE)
