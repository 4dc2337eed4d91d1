"""The review: touchpoints whose class is unknown or a guess, unknown ones first, each settled with one click."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.classify import marked, similar_names
from core.model import Correction, Placement, TouchpointResult
from core.model.dataset import PHASE_OF_STAGE, PHASES, SETTINGS, STAGES
from core.model.names import clean_text, fold, normalise
from core.tables import table
from core.texts import Language
from core.ui.pieces.own import component
from core.ui.pieces.safe import plain
from core.ui.visit import session
from core.ui.visit.compute import View, current_view

_KEY = "_review"
_LIST = component("review", "<ol></ol>")


def review(view: View, language: Language) -> None:
    """The list of unsure touchpoints, or the sentence that there are none; undo, and the offer for names alike."""
    unsure = unsettled(view.analysis.touchpoints)
    st.header(language.say("review.title", n=len(unsure)), anchor=False)
    if unsure:
        st.caption(language.say("review.help"))
        shown = unsure[: table("dashboard")["review_shown"]]
        words = {name: language.say(f"review.{name}") for name in ("stage", "setting", "accept")}
        items = [_item(t, language) for t in shown]
        _LIST(key=_KEY, data={"items": items, "words": words}, on_answer_change=_take_answer)
        _more(len(unsure) - len(shown), language)
    _offer(view, language)
    _buttons(unsure, language)


def unsettled(touchpoints: Sequence[TouchpointResult]) -> list[TouchpointResult]:
    """The touchpoints whose class is unknown or a guess: unknown ones first, then the least sure."""
    found = [t for t in touchpoints if is_unsure(t.placement)]
    return sorted(found, key=lambda t: (t.placement.phase != "unknown", t.placement.confidence, t.name))


def is_unsure(placement: Placement) -> bool:
    """Whether nobody, neither file nor user nor a clear word, has settled the class."""
    return placement.phase == "unknown" or placement.confidence < table("dashboard")["guess_below"]


def _item(touchpoint: TouchpointResult, language: Language) -> dict[str, Any]:
    placement, say = touchpoint.placement, language.say
    name = clean_text(touchpoint.name)
    whole = fold(placement.rule.matched) == fold(name)  # then marking it would say nothing
    before, word, after = (name, "", "") if whole else marked(name, placement.rule.matched)
    return {
        "key": touchpoint.key,
        "before": before,
        "word": word,
        "after": after,
        "why": _reason(touchpoint, language),
        "stage": placement.stage,
        "setting": placement.setting,
        "stages": [
            {"code": s, "label": say(f"stage.{s}"), "also": PHASE_OF_STAGE[s] in placement.also} for s in STAGES
        ],
        "settings": [{"code": s, "label": say(f"setting.{s}"), "also": False} for s in SETTINGS],
    }


def why(touchpoint: TouchpointResult, language: Language) -> str:
    """What decided the class: the word, unless it is the whole name, the file or the user. Of a name that fits several
    phases whether one of them is the usual one: else it settles nothing."""
    placement = touchpoint.placement
    known = placement.rule.source == "lexicon" and fold(placement.rule.matched) == fold(touchpoint.name)
    several = "equally" if is_unsure(placement) else "several"
    name = several if known and placement.also else "known" if known else placement.rule.source
    return language.say(f"data.rule-{name}", word=clean_text(placement.rule.matched))


def _reason(touchpoint: TouchpointResult, language: Language) -> str:
    """What decided, and why that is a guess: which phases the name stands in as well."""
    told = why(touchpoint, language)
    phases = tuple(language.say(f"phase.{phase}").lower() for phase in touchpoint.placement.also if phase in PHASES)
    return language.say("data.also", why=told, phases=phases) if phases else told


def _take_answer() -> None:
    answer = st.session_state[_KEY].answer
    name = str(answer["name"])
    before = session.settings().corrections.get(name, Correction())
    if answer.get("stage") in STAGES:
        stage = str(answer["stage"])
        session.correct(name, Correction(PHASE_OF_STAGE[stage], stage, before.setting))
    elif answer.get("setting") in SETTINGS:
        session.correct(name, Correction(before.phase, before.stage, str(answer["setting"])))
    elif answer.get("accept"):
        _accept(name)


def accepted(placement: Placement) -> Correction:
    """The class as it stands, now vouched for by the user."""
    return Correction(placement.phase, placement.stage, placement.setting)


def _accept(*names: str) -> None:
    view = current_view()
    for touchpoint in view.analysis.touchpoints if view else ():
        name = touchpoint.key
        if name in names and touchpoint.placement.phase != "unknown":
            session.correct(name, accepted(touchpoint.placement))


def _more(rest: int, language: Language) -> None:
    if rest > 0:
        st.caption(language.say("review.more", n=rest))


def _offer(view: View, language: Language) -> None:
    """Names that read like the one corrected last, to be placed alike with one click."""
    corrections, last = session.settings().corrections, session.last_corrected()
    if last is None:
        return
    names = {t.key: t.name for t in view.analysis.touchpoints}
    alike = similar_names(names.get(last, last), [name for key, name in names.items() if key not in corrections])
    if alike:
        st.markdown(plain(language.say("review.alike", name=names.get(last, last), names=alike, n=len(alike))))
        st.button(language.say("review.place-alike"), key="_alike", on_click=_place_alike, args=(last, alike))


def _place_alike(last: str, names: Sequence[str]) -> None:
    correction = session.settings().corrections[last]
    for name in names:
        session.correct(normalise(name), correction)


def _buttons(unsure: Sequence[TouchpointResult], language: Language) -> None:
    guesses = [t.key for t in unsure if t.placement.phase != "unknown"]
    with st.container(horizontal=True):
        if len(guesses) > 1:
            every = "review.accept-both" if len(guesses) == 2 else "review.accept-all"
            label = language.say(every, n=len(guesses))
            st.button(label, key="_accept-all", on_click=_accept, args=guesses, icon=":material/done_all:")
        if session.settings().corrections:
            st.button(language.say("review.undo"), key="_undo-last", on_click=_undo, icon=":material/undo:")


def _undo() -> None:
    last = session.last_corrected()
    if last is not None:
        session.correct(last, None)
