"""The receipt: per sheet what was taken, what each column became, and everything changed or left out."""

import streamlit as st

from core.model import Issue, SheetReceipt
from core.model.names import clean_text
from core.texts import Language
from core.ui import columns, session
from core.ui.compute import View
from core.ui.safe import plain

_ICONS = {"error": ":material/error:", "warning": ":material/warning:", "info": ":material/info:"}
_MOST = 200


def title(language: Language) -> None:
    """The page's heading and what it is for."""
    st.title(language.say("nav.data"), anchor=False)
    st.markdown(plain(language.say("data.what")))


def touchpoint_choice(view: View, language: Language) -> None:
    """Where several columns could name the touchpoints: which one was taken, and the others to switch to."""
    sheets = [sheet for receipt in view.dataset.files for sheet in receipt.sheets]
    taken = next((s.touchpoint_column for s in sheets if s.touchpoint_column), None)
    options = list(dict.fromkeys([*filter(None, [taken]), *(c for s in sheets for c in s.touchpoint_candidates)]))
    if not options or options == [taken]:
        return
    st.header(language.say("data.which-column"), anchor=False)
    st.selectbox(
        language.say("data.which-column-help" if taken else "data.which-column-none"),
        options,
        index=0 if taken else None,
        placeholder=language.say("data.choose-column"),
        key=f"_touchpoint-{taken}",
        on_change=session.mirror(f"_touchpoint-{taken}", _switch_column),
        width=420,
    )


def _switch_column(header: str) -> None:
    session.change_settings(touchpoint_column=header)
    session.forget_pick()


def sheets(view: View, language: Language) -> None:
    """Per sheet: header row, rows read and left out, and the columns."""
    st.header(language.say("data.read"), anchor=False)
    st.caption(language.say("data.read-help"))
    for f, receipt in enumerate(view.dataset.files):
        for s, sheet in enumerate(receipt.sheets):
            _sheet(receipt.name, sheet, language, key=f"{view.key}-{f}-{s}")


def _sheet(file: str, sheet: SheetReceipt, language: Language, *, key: str) -> None:
    say = language.say
    facts = [say(f"data.grain-{sheet.grain}")]
    if sheet.header_row is not None:
        facts.append(say("data.header-row", row=sheet.header_row))
        facts.append(say("foot.rows", n=sheet.rows_read))
    if sheet.rows_left_out and sheet.grain == "touchpoints":
        facts.append(say("foot.left-out", n=sheet.rows_left_out))
    place = " · ".join(filter(None, (sheet.name, file)))
    label = f"**{plain(place)}** · {plain(' '.join(facts))}"
    with st.expander(label, expanded=sheet.grain == "touchpoints"):
        if sheet.columns:
            columns.columns(file, sheet, language, key=key)
        else:
            st.markdown(plain(say("data.no-columns")))


def issues(view: View, language: Language) -> None:
    """Everything that was changed, assumed or left out, the gravest first."""
    found = sorted(view.analysis.issues, key=lambda i: ("error", "warning", "info").index(i.severity))
    st.header(language.say("data.issues", n=len(found)), anchor=False)
    if not found:
        st.markdown(plain(language.say("data.no-issues")))
    for issue in found[:_MOST]:
        st.markdown(f"{_ICONS[issue.severity]} {plain(sentence(issue, language))}")
    if len(found) > _MOST:
        st.markdown(plain(language.say("data.more-issues", n=len(found) - _MOST)))


def sentence(issue: Issue, language: Language) -> str:
    """An issue in words, with the place where it stands."""
    text = language.say(f"issue.{issue.code}", **{"n": 0, **issue.values})
    row = language.say("data.row", row=issue.row) if issue.row and str(issue.row) not in text else None
    column = issue.column if issue.column and issue.column not in text else None
    where = " · ".join(clean_text(str(part)) for part in (issue.file, issue.sheet, row, column) if part)
    return f"{text} ({where})" if where else text
