"""The receipt: per sheet what was taken and what each column became, with everything that can be decided otherwise."""

import streamlit as st

from core.model import FileReceipt, SheetReceipt
from core.model.names import clean_text
from core.texts import Language
from core.ui.data import asking, columns
from core.ui.data.choosing import choose_touchpoints
from core.ui.data.sheet_choices import is_decided, is_open, is_used, sheet_choices
from core.ui.pieces.safe import markup, plain
from core.ui.visit import session
from core.ui.visit.compute import View


def title(language: Language) -> None:
    """The page's heading and what it is for."""
    st.title(language.say("nav.data"), anchor=False)
    st.markdown(plain(language.say("data.what")))


def touchpoint_choice(view: View, language: Language) -> None:
    """Where no touchpoints were found: the columns that could name them."""
    sheets = [sheet for receipt in view.dataset.files for sheet in receipt.sheets]
    options = list(dict.fromkeys(header for sheet in sheets for header in sheet.touchpoint_candidates))
    if not options or view.dataset.touchpoints:
        return
    st.header(language.say("data.which-column"), anchor=False)
    st.selectbox(
        language.say("data.which-column-none"),
        options,
        index=None,
        placeholder=language.say("data.choose-column"),
        key="_touchpoint",
        on_change=session.mirror("_touchpoint", choose_touchpoints),
        width=420,
    )


def sheets(view: View, language: Language) -> None:
    """Every sheet of every file, those in use open; all of them, where none is."""
    st.header(language.say("data.read"), anchor=False)
    st.caption(language.say("data.read-help"))
    several, nothing = len(view.dataset.files) > 1, not view.dataset.touchpoints
    for f, receipt in enumerate(view.dataset.files):
        for s, sheet in enumerate(receipt.sheets):
            with st.expander(
                _name(receipt, sheet, language, several=several), expanded=nothing or _unfolds(view, receipt, sheet)
            ):
                st.html(markup("<p class='kp-quiet'>{}</p>", " ".join(facts(sheet, language))))
                if _is_first(receipt, s):
                    sheet_choices(receipt.name, sheet, language, key=f"{view.key}-{f}-{s}")
                asking.two_ways(receipt.name, sheet, language, key=f"{view.key}-{f}-{s}")
                if sheet.columns:
                    columns.columns(receipt.name, sheet, language, key=f"{f}-{s}")


def _unfolds(view: View, receipt: FileReceipt, sheet: SheetReceipt) -> bool:
    """Whether a sheet's receipt stands open. On a phone, where each is several screens long, several used ones stand
    folded until one is decided about."""
    used = sum(is_used(s) for r in view.dataset.files for s in r.sheets)
    if used > 1 and session.on_phone():
        return is_decided(receipt.name, sheet)
    return is_open(receipt.name, sheet)


def _is_first(receipt: FileReceipt, number: int) -> bool:
    """Whether the sheet's choices stand here: a sheet with several tables has them once."""
    return receipt.sheets[number].name not in [sheet.name for sheet in receipt.sheets[:number]]


def _name(receipt: FileReceipt, sheet: SheetReceipt, language: Language, *, several: bool) -> str:
    """The sheet's name, and whether it is used."""
    name = clean_text(sheet.name) or clean_text(receipt.name)
    parts = [name] if name == clean_text(receipt.name) or not several else [name, clean_text(receipt.name)]
    state = language.say("foot.rows", n=sheet.rows_read) if is_used(sheet) else language.say("data.grain-other")
    return f"**{plain(' · '.join(parts))}** · {plain(state)}"


def facts(sheet: SheetReceipt, language: Language) -> list[str]:
    """What the sheet is, in short sentences."""
    say = language.say
    if not sheet.columns:
        return [say("data.no-columns")]
    told = [say(f"data.grain-{sheet.grain}")]
    if sheet.export:
        told.append(say("sheet.export", system=sheet.export))
    if sheet.header_row is not None:
        told.append(say("data.header-row", row=sheet.header_row))
    if is_used(sheet) and sheet.rows_left_out:
        told.append(say("sheet.left-out", n=sheet.rows_left_out))
    return told
