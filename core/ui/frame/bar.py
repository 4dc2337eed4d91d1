"""The bar above the dashboard: what is shown, filters, download, another file."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.exports import EXPORTERS, file_name
from core.story import Story
from core.story.hidden import chosen, rows_shown, touchpoints_shown
from core.texts import Language
from core.texts.moneys import currency_mark
from core.ui.frame import paging
from core.ui.pieces.safe import markup, plain
from core.ui.visit import compute, session
from core.ui.visit.compute import View, story_of

_FILTERS = ("periods", "segments", "phases", "settings")


def bar(view: View, language: Language) -> None:
    """One line: chip, then what one can do with the whole file. The two buttons are text beside the chip and stand last
    (style.css)."""
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        story = story_of(view, language)
        st.html(compute.made("chip", story, partial(_chip, view, language)) + _buttons(view, language))
        if view.dataset.touchpoints:
            _filters(view, language)
            _downloads(view, language)
    _in_force(story)


def _buttons(view: View, language: Language) -> Markup:
    meeting = paging.button("meeting", language.say("meeting.open"), "slideshow")
    another = paging.button("another", language.say("page.another-file"), "upload_file")
    return markup("<p class='kp-acts'>{}{}</p>", meeting if view.dataset.touchpoints else "", another)


def _in_force(story: Story) -> None:
    """Each filter in force with what it lets through; a click takes it back. Without them nobody would see, with the
    choices shut, of what the page tells."""
    filters = chosen(story)
    if not filters:
        return
    with st.container(horizontal=True, key="in-force"):
        for name, told in filters.items():
            st.button(
                plain(told),
                key=f"_drop-{name}",
                help=story.language.say("hidden.drop"),
                icon=":material/close:",
                icon_position="right",
                on_click=clear_filters,
                args=(name,),
            )


def _chip(view: View, language: Language) -> Markup:
    analysis, story = view.analysis, story_of(view, language)
    names = language.write("list", [receipt.name for receipt in analysis.files])
    facts = [touchpoints_shown(story)]
    if rows := rows_shown(story):
        facts.append(rows)
    if span := story.span():
        facts.append(span)
    if analysis.currency:
        facts.append(currency_mark(analysis.currency, language.locale))
    return markup("<div class='kp-chip'><strong>{}</strong><span>{}</span></div>", names, " · ".join(facts))


def _filters(view: View, language: Language) -> None:
    chosen, analysis = session.settings(), view.analysis
    active = sum(bool(v) for v in (chosen.periods, chosen.segments, chosen.phases, chosen.settings))
    label = language.say("show.filters-on", n=active) if active else language.say("show.filters")
    choices = st.popover(label, icon=":material/filter_list:", key="_filters", on_change="rerun")
    if not choices.open and not active:  # four lists that most reruns need not send; what filters is always at hand
        return
    with choices:
        _choice(language, "periods", analysis.all_periods, str)
        _choice(language, "segments", analysis.all_segments, str)
        _choice(language, "phases", _present(view, "phase"), lambda v: language.say(f"phase.{v}"))
        _choice(language, "settings", _present(view, "setting"), lambda v: language.say(f"setting.{v}"))
        if active:
            st.button(language.say("show.filter-clear"), on_click=clear_filters, key="_clear-filters")


def clear_filters(*names: str) -> None:
    """Take back the filters ``names``, without any all of them, in the choices too."""
    session.change_settings(**dict.fromkeys(names or _FILTERS, ()))
    for name in names or _FILTERS:
        st.session_state[f"_filter-{name}"] = []


def _present(view: View, side: str) -> list[str]:
    order = {"phase": ("pre", "during", "post", "unknown"), "setting": ("online", "both", "offline", "unknown")}[side]
    found = {getattr(t.placement, side) for t in view.analysis.touchpoints}
    return [value for value in order if value in found]


def _choice(language: Language, name: str, options: Sequence[str], write: Callable[[str], str]) -> None:
    if len(options) < 2:
        return
    key = f"_filter-{name}"
    st.multiselect(
        language.say(f"show.filter-{name}"),
        list(options),
        default=[v for v in getattr(session.settings(), name) if v in options],
        format_func=write,
        placeholder=language.say("show.filter-all"),
        key=key,
        on_change=session.mirror(key, lambda values: session.change_settings(**{name: session.as_tuple(values)})),
    )


def _downloads(view: View, language: Language) -> None:
    ways = st.popover(language.say("show.download"), icon=":material/download:", key="_download", on_change="rerun")
    if not ways.open:
        return
    with ways:
        for suffix, exporter in EXPORTERS.items():
            st.download_button(
                language.say(exporter.label),
                partial(exporter.build, view.analysis, view.dataset, language),
                file_name=own_name(view, suffix),
                mime=exporter.mime,
                on_click="ignore",
                key=f"_download-{suffix}",
                width="stretch",
            )


def own_name(view: View, suffix: str) -> str:
    """The name of this visitor's download."""
    # Streamlit tells large downloads apart by their name and a sample of their bytes: a part that no other visitor
    # has, and the content's digest, keep one visitor's report out of another's hands.
    stem, dot, ending = file_name(view.analysis, suffix).rpartition(".")
    return f"{stem}-{session.token()}{view.key[:6]}{dot}{ending}"
