"""What was answered, over the whole scale, with the interval that the answers themselves give."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from core.kpis import settle_answers, voices
from core.model import Message
from core.texts import language


def survey(**columns: list[Any]) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    texts = {"touchpoint": "shop", "period": "2025-01", "segment": None, "file": "a.csv", "sheet": "s"} | columns
    frame = pd.DataFrame(
        {name: values if isinstance(values, list) else [values] * size for name, values in texts.items()}
    )
    return frame.astype(dict.fromkeys(("touchpoint", "period", "segment", "file", "sheet"), "str"))


NPS = [10] * 5 + [8] * 3 + [3] * 2


def test_counts_over_the_whole_scale() -> None:
    found = voices(settle_answers(survey(nps_score=NPS))[0])
    assert found is not None
    (whole,), (shop,) = found.whole, found.touchpoints
    assert (whole.key, shop.key, found.answers) == (None, "shop", 10)
    assert (whole.score, whole.low, whole.high) == ("nps", 0, 10)
    assert dict(whole.counts) == {step: NPS.count(step) for step in range(11)}
    assert (whole.kpi.value, whole.kpi.n, whole.mean) == (30, 10, 8)
    assert (whole.kpi.low, whole.kpi.high) == (pytest.approx(23.1 - 42.1, abs=0.1), pytest.approx(23.1 + 42.1, abs=0.1))
    assert {label: kpi.value for label, kpi in whole.history.items()} == {"2025-01": 30}


def test_the_worst_touchpoint_comes_first_and_history_is_its_own() -> None:
    found = voices(
        settle_answers(
            survey(
                touchpoint=["shop", "shop", "mail", "mail", None],
                period=["2025-01", "2025-02", "2025-01", "2025-01", "2025-01"],
                csat_score=[5, 4, 2, 5, 1],
            )
        )[0]
    )
    assert found is not None
    assert [(v.key, v.kpi.value) for v in found.touchpoints] == [("mail", 0.5), ("shop", 1)]
    assert {label: kpi.value for label, kpi in found.touchpoints[1].history.items()} == {"2025-01": 1, "2025-02": 1}
    assert found.whole[0].kpi.value == 0.6


@pytest.mark.parametrize(
    ("columns", "codes", "score", "value"),
    [
        ({"nps_score": [4, 5, 2, 1]}, ["nps-as-csat"], "csat", 0.5),
        ({"nps_score": [4, 5, 2, 1], "csat_score": [5, 5, 5, 1]}, ["nps-left-out"], "csat", 0.75),
        ({"ces_score": [7, 5, 4, 1]}, ["ces-direction"], "ces", 0.5),
        ({"rating": [5, 4, 4, 3]}, [], "rating", 4),
        ({"csat_score": [1, 0, 1, 1]}, [], "csat", 0.75),
        ({"csat_score": [4.4, 3.1, 2, 2]}, ["answers-scale"], None, None),
    ],
)
def test_scales_are_said(columns: dict[str, list[float]], codes: list[str], score: str | None, value: Any) -> None:
    settled, issues = settle_answers(survey(**columns))
    assert [i.code for i in issues] == codes
    for code in ("en", "da", "sv"):
        assert all(language(code).message(Message(f"issue.{i.code}", i.values)) for i in issues)
    found = voices(settled)
    assert [(v.score, v.kpi.value) for v in found.whole] == [(score, value)] if found else score is None


def test_two_sheets_on_two_scales() -> None:
    columns = {"csat_score": [5, 4, 5, 9, 3], "sheet": ["a", "a", "a", "b", "b"]}
    found = voices(settle_answers(survey(**columns))[0])
    assert found is not None
    (whole,) = found.whole
    assert (whole.low, whole.high, dict(whole.counts)) == (1, 5, {1: 0, 2: 0, 3: 0, 4: 1, 5: 2})
    assert (whole.kpi.value, whole.kpi.n) == (0.8, 5)


@pytest.mark.parametrize("ticked", [True, False])
def test_comments_are_shown_only_where_they_were_kept(ticked: bool) -> None:
    rows = survey(touchpoint=["shop", None, "shop"], csat_score=[5, 1, 4])
    rows = rows.assign(comment=pd.Series(["good", "bad", None], dtype="str")) if ticked else rows
    found = voices(settle_answers(rows)[0])
    assert found is not None
    assert found.comments == (2 if ticked else 0)
    assert found.shown == ({"shop": ("good",), None: ("bad",)} if ticked else {})


def test_a_survey_without_a_single_score() -> None:
    assert voices(settle_answers(survey(csat_score=[np.nan, np.nan]))[0]) is None
