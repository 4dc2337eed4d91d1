"""Where a scale of scores ends, as the file itself says: "Tilfredshed (1-10)", "4 of 10", "10 = bedst"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import words
from core.cleaning.measures.metrics import Finding, Metric
from core.cleaning.measures.scales import on_stated_scales, said_around
from core.model import CellKind, Message
from core.model.mapping import ColumnMap
from core.model.names import fold

KPIS: Mapping[str, str] = {"csat_score": "csat", "ces_score": "ces", "rating": "rating"}
_TOPS = (5, 7, 10, 100)
_USUAL = 5
_FROM_TO = re.compile(r"(?<![\d.,/-])[01] ?(?:-|–|−|til|till|to|\.{2,}|…|/|;) ?(\d{1,3})(?![\d.,:/%]\d|\d|%)")
_OUT_OF = re.compile(r"(?:\bout of|\bud af|\bav|\baf|\bof|\bmax\.?|/) ?(\d{1,3})(?![\d.,/%])")
_MEANS = re.compile(r"(?<![\d.,-])(\d{1,3}) ?[=:] ?[^\W\d]")
_FIGURE = re.compile(r"\d")
_PLAIN = re.compile(r"\d{1,2}(?:[.,]\d+)?")
_LONGEST = 200
_BOTH_ENDS = 10  # answers that fill all of 1 to 5
_MANY, _AT_TOP = 30, 0.1  # answers, and the share of them that are 5 where that is the most
_SEVERAL, _HIGH = 6, 4  # means of answers, and what the best of them reaches where 5 is the most


def top_said(text: str) -> int | None:
    """Where the scale ends that ``text`` speaks of: 10 for "1-10", "0 til 10", "out of 10" and "1 = bad, 10 = good";
    None where it speaks of none."""
    text = fold(text[:_LONGEST])
    found = [int(n) for pattern in (_FROM_TO, _OUT_OF) for n in pattern.findall(text)]
    means = sorted(int(n) for n in _MEANS.findall(text))
    found += means[-1:] if len(means) > 1 and means[0] <= 1 else []
    return next((n for n in found if n in _TOPS), None)


def on_said_scales(
    grid: Grid, metrics: Mapping[str, Metric], *, whole: Grid, notes: np.ndarray, beside: Sequence[str]
) -> tuple[dict[str, Metric], dict[str, float]]:
    """``metrics`` on the scales that the file states (those around 0 on 1 to 5) with what is to be said about them, and
    KPI id -> the full score that it states, where the scores alone would show another.

    A column's own header decides, then notes around the table and ``beside``, lines of the file's other sheets.
    """
    metrics = on_stated_scales(grid, metrics, whole=whole, notes=notes)
    told, tops = dict(metrics), dict[str, float]()
    for column in (c for c in grid.map.columns if c.field in KPIS and c.field in metrics):
        metric = metrics[column.field]
        known = metric.values[~np.isnan(metric.values)]
        if not len(known) or known.min() < 0 or known.max() <= 1 or metric.findings or not _are_plain(grid, column):
            continue
        top, said = _top(whole, notes, column, beside)
        if top is None and known.max() <= _USUAL and known.min() >= 1 and _is_doubtful(column, known):
            told[column.field] = _with(metric, "scale-assumed", {})
        elif top is not None and known.max() <= next((t for t in _TOPS if t < top and known.max() <= t), 0):
            tops[KPIS[column.field]] = float(top)
            told[column.field] = _with(metric, "scale-stated", {"top": top, "said": Message(said)})
    return told, tops


def _is_doubtful(column: ColumnMap, known: np.ndarray) -> bool:
    """Whether scores up to 5 may well stand on a longer scale: not where the header speaks of reviews, where answers
    fill all of 1 to 5 or many stop at 5, or where several means come near it."""
    if not words("review_words").isdisjoint(re.findall(r"[a-z]+", fold(column.header))):
        return False
    if (known % 1).any():
        return len(known) < _SEVERAL or bool(known.max() < _HIGH)
    at_top = float((known == _USUAL).mean())
    ends = len(known) >= _BOTH_ENDS and known.min() == 1 and at_top > 0
    return not (ends or (len(known) >= _MANY and at_top >= _AT_TOP))


def _with(metric: Metric, code: str, values: Mapping[str, object]) -> Metric:
    return replace(metric, findings=(*metric.findings, Finding("info", code, values)))


def _are_plain(grid: Grid, column: ColumnMap) -> bool:
    """Whether all scores are bare numbers: stars, words and "4 of 5" show their scale themselves."""
    cells = grid.cells(column)
    texts = cells.take(cells.kinds == CellKind.TEXT).distinct[1]
    return all(_PLAIN.fullmatch(text.strip()) for text in texts)


def _top(whole: Grid, notes: np.ndarray, column: ColumnMap, beside: Sequence[str]) -> tuple[int | None, str]:
    if _FIGURE.search(column.header) or not words("star_words").isdisjoint(fold(column.header).split()):
        return top_said(column.header) or _USUAL, "reading.scale-header"
    around = said_around(whole, notes, headers=False)
    return next(_told([*around, *beside], column), None), "reading.scale-beside"


def _told(texts: Iterable[str], column: ColumnMap) -> Iterator[int]:
    """The scales of texts that speak of scales in general, or of this column."""
    header = fold(column.header)
    for text in texts:
        folded = fold(text[:_LONGEST])
        said = set(re.findall(r"[a-z]+", folded))
        speaks = header in folded or not words("scale_words").isdisjoint(said)
        if speaks and words("other_scores").isdisjoint(said) and (top := top_said(text)):
            yield top
