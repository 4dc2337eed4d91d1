"""The method page: privacy, formulas, defaults and certainty, each from the same tables that compute."""

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from core.tables import table
from core.texts import Language
from core.ui import start
from core.ui.dashboard import guide
from core.ui.pieces.safe import markup, plain
from core.ui.visit import session

_CHAPTERS = ("phases", "priority", "sure", "suppose", "unknown")


def method(language: Language) -> None:
    """The page from top to bottom: first what every visitor asks, last what only some do."""
    say = language.say
    st.title(say("nav.method"), anchor=False)
    guide.look_again(language)
    told, beside = st.columns([7, 4], gap="large")
    with told:
        _chapters(language)
    beside.html(_example(language))
    st.header(say("method.kpis-title"), anchor=False)
    _folded("method.show-formulas", list(_formulas(language)), language, key="_formulas")
    st.header(say("method.defaults-title"), anchor=False)
    st.markdown(plain(say("method.defaults")))
    _folded("method.show-defaults", [*_targets(language), *_assumptions(language)], language, key="_defaults")


def _chapters(language: Language) -> None:
    say = language.say
    st.header(say("method.privacy-title"), anchor=False)
    st.markdown(plain(say(f"method.privacy-{start.where_kept()}")))
    st.markdown(plain(say("method.what")))
    for chapter in _CHAPTERS:
        st.header(say(f"chapter.{chapter}-title"), anchor=False)
        _chapter(say(f"chapter.{chapter}"))


def _example(language: Language) -> Markup:
    """What there is to win at one touchpoint, worked out with round numbers."""
    lines = markup("").join(markup("<p>{}</p>", line) for line in language.say("method.example").splitlines())
    return markup(
        "<aside class='kp-example'><h2 class='kp-small'>{}</h2>{}</aside>", language.say("method.example-title"), lines
    )


def _chapter(told: str) -> None:
    """A chapter's first line, and the others as a list: what is looked up is found."""
    lead, *points = told.splitlines()
    st.markdown("\n".join([plain(lead), "", *(f"- {plain(point)}" for point in points)]))


def _folded(label: str, entries: Sequence[tuple[str, str, str]], language: Language, *, key: str) -> None:
    """Reference, many screens long on a phone: its length is said, and it opens."""
    with st.expander(language.say(label, n=len(entries)), key=key):
        st.html(_definitions(entries))


def _definitions(entries: Iterable[tuple[str, str, str]]) -> Markup:
    """Three columns on a wide screen, stacked on a narrow one."""
    rows = markup("").join(
        markup("<div><dt>{}</dt><dd class='kp-formula'>{}</dd><dd>{}</dd></div>", *entry) for entry in entries
    )
    return markup("<dl class='kp-definitions'>{}</dl>", rows)


def _formulas(language: Language) -> Iterable[tuple[str, str, str]]:
    for entry in table("kpis").values():
        yield language.label(entry), language.label(entry, "formula"), language.label(entry, "definition")


def _targets(language: Language) -> Iterable[tuple[str, str, str]]:
    used = session.settings().aims
    for kpi, entry in table("defaults")["targets"].items():
        about = table("kpis")[kpi]
        value = language.write(about["unit"], used.get(kpi, entry["value"]))
        yield language.say("method.target-of", kpi=language.label(about)), value, language.label(about, "definition")


def _assumptions(language: Language) -> Iterable[tuple[str, str, str]]:
    used = session.settings().assumptions
    for name, entry in table("defaults")["assumptions"].items():
        value = language.write(entry["unit"], used.get(name, entry["value"]))
        yield language.label(entry), value, language.label(entry, "definition")
