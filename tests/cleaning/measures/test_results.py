"""Results that are no conversions: what a campaign bought, as a column beside it says."""

from collections.abc import Callable
from typing import Any

import pytest

from core.model import Dataset

Build = Callable[..., Dataset]
KINDS = ["actions:offsite_conversion.fb_pixel_purchase", "reach", "actions:link_click"]


def conversions(build: Build, headers: list[str], kinds: list[str]) -> tuple[list[Any], list[str]]:
    rows = [[n, kind, 32 + i, 1.5 + i] for i, (n, kind) in enumerate(zip("abc", kinds, strict=True))]
    dataset = build([["Kampagnenavn", *headers], *rows])
    values = dataset.rows["conversions"].astype(object).where(dataset.rows["conversions"].notna(), None).tolist()
    return values, [i.code for i in dataset.issues if i.code == "results-of-others"]


@pytest.mark.parametrize(
    ("headers", "kinds", "found"),
    [
        (["Resultatindikator", "Resultater", "Pris pr. resultat"], KINDS, [32, None, None]),
        (["Result indicator", "Results", "Cost per result"], KINDS, [32, None, None]),
        (["Resultattyp", "Results", "Kostnad per resultat"], ["Köp", "Räckvidd", "Länkklick"], [32, None, None]),
        (["Resultattype", "Resultater", "Pris pr. resultat"], ["Køb", "Kundeemner", "Køb"], [32, 33, 34]),
        (["Objective", "Conversions", "Cost per conversion"], ["Sales", "Awareness", "Traffic"], [32, 33, 34]),
    ],
)
def test_only_results_that_are_conversions_count(
    build: Build, headers: list[str], kinds: list[str], found: list[Any]
) -> None:
    assert conversions(build, headers, kinds) == (found, ["results-of-others"] if None in found else [])
