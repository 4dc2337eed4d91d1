"""The sheet of voices: every question about every touchpoint with its interval, and how the answers fall."""

from collections.abc import Sequence
from typing import Any

from core.exports.book import Book, titled
from core.exports.paint import Column, Sheet, Table, Typed
from core.model import Voice, Voices
from core.story.voices import (
    answers_finding,
    answers_of,
    heard,
    standing_finding,
    voice_name,
    voices_headline,
    voices_summary,
)

_COLUMNS, _LINE = 6, 110
_STEPS = 11  # of a longer scale only the answers that somebody gave have a column


def voice_sheet(book: Book) -> None:
    """What customers answered; no sheet where there is no survey."""
    found = book.analysis.voices
    if found is None:
        return
    sheet = book.sheet("voices")
    sheet.line(voices_headline(book.story, found), kind="headline")
    sheet.paragraph(voices_summary(book.story, found), columns=_COLUMNS, width=_LINE)
    for score in dict.fromkeys(v.score for v in (*found.whole, *found.touchpoints)):
        _question(book, sheet, found, score)


def _question(book: Book, sheet: Sheet, found: Voices, score: str) -> None:
    whole, about = [v for v in found.whole if v.score == score], heard(book.story, found, score)
    sheet.gap()
    sheet.line(book.story.kpi_label(score), kind="part")
    findings = [standing_finding(book.story, about)] if about else []
    findings += [answers_finding(book.story, v) for v in whole if answers_of(v)]
    for line in findings:
        sheet.paragraph(line, columns=_COLUMNS, width=_LINE)
    sheet.table(_table(book, [*whole, *about]))


def _table(book: Book, voices: Sequence[Voice]) -> Table:
    """One row per touchpoint, the whole business first: value, interval, and how often each answer was given."""
    steps = _steps(voices)
    columns = titled(
        book,
        ("export.head.name", "name", 34),
        ("export.head.value", "number", 12),
        ("export.head.low", "number", 12),
        ("export.head.high", "number", 12),
        ("export.head.target", "number", 12),
        ("export.head.n", "count", 12),
        ("export.voices.mean", "score", 12),
        ("export.voices.scale", "text", 12),
    )
    answers = [Column(book.say("export.voices.gave", answer=step), "count", 12) for step in steps]
    return Table([*columns, *answers], [_row(book, voice, steps) for voice in voices])


def _steps(voices: Sequence[Voice]) -> list[int]:
    every = sorted({step for voice in voices for step in voice.counts})
    return every if len(every) <= _STEPS else [s for s in every if any(voice.counts.get(s) for voice in voices)]


def _row(book: Book, voice: Voice, steps: Sequence[int]) -> list[Any]:
    kpi, scale = voice.kpi, book.say("voices.answers-group", low=voice.low, high=voice.high)
    values = (kpi.value, kpi.low, kpi.high, book.story.target(voice.score))
    counts = [voice.counts.get(step) for step in steps]
    figures = [Typed(value, kpi.unit) for value in values]
    return [voice_name(book.story, voice), *figures, answers_of(voice), voice.mean, scale, *counts]
