"""What holds for every log."""

from zlib import crc32

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import CREDIT_MODELS
from core.model.journeys import OTHERS, SALE, START
from tests.journeys.logs import crowd, followed

RULES = ("first", "last", "last_non_direct", "linear", "position", "time_decay")
LOGS = st.builds(
    crowd,
    st.integers(1, 160),
    touchpoints=st.integers(1, 80),
    seed=st.integers(0, 10**6),
    sale=st.sampled_from([0.05, 0.3, 0.8]),
    longest=st.integers(1, 12),
)
LOOKBACK = st.sampled_from([0, 0.5, 3, 30, 1e9])
few = settings(max_examples=40)


def close(one, other):
    assert one.credits.sales.keys() == other.credits.sales.keys()
    for model, credits in one.credits.sales.items():
        assert credits == pytest.approx(other.credits.sales[model], abs=1e-9), model
        if one.credits.value:
            assert one.credits.value[model] == pytest.approx(other.credits.value[model], abs=1e-6), model


@few
@given(LOGS, LOOKBACK)
def test_every_models_credits_add_up_to_the_sales_and_their_value(frame, lookback):
    found = followed(frame, lookback_days=lookback)
    assert set(found.credits.sales) | set(found.credits.silent) == set(CREDIT_MODELS)
    assert found.sales == frame["sale"].sum()
    for model, credits in found.credits.sales.items():
        assert sum(credits.values()) == pytest.approx(found.sales, abs=1e-9)
        assert min(credits.values()) >= 0
        assert sum(found.credits.value[model].values()) == pytest.approx(found.value, rel=1e-9, abs=1e-9)


@few
@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_with_different_times_does_not_matter(frame, dice):
    order = list(range(len(frame)))
    dice.shuffle(order)
    shuffled = frame.iloc[order].reset_index(drop=True)
    one, other = followed(frame), followed(shuffled)
    close(one, other)
    assert (one.paths, one.transitions, one.drop_out) == (other.paths, other.transitions, other.drop_out)


@few
@given(LOGS)
def test_other_names_give_the_same_credits(frame):
    new = {key: f"{crc32(key.encode()):012d} {key}" for key in frame["touchpoint"].cat.categories}
    renamed = frame.assign(touchpoint=frame["touchpoint"].cat.rename_categories(new))
    one, other = followed(frame), followed(renamed)
    for model, credits in one.credits.sales.items():
        expected = {new.get(key, OTHERS): value for key, value in credits.items()}
        assert other.credits.sales[model] == pytest.approx(expected, abs=1e-9)


@few
@given(LOGS, st.floats(0, 1))
def test_a_log_in_two_parts_is_the_same_log(frame, where):
    at = int(where * len(frame))
    parts = [part.astype({"touchpoint": str, "customer": str}) for part in (frame.iloc[:at], frame.iloc[at:])]
    close(followed(frame), followed(pd.concat(parts, ignore_index=True)))


@few
@given(LOGS)
def test_a_customer_who_buys_nothing_changes_no_rule(frame):
    visitor = frame.iloc[:3].assign(customer="visitor", sale=False, value=np.nan).astype({"touchpoint": str})
    plain = frame.astype({"touchpoint": str, "customer": str})
    one, other = followed(plain), followed(pd.concat([plain, visitor], ignore_index=True))
    for model in set(RULES) & set(one.credits.sales):
        assert one.credits.sales[model] == pytest.approx(other.credits.sales[model], abs=1e-9)


@few
@given(LOGS)
def test_every_touch_is_one_step_and_every_journey_ends_once(frame):
    found = followed(frame)
    assert sum(t.n for t in found.transitions) == len(frame) + found.journeys
    assert sum(t.n for t in found.transitions if t.source == START) == found.journeys
    assert sum(t.n for t in found.transitions if t.target == SALE) == found.sales
    assert sum(d.ended for d in found.drop_out) == found.journeys - found.sales
    assert sum(p.journeys for p in found.paths) <= found.journeys
