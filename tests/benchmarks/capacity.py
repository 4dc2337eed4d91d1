"""How many visitors one process carries, and what memory each takes: ``python -m tests.benchmarks.capacity``.

Reruns: four visitors at once, without a browser, on a real server; its processor time per run and runs per second,
beside six Altair charts built anew on servers of their own (as Streamlit comes, and with this app's settings): the
whole page as it is, the part that a click on a weight runs as it is, and clicks that go round the presets, each of
which changes every rank and picture and was looked at before. Memory: what the server holds after the first, second
and tenth visitor who each look at the same kind of file, all of them still there; each kind on a fresh server.
"""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.page import PEER, PEERS, large_file
from tests.benchmarks.visitor import Visitor, cpu_seconds, held_mb, server_process, visitors
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, ROOT, quiet, serve

AT_ONCE, WARM, RUNS, ROUNDS, SESSIONS = 4, 8, 30, 3, (1, 2, 10)
SAMPLE = "sample=dansk-webshop"
Open = Callable[[Browser, str], None]
Act = Callable[[Visitor, int], object]


def long_log() -> bytes:
    """100 000 contacts of 20 000 customers over a quarter, with sales."""
    chance, start = random.Random(7), dt.datetime(2025, 1, 1)
    places = [f"Newsletter {n}" for n in range(8)] + ["Advert on Facebook", "Webshop", "Shop", "Support"]
    lines = ["Customer ID,Time,Touchpoint,Event,Revenue"]
    for _ in range(100_000):
        when, sold = start + dt.timedelta(minutes=chance.randrange(129_600)), chance.random() < 0.05
        event = "purchase,499.00" if sold else "visit,"
        lines.append(f"C{chance.randrange(20_000)},{when:%Y-%m-%d %H:%M},{chance.choice(places)},{event}")
    return "\n".join(lines).encode()


def whole(visitor: Visitor, turn: int) -> None:
    """A rerun of the page."""
    visitor.run()


def part(visitor: Visitor, turn: int) -> None:
    """A rerun of what a click on a weight runs, with nothing changed."""
    visitor.run(part=True)


def click(visitor: Visitor, turn: int) -> None:
    """Another preset of weights at each turn."""
    visitor.weigh(turn)


def pace(script: Path, query: str, act: Act, home: Path = ROOT) -> tuple[float, float]:
    """Processor seconds of the server per run and runs per second, with ``AT_ONCE`` visitors who ``act`` and never
    pause. ``home``: where the server starts and finds its settings."""
    with serve(script, cwd=home) as url, visitors(url, AT_ONCE, query) as found, ThreadPoolExecutor(AT_ONCE) as pool:
        process = server_process(url)
        list(pool.map(lambda visitor: [act(visitor, turn) for turn in range(WARM)], found))
        cpu, start = cpu_seconds(process), time.perf_counter()
        list(pool.map(lambda visitor: [act(visitor, turn) for turn in range(RUNS)], found))
        runs = AT_ONCE * RUNS
        return (cpu_seconds(process) - cpu) / runs, runs / (time.perf_counter() - start)


def opens(name: str, data: bytes) -> Open:
    """A visitor who uploads ``data``."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}

    def visit(browser: Browser, url: str) -> None:
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(url)
        quiet(page)
        page.locator('input[type="file"]').set_input_files(file)
        page.wait_for_selector(".kp-verdict", timeout=90_000)
        quiet(page)

    return visit


def looks(browser: Browser, url: str) -> None:
    """A visitor who opens the sample."""
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{url}/?{SAMPLE}")
    page.wait_for_selector(".kp-verdict", timeout=90_000)
    quiet(page)


def memory(browser: Browser, visit: Open) -> dict[int, float]:
    """MB that the server holds with no visitor's data (0) and with so many visitors."""
    with serve(ROOT / "app.py") as url:
        page = browser.new_page()
        page.goto(url)
        quiet(page)
        process = server_process(url)
        found = {0: held_mb(process)}
        for count in range(1, max(SESSIONS) + 1):
            visit(browser, url)
            if count in SESSIONS:
                found[count] = held_mb(process)
        for context in browser.contexts:
            context.close()
        return found


def print_paces() -> None:
    """What a run costs the server."""
    own = ROOT / "app.py"
    sides = {
        **{name: partial(pace, PEER, "", whole, home) for name, home in PEERS.items()},
        "whole page": partial(pace, own, SAMPLE, whole),
        "what a weight changes": partial(pace, own, SAMPLE, part),
        "from preset to preset": partial(pace, own, SAMPLE, click),
    }
    paces: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all
        for name, measure in sides.items():
            paces[name].append(measure())
    middle = {name: [statistics.median(side) for side in zip(*found, strict=True)] for name, found in paces.items()}
    for name, (cpu, runs) in middle.items():
        beside = "   ".join(f"{cpu / middle[peer][0]:5.2f} x {runs / middle[peer][1]:5.2f} x" for peer in PEERS)
        print(f"{name:34} {1000 * cpu:6.1f} ms of one core {runs:6.1f} a second and process   {beside}")


def print_memory() -> None:
    """The table of memory."""
    path = find()
    assert path is not None, "no Chromium: run `make browser`"
    kinds = {
        "sample": looks,
        "5 000 rows": opens("l.xlsx", large_file()),
        "log, 100 000 rows": opens("l.csv", long_log()),
    }
    print(f"{'memory, MB':24} {'none':>6} {'1st':>6} {'2nd':>6} {'10th':>6}   each further one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, visit in kinds.items():
            held = memory(browser, visit)
            last, between = held[SESSIONS[-1]], SESSIONS[-1] - SESSIONS[1]
            row = " ".join(f"{value:6.0f}" for value in held.values())
            print(f"{name:24} {row}   {(last - held[SESSIONS[1]]) / between:6.1f}")
        browser.close()


if __name__ == "__main__":
    print_paces()
    print_memory()
