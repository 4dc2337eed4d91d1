"""Which of the reasons for a touchpoint's place speak for repairing it, and how closely they are told."""

from core.model import Message

_REACH = ("why.reach-visits", "why.reach-customers", "why.reach-contacts", "why.reach-impressions")
_OF_THEM = {
    "why.conversion_rate-counted": "why.conversion_rate-them",
    "why.conversion_rate-counted-target": "why.conversion_rate-them-target",
}
_GOOD_NEWS = ("why.near", "why.beyond", "why.near-or-beyond")
_AROUND = ("why.importance", "why.reach-unknown", *_REACH, "why.easy", "why.some-work", "why.hard")


def against(why: Message, *, alone: bool = False) -> Message:
    """The reasons without the measures that are fine: good news is no reason to repair something, unless its
    figures are told because they lower the potential. Of one ``alone`` that may be at its target just as well, only
    that is told: it meets all customers."""
    if alone and why.key.startswith("why.open"):
        return Message("why.alone-open", why.values)
    told = [c for c in why.values.values() if isinstance(c, Message)]
    kept = [c for c in told if c.key not in _GOOD_NEWS]
    ended = why.key.endswith("-ended")  # the effort stands in a sentence of its own
    if not why.key.startswith("why.sentence-") or len(kept) < 2 + ended:
        return why
    said = f"why.sentence-{len(kept) - ended}{'-ended' if ended else ''}"
    return Message(said, dict(zip("abcde", kept, strict=False)))


def figures(why: Message) -> tuple[Message, ...]:
    """The key figures that speak for repairing it: neither how many meet it, nor how hard it is to change."""
    clauses = (c for c in why.values.values() if isinstance(c, Message))
    return tuple(c for c in clauses if c.key not in (*_AROUND, *_GOOD_NEWS, "why.favour"))


def counted(why: Message) -> Message:
    """The reasons with the two counts behind the share that meets the touchpoint, where it stands beside key figures:
    these count the visits of some touchpoints only, and who divides one by the other must see which. An average says
    whether it is online and offline."""
    clauses = [c for c in why.values.values() if isinstance(c, Message)]
    visits = next((c.values.get("x") for c in clauses if c.key in ("why.reach-visits", "why.reach-contacts")), None)
    told = {name: _closer(c, visits=visits) if isinstance(c, Message) else c for name, c in why.values.items()}
    return Message(why.key, told)


def widely(mean: Message) -> Message:
    """Whose average a target is, with whether that is online and offline."""
    return Message("why.average-both", mean.values) if mean.values.get("both") else mean


def _closer(clause: Message, *, visits: object) -> Message:
    """A share of all with its counts; a rate of just these visits without its own, which would repeat them."""
    if clause.key in _REACH and "n" in clause.values:
        return Message(f"{clause.key}-counted", clause.values)
    same = visits is not None and clause.values.get("n") == visits
    key = _OF_THEM.get(clause.key, clause.key) if same else clause.key
    mean = clause.values.get("mean")
    wide = {"mean": widely(mean)} if isinstance(mean, Message) else {}
    return Message(key, {**clause.values, **wide})
