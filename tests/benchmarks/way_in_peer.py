"""The peer of tests.benchmarks.way_in, run by the Python that has it: FILE -> one line of JSON.

fastexcel is calamine in Rust on Arrow. Types come from all rows (``schema_sample_rows=None``): from the first thousand
it would make other cells null without a word.
"""

import json
import resource
import sys
import time

import fastexcel


def main() -> None:
    """Reads the file once."""
    wall, busy = time.perf_counter(), time.process_time()
    frame = fastexcel.read_excel(sys.argv[1]).load_sheet(0, schema_sample_rows=None).to_pandas()
    seconds = [time.perf_counter() - wall, time.process_time() - busy]
    peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 0.0]
    sums = [float(frame[name].sum()) for name in ("cost", "revenue")]
    print(json.dumps({"read": seconds, "peaks": peaks, "rows": len(frame), "sums": sums}))


if __name__ == "__main__":
    main()
