"""The quick look at a column never misses a text with a personal number in it."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import CellKind, GridColumn
from core.privacy.masking import mask, mask_column
from core.privacy.suspects import may_hold_number

NUMBERS = ("010203-1234", "0102031234", "19121212", "-1212", "811228", "9874", "01028012345", "12", "٠١٠٢٠٣")
AROUND = (" ", "-", "\u200b", "–", "a", "cpr ", "pnr:", "fødselsnr ", "personnummer", "2025-03-27 04:10:30", "C144789")
PARTS = st.sampled_from((*NUMBERS, *AROUND))
TEXTS = st.lists(st.lists(PARTS, max_size=4).map("".join), max_size=12)


@given(TEXTS)
def test_a_column_is_masked_as_its_texts_are(texts):
    kinds = np.array([CellKind.TEXT if text else CellKind.EMPTY for text in texts], dtype=np.int8)
    expected = [mask(text) for text in texts]
    changed = sum(a != b for a, b in zip(texts, expected, strict=True))
    for cells in (np.array(texts, dtype=object), pa.array(texts, type=pa.large_string())):
        column, found = mask_column(GridColumn(cells, kinds))
        assert (column.texts.tolist(), found) == (expected, changed)


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("010203-1234", True),
        ("811228 9874", True),
        ("kunde 0102031234", True),
        ("٠١٠٢٠٣-١٢٣٤", True),
        ("2025-03-27 04:10:30", False),
        ("C144789", False),
        ("12345 67890", False),
        ("", False),
    ],
)
def test_suspects(text, suspect):
    texts = pa.array(["12345", text, "67890"], type=pa.large_string())  # a run over two texts is none
    assert may_hold_number(texts).tolist() == [False, suspect, False]
