"""Which columns of the user's own file stand behind a key figure, by their headers."""

from collections.abc import Mapping

from core.model import Kpi
from core.model.names import clean_text
from core.story.telling import Story
from core.tables import table

_RATES = ("share", "rate")
_STAND_INS: Mapping[str, str] = {"conversions": "orders", "orders": "conversions"}
_NAMED = 2  # headers of one figure; several sheets may call it otherwise


def columns_behind(story: Story, kpi: Kpi) -> str:
    """The headers above and below the line, since a label may call them otherwise; empty where the figure is no rate,
    was given ready-made, or was not counted in columns (a log's events)."""
    entry = table("kpis")[kpi.id]
    if entry["kind"] not in _RATES or kpi.given or kpi.base is None:
        return ""
    top, base = (_headers(story, field) for field in (entry["numerator"], kpi.base))
    return story.language.say("show.columns", top=top, base=base) if top and base else ""


def _headers(story: Story, field: str) -> tuple[str, ...]:
    """The headers that were read as ``field``, or as what stands in for it."""
    return _read_as(story, field) or _stood_in(story, field)


def _stood_in(story: Story, field: str) -> tuple[str, ...]:
    other = _STAND_INS.get(field, "")
    stands = any(issue.code == f"{other}-as-{field}" for issue in story.analysis.issues)
    return _read_as(story, other) if stands else ()


def _read_as(story: Story, field: str) -> tuple[str, ...]:
    sheets = (sheet for file in story.analysis.files for sheet in file.sheets)
    found = (clean_text(column.header) for sheet in sheets for column in sheet.columns if column.field == field)
    return tuple(dict.fromkeys(found))[:_NAMED]
