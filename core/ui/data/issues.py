"""Everything that was changed, assumed or left out: the gravest first, what is alike gathered, and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from core.exports import file_name
from core.exports.leftovers import leftovers_csv
from core.model import Issue, Leftover
from core.model.dataset import Severity
from core.model.names import clean_text
from core.texts import Language
from core.ui.data import comments
from core.ui.pieces.safe import plain
from core.ui.visit import session
from core.ui.visit.compute import View

_ICONS = {"error": ":material/error:", "warning": ":material/warning:", "info": ":material/info:"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")
_TICKED = "comments-left-out"  # told by the ticks that show them
_MOST = 50  # sentences in one group
_NAMED = 5  # pieces left out


@dataclass(frozen=True, slots=True)
class Group:
    """Issues of one code and severity, in the order in which they were found."""

    severity: Severity
    code: str
    issues: tuple[Issue, ...]


def gathered(issues: Sequence[Issue]) -> list[Group]:
    """The issues by severity and code, gravest first; among equals as they were found."""
    found: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in issues:
        found.setdefault((issue.severity, issue.code), []).append(issue)
    groups = [Group(severity, code, tuple(alike)) for (severity, code), alike in found.items()]
    return sorted(groups, key=lambda group: _ORDER.index(group.severity))


def issues(view: View, language: Language) -> None:
    """The groups, each one sentence that opens, and the download of what was not understood."""
    found = [group for group in gathered(view.analysis.issues) if group.code != _TICKED]
    st.header(language.say("data.issues", n=len(found)), anchor=False)
    if not found:
        st.markdown(plain(language.say("data.no-issues")))
    with st.container(gap="small"):
        for group in found:
            _group(group, language)
        comments.choices(view.dataset, language)
    _download(view, language)


def _group(group: Group, language: Language) -> None:
    if len(group.issues) == 1:
        st.markdown(f"{_ICONS[group.severity]} {plain(sentence(group.issues[0], language))}")
        return
    with st.expander(plain(summary(group, language)), icon=_ICONS[group.severity]):
        for issue in group.issues[:_MOST]:
            st.markdown(plain(sentence(issue, language)))
        if len(group.issues) > _MOST:
            st.markdown(plain(language.say("data.more-issues", n=len(group.issues) - _MOST)))


def summary(group: Group, language: Language) -> str:
    """Several issues of one kind as one sentence: "12 cells in 3 columns are no numbers"."""
    columns = {(i.file, i.sheet, i.column) for i in group.issues if i.column}
    n = sum(int(issue.values.get("n", 0)) for issue in group.issues)
    key = f"gathered.{group.code}"
    if key in language.texts:
        return language.say(key, n=n, columns=len(columns), times=len(group.issues))
    first = language.say(f"issue.{group.code}", **{"n": 0, **group.issues[0].values})
    return language.say("gathered.others", n=len(group.issues) - 1, first=first)


def sentence(issue: Issue, language: Language) -> str:
    """An issue in words, with the place where it stands."""
    text = language.say(f"issue.{issue.code}", **{"n": 0, **issue.values})
    row = language.say("data.row", row=issue.row) if issue.row and str(issue.row) not in text else None
    column = issue.column if issue.column and issue.column not in text else None
    where = " · ".join(clean_text(str(part)) for part in (issue.file, issue.sheet, row, column) if part)
    return f"{text} ({where})" if where else text


def left_out(pieces: Sequence[Leftover], language: Language) -> str:
    """Which rows, cells, columns and sheets the download holds: the first by name, then how many more."""
    say, sheets = language.say, {piece.sheet for piece in pieces}
    told = []
    for piece in pieces[:_NAMED]:
        kind = "cell" if piece.row and piece.column else "row" if piece.row else "column" if piece.column else "sheet"
        sheet = clean_text(piece.sheet) or clean_text(piece.file)
        place = say(f"left-out.{kind}", row=piece.row, column=clean_text(piece.column or ""), sheet=sheet)
        told.append(f"{place} ({sheet})" if len(sheets) > 1 and kind != "sheet" else place)
    if rest := len(pieces) - len(told):
        told.append(say("left-out.more", n=rest))
    return say("left-out.which", places=told)


def _download(view: View, language: Language) -> None:
    """What was left out, where there is any of it: named, and as a file."""
    if not view.dataset.leftovers:
        return
    st.caption(plain(left_out(view.dataset.leftovers, language)))
    # As with every download: a part of the name that no other visitor has, and the content's digest.
    stem = file_name(view.analysis, "csv").removesuffix(".csv")
    st.download_button(
        language.say("leftover.download", n=len(view.dataset.leftovers)),
        partial(leftovers_csv, view.dataset, language),
        file_name=f"{stem}-left-out-{session.token()}{view.key[:6]}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="_leftovers",
    )
