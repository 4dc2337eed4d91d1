"""The same content uploaded twice: the second is left out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from core.model import RawSheet, Workbook

Place = tuple[int, int]  # number of the workbook, number of the sheet


def find_repeats(workbooks: Sequence[Workbook]) -> Mapping[Place, Place]:
    """Each sheet whose cells are those of an earlier one, cell by cell -> that earlier one. Empty sheets are none."""
    seen: dict[tuple[int, int, str], list[Place]] = defaultdict(list)
    found: dict[Place, Place] = {}
    for b, book in enumerate(workbooks):
        for s, sheet in enumerate(book.sheets):
            if not sheet.height or not sheet.visible:
                continue
            shape = (len(sheet.columns), sheet.height, sheet.columns[0].at(0))
            same = next((p for p in seen[shape] if _equal(workbooks[p[0]].sheets[p[1]], sheet)), None)
            if same is None:
                seen[shape].append((b, s))
            else:
                found[b, s] = same
    return found


def _equal(one: RawSheet, other: RawSheet) -> bool:
    pairs = zip(one.columns, other.columns, strict=True)
    return all(np.array_equal(a.kinds, b.kinds) and np.array_equal(a.texts, b.texts) for a, b in pairs)
