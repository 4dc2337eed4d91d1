"""The peer of tests.benchmarks.journeys, run by the Python that has it: LOG.arrow REPEATS -> one line of JSON.

marketing-attribution-models (DP6, Apache 2.0) on polars: cuts the log at sales and offers first, last, linear,
position, time decay, Markov and Shapley. Its tables are read from disk before the clock starts.
"""

import json
import resource
import sys
import time

import mam
import polars as pl

MODELS = {
    "first": "run_first_click",
    "last": "run_last_click",
    "linear": "run_linear",
    "position": "run_position_based",
    "time_decay": "run_time_decay",
    "markov": "run_markov",
    "shapley": "run_shapley",
}


def credited(log: pl.DataFrame) -> tuple[dict[str, float], dict[str, dict[str, float]], dict[str, float]]:
    """Seconds per step; model -> touchpoint -> sales; touchpoint -> Markov's removal effect."""
    seconds, sales, effects = {}, {}, {}
    start = time.perf_counter()
    found = mam.MAM(
        log,
        "session",
        channels_colname="touchpoint",
        journey_with_conv_colname="sale",
        datetime_colname="time",
        user_id_colname="customer",
        create_journey_id_based_on_conversion=True,
    )
    seconds["journeys"] = time.perf_counter() - start
    for name, run in MODELS.items():
        start = time.perf_counter()
        result = getattr(found, run)()
        seconds[name] = time.perf_counter() - start
        sales[name] = dict(zip(*result.to_dict().values(), strict=True))  # touchpoints, then their sales
        if name == "markov":
            effects = result.metadata["removal_effect"]["removal_effect"].to_dict()
    return seconds, sales, effects


def main(path: str, repeats: int) -> None:
    """Prints the seconds of every repetition, the peak memory in MB, and what the last one found."""
    log = pl.read_ipc(path)
    runs = [credited(log) for _ in range(repeats)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _, sales, effects = runs[-1]
    told = {"seconds": [run[0] for run in runs], "peak": peak, "sales": sales, "effects": effects}
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
