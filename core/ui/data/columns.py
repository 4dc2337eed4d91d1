"""What each column of a sheet became, how sure that is and what was changed; every choice can be changed here.

A table on a wide screen, cards on a narrow one: a data editor would cut its columns there.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.model import ColumnReceipt, SheetReceipt
from core.model.names import clean_text
from core.model.settings import mapping_key
from core.tables import table
from core.texts import Language
from core.ui.data.choosing import choose_column
from core.ui.pieces.own import component
from core.ui.visit import session

_SETTINGS: Mapping[str, str] = {"field": "mapping", "decimal": "decimal_marks", "day": "day_first"}
_WORDS = ("header", "becomes", "sure", "reads-as", "empty", "changed", "as-found", "asked")
_SURE: Mapping[str, int] = {"exact": 3, "setting": 3, "folded": 3, "part": 2, "none": 0, "personal": 0}
_LIST = component("columns", "<ol></ol>")


def columns(file: str, sheet: SheetReceipt, language: Language, *, key: str) -> None:
    """One line per column; ``key`` names the place on the page."""
    place, widget = mapping_key(file, sheet.name), f"_columns-{key}"
    say = language.say
    data = {
        "items": [item(column, language, place) for column in sheet.columns],
        "fields": [[field, field_name(language, field)] for field in fields()],
        "decimals": [[mark, say(f"column.decimal-{name}")] for mark, name in ((",", "comma"), (".", "point"))],
        "days": [[code, say(f"column.day-{code}")] for code in ("first", "second")],
        "words": {word: say(f"column.{word}") for word in _WORDS},
    }
    take = partial(_take_answer, widget, place, tuple(column.header for column in sheet.columns))
    _LIST(key=widget, data=data, on_answer_change=take)


def item(column: ColumnReceipt, language: Language, place: str) -> dict[str, Any]:
    """What the list shows of one column; ``chosen``: which of its choices are the user's."""
    day = None if column.day_first is None else "first" if column.day_first else "second"
    return {
        "header": clean_text(column.header),
        "field": column.field,
        "how": language.say(f"data.how-{column.how}"),
        "sure": _SURE[column.how],
        "decimal": column.decimal,
        "day": day,
        "asked": column.ask is not None,
        "empty": language.write("count", column.missing) if column.missing else "",
        "changed": language.say("column.n-changed", n=column.changed) if column.changed else "",
        "samples": [list(pair) for pair in samples(column, language)],
        "chosen": [name for name, setting in _SETTINGS.items() if _is_chosen(setting, place, column.header)],
    }


def samples(column: ColumnReceipt, language: Language) -> list[tuple[str, str]]:
    """Cells before and after, numbers as the reader's country writes them; without those that then look the same."""
    pairs = [(before, _as_written(after, language) if column.decimal else after) for before, after in column.samples]
    return [pair for pair in pairs if "".join(pair[0].split()) != "".join(pair[1].split())]


def _as_written(value: str, language: Language) -> str:
    try:
        return language.write("exact", float(value))
    except ValueError:
        return value


def _is_chosen(setting: str, place: str, header: str) -> bool:
    return header in getattr(session.settings(), setting).get(place, {})


def fields() -> list[str]:
    """Everything that a column can mean, plain fields first, then ready-made rates."""
    return list(table("fields"))


def field_name(language: Language, field: str) -> str:
    """A field as people call it; a ready-made rate by its KPI's name."""
    if field.startswith("given:"):
        return language.say("data.given", kpi=language.label(table("kpis")[field.removeprefix("given:")]))
    return language.label(table("fields")[field])


def _take_answer(widget: str, place: str, headers: Sequence[str]) -> None:
    answer = st.session_state[widget].answer
    if found := understood(answer, headers):
        choose_column(found[0], place, found[1], found[2])


def understood(answer: Mapping[str, Any], headers: Sequence[str]) -> tuple[str, str, str | bool | None] | None:
    """(setting, header, value) of an answer that the page sent; None for one that no honest page sends."""
    column, value = answer.get("column"), answer.get("value")
    setting = _SETTINGS.get(str(answer.get("name")))
    allowed = {"mapping": fields(), "decimal_marks": [",", "."], "day_first": ["first", "second"]}.get(
        setting or "", []
    )
    if setting is None or not isinstance(column, int) or not 0 <= column < len(headers):
        return None
    if value is not None and value not in allowed:
        return None
    return setting, headers[column], value == "first" if setting == "day_first" and value else value
