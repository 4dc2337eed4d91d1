"""Charts on their way to the browser: the drawing without its rows, and the rows beside it as Arrow tables.

A drawing that stays the same, letter for letter, is kept by the browser, which then only exchanges the rows: moving a
weight changes rows alone. Arrow writes a column's name once and each text once, so that a map of 500 touchpoints
travels in a fifth of the bytes, and the server need not turn it into JSON anew on each rerun.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]


def sendable(spec: Mapping[str, Any]) -> dict[str, Any]:
    """``spec`` (plain JSON values) with the rows under ``datasets`` as Arrow IPC streams.

    ``st.vega_lite_chart`` takes it as it is: what is Arrow already is handed on, the rest is small.
    """
    sets: Mapping[str, Sequence[Row]] = spec.get("datasets", {})
    return {**_shortened(spec), "datasets": {name: _arrow(rows) for name, rows in sets.items()}}


def _shortened(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    """``spec`` with what all its layers encode alike written once, above them, where Vega-Lite looks for whatever a
    layer leaves out: a third less for the server to write and for the browser to read, for the same drawing."""
    encodings = [layer.get("encoding", {}) for layer in spec.get("layer", ())]
    if len(encodings) < 2 or "encoding" in spec:
        return spec
    first, *others = encodings
    shared = {name: value for name, value in first.items() if all(other.get(name) == value for other in others)}
    layers = [
        {**layer, "encoding": {name: value for name, value in layer["encoding"].items() if name not in shared}}
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers, "encoding": shared} if shared else spec


def _arrow(rows: Sequence[Row]) -> bytes:
    names = dict.fromkeys(name for row in rows for name in row)
    table = pa.table({name: _column([row.get(name) for row in rows]) for name in names})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _column(values: Sequence[Any]) -> "pa.Array[Any]":
    """Numbers as floating point, which JavaScript has alone; texts once each, as most of them come again."""
    known = [v for v in values if v is not None]
    if known and all(isinstance(v, Mapping) for v in known):
        return _facts(values, list(known[0]))
    if known and all(isinstance(v, bool) for v in known):
        return pa.array(values, pa.bool_())
    if all(isinstance(v, int | float) for v in known):
        return pa.array(values, pa.float64())
    return _texts(values)


def _facts(values: Sequence[Mapping[str, Any] | None], names: list[str]) -> "pa.Array[Any]":
    """Several facts under their ``names`` in each row: the browser takes them out only where somebody looks."""
    parts = [_column([facts and facts[name] for facts in values]) for name in names]
    return pa.StructArray.from_arrays(parts, names, mask=pa.array([facts is None for facts in values]))


def _texts(values: Sequence[Any]) -> "pa.Array[Any]":
    column = pa.array(values, pa.string())
    return column.dictionary_encode() if len(set(values)) * 2 < len(values) else column
