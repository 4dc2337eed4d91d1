"""How long a person waits, beside an empty six-chart page in the same run. ``python -m tests.benchmarks.page``.

The peer is measured twice: as Streamlit comes, and with this app's settings (``.streamlit/config.toml``), which make it
faster as they leave out the sweep of the memory after each run. Figures are medians over rounds, in turn with the
peers, so that a slow moment of the machine meets all. Python keeps the compiled modules of all, as on every start but
the first after an update.
"""

import compileall
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.visitor import held_mb, server_process
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, ROOT, serve

PEER = Path(__file__).parent / "peer" / "six_charts.py"
PEERS = {"six charts, Streamlit as it comes": PEER.parent, "six charts, this app's settings": ROOT}  # where it starts
ROUNDS = 5
PAINTED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].filter(c => c.offsetParent);
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"], [data-stale="true"]')
    && charts.length >= COUNT && charts.every(c => c.querySelector('canvas, svg'));
}"""


def painted(page: Page, charts: int) -> None:
    page.wait_for_function(PAINTED.replace("COUNT", str(charts)), timeout=60_000, polling=20)


def timed(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def large_file() -> bytes:
    """5 000 rows: 50 touchpoints, 100 days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["Touchpoint", "Date", "Visits", "Orders", "Revenue", "Cost"])
    for row in range(5000):
        name, day = f"Newsletter {row % 50}", f"2025-{1 + row // 50 // 28:02d}-{1 + row // 50 % 28:02d}"
        sheet.append([name, day, 100 + row % 37, 3 + row % 5, 900.5 + row, 120.25])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def peer_cold(browser: Browser, home: Path) -> float:
    with serve(PEER, cwd=home) as url:
        page = browser.new_context().new_page()
        return timed(lambda: (page.goto(url), painted(page, 6)))


def ours(browser: Browser, upload: bytes) -> dict[str, float]:
    with serve(ROOT / "app.py") as url:
        page = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}).new_page()
        found = {"first page, cold": timed(lambda: (page.goto(url), painted(page, 0)))}
        button = page.get_by_role("button", name="Open the sample").first
        found["sample click to last chart"] = timed(lambda: (button.click(), painted(page, 3)))
        found["memory after it, MB"] = held_mb(server_process(url))
        page.get_by_role("button", name="Another file").click()
        box = page.locator('input[type="file"]')
        box.wait_for(state="attached")
        file = {"name": "large.xlsx", "mimeType": "application/octet-stream", "buffer": upload}
        found["upload of 5 000 rows to last chart"] = timed(lambda: (box.set_input_files(file), painted(page, 3)))
        return found


def main() -> None:
    upload, rounds = large_file(), []
    compileall.compile_dir(ROOT / "core", quiet=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for _ in range(ROUNDS):
            peers = {name: peer_cold(browser, home) for name, home in PEERS.items()}
            rounds.append({**peers, **ours(browser, upload)})
        browser.close()
    medians = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    for name, value in medians.items():
        beside = "  ".join(f"{value / medians[peer]:5.2f} x" for peer in PEERS)
        print(f"{name:36} {value:8.2f}" + ("" if "MB" in name else f" s   {beside}"))


if __name__ == "__main__":
    main()
