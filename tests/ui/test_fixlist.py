"""What is worth a look beside the list: the worst first."""

from dataclasses import replace

import pytest

from core.model import Message, Warning_
from core.story import Story
from core.texts import language
from core.ui.dashboard.fixlist import _warnings, how_far
from tests.charts.fakes import analysis_of, one_touchpoint


def seen(kind: str, **values: float) -> Warning_:
    return Warning_(kind, "key", Message(f"warning.{kind}", values))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (seen("churn-risk", value=2.4, target=4.2), seen("churn-risk", value=3.8, target=4.2)),
        (seen("slow-service", value=90.0, target=24.0), seen("slow-service", value=30.0, target=24.0)),
        (seen("friction", value=0.004, usual=0.035), seen("friction", value=0.016, usual=0.035)),
        (seen("friction-exits", value=0.9, usual=0.3), seen("friction-exits", value=0.5, usual=0.3)),
        (seen("burst", value=0.6, usual=0.1), seen("burst", value=0.4, usual=0.2)),
        (seen("churn-risk", value=-34.0), seen("churn-risk", value=3.8, target=4.2)),
    ],
)
def test_what_is_furthest_from_its_target_is_named_first(worse, better):
    assert sorted((better, worse), key=how_far) == [worse, better]


@pytest.mark.parametrize(("count", "closing"), [(5, None), (6, "and 1 more"), (28, "and 23 more")])
def test_of_many_those_that_matter_most_come_first_and_the_rest_is_counted(count, closing):
    points = [one_touchpoint("purchase", "online", 0.5, rank=n) for n in range(1, count + 1)]
    points = [
        replace(point, key=str(n), name=f"Blog {n}", priority=replace(point.priority, impact=n / count))
        for n, point in enumerate(points, 1)
    ]
    mean = Message("why.average", {"n": 30, "phase": Message("finding.in-pre"), "both": False})
    values = {"value": 0.01, "usual": 0.035, "mean": mean}
    found = tuple(Warning_("friction", p.key, Message("warning.friction", {"name": p.name, **values})) for p in points)
    told = _warnings(Story(replace(analysis_of(0), touchpoints=tuple(points), warnings=found), language("en")))
    first, rest = told.split("\n\n")[1:6], told.split("\n\n")[6:]
    assert [int(line.split("Blog ")[1].split()[0]) for line in first] == list(range(count, count - 5, -1))
    assert rest == ([closing] if closing else [])
