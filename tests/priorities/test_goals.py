"""What somebody wants of a single touchpoint is what it is held against, on the list as on the page of targets."""

import pytest

from core import pipeline
from core.model import Goal, Part, Settings
from tests.priorities.planted import business, order, ranked, why

ROWS = business(
    touchpoint=["shop", "till", "mail"],
    visits=[1000, 1000, 1000],
    conversions=[50, 50, 20],
    csat_score=[0.75, 0.75, 0.75],
    responses=[400, 400, 400],
)


def _part(settings: Settings, touchpoint: str, kpi: str) -> Part:
    return next(part for part in ranked(ROWS, settings).priorities[touchpoint].parts if part.kpi == kpi)


@pytest.mark.parametrize(
    ("goals", "targets", "shop", "till", "mail"),
    [
        ((), {}, 0.8, 0.8, 0.8),
        ((Goal("csat", 0.9, touchpoint="shop"),), {}, 0.9, 0.8, 0.8),
        ((Goal("csat", 0.9, phase="during"),), {}, 0.9, 0.9, 0.8),
        ((Goal("csat", 0.9, phase="during"), Goal("csat", 0.6, touchpoint="shop")), {}, 0.6, 0.9, 0.8),
        ((Goal("csat", 0.6, touchpoint="shop"), Goal("csat", 0.9, phase="during")), {}, 0.6, 0.9, 0.8),
        ((Goal("csat", 0.9, touchpoint="shop"),), {"csat": 0.7}, 0.9, 0.7, 0.7),
        ((Goal("csat", 0.9), Goal("csat", 0.5, touchpoint="gone")), {}, 0.9, 0.9, 0.9),
    ],
)
def test_the_narrowest_goal_counts(
    goals: tuple[Goal, ...], targets: dict[str, float], shop: float, till: float, mail: float
) -> None:
    settings = Settings(goals=goals, targets=targets)
    found = [_part(settings, touchpoint, "csat").target for touchpoint in ("shop", "till", "mail")]
    assert found == pytest.approx([shop, till, mail])


def test_a_higher_goal_makes_a_touchpoint_first() -> None:
    assert order(ranked(ROWS, Settings(goals=(Goal("csat", 0.95, touchpoint="mail"),))))[0] == "mail"
    assert order(ranked(ROWS, Settings(goals=(Goal("csat", 0.95, touchpoint="till"),))))[0] == "till"


def test_a_goal_is_called_so() -> None:
    found = ranked(ROWS, Settings(goals=(Goal("conversion_rate", 0.2, touchpoint="shop"),))).priorities
    assert "5.0% convert (50 of 1,000; target 20%)" in why(found["shop"])
    assert "target 20%" not in why(found["till"])


@pytest.mark.parametrize(
    ("header", "values", "kpi", "targets"),
    [
        ("Mål", ["90", "60", ""], "csat", [0.9, 0.6, 0.8]),
        ("Konverteringsmål", ["4 %", "10 %", "4 %"], "conversion_rate", [0.04, 0.1, 0.04]),
    ],
)
def test_the_files_own_targets_count(header: str, values: list[str], kpi: str, targets: list[float]) -> None:
    lines = [f"Kontaktpunkt;Fase;Besøg;Køb;CSAT;Antal svar;{header}"]
    names = ("Webshop", "Butik", "Kasse")
    lines += [f"{name};Under køb;1000;30;70;200;{value}" for name, value in zip(names, values, strict=True)]
    dataset = pipeline.load([("mine.csv", "\n".join(lines).encode())], Settings())
    found = {t.name: t.priority for t in pipeline.analyse(dataset, Settings()).touchpoints}
    told = [next(p.target for p in found[name].parts if p.kpi == kpi) for name in names]  # type: ignore[union-attr]
    assert told == pytest.approx(targets)


def test_what_the_user_wants_of_the_whole_comes_before_the_file() -> None:
    lines = [
        "Kontaktpunkt;Fase;Besøg;CSAT;Antal svar;Mål",
        *(f"{n};Under køb;900;70;200;95" for n in ("Butik", "Kasse")),
    ]
    settings = Settings(targets={"csat": 0.75})
    dataset = pipeline.load([("mine.csv", "\n".join(lines).encode())], settings)
    parts = [p for t in pipeline.analyse(dataset, settings).touchpoints if t.priority for p in t.priority.parts]
    assert [p.target for p in parts] == pytest.approx([0.75, 0.75])
