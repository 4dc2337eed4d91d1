"""Charts on their way to the browser: no row is lost, and a drawing that stays the same is so to the letter."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui.visit.sending import sendable


def back(stream: bytes) -> list[dict]:
    """The rows as the browser sees them: a missing value is null."""
    return pa.ipc.open_stream(stream).read_all().to_pylist()


ROWS = [{"x": 0.5, "name": "Café", "on": True}, {"x": 2, "name": "Café", "on": False, "key": "t1"}]
SEEN = [{"x": 0.5, "name": "Café", "on": True, "key": None}, {"x": 2.0, "name": "Café", "on": False, "key": "t1"}]


@pytest.mark.parametrize(
    ("spec", "rows"),
    [
        ({"datasets": {"a": ROWS}, "data": {"name": "a"}, "mark": "bar"}, {"a": SEEN}),
        ({"datasets": {"a": ROWS, "b": []}, "layer": [{"data": {"name": "b"}}]}, {"a": SEEN, "b": []}),
        (
            {"datasets": {"a": [{"tip": {"Name": "Café", "Reach": "9"}}, {}]}},
            {"a": [{"tip": {"Name": "Café", "Reach": "9"}}, {"tip": None}]},
        ),
        ({"axis": {"values": [0, 50]}}, {}),
    ],
)
def test_rows_travel_beside_the_drawing(spec, rows):
    sent = sendable(spec)
    assert {name: back(stream) for name, stream in sent.get("datasets", {}).items()} == rows
    assert "Café" not in json.dumps({**sent, "datasets": None})


def test_other_rows_leave_the_drawing_as_it_is():
    first, second = (sendable({"datasets": {"a": rows}, "mark": "bar"}) for rows in (ROWS, ROWS[:1]))
    assert {**first, "datasets": None} == {**second, "datasets": None}
    assert first["datasets"] != second["datasets"]


X, Y, RED = {"field": "x"}, {"field": "y"}, {"value": "red"}


@pytest.mark.parametrize(
    ("layers", "above", "left"),
    [
        ([{"x": X, "y": Y}, {"x": X, "color": RED}], {"x": X}, [{"y": Y}, {"color": RED}]),
        ([{"x": X}, {"x": X}], {"x": X}, [{}, {}]),
        ([{"x": X}, {"x": Y}], None, [{"x": X}, {"x": Y}]),
        ([{"x": X}, {}], None, [{"x": X}, {}]),  # where one layer has none, it must not inherit any
        ([{"x": X}], None, [{"x": X}]),
    ],
)
def test_what_all_layers_encode_alike_is_written_once(layers, above, left):
    sent = sendable({"layer": [{"mark": "point", "encoding": encoding} for encoding in layers]})
    assert sent.get("encoding") == above
    assert [layer["encoding"] for layer in sent["layer"]] == left


def test_what_stands_above_the_layers_already_stays():
    spec = {"encoding": {"y": Y}, "layer": [{"encoding": {"x": X}}, {"encoding": {"x": X}}]}
    assert sendable(spec) == {**spec, "datasets": {}}


cells = st.one_of(st.none(), st.text(max_size=9), st.just("again"))
numbers = st.one_of(st.none(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False))


@given(st.lists(st.fixed_dictionaries({"text": cells, "number": numbers, "on": st.booleans()}), max_size=40))
def test_no_cell_is_lost(rows):
    (stream,) = sendable({"datasets": {"a": rows}})["datasets"].values()
    assert back(stream) == rows
