"""Laws: the order of rows changes no sum, and a number survives being written as Danes, Swedes and Britons do."""

import math
import random
from collections.abc import Callable
from dataclasses import fields

import numpy as np
import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cleaning.cells.numbers import Cells, draft, settle
from core.model import CellKind, Dataset

Build = Callable[..., Dataset]
LOCALES = ("da_DK", "sv_SE", "en_GB")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Butik", "butik", "Mail", "Messe", "SMS ", "I alt"]),
        st.one_of(st.integers(0, 10**6), st.none()),
        st.floats(-1e5, 1e5, allow_nan=False).map(lambda x: round(x, 2)),
        st.sampled_from(["2025-01-05", "2025-03-01", "jan 2025", ""]),
    ),
    min_size=1,
    max_size=30,
)


@given(rows=ROWS, seed=st.integers(0, 99))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rows_changes_no_sum(build: Build, rows: list[tuple[object, ...]], seed: int) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert sums(build, rows) == pytest.approx(sums(build, shuffled))


def sums(build: Build, rows: list[tuple[object, ...]]) -> dict[str, float]:
    found = build([["Kontaktpunkt", "Besøg", "Omsætning", "Dato"], *map(list, rows)]).rows
    if found.empty:
        return {}
    flat = found.groupby("touchpoint")[["visits", "revenue"]].sum().stack()
    return {f"{name}/{field}": value for (name, field), value in flat.items()}


@given(
    numbers=st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 2)), min_size=1, max_size=20),
    locale=st.sampled_from(LOCALES),
)
@settings(max_examples=150)
def test_a_number_written_in_a_language_is_read_back(numbers: list[float], locale: str) -> None:
    texts = [format_decimal(number, "#,##0.00", locale=locale) for number in numbers]
    assert read(texts) == pytest.approx(numbers, abs=1e-6)


@given(counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=20), locale=st.sampled_from(LOCALES))
@settings(max_examples=150)
def test_a_count_written_in_a_language_is_read_back(counts: list[int], locale: str) -> None:
    """Counts have no decimals, so even "1.234" alone is read as it was meant."""
    assert read([format_decimal(count, locale=locale) for count in counts]) == counts


@given(text=st.text(max_size=40))
@settings(max_examples=300)
def test_any_text_is_a_finite_number_or_unknown(text: str) -> None:
    (value,) = read([text])
    assert math.isnan(value) or math.isfinite(value)


def read(texts: list[str]) -> list[float]:
    kinds = np.array([CellKind.TEXT if t else CellKind.EMPTY for t in texts], dtype=np.int8)
    return settle(draft(Cells(np.array(texts, dtype=object), kinds)), kind="count", elsewhere=None).values.tolist()


DIGITS = st.text(st.sampled_from("0123456789.-"), min_size=1, max_size=12)
LONG = st.integers(0, 10**40).map(str)


@given(text=st.one_of(DIGITS, LONG, st.floats(0, 1e6).map(lambda x: f"{x:.3f}")), other=DIGITS)
@settings(max_examples=300, deadline=None)
def test_plain_numbers_are_read_as_any_other(text: str, other: str) -> None:
    """Many at once, without taking each apart, is only another way to the same column."""
    together = draft(Cells(np.array([text, other], dtype=object), np.full(2, CellKind.TEXT, dtype=np.int8)))
    apart = draft(together.cells, special=lambda _: None)
    for mark in (",", "."):
        both = [settle(column, kind="money", elsewhere=mark) for column in (together, apart)]
        for name in (field.name for field in fields(both[0])):
            np.testing.assert_equal(getattr(both[0], name), getattr(both[1], name))
