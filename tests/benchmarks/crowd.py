"""Many visitors at one server: ``python -m tests.benchmarks.crowd [--visitors 50] [--seconds 120]``.

Each opens the link to a sample or drops in a file of her own, and picks other weights now and then, so that ranks and
pictures are made anew. Printed are the times from a pick to the end of its run, the server's memory as visitors come
and go, and how long a pick takes while somebody else's file is read. Nothing is painted: for that see
``tests.benchmarks.page``.
"""

import argparse
import contextlib
import random
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks.capacity import SAMPLE
from tests.benchmarks.visitor import Visitor, held_mb, server_process
from tests.benchmarks.way_in import log
from tests.browser.conftest import ROOT, serve

PAUSE_SECONDS = (10.0, 30.0)  # people look before they pick again
READING_ROWS = 400_000
OWN = ROOT / "sample_data" / "dansk-webshop.xlsx"
CLOSED_SECONDS = 40  # the server keeps a closed tab's session for 30


def pick(visitor: Visitor, dice: random.Random) -> float:
    """Pick another set of weights; seconds until all that follows is there."""
    return visitor.weigh(dice.randrange(len(visitor.presets)))


def stroll(visitor: Visitor, until: float, dice: random.Random) -> list[float]:
    """The times of all picks of one visitor."""
    found = []
    while time.perf_counter() < until:
        time.sleep(dice.uniform(*PAUSE_SECONDS))
        found.append(pick(visitor, dice))
    return found


def say(what: str, figure: str) -> None:
    """Prints a line."""
    print(f"  {what:<48}{figure}")


def times(found: Sequence[float]) -> str:
    """How many and how long."""
    at = statistics.quantiles(found, n=20) if len(found) > 1 else [*found] * 19
    return f"{len(found):>5} picks   median {at[9]:.3f} s   p95 {at[18]:.3f} s   most {max(found):.3f} s"


def follow(visitor: Visitor) -> float:
    """Open the link that the visitor came with; seconds."""
    return visitor.run()[0]


def drop_in(visitor: Visitor) -> float:
    """Drop a file into the upload box, which nobody else may have part in; seconds."""
    visitor.run()
    return visitor.upload(OWN.name, OWN.read_bytes())


def crowd(url: str, *, visitors: int, seconds: float) -> None:
    """Visitors come one by one, stay for a while, and leave; then others, with files of their own."""
    process, dice = server_process(url), random.Random(1)
    with Visitor(url, SAMPLE) as first:
        say("first visit to the sample", f"{follow(first):>9.3f} s   {held_mb(process):.0f} MB")
        for what, link, come in (("the sample", SAMPLE, follow), ("own files", "lang=en", drop_in)):
            with contextlib.ExitStack() as rest:
                there = [rest.enter_context(Visitor(url, link)) for _ in range(visitors)]
                came = statistics.median(come(visitor) for visitor in there)
                say(f"visits, {visitors} visitors with {what}", f"{came:>9.3f} s   {held_mb(process):.0f} MB")
                say(f"all of them for {seconds:.0f} s", times(_stay(there, seconds)))
                say("memory after that", f"{held_mb(process):>9.0f} MB")
            time.sleep(CLOSED_SECONDS)
            say("and when they have left", f"{held_mb(process):>9.0f} MB")
        say("one alone", times([pick(first, dice) for _ in range(40)]))
        _beside_a_reader(url, first, dice)


def _stay(there: Sequence[Visitor], seconds: float) -> list[float]:
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(there)) as pool:
        moves = pool.map(lambda n: stroll(there[n], until, random.Random(n)), range(len(there)))
        return [taken for some in moves for taken in some]


def _beside_a_reader(url: str, first: Visitor, dice: random.Random) -> None:
    data = log(READING_ROWS).to_csv(index=False).encode()
    with Visitor(url, "lang=en") as other, ThreadPoolExecutor(1) as pool:
        other.run()
        coming, found = pool.submit(other.upload, "log.csv", data), [pick(first, dice)]
        while not coming.done():
            found.append(pick(first, dice))
        say(f"one, while a log of {READING_ROWS} rows comes in", times(found))
        say("that log, from the drop to its page", f"{coming.result():>9.3f} s")


def main() -> None:
    """What the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    with serve(ROOT / "app.py") as url:
        crowd(url, visitors=given.visitors, seconds=given.seconds)


if __name__ == "__main__":
    main()
