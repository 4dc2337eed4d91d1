"""The workbook to fill in: how to, a table with six examples, and lists to choose from."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.exports.package import to_bytes
from core.exports.paint import Column, Paint, Sheet, fit_to_paper
from core.model.dataset import PHASES, SETTINGS
from core.tables import table
from core.texts import Language

_ROOM = 500  # rows in which the lists offer their choices
_KINDS: Mapping[str, tuple[str, float]] = {  # field -> what its cells hold, width
    "touchpoint": ("text", 30),
    "phase": ("text", 17),
    "setting": ("text", 19),
    "date": ("date", 13),
    "visits": ("count", 11),
    "conversions": ("count", 15),
    "revenue": ("count", 13),
    "cost": ("count", 12),
    "csat_score": ("share", 14),
    "responses": ("count", 12),
    "response_time": ("score", 15),
    "effort": ("count", 12),
}
_MONTH = dt.date(2025, 5, 1)
_EXAMPLES: tuple[tuple[str, str, str, Mapping[str, float]], ...] = (
    ("one", "pre", "online", {"visits": 1_850, "conversions": 37, "revenue": 16_300, "cost": 6_200, "effort": 2}),
    ("two", "pre", "offline", {"visits": 74, "conversions": 31, "revenue": 14_100, "effort": 4}),
    ("three", "during", "online", {"visits": 3_200, "conversions": 96, "revenue": 42_700, "csat_score": 0.71,
                                   "responses": 84, "effort": 3}),
    ("four", "during", "offline", {"visits": 940, "conversions": 352, "revenue": 128_000, "csat_score": 0.88,
                                   "responses": 52, "effort": 4}),
    ("five", "post", "offline", {"visits": 210, "csat_score": 0.64, "responses": 45, "response_time": 0.3,
                                 "effort": 2}),
    ("six", "post", "online", {"visits": 420, "conversions": 18, "revenue": 8_100, "cost": 300, "effort": 1}),
)  # fmt: skip


def template(language: Language) -> bytes:
    """The template as an xlsx file, in ``language``; uploaded as it is, it gives a small dashboard of its examples."""
    book = Workbook()
    book.remove(book.worksheets[0])
    paint = Paint(language, None)
    _guide(book.create_sheet(language.say("template.sheet.guide")), paint)
    _table(book.create_sheet(language.say("template.sheet.table")), paint)
    return to_bytes(book)


def _guide(page: Worksheet, paint: Paint) -> None:
    say = paint.language.say
    sheet = Sheet(page, paint, title=say("template.title"))
    sheet.gap()
    for step in ("one", "two", "three", "four"):
        sheet.paragraph(say(f"template.step-{step}", sheet=say("template.sheet.table")), columns=1, width=100)
    sheet.gap()
    sheet.line(say("template.columns"), kind="part")
    for field in _KINDS:
        sheet.paragraph(f"{_label(field, paint.language)}: {say(f'template.note.{field}')}", columns=1, width=100)
    sheet.gap()
    sheet.paragraph(say("template.rest"), columns=1, width=100)
    page.column_dimensions["A"].width = 105


def _label(field: str, language: Language) -> str:
    """The field's name, with its unit where a bare number would leave it open."""
    key = f"template.head.{field}"
    return language.say(key) if key in language.texts else language.label(table("fields")[field])


def _table(page: Worksheet, paint: Paint) -> None:
    columns = [Column(_label(field, paint.language), *look) for field, look in _KINDS.items()]
    page.append([paint.head(page, column) for column in columns])
    for example in _EXAMPLES:
        values = _example(example, paint.language)
        page.append([paint.cell(page, v, kind) for v, (kind, _) in zip(values, _KINDS.values(), strict=True)])
    for number, (field, column) in enumerate(zip(_KINDS, columns, strict=True), start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        note = Comment(paint.language.say(f"template.note.{field}"), "Kontaktpunkt", height=80, width=260)
        page.cell(row=1, column=number).comment = note
    page.row_dimensions[1].height = 30
    page.freeze_panes = "B2"
    fit_to_paper(page)
    _choices(page, paint.language)


def _example(example: tuple[str, str, str, Mapping[str, float]], language: Language) -> list[Any]:
    name, phase, setting, numbers = example
    words = {
        "touchpoint": language.say(f"template.example.{name}"),
        "phase": language.say(f"phase.{phase}"),
        "setting": language.say(f"setting.{setting}"),
        "date": _MONTH,
    }
    return [words.get(field, numbers.get(field)) for field in _KINDS]


def _choices(page: Worksheet, language: Language) -> None:
    """Lists for phase and setting, a range for effort; other words are allowed, for people's own ways to say it."""
    lists = {
        "phase": [language.say(f"phase.{phase}") for phase in PHASES],
        "setting": [language.say(f"setting.{setting}") for setting in SETTINGS],
        "effort": [str(step) for step in range(1, 6)],
    }
    for field, words in lists.items():
        letter = get_column_letter(list(_KINDS).index(field) + 1)
        choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
        choice.prompt = language.say("template.pick")
        choice.add(f"{letter}2:{letter}{_ROOM}")
        page.add_data_validation(choice)
