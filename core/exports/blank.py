"""The workbook to fill in: how to, a table with a few examples of a trade, lists to choose from and limits."""

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.classify import manner_of
from core.exports.examples import OTHER, Example, examples
from core.exports.package import to_bytes
from core.exports.paint import FONT, Column, Paint, Sheet, colours, fit_to_paper
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
# Per field with a limit: the least and the greatest figure (None: none) and how it is checked.
_LIMITS: Mapping[str, tuple[str, float, float | None]] = {
    **dict.fromkeys(("visits", "conversions", "responses"), ("whole", 0, None)),
    **dict.fromkeys(("cost", "response_time"), ("decimal", 0, None)),
    "csat_score": ("decimal", 0, 1),
}
_FORMATS: Mapping[str, str] = {"share": "0%", "count": "#,##0", "score": "0.0#", "date": "yyyy\\-mm\\-dd"}


def template(language: Language, *, trade: str = OTHER) -> bytes:
    """The template for a trade as an xlsx file, in ``language`` and in the words of that trade.

    Uploaded as it is, it gives a small dashboard of its examples, which says that they are; beside rows of one's own
    the examples are left out. KeyError for an unknown trade.
    """
    language, book = language.in_manner(manner_of(trade)), Workbook()
    book.remove(book.worksheets[0])
    paint = Paint(language, None)
    _guide(book.create_sheet(language.say("template.sheet.guide")), paint)
    _table(book.create_sheet(language.say("template.sheet.table")), paint, examples(trade, language))
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


def _table(page: Worksheet, paint: Paint, rows: Sequence[Example]) -> None:
    columns = [Column(_label(field, paint.language), *look) for field, look in _KINDS.items()]
    page.append([paint.head(page, column) for column in columns])
    for example in rows:
        page.append(_example(page, paint, example))
    for number, (field, column) in enumerate(zip(_KINDS, columns, strict=True), start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.number_format = column.width, _FORMATS.get(column.kind, "General")
        note = Comment(paint.language.say(f"template.note.{field}"), "Kontaktpunkt", height=80, width=260)
        page.cell(row=1, column=number).comment = note
    page.row_dimensions[1].height = 30
    page.freeze_panes = "B2"
    fit_to_paper(page)
    _choices(page, paint.language)


def _example(page: Worksheet, paint: Paint, example: Example) -> list[Cell]:
    """The cells of an example row, in quiet italics."""
    say = paint.language.say
    words = {
        "touchpoint": example.name,
        "phase": say(f"phase.{example.phase}"),
        "setting": say(f"setting.{example.setting}"),
        "date": _MONTH,
    }
    cells = [paint.cell(page, words.get(f, example.figures.get(f)), kind) for f, (kind, _) in _KINDS.items()]
    for cell in cells:
        cell.font = Font(FONT, 10, italic=True, color=colours()["muted"])
    return cells


def _choices(page: Worksheet, language: Language) -> None:
    """Lists for phase, setting and effort, limits for figures; other entries are allowed after a question, for people's
    own ways to say it."""
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
    for field, (kind, least, top) in _LIMITS.items():
        limit = DataValidation(kind, formula1=str(least), formula2=None if top is None else str(top), allow_blank=True)
        limit.operator = "greaterThanOrEqual" if top is None else "between"
        limit.errorStyle, limit.showErrorMessage = "warning", True
        limit.error = language.say("template.limit-share" if top is not None else "template.limit")
        letter = get_column_letter(list(_KINDS).index(field) + 1)
        limit.add(f"{letter}2:{letter}{_ROOM}")
        page.add_data_validation(limit)
