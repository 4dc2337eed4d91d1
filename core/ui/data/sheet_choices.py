"""How a sheet is read, in one row: use it or not, its header row, what a row is, which column names touchpoints."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.model import SheetReceipt
from core.model.names import clean_text
from core.model.settings import mapping_key
from core.texts import Language
from core.ui.data.choosing import choose, choose_touchpoints
from core.ui.visit import session

_AS_FOUND = ""
_WIDTH = 280  # px: what a row can be, in three languages
_GRAINS = ("touchpoints", "interactions", "responses")


def sheet_choices(file: str, sheet: SheetReceipt, language: Language, *, key: str) -> None:
    """Nothing for a sheet without cells; ``key`` names the view and the place."""
    if not sheet.top:
        return
    place = mapping_key(file, sheet.name)
    with st.container(horizontal=True, key=f"choices-{key}"):
        _use(sheet, place, language, key)
        if session.settings().sheets.get(place) != "skip":
            _header(sheet, place, language, key)
            _grain(sheet, place, language, key)
            _layout(sheet, place, language, key)
            _bookings(sheet, place, language, key)
            _touchpoints(sheet, language, key)


def _use(sheet: SheetReceipt, place: str, language: Language, key: str) -> None:
    chosen = session.settings().sheets.get(place)
    found = None if chosen else language.say("sheet.used" if is_used(sheet) else "sheet.not-used")
    options = {code: language.say(f"sheet.{code}") for code in (chosen, "skip" if is_used(sheet) else "use") if code}
    _select("use", options, chosen, found, language, key, partial(choose, "sheets", place))


def _header(sheet: SheetReceipt, place: str, language: Language, key: str) -> None:
    chosen = session.settings().header_rows.get(place)
    found = None if chosen or not sheet.header_row else language.say("sheet.row", row=sheet.header_row)
    options = {str(row): f"{row}: {' · '.join(clean_text(text) for text in texts)}" for row, texts in sheet.top}
    options |= {str(chosen): options.get(str(chosen), str(chosen))} if chosen else {}
    take = partial(_take_row, place)
    _select("header", options, str(chosen) if chosen else None, found, language, key, take)


def _take_row(place: str, row: str | None) -> None:
    choose("header_rows", place, None if row is None else int(row))


def _grain(sheet: SheetReceipt, place: str, language: Language, key: str) -> None:
    chosen = session.settings().grains.get(place)
    found = None if chosen or sheet.grain == "other" else language.say(f"sheet.{sheet.grain}")
    options = {grain: language.say(f"sheet.{grain}") for grain in _GRAINS}
    _select("grain", options, chosen, found, language, key, partial(choose, "grains", place))


def _layout(sheet: SheetReceipt, place: str, language: Language, key: str) -> None:
    """Whether touchpoints or periods stand as columns: asked where they were read so, or where nothing was."""
    chosen = session.settings().layouts.get(place)
    if sheet.layout == "long" and chosen is None and sheet.grain != "other":
        return
    found = None if chosen else language.say(f"sheet.layout-{'long' if sheet.layout == 'long' else 'wide'}")
    options = {code: language.say(f"sheet.layout-{code}") for code in ("long", "wide")}
    _select("layout", options, chosen, found, language, key, partial(choose, "layouts", place))


def _bookings(sheet: SheetReceipt, place: str, language: Language, key: str) -> None:
    """What the amounts of a ledger are: asked where one was found."""
    chosen = session.settings().bookings.get(place)
    if sheet.bookings is None and chosen is None:
        return
    found = language.say(f"sheet.bookings-{sheet.bookings}") if sheet.bookings and chosen is None else None
    options = {code: language.say(f"sheet.bookings-{code}") for code in ("credit", "written")}
    _select("bookings", options, chosen, found, language, key, partial(choose, "bookings", place))


def _touchpoints(sheet: SheetReceipt, language: Language, key: str) -> None:
    taken, wish = sheet.touchpoint_column, session.settings().touchpoint_column
    headers = list(dict.fromkeys([*filter(None, [taken]), *sheet.touchpoint_candidates]))
    if len(headers) < 2:
        return
    chosen = wish if wish in headers else None
    options = {header: clean_text(header) for header in headers}
    _select("touchpoints", options, chosen, None if chosen or not taken else taken, language, key, choose_touchpoints)


def _select(
    name: str,
    options: dict[str, str],
    chosen: str | None,
    found: str | None,
    language: Language,
    key: str,
    take: Callable[[str | None], None],
) -> None:
    """A choice whose first entry is what was found, as its label says; it takes back what was chosen."""
    say, widget = language.say, f"_{name}-{key}"
    as_found, label = clean_text(found) if found else say("sheet.as-found"), say(f"sheet.{name}-label")
    codes: Sequence[str] = (_AS_FOUND, *(code for code, text in options.items() if text != as_found))
    st.selectbox(
        say("sheet.label-found", label=label) if found else label,
        codes,
        index=codes.index(chosen) if chosen else 0,
        format_func=lambda code: options.get(code, as_found),
        key=widget,
        on_change=session.mirror(widget, lambda code: take(code or None)),
        width=_WIDTH,
    )


def is_open(file: str, sheet: SheetReceipt) -> bool:
    """Whether a sheet's receipt stands open: it is used, or somebody has just decided about it."""
    return is_used(sheet) or is_decided(file, sheet)


def is_decided(file: str, sheet: SheetReceipt) -> bool:
    """Whether somebody has decided how the sheet is read."""
    place, chosen = mapping_key(file, sheet.name), session.settings()
    every = (chosen.sheets, chosen.header_rows, chosen.grains, chosen.layouts, chosen.bookings)
    return any(place in kept for kept in every)


def is_used(sheet: SheetReceipt) -> bool:
    """Whether anything of the sheet is analysed."""
    return sheet.grain == "touchpoints" or sheet.rows_read > 0
