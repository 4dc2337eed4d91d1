"""The address line: a link opens the view that it names, and the view writes itself into the link."""

from collections.abc import Mapping

import streamlit as st

from core.ui.visit import session
from core.ui.visit.compute import View
from core.ui.visit.links import OWN, Known, State, from_link, to_link

_KEPT = ("embed", "embed_options")  # how the page is embedded is not ours to change


def follow(view: View) -> None:
    """Take over what the link asks for, once, when ``view`` has just been opened."""
    state = from_link(_link(), _known(view), settings=session.settings())
    session.change_settings(**_choices(state))
    session.pick(state.open)
    session.show_meeting(state.meeting, step=state.step)


def _choices(state: State) -> dict[str, object]:
    names = ("phases", "settings", "periods", "segments", "preset", "weights")
    return {name: getattr(state.settings, name) for name in names}


def write(view: View | None) -> None:
    """Write what is shown into the link, so that a reload or a colleague sees the same.

    The link of an own file is kept after a reload: it opens the same view once that file is uploaded again.
    """
    wished = _link() if lost() else {}
    if language := session.chosen_language():
        wished["lang"] = language
    shown = session.upload()
    if shown is not None:
        wished |= {"sample": shown.sample} if shown.sample else {OWN: "1"}
    if view is not None:
        state = State(session.settings(), session.picked(), session.meeting(), session.step())
        wished |= to_link(state, _known(view))
    _set(wished)


def lost() -> bool:
    """Whether this link showed an uploaded file, whose data did not survive the reload."""
    return OWN in st.query_params and session.upload() is None


def _link() -> dict[str, str]:
    return {name: str(value) for name, value in st.query_params.items()}


def _set(wished: Mapping[str, str]) -> None:
    kept = {name: value for name, value in _link().items() if name in _KEPT}
    if _link() != {**kept, **wished}:
        st.query_params.from_dict({**kept, **wished})


def _known(view: View) -> Known:
    shown = session.upload()
    secret = None if shown is None or shown.sample else shown.digest
    keys = [point.key for point in view.dataset.touchpoints]
    return Known(view.analysis.all_periods, view.analysis.all_segments, keys, secret)
