"""What the file leaves open: cells that can be read two ways, events that are sales, names that are alike."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

import streamlit as st

from core import pipeline
from core.model import ColumnReceipt, SheetReceipt
from core.model.dataset import TwoWays
from core.model.names import clean_text, normalise
from core.model.settings import mapping_key
from core.texts import Language
from core.ui.data.choosing import choose_column, choose_sales, keep_apart, merge
from core.ui.pieces.safe import NBSP, plain
from core.ui.visit import session
from core.ui.visit.compute import View

_NAMES_SHOWN = 12


def two_ways(file: str, sheet: SheetReceipt, language: Language, *, key: str) -> None:
    """Above a sheet's columns: each that can be read two ways, with the reading used so far and both to choose from."""
    asked = [(number, column) for number, column in enumerate(sheet.columns) if column.two_ways]
    if asked:
        with st.container(border=True, key=f"ask-{key}"):
            if any(column.ask for _, column in asked):
                st.caption(language.say("ask.lead"))
            for number, column in asked:
                _ask(mapping_key(file, sheet.name), column, language, key=f"{key}-{number}")


def _ask(place: str, column: ColumnReceipt, language: Language, *, key: str) -> None:
    is_date = isinstance(column.two_ways[0].first, dt.date)
    setting = "day_first" if is_date else "decimal_marks"
    used = column.day_first is not False if is_date else column.decimal == ","
    chosen = column.header in getattr(session.settings(), setting).get(place, {})
    texts = tuple(clean_text(way.text) for way in column.two_ways)
    sentence = language.say("ask.decided" if chosen else "ask.two-ways", column=clean_text(column.header), texts=texts)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(sentence), width=440)
        for first, value in ((True, True if is_date else ","), (False, False if is_date else ".")):
            st.button(
                plain(reading(column.two_ways[0], language, first=first)),
                type="primary" if first == used else "secondary",
                key=f"_way-{key}-{first}",
                on_click=partial(choose_column, setting, place, column.header, value),
            )
        if chosen:
            _take_back(f"_back-{key}", language, partial(choose_column, setting, place, column.header, None))


def reading(ways: TwoWays, language: Language, *, first: bool) -> str:
    """ "1.234 is 1 234": whole numbers with a space, which no language takes for a decimal mark."""
    value, text = ways.first if first else ways.second, clean_text(ways.text)
    if isinstance(value, dt.date):
        return language.say("ask.is-day", text=text, day=value)
    if value == int(value):
        return language.say("ask.is-whole", text=text, number=f"{value:,.0f}".replace(",", NBSP))
    return language.say("ask.is-about", text=text, number=value)


def _take_back(key: str, language: Language, act: "partial[None]") -> None:
    st.button(language.say("ask.take-back"), type="tertiary", icon=":material/undo:", key=key, on_click=act)


def sales(view: View, language: Language) -> None:
    """Which words of the event column count as a sale, where a log has such a column."""
    words = view.dataset.sale_events
    if not words:
        return
    say, key = language.say, f"_sales-{view.key}"
    log = view.dataset.interactions
    counts = {} if log is None or "event" not in log else log["event"].value_counts().to_dict()
    st.header(say("ask.sales"), anchor=False)
    st.pills(
        say("ask.sales-help"),
        list(words),
        selection_mode="multi",
        default=[word for word, counted in words.items() if counted],
        format_func=lambda word: plain(say("ask.event", word=clean_text(word), n=counts.get(word, 0))),
        key=key,
        on_change=session.mirror(key, lambda chosen: choose_sales(session.as_tuple(chosen))),
    )
    if session.settings().sale_events:
        _take_back(f"{key}-back", language, partial(choose_sales, ()))


def same_names(view: View, language: Language) -> None:
    """Names of different sheets that read alike, to be taken for one or kept apart; and those that were, to be parted
    or asked about again."""
    pairs, chosen, say = view.dataset.alike, session.settings(), language.say
    if not pairs and not chosen.merges and not chosen.apart:
        return
    st.header(say("ask.same"), anchor=False)
    if pairs:
        st.caption(say("ask.same-help"))
    for number, (name, other) in enumerate(pairs[:_NAMES_SHOWN]):
        one, two, key = normalise(name), normalise(other), f"{view.key}-{number}"
        acts = {"yes": partial(merge, two, one), "no": partial(keep_apart, one, two, apart=True)}
        _pair(say("ask.pair", name=clean_text(name), other=clean_text(other)), language, acts, key)
    inside = _merged_inside() if chosen.merges else {}
    for number, (name, into) in enumerate(chosen.merges.items()):
        there = name in inside
        sentence = say("ask.merged-inside" if there else "ask.merged", name=clean_text(name), into=clean_text(into))
        _pair(sentence, language, {} if there else {"part": partial(merge, name, None)}, f"{view.key}-m{number}")
    for number, (name, other) in enumerate(chosen.apart):
        sentence = say("ask.kept-apart", name=clean_text(name), other=clean_text(other))
        again = {"again": partial(keep_apart, name, other, apart=False)}
        _pair(sentence, language, again, f"{view.key}-a{number}")


def _merged_inside() -> Mapping[str, str]:
    """What was taken for one when the report that is open was made: its rows hold one name, nothing can part them."""
    upload = session.upload()
    inside = pipeline.settings_inside(upload.books) if upload is not None else None
    return inside.merges if inside is not None else {}


def _pair(sentence: str, language: Language, acts: "dict[str, partial[None]]", key: str) -> None:
    """``acts``: the last part of the button's text -> what it does."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(sentence), width="content")
        for place, (word, act) in enumerate(acts.items()):
            st.button(language.say(f"ask.{word}"), key=f"_same-{key}{'-' * place}", on_click=act)
