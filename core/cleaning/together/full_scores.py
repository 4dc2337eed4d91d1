"""The full scores that files state, so that 4 of 10 is no 4 of 5 where nobody gave more than 5."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from core.cleaning.measures.stated import KPIS
from core.cleaning.together.uniting import Part
from core.model import RawSheet
from core.model.dataset import ANSWERED, Grain

_ROWS, _CELLS = 60, 12  # of a sheet of explanations that are looked at
_PREFIX: Mapping[Grain, str] = {"touchpoints": "", "responses": ANSWERED}


def full_scores(parts: Sequence[Part]) -> dict[str, dict[str, tuple[str, float]]]:
    """File -> KPI id (of answers: ``ANSWERED`` before it) -> (mean, full score), as ``Dataset.scales`` holds them.

    What one sheet states also holds for the file's others of its kind, if their scores fit; where they do not, or state
    another, none is stated.
    """
    found: dict[str, dict[str, tuple[str, float]]] = {}
    for file in dict.fromkeys(part.file for part in parts):
        for grain, prefix in _PREFIX.items():
            mine = [part for part in parts if part.file == file and part.grain == grain]
            for field, kpi in KPIS.items():
                tops = {part.clean.tops[kpi] for part in mine if part.clean.tops and kpi in part.clean.tops}
                if len(tops) == 1 and all(_fits(part, field, max(tops)) for part in mine):
                    found.setdefault(file, {})[prefix + kpi] = ("mean", tops.pop())
    return found


def _fits(part: Part, field: str, top: float) -> bool:
    values = part.clean.frame[field].to_numpy(dtype=float) if field in part.clean.frame else np.array([])
    known = values[~np.isnan(values)]
    return not len(known) or (1 < known.max() <= top and known.min() >= 0)


def lines_of(sheets: Iterable[RawSheet]) -> Iterator[str]:
    """The first lines of sheets that hold no table of their own, cells one after the other."""
    for sheet in sheets:
        columns = [column.texts[:_ROWS] for column in sheet.columns[:_CELLS]]
        yield from (" ".join(str(cell) for cell in row if cell) for row in zip(*columns, strict=True))
