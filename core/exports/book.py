"""A report in the making: the workbook, the analysis and the words that its sheets share."""

from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from core.exports.paint import Column, Paint, Sheet
from core.kpis import default_target
from core.model import Analysis, Kpi, TouchpointResult
from core.story import Story
from core.tables import table
from core.texts import Language


@dataclass(frozen=True, slots=True)
class Words:
    """An analysis in one language: what every table of it needs, whatever it is written into."""

    story: Story

    @property
    def analysis(self) -> Analysis:
        """What is reported."""
        return self.story.analysis

    def say(self, key: str, /, **values: Any) -> str:
        """A text of the report's language."""
        return self.story.language.say(key, currency=self.analysis.currency, **values)

    def columns(self, *columns: tuple[str, str, float]) -> list[Column]:
        """Table columns from (text under ``export.head``, kind, width)."""
        return [Column(self.say(f"export.head.{name}"), kind, width) for name, kind, width in columns]

    def target(self, kpi: str) -> float | None:
        """The user's target for ``kpi``, else the stated one, else the one of all touchpoints; None if they differ."""
        found = self.story.target(kpi)
        return self._shared_target(kpi) if found is None and default_target(kpi) is None else found

    def _shared_target(self, kpi: str) -> float | None:
        parts = (part for t in self.analysis.touchpoints if t.priority for part in t.priority.parts)
        found = {part.target for part in parts if part.kpi == kpi}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Book(Words):
    """A workbook in the making: what the functions that write one sheet each have in common."""

    workbook: Workbook
    paint: Paint

    @classmethod
    def of(cls, workbook: Workbook, analysis: Analysis, language: Language) -> "Book":
        """A report of ``analysis`` in ``language``, still without sheets."""
        story = Story(analysis, language)
        return cls(story, workbook, Paint(story.language, analysis.currency))

    def sheet(self, name: str) -> Sheet:
        """A new sheet with the title and the explanation of ``name``."""
        title = self.say(f"export.sheet.{name}")
        page = self.workbook.create_sheet(title)
        sheet = Sheet(page, self.paint, title=title, about=self.say(f"export.about.{name}"))
        sheet.gap()
        return sheet


def titled(words: Words, *columns: tuple[str, str, float]) -> list[Column]:
    """Table columns from (key of any text, kind, width)."""
    return [Column(words.say(key), kind, width) for key, kind, width in columns]


def target_at(touchpoint: TouchpointResult, kpi: str) -> float | None:
    """The target that ``touchpoint`` was held against, None where it was held against none."""
    parts = touchpoint.priority.parts if touchpoint.priority else ()
    return next((part.target for part in parts if part.kpi == kpi), None)


def kpi_order(kpi: Kpi) -> int:
    """Where a KPI stands in lists: the ones that the dashboard shows first come first."""
    order: list[str] = table("dashboard")["cards"]
    return order.index(kpi.id) if kpi.id in order else len(order)
