"""What was made of a view is at hand while a visitor goes back and forth between views of one upload."""

from types import SimpleNamespace

import pytest

from core.model import Settings
from core.story import Story
from core.texts import language
from core.ui.visit import compute, session
from core.ui.visit.session import Upload


def a_number(number):
    """What stands for an analysis here: told apart by its number, of no known industry."""
    return SimpleNamespace(number=number, industry=None)


@pytest.fixture
def look(monkeypatch):
    """Looks at an upload under a preset; what comes is the view's number and what was made of it."""
    at = {"seen": ()}
    made = iter(range(100))
    monkeypatch.setattr(session, "seen", lambda: at["seen"])
    monkeypatch.setattr(session, "remember", lambda value: at.update(seen=value))
    monkeypatch.setattr(compute, "upload", lambda: at["upload"])
    monkeypatch.setattr(compute, "settings", lambda: at["settings"])
    monkeypatch.setattr(compute, "_view", lambda standing: SimpleNamespace(analysis=a_number(next(made))))

    def look(upload, preset):
        at.update(upload=upload, settings=Settings(preset=preset))
        view = compute.current_view()
        story = Story(view.analysis, language("en"))
        return view.analysis.number, compute.made("told", story, lambda: next(made)), len(at["seen"])

    return look


MINE, OTHER = Upload("mine", ()), Upload("other", ())


def test_a_view_that_was_looked_at_before_is_not_made_again(look):
    first, second = look(MINE, "balanced"), look(MINE, "growth")
    assert first[:2] != second[:2]
    assert look(MINE, "balanced")[:2] == first[:2]
    assert look(MINE, "growth") == (*second[:2], 2)


def test_only_a_few_are_at_hand(look):
    first = look(MINE, "0")
    assert [look(MINE, str(n))[2] for n in range(1, 6)] == [2, 3, 4, 4, 4]
    assert look(MINE, "0")[:2] != first[:2]


def test_nothing_of_another_upload_is(look):
    first = look(MINE, "balanced")
    assert look(OTHER, "balanced")[2] == 1
    assert look(MINE, "balanced")[:2] != first[:2]
