"""Customers' own words: hidden until the visitor asks for them, and never with a way to reach anybody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.model import Dataset, Voices
from core.model.names import clean_text
from core.model.settings import mapping_key
from core.privacy import mask_contacts
from core.story import Story
from core.story.voices import first_values
from core.texts import Language
from core.ui.data.choosing import choose_column
from core.ui.figures.plots import as_table, quiet
from core.ui.pieces.safe import markup, plain, tidy
from core.ui.visit import session

Words = Mapping[str | None, Sequence[tuple[str, int]]]
_FIELD = "comment"
_SHORT = 180  # characters: longer comments stand in the table
_EACH, _EACH_ON_A_PHONE = 3, 2  # quotes of a touchpoint
_TOUCHPOINTS, _TOUCHPOINTS_ON_A_PHONE = 8, 4


@dataclass(frozen=True, slots=True)
class Remarks:
    """A column of comments: the ``place`` of its sheet in the settings, its ``header``, what the sheet is called, how
    many ``cells`` hold one, whether the visitor asked for them, and whether its sheet is a survey."""

    place: str
    header: str
    sheet: str
    cells: int
    shown: bool
    asked: bool


def remarks(dataset: Dataset) -> list[Remarks]:
    """Every column of comments that holds any, in the files' order."""
    return [
        Remarks(
            mapping_key(file.name, sheet.name),
            column.header,
            clean_text(sheet.name) or clean_text(file.name),
            sheet.rows_read - column.missing,
            column.how == "setting",
            sheet.grain == "responses",
        )
        for file in dataset.files
        for sheet in file.sheets
        for column in sheet.columns
        if column.field == _FIELD and sheet.rows_read > column.missing
    ]


def choices(dataset: Dataset, language: Language) -> None:
    """A tick for each column of comments: recognised is not yet asked for."""
    found = remarks(dataset)
    if not found:
        return
    st.markdown(plain(language.say("comments.hidden-here")))
    for n, one in enumerate(found):
        key = f"_comments-{n}"
        label = language.say("comments.show-of", sheet=one.sheet, n=one.cells)
        st.checkbox(plain(label), value=one.shown, key=key, on_change=_tick, args=(key, one))


def _tick(key: str, one: Remarks) -> None:
    _keep([one], kept=bool(st.session_state[key]))


def _keep(columns: Sequence[Remarks], *, kept: bool) -> None:
    for one in columns:
        choose_column("mapping", one.place, one.header, _FIELD if kept else None)


def own_words(dataset: Dataset, story: Story, found: Voices) -> None:
    """Below their heading: the button that asks for them; then a few short ones by touchpoint, and all as a table."""
    say = story.language.say
    columns = [one for one in remarks(dataset) if one.asked]
    if not found.shown:
        quiet(say("voices.comments-hidden"))
        label = say("voices.comments-show", n=found.comments)
        st.button(
            label, icon=":material/chat:", key="_show-comments", on_click=_keep, args=(columns,), kwargs={"kept": True}
        )
        return
    words = _about_shown(story, found)
    st.html(markup("<div class='kp-voices'>{}</div>", markup("").join(_said(story, found, words))))
    rows = [
        {say("show.col-touchpoint"): _name(story, key), say("voices.col-comment"): text, say("voices.col-often"): often}
        for key, comments in words.items()
        for text, often in comments
    ]
    total = sum(often for comments in words.values() for _, often in comments)
    as_table(say("voices.comments-all", n=total), rows, key="_comments-rest")
    if columns:
        label = say("voices.comments-hide")
        st.button(label, key="_hide-comments", type="tertiary", on_click=partial(_keep, columns, kept=False))


def _about_shown(story: Story, found: Voices) -> Words:
    """Touchpoint -> its comments and how often each was written, lowest value first, those about nothing in particular
    last; without what a filter hides, nobody's number or address in it."""
    hidden = {t.key for t in story.analysis.touchpoints if t.hidden}
    order: dict[str | None, int] = {key: n for n, (key, _) in enumerate(first_values(story, found))}
    keys = sorted(found.shown.keys() - hidden, key=lambda key: (key is None, order.get(key, len(order)), key or ""))
    return {key: Counter(mask_contacts(text) for text in found.shown[key]).most_common() for key in keys}


def _said(story: Story, found: Voices, words: Words) -> Iterator[Markup]:
    """A few short ones about each touchpoint, below its name and value."""
    values: dict[str | None, str] = dict(first_values(story, found))
    phone = session.on_phone()
    each, touchpoints = (_EACH_ON_A_PHONE, _TOUCHPOINTS_ON_A_PHONE) if phone else (_EACH, _TOUCHPOINTS)
    for key, comments in list(words.items())[:touchpoints]:
        short = [_quote(story, text, often) for text, often in comments if len(text) <= _SHORT][:each]
        quotes = markup("").join(short)
        head = markup("<h3>{} <span>{}</span></h3>", _name(story, key), values.get(key, ""))
        if short:
            yield markup("<section>{}<ul class='kp-quotes'>{}</ul></section>", head, quotes)


def _quote(story: Story, text: str, often: int) -> Markup:
    if often < 2:
        return markup("<li>{}</li>", tidy(text))
    return markup("<li>{} <small>{}</small></li>", tidy(text), story.language.say("voices.times", n=often))


def _name(story: Story, key: str | None) -> str:
    names: dict[str | None, str] = {t.key: t.name for t in story.analysis.touchpoints}
    return story.language.say("voices.comments-nothing") if key is None else tidy(names.get(key, str(key)))
