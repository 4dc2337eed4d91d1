"""A column says the same in whichever form it came, and so does a part of it."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.column import Coded, GridColumn, Words

TEXTS = st.lists(st.sampled_from(["", "a", "bb", "æøå", "a b", "007", "\u2028"]), max_size=30)


def strings(texts):
    return pa.array(texts, type=pa.large_string())


def columns(texts):
    """The same cells as objects, packed, and as places among words of which one stands in no cell."""
    kinds = np.array([bool(text) for text in texts], dtype=np.int8)
    different = ["unused", *sorted(set(texts))]
    places = np.array([different.index(text) for text in texts], dtype=np.int32)
    yield GridColumn(np.array(texts, dtype=object), kinds)
    yield GridColumn(strings(texts), kinds)
    yield GridColumn(Coded(places, Words(strings(different))), kinds)


def says(column, texts):
    codes, uniques = pd.factorize(np.array(texts, dtype=object))
    assert column.texts.tolist() == column.packed.to_pylist() == texts
    assert [column.at(row) for row in range(len(column))] == texts
    assert column.distinct[0].tolist() == codes.tolist()
    assert column.distinct[1].tolist() == uniques.tolist()
    assert column.where(lambda some: np.array([len(t) > 1 for t in some.to_pylist()], dtype=bool)).tolist() == [
        len(text) > 1 for text in texts
    ]


@given(TEXTS)
def test_a_column_in_any_form(texts):
    for column in columns(texts):
        says(column, texts)


@given(TEXTS.filter(bool).flatmap(lambda texts: st.tuples(st.just(texts), st.lists(st.integers(0, len(texts) - 1)))))
def test_a_part_of_a_part(drawn):
    texts, rows = drawn
    few = [*rows, *range(len(texts))]  # more than an eighth, and less
    for column in columns(texts):
        for at in (rows, few):
            part = column.take(np.array(at, dtype=np.int64))
            says(part, [texts[row] for row in at])
            says(part.take(np.arange(len(at) // 2)), [texts[row] for row in at[: len(at) // 2]])
        mask = np.array([text == "a" for text in texts])
        says(column.take(mask), [text for text in texts if text == "a"])


@pytest.mark.parametrize("place", [1, 2])
def test_what_came_from_a_file_cannot_be_written(place):
    column = list(columns(["a", "b"]))[place]
    with pytest.raises(ValueError, match="read-only"):
        column.texts[0] = "c"
