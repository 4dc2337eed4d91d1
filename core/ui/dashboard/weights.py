"""What counts most: a preset, or each weight by hand; the ranking follows live."""

from functools import partial

import streamlit as st

from core.tables import table
from core.texts import Language
from core.ui.pieces.choice import choice
from core.ui.visit import session

_CRITERIA = ("impact", "potential", "ease")
_MEASURES = ("satisfaction", "conversion", "service", "cost")
_STEPS = tuple(n / 4 for n in range(13))  # 0 to 3
_ASSUMPTIONS = ("margin", "recoverable", "kappa")


def presets(language: Language) -> None:
    """The presets in a row, the single weights behind one button."""
    entries = table("defaults")["presets"]
    with st.container(horizontal=True, vertical_alignment="bottom", key="presets"):
        chosen = session.settings().preset
        choice(
            "_preset",
            {name: language.label(entry) for name, entry in entries.items()},
            chosen=chosen if chosen in entries else "balanced",
            label=language.say("show.preset"),
            take=_take_preset,
        )
        single = st.popover(language.say("show.weights"), icon=":material/tune:", key="_weights", on_change="rerun")
        if single.open:  # ten sliders that most reruns need not move
            with single:
                _single(language)


def _single(language: Language) -> None:
    """Each weight and assumption by hand."""
    st.caption(language.say("show.weights-help"))
    left, right = st.columns(2)
    with left:
        for name in _CRITERIA:
            _weight(name, language.say(f"part.{name}"), language)
    with right:
        for name in _MEASURES:
            _weight(name, language.say(f"measure.{name}").capitalize(), language)
    st.caption(language.say("show.assumptions"))
    for name in _ASSUMPTIONS:
        _assumption(name, language)


def _take_preset(name: str) -> None:
    session.change_settings(preset=name, weights={})


def _weight(name: str, label: str, language: Language) -> None:
    """A slider whose steps are written as the reader's country does; a weight of a link may lie between them."""
    preset = table("defaults")["presets"].get(session.settings().preset, {}).get("weights", {})
    value = session.settings().weights.get(name, preset.get(name, 1.0))
    key = f"_weight-{name}-{session.settings().preset}"
    take = session.mirror(key, lambda v: _change_weight(name, v))
    steps = sorted({*_STEPS, float(value)})
    written = partial(language.write, "decimal")
    st.select_slider(label, steps, float(value), format_func=written, key=key, on_change=take)


def _change_weight(name: str, value: float) -> None:
    session.change_settings(weights={**session.settings().weights, name: value})


def _assumption(name: str, language: Language) -> None:
    entry = table("defaults")["assumptions"][name]
    value = session.settings().assumptions.get(name, entry["value"])
    key = f"_assumption-{name}"
    take = session.mirror(key, lambda v: _change_assumption(name, v / 100))
    st.slider(language.label(entry), 0, 100, round(100 * value), 5, key=key, format="%d %%", on_change=take)


def _change_assumption(name: str, value: float) -> None:
    session.change_settings(assumptions={**session.settings().assumptions, name: value})
    session.ask_for_all()  # key figures rest on assumptions too
