"""Which classes need a look, in which order, and what accepting one means."""

import pytest

from core.model import Correction, Placement, Rule, TouchpointResult
from core.texts import language
from core.ui.data.review import accepted, is_unsure, unsettled, why


def placement(phase="pre", stage="awareness", confidence=0.95, source="lexicon"):
    return Placement(phase, stage, "online", confidence, Rule(source, "word"))


def touchpoint(name, **placed):
    return TouchpointResult(name.casefold(), name, placement(**placed), {}, {}, None)


@pytest.mark.parametrize(
    ("placed", "unsure"),
    [
        ({}, False),
        ({"confidence": 0.4}, True),
        ({"phase": "unknown", "stage": "unknown", "confidence": 0.0, "source": "none"}, True),
        ({"confidence": 1.0, "source": "file"}, False),
        ({"confidence": 1.0, "source": "correction"}, False),
    ],
)
def test_what_needs_a_look(placed, unsure):
    assert is_unsure(placement(**placed)) is unsure


def test_unknown_ones_come_first_then_the_least_sure():
    names = [
        touchpoint("Checkout"),
        touchpoint("E-mail", confidence=0.6),
        touchpoint("Phone", confidence=0.3),
        touchpoint("Zzyx", phase="unknown", stage="unknown", confidence=0.9),
    ]
    assert [t.name for t in unsettled(names)] == ["Zzyx", "Phone", "E-mail"]


def test_accepting_a_guess_vouches_for_all_of_it():
    assert accepted(placement("post", "loyalty")) == Correction("post", "loyalty", "online")


@pytest.mark.parametrize(
    ("also", "confidence", "code", "said"),
    [
        ((), 0.96, "en", "a well-known name"),
        (("post",), 0.9, "en", "fits several phases; the most common one"),
        (("post",), 0.5, "en", "the name fits several phases equally well"),
        (("post",), 0.9, "da", "passer i flere faser; den mest almindelige"),
        (("post",), 0.5, "sv", "namnet passar lika bra i flera faser"),
    ],
)
def test_the_same_reason_is_never_both_likely_and_a_guess(also, confidence, code, said):
    placed = Placement("pre", "awareness", "online", confidence, Rule("lexicon", "instagram"), also=also)
    assert why(TouchpointResult("instagram", "Instagram", placed, {}, {}, None), language(code)) == said
