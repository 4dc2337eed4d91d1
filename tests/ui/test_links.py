"""What stands in a link, what comes back from it, and what a stranger's link cannot do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Settings
from core.ui.visit.links import Known, State, from_link, to_link

PERIODS, SEGMENTS = ("2025-01", "2025-02"), ("Små företag", "Stora företag ~ nya")
TOUCHPOINTS = ("checkout", "jens hansen, telefon", "føtex ~ kasse")
SAMPLE = Known(PERIODS, SEGMENTS, TOUCHPOINTS, None)
OWN = Known(PERIODS, SEGMENTS, TOUCHPOINTS, "a file's digest")

STATES = [
    (State(), {}),
    (State(meeting=True), {"view": "meeting"}),
    (State(meeting=True, step=3), {"view": "meeting", "step": "4"}),
    (State(step=3), {}),
    (State(Settings(preset="growth")), {"preset": "growth"}),
    (State(Settings(preset="unheard-of")), {}),
    (State(Settings(weights={"ease": 2.0, "service": 0.25})), {"weights": "ease:2,service:0.25"}),
    (State(Settings(phases=("pre", "post"))), {"phases": "pre,post"}),
    (State(Settings(settings=("offline",))), {"settings": "offline"}),
    (State(Settings(periods=("2025-02",))), {"periods": "2025-02"}),
    (State(open="checkout"), {"open": "checkout"}),
    (State(open="gone"), {}),
]


@pytest.mark.parametrize(("state", "link"), STATES)
def test_a_samples_link_in_plain_words(state, link):
    assert to_link(state, SAMPLE) == link


chosen = st.builds(
    Settings,
    phases=st.lists(st.sampled_from(["pre", "during", "post"]), unique=True).map(tuple),
    periods=st.lists(st.sampled_from(PERIODS), unique=True).map(sorted).map(tuple),
    segments=st.lists(st.sampled_from(SEGMENTS), unique=True).map(sorted).map(tuple),
    preset=st.sampled_from(["balanced", "growth", "loyalty", "quick-wins"]),
    weights=st.dictionaries(st.sampled_from(["impact", "ease", "cost"]), st.sampled_from([0.0, 0.25, 1.0, 3.0])),
)
states = st.builds(State, chosen, st.sampled_from([None, *TOUCHPOINTS]), st.booleans(), st.integers(0, 5)).map(
    lambda s: s if s.meeting else State(s.settings, s.open)
)


@given(state=states, known=st.sampled_from([SAMPLE, OWN]))
def test_what_was_written_comes_back(state, known):
    assert from_link(to_link(state, known), known, settings=Settings()) == state


@given(state=states)
def test_nothing_of_an_own_file_stands_in_its_link(state):
    written = " ".join(to_link(state, OWN).values())
    for words in (*PERIODS, *SEGMENTS, *TOUCHPOINTS):
        assert words not in written


def test_another_files_link_means_nothing_here():
    state = State(Settings(segments=SEGMENTS[:1]), "checkout")
    other = Known(PERIODS, SEGMENTS, TOUCHPOINTS, "another file's digest")
    assert from_link(to_link(state, other), OWN, settings=Settings()) == State()


names = ["view", "step", "open", "phases", "settings", "periods", "segments", "preset", "weights", "sample"]


@given(
    link=st.dictionaries(
        st.sampled_from(names), st.text() | st.sampled_from(["nan", "ease:nan", "ease:1e999", "-1", "²"])
    ),
    known=st.sampled_from([SAMPLE, OWN]),
)
def test_a_strangers_link_breaks_nothing(link, known):
    state = from_link(link, known, settings=Settings())
    assert state.open in (None, *TOUCHPOINTS)
    assert set(state.settings.periods) <= set(PERIODS)
    assert set(state.settings.phases) <= {"pre", "during", "post", "unknown"}
    assert all(0 <= weight <= 3 for weight in state.settings.weights.values())
    assert 0 <= state.step < 100
