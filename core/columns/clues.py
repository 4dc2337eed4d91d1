"""What single columns of a log give away by their headers and cells, beside the fields that headers mean."""

import re
from collections.abc import Mapping
from functools import cache

from core.columns.headers import IGNORE, kind_of
from core.columns.lexicon import header_words
from core.columns.looks import Look
from core.model.mapping import ColumnMap
from core.model.names import fold, normalise
from core.tables import table

_MOSTLY = 0.8  # of the distinct cells
_TIMED = 0.5  # of the distinct cells that are days with a time: "Paid at" is no amount
_AMOUNT_WORDS = 3  # words of a header up to which it is taken for an amount by one of them


def is_outcome(column: ColumnMap, look: Look) -> bool:
    """Whether the column says yes or no to a sale: its header speaks of one, and its cells are flags."""
    if not look.flags:
        return False
    said = column.how != "personal" and _phrase(column.header) in _set("outcome_headers")
    return said or column.field == "conversions"


def is_status(look: Look) -> bool:
    """Whether all cells are states of a ticket, and some of them that it is solved."""
    states = _states()
    return bool(look.spelled) and look.spelled <= states["any"] and not look.spelled.isdisjoint(states["solved"])


def is_deal(column: ColumnMap, look: Look) -> bool:
    """Whether the cells say how deals or orders stand: some are won or lost, or most are states and some void."""
    said = _outcomes()
    cells = frozenset(" ".join(text.replace("_", " ").split()) for text in look.spelled)
    header = frozenset(normalise(column.header).replace("-", " ").replace("_", " ").split())
    words = [set(cell.replace("-", " ").split()) for cell in cells]
    won, lost = (any(not said[name].isdisjoint(cell) for cell in words) for name in ("won", "lost"))
    if (won and lost) or ((won or lost) and not header.isdisjoint(said["headers"])):
        return True
    known = len(cells & (said["kept"] | said["void"]))
    return 2 * known > len(cells) and not cells.isdisjoint(said["void"]) and _is_of_orders(header, cells)


def _is_of_orders(header: frozenset[str], cells: frozenset[str]) -> bool:
    """Whether the header speaks of orders; or of a status, and the cells are not just those of tickets."""
    said = _outcomes()
    return bool(header & said["order_headers"]) or (bool(header & said["headers"]) and not cells <= _states()["any"])


def is_sales(column: ColumnMap, look: Look) -> bool:
    """Whether the header says no more than "Sales", which may mean their number or what they brought, above whole
    numbers."""
    return column.how not in ("setting", "personal") and look.whole and _phrase(column.header) in _set("sales_headers")


def is_amount(column: ColumnMap, look: Look) -> bool:
    """Whether an unexplained column of numbers holds what an order cost the customer."""
    words = header_words(column.header)
    if column.field != IGNORE or column.how == "personal" or look.timed > _TIMED:
        return False
    if not look.is_number and look.priced < _MOSTLY:
        return False
    known = _set("amount_headers")
    return " ".join(words) in known or (len(words) <= _AMOUNT_WORDS and bool(words) and words[0] in known)


def is_part_of_amount(column: ColumnMap) -> bool:
    """Whether the amount is only a part of what an order cost: a subtotal, a line, a piece."""
    return header_words(column.header)[0] in _set("part_amounts")


def is_of_line(column: ColumnMap) -> bool:
    """Whether the amount is that of one line of an order."""
    return header_words(column.header)[0] in _set("line_amounts")


def is_piece_price(column: ColumnMap, look: Look) -> bool:
    """Whether the cells may be what one piece costs."""
    money = look.is_number or look.priced >= _MOSTLY
    free = column.field == IGNORE and column.how != "personal"
    return free and money and _phrase(column.header) in _set("piece_prices")


def counts_pieces(column: ColumnMap, look: Look) -> bool:
    """Whether the cells say how many pieces were bought."""
    return column.field == IGNORE and look.is_number and _phrase(column.header) in _set("piece_counts")


def is_clock(column: ColumnMap, look: Look) -> bool:
    """Whether the cells are times of day."""
    return column.how not in ("setting", "personal") and look.clock >= _MOSTLY


def is_number(column: ColumnMap, look: Look) -> bool:
    """Whether the header is that of a number of rows, orders or customers, or of a name above "#1001"."""
    if column.field != IGNORE or column.how == "personal":
        return False
    known = _phrase(column.header) in _set("number_headers")
    return known or (look.coded >= _MOSTLY and _phrase(column.header) in _set("order_names"))


def is_of_orders(header: str) -> bool:
    """Whether a number is that of an order, a receipt or a booking."""
    words = header_words(header)
    return " ".join(words) in _set("order_names") or not _set("order_words").isdisjoint(words)


def numbers_orders(column: ColumnMap, look: Look) -> bool:
    """Whether the cells under "Order" are its number rather than a count: "#1001", or a run such as 1001, 1002."""
    said = _phrase(column.header) in _set("order_names")
    return column.how != "setting" and (look.coded >= _MOSTLY or (said and look.run))


def is_priority(column: ColumnMap) -> bool:
    """Whether the header says no more than that something comes first."""
    words = header_words(re.split(r"[(\[:]", column.header)[0])
    return " ".join(w for w in words if not w.isdigit()) in _set("priority_headers")


def is_customers(header: str) -> bool:
    """Whether the header says customer, rather than user, visitor or session."""
    return not _set("customer_words").isdisjoint(header_words(header))


def field_of_cells(column: ColumnMap, look: Look) -> str | None:
    """The field of a column that its header leaves open, where its words leave no doubt: devices and whether a review
    was invited are a segment, ways of contact a channel, sent, opened and clicked events, "very satisfied" a score."""
    if len(look.words) < 2:
        return None
    words = frozenset(map(plain, look.words))
    if column.field == "channel":
        return "segment" if words <= _set("device_words") or _are_of_reviews(words) else None
    if look.worded == 1.0:
        return "csat_score"
    if not _set("contact_headers").isdisjoint(header_words(column.header)) and words <= _set("contact_words"):
        return "channel"
    return "event" if words <= _events() else None


def _are_of_reviews(words: frozenset[str]) -> bool:
    """Whether they say how reviews came about, invited or not, which is no place where customers meet the business."""
    return words <= _set("review_origins") | _set("review_invitations") and not words.isdisjoint(
        _set("review_invitations")
    )


def is_count_of_answers(column: ColumnMap, look: Look) -> bool:
    """Whether a column called "Ratings" counts them: whole numbers, some above any mark."""
    counts = look.whole and not look.whole_to_ten
    return column.field == "rating" and counts and _phrase(column.header) in _set("answer_headers")


def is_spend(column: ColumnMap, look: Look) -> bool:
    """Whether numbers stand under "Marketing", which are what it cost."""
    if column.field != IGNORE or column.how != "none" or _phrase(column.header) not in _set("spend_headers"):
        return False
    return look.is_number or look.priced >= _MOSTLY


def counts_comments(column: ColumnMap, look: Look) -> bool:
    """Whether "Comments" stands above how many a post got."""
    return (
        column.field == "comment" and look.is_number and look.whole and _phrase(column.header) in _set("comment_counts")
    )


def asks(column: ColumnMap) -> bool:
    """Whether the header says that customers asked, which are cases of service or leads."""
    return column.field == "tickets" and column.how != "setting" and _phrase(column.header) in _set("asking_headers")


def sent(column: ColumnMap, look: Look) -> str | None:
    """What "Sent" means above these cells: when above days, how many above whole numbers; None above anything else."""
    if column.how in ("setting", "personal") or _phrase(column.header) not in _set("sent_headers"):
        return None
    if look.days >= _MOSTLY:
        return "date"
    return "impressions" if look.whole and not look.flags else None


def is_moment(column: ColumnMap, look: Look) -> bool:
    """Whether a column of counts or amounts holds days, with their time or without."""
    return kind_of(column.field) in ("count", "money") and (look.timed > _TIMED or look.days >= _MOSTLY)


def plain(text: str) -> str:
    """A word of an event column as the tables hold it: folded, _ and - as spaces."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


def _phrase(header: str) -> str:
    return " ".join(header_words(header))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("grains")[name])


@cache
def _states() -> Mapping[str, frozenset[str]]:
    groups = table("grains")["states"]
    return {"solved": frozenset(groups["solved"]), "any": frozenset(w for words in groups.values() for w in words)}


@cache
def _outcomes() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("grains")["outcomes"].items()}


@cache
def _events() -> frozenset[str]:
    words = table("grains")["sale"]
    return frozenset([*words["exact"], *words["others"]])
