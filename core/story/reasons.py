"""Which of the reasons for a touchpoint's place speak for repairing it."""

from core.model import Message

_GOOD_NEWS = ("why.near", "why.beyond", "why.near-or-beyond")


def against(why: Message) -> Message:
    """The reasons without the measures that are fine: good news is no reason to repair something."""
    told = [c for c in why.values.values() if isinstance(c, Message)]
    kept = [c for c in told if c.key not in _GOOD_NEWS]
    if not why.key.startswith("why.sentence-") or len(kept) < 2:
        return why
    return Message(f"why.sentence-{len(kept)}", dict(zip("abcde", kept, strict=False)))
