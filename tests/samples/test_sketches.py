"""The samples as the start page sketches them: the same marks as their dashboards have."""

from pathlib import Path

import pytest

from core import pipeline
from core.model import Analysis, Settings, TouchpointResult
from core.tables import read_table, table

SAMPLES = Path(__file__).parents[2] / "sample_data"
ENTRIES = read_table(SAMPLES / "samples.toml")
MIDWAY = sum(table("palette")["health"]["stops"][:2]) / 2  # nearer to the colour of far below target than to a little


def letter(analysis: Analysis, found: TouchpointResult) -> str:
    priority = found.priority
    if priority is None or priority.rank is None or priority.health is None:
        mark = "h"
    elif found.key in analysis.verdict.keys:
        mark = "f"
    else:
        mark = "l" if priority.health < MIDWAY else "n" if priority.health < 1 else "g"
    return mark.upper() if found.placement.setting == "both" else mark


def sketch(analysis: Analysis) -> list[str]:
    rows: dict[str, list[str]] = {"online": [], "offline": []}
    ranked = sorted(analysis.touchpoints, key=lambda t: t.priority is None or t.priority.rank is None)
    for phase in ("pre", "during", "post"):
        here = [t for t in ranked if t.placement.phase == phase]
        offline = [t for t in here if t.placement.setting == "offline"]
        offline = offline or [t for t in here if t.placement.setting == "both"]
        rows["online"].append("".join(letter(analysis, t) for t in here if t not in offline))
        rows["offline"].append("".join(letter(analysis, t) for t in offline))
    return [*rows["online"], *rows["offline"]]


@pytest.mark.parametrize("name", ENTRIES)
def test_a_sketch_shows_what_the_dashboard_shows(name):
    file = ENTRIES[name]["file"]
    analysis = pipeline.analyse(pipeline.load([(file, (SAMPLES / file).read_bytes())]), Settings())
    assert ENTRIES[name]["sketch"] == sketch(analysis)
