"""What the reading process loads for large files only: a usual file is read before they would have started."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

# One thread and the system's own memory: the process is confined, and threads would reserve room for themselves.
_SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def numpy() -> Any:
    """The module numpy."""
    return _loaded("numpy")


def arrow() -> Any:
    """The module pyarrow."""
    return _loaded("pyarrow")


def arrow_csv(text: memoryview, *, delimiter: str, piece: int) -> Sequence["pa.RecordBatch"] | None:
    """The fields of lines that hold no quotation mark, all as text; nothing where lines differ in their number."""
    pa, csv = arrow(), _loaded("pyarrow.csv")
    first = bytes(text[: bytes(text[:piece]).find(b"\n") + 1])
    names = [str(number) for number in range(first.count(delimiter.encode()) + 1)]
    try:
        reader = csv.open_csv(
            pa.BufferReader(text),
            csv.ReadOptions(use_threads=False, block_size=piece, column_names=names),
            csv.ParseOptions(delimiter=delimiter, quote_char=False, double_quote=False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
        return list(reader)
    except pa.ArrowInvalid:
        return None


def _loaded(name: str) -> Any:
    os.environ.update(_SETTINGS)
    return import_module(name)
