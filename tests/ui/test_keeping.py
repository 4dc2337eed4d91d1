"""What is kept for whom: a file's is its visitor's alone, a sample's as it comes is anybody's."""

from dataclasses import replace

import pytest
import streamlit as st

from core.model import Correction, Settings, Supposition
from core.ui.visit import session
from core.ui.visit.compute import _by_hand, _reading
from core.ui.visit.keeping import Kept
from core.ui.visit.session import Upload

OPENED = Settings(language="en")
OWN, SAMPLE = Upload("same", (), opened=OPENED), Upload("same", (), sample="dansk-webshop", opened=OPENED)


@pytest.fixture
def made_for(monkeypatch):
    """Asks in the name of a visitor who looks at an upload under settings; what comes is who caused it to be made."""
    asking = {}

    def make(key):
        return asking["who"]

    kept = Kept(make, by=_by_hand, own=2, ours=2)
    monkeypatch.setattr("streamlit.runtime.caching.cache_resource_api.get_session_id_or_throw", lambda: asking["who"])
    monkeypatch.setattr(session, "upload", lambda: asking["upload"])
    monkeypatch.setattr(session, "settings", lambda: asking["settings"])

    def ask(who, upload, settings=OPENED, *, key="key", forget=False):
        asking.update(who=who, upload=upload, settings=settings)
        if forget:
            kept.clear()
        return kept(key)

    yield ask
    st.cache_resource.clear()


HERS = {
    "a weight": replace(OPENED, weights={"impact": 2.0}),
    "a correction": replace(OPENED, corrections={"a": Correction(phase="post")}),
    "a filter": replace(OPENED, phases=("pre",)),
    "a supposition": replace(OPENED, suppositions=(Supposition("a", "csat", 0.9),)),
    "a name given to a column": replace(OPENED, mapping={"Navn": "touchpoint"}),
}


@pytest.mark.parametrize(
    ("upload", "settings", "maker"),
    [
        (SAMPLE, OPENED, "first"),
        (SAMPLE, replace(OPENED), "first"),
        (SAMPLE, replace(OPENED, preset="growth"), "first"),  # a ready-made choice, nobody's words
        (OWN, OPENED, "second"),  # the same bytes, the same choices, and still her own
        *[(SAMPLE, settings, "second") for settings in HERS.values()],
    ],
)
def test_only_a_sample_as_it_comes_is_made_for_all(made_for, upload, settings, maker):
    assert made_for("first", upload, settings) == "first"
    assert made_for("second", upload, settings) == maker


def test_what_a_visitor_made_of_a_sample_by_hand_is_nobody_elses(made_for):
    assert made_for("first", SAMPLE, HERS["a weight"]) == "first"
    assert made_for("second", SAMPLE) == "second"
    assert made_for("third", SAMPLE) == "second"


def test_her_own_is_kept_for_her_and_forgotten_with_her_file(made_for):
    assert made_for("first", OWN) == "first"
    assert made_for("first", OWN) == "first"
    assert made_for("second", SAMPLE) == "second"
    assert made_for("first", SAMPLE, forget=True) == "second"  # what is anybody's stays


@pytest.mark.parametrize(("settings", "same"), [(HERS["a weight"], True), (HERS["a name given to a column"], False)])
def test_a_weight_by_hand_costs_no_sample_a_new_reading(settings, same):
    assert (_reading(settings) == _reading(OPENED)) == same
