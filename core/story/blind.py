"""What is known of the touchpoints that cannot be judged: a rate with nothing beside it, sales that stand elsewhere."""

from collections.abc import Sequence

from core.model import Message, TouchpointResult
from core.story.names import first_of

_KINDS = {
    "why.uncompared": "uncompared",
    "why.uncompared-counted": "uncompared",
    "why.sales-elsewhere": "elsewhere",
    "why.sales-untracked": "untracked",
}
_ON_TOP = ("uncompared", "untracked")


def blind_kind(touchpoint: TouchpointResult) -> str:
    """Why it is not judged: ``uncompared``, ``elsewhere``, ``untracked``, or ``unseen``: nothing is known of it; empty
    where it is judged."""
    priority = touchpoint.priority
    if priority is None or priority.verdict != "not measured":
        return ""
    return _KINDS.get(priority.why.key, "unseen") if priority.why else "unseen"


def known_on_top(touchpoints: Sequence[TouchpointResult]) -> str:
    """Where nothing can be judged, the kind that the answer on top tells of: what is known all the same, or that no
    sales are recorded; empty where nothing is."""
    kinds = {blind_kind(t) for t in touchpoints}
    return next((kind for kind in _ON_TOP if kind in kinds), "")


def blind_groups(
    touchpoints: Sequence[TouchpointResult], kinds: Sequence[str]
) -> list[tuple[str, int, tuple[str | Message, ...]]]:
    """Each of ``kinds`` that there is, with how many and the names to say."""
    names = {kind: tuple(t.name for t in touchpoints if blind_kind(t) == kind) for kind in kinds}
    return [(kind, len(found), first_of(found)) for kind, found in names.items() if found]
