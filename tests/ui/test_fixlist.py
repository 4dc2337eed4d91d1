"""What is worth a look beside the list: the worst first."""

import pytest

from core.model import Message, Warning_
from core.ui.fixlist import how_far


def seen(kind: str, **values: float) -> Warning_:
    return Warning_(kind, "key", Message("warning", values))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (seen("churn-risk", value=2.4, target=4.2), seen("churn-risk", value=3.8, target=4.2)),
        (seen("slow-service", value=90.0, target=24.0), seen("slow-service", value=30.0, target=24.0)),
        (seen("churn-risk", value=-34.0), seen("churn-risk", value=3.8, target=4.2)),
    ],
)
def test_what_is_furthest_from_its_target_is_named_first(worse, better):
    assert sorted((better, worse), key=how_far) == [worse, better]
