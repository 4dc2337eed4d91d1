"""Charts on their way to the browser: the drawing without its rows, and the rows beside it as Arrow tables.

A drawing that stays the same, letter for letter, is kept by the browser, which then only exchanges the rows: moving a
weight changes rows alone. Arrow writes a column's name once and each text once, so that a map of 500 touchpoints
travels in a fifth of the bytes, and the server need not turn it into JSON anew on each rerun.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]
_MANY = 300  # rows of a layer from which it is painted on a canvas, not as an element of the page for each


def sendable(spec: Mapping[str, Any]) -> dict[str, Any]:
    """``spec`` (plain JSON values) with all its rows under ``datasets``, as Arrow IPC streams named after their places.

    ``st.vega_lite_chart`` takes it as it is: what is Arrow already is handed on, the rest is small.
    """
    shared: Mapping[str, Sequence[Row]] = spec.get("datasets", {})
    found: dict[str, Sequence[Row]] = {}
    drawing: dict[str, Any] = _without_rows({k: v for k, v in spec.items() if k != "datasets"}, shared, found)
    if max(map(len, found.values()), default=0) > _MANY:
        drawing["usermeta"] = {"embedOptions": {"renderer": "canvas"}}
    return {**drawing, "datasets": {name: _arrow(rows) for name, rows in found.items()}} if found else drawing


def _without_rows(part: Any, shared: Mapping[str, Sequence[Row]], found: dict[str, Sequence[Row]]) -> Any:
    if isinstance(part, list):
        return [_without_rows(item, shared, found) for item in part]
    if not isinstance(part, dict):
        return part
    data = {"data": _named(part["data"], shared, found)} if "data" in part else {}  # always first: the same letters
    return data | {k: _without_rows(v, shared, found) for k, v in part.items() if k != "data"}


def _named(data: Any, shared: Mapping[str, Sequence[Row]], found: dict[str, Sequence[Row]]) -> Any:
    """A name for the rows of ``data``, which counts the places: the same in each drawing of the same layers."""
    rows = data.get("values", shared.get(str(data.get("name")))) if isinstance(data, dict) else None
    if rows is None:
        return data
    name = f"rows-{len(found)}"
    found[name] = rows
    return {"name": name}


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
    if known and all(isinstance(v, bool) for v in known):
        return pa.array(values, pa.bool_())
    if all(isinstance(v, int | float) for v in known):
        return pa.array(values, pa.float64())
    return _texts(values)


def _texts(values: Sequence[Any]) -> "pa.Array[Any]":
    column = pa.array(values, pa.string())
    return column.dictionary_encode() if len(set(values)) * 2 < len(values) else column
