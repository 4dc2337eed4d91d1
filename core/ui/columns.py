"""What each column of a sheet became, in a table that can be corrected: another field takes effect at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.model import ColumnReceipt, SheetReceipt
from core.model.names import clean_text
from core.model.settings import mapping_key
from core.tables import table
from core.texts import Language
from core.ui import session

_TALLEST = 1100  # px: about thirty rows, more scroll


def columns(file: str, sheet: SheetReceipt, language: Language, *, key: str) -> None:
    """One line per column; ``key`` names the view and the place, so that a change starts a fresh table."""
    widget, place = f"_columns-{key}", mapping_key(file, sheet.name)
    st.data_editor(
        pd.DataFrame([_row(column, language) for column in sheet.columns]),
        key=widget,
        hide_index=True,
        width="stretch",
        disabled=["header", "how", "decimal", "missing", "changed"],
        on_change=_take_edits,
        args=(widget, place, tuple(column.header for column in sheet.columns)),
        column_config=_config(language),
        height=min(35 * (len(sheet.columns) + 1) + 2, _TALLEST),
    )


def _row(column: ColumnReceipt, language: Language) -> dict[str, Any]:
    say = language.say
    return {
        "header": clean_text(column.header),
        "field": column.field,
        "how": say(f"data.how-{column.how}"),
        "decimal": say(f"data.decimal-{'comma' if column.decimal == ',' else 'point'}") if column.decimal else "",
        "missing": column.missing,
        "changed": "; ".join(f"{before} → {after}" for before, after in column.samples),
    }


def _config(language: Language) -> dict[str, Any]:
    say, config = language.say, st.column_config
    names = {"header": "data.col-header", "how": "data.col-how", "decimal": "data.col-decimal"}
    return {
        **{name: config.TextColumn(say(key)) for name, key in names.items()},
        "field": config.SelectboxColumn(
            say("data.col-field"), options=fields(), format_func=partial(field_name, language), required=True
        ),
        "missing": config.NumberColumn(say("data.col-missing"), width="small"),
        "changed": config.TextColumn(say("data.col-changed")),
    }


def fields() -> list[str]:
    """Everything that a column can mean, plain fields first, then ready-made rates."""
    return list(table("fields"))


def field_name(language: Language, field: str) -> str:
    """A field as people call it; a ready-made rate by its KPI's name."""
    if field.startswith("given:"):
        return language.say("data.given", kpi=language.label(table("kpis")[field.removeprefix("given:")]))
    return language.label(table("fields")[field])


def _take_edits(widget: str, place: str, headers: Sequence[str]) -> None:
    mapping = {name: dict(columns) for name, columns in session.settings().mapping.items()}
    for row, edits in st.session_state[widget]["edited_rows"].items():
        if "field" in edits:
            mapping.setdefault(place, {})[headers[int(row)]] = edits["field"]
    session.change_settings(mapping=mapping)
    session.forget_pick()
