"""What a click costs once a page stands, beside six Altair charts built anew: ``python -m tests.benchmarks.reruns``.

Server part: the script run by Streamlit's own test runner, in one process, so that only the server's work counts.
Browser part: a click on a preset of weights in a file of 500 touchpoints, until all is repainted, and the bytes that
the server sends for a full first run and for that click.
"""

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.benchmarks.page import PEER, painted, timed
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, ROOT, quiet, serve

ROUNDS = 15
HEAD = "Touchpoint,Phase,Visits,Orders,Revenue,Cost,Satisfaction,Responses,Effort\n"


def five_hundred() -> bytes:
    """500 touchpoints over three phases, each with its own figures."""
    phases = ("Before", "During", "After")
    figures = ((900 + 13 * i, 20 + i % 90, 9000 + 40 * i, 400 + i, f"{50 + i % 45}%", 20 + i % 60) for i in range(500))
    rows = (f"Place {i},{phases[i % 3]},{','.join(map(str, f))},{1 + i % 5}" for i, f in enumerate(figures))
    return (HEAD + "\n".join(rows)).encode()


def server_part() -> tuple[float, float]:
    """CPU seconds of a rerun: the dashboard of a sample, and six charts built anew."""
    own = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    own.query_params["sample"] = "dansk-webshop"
    peer = AppTest.from_file(str(PEER), default_timeout=60)
    runs: tuple[list[float], list[float]] = ([], [])
    for app in (own, peer):
        app.run()
        assert not app.exception
    for _ in range(ROUNDS):
        for app, times in zip((own, peer), runs, strict=True):
            start = time.process_time()  # of this process alone, whatever else the machine does
            app.run()
            times.append(time.process_time() - start)
    return statistics.median(runs[0]), statistics.median(runs[1])


class Traffic:
    """Bytes that the server sent to a page."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)


def clicks(browser: Browser, own: str, peer: str) -> None:
    """The click with 500 touchpoints beside a click that reruns the peer."""
    mine, other = browser.new_page(), browser.new_page()
    sent = Traffic(mine)
    mine.goto(own)
    quiet(mine)
    before = sent.bytes
    upload = {"name": "places.csv", "mimeType": "text/csv", "buffer": five_hundred()}
    mine.locator('input[type="file"]').set_input_files(upload)
    mine.wait_for_selector(".kp-verdict")
    quiet(mine)
    whole, before = sent.bytes - before, sent.bytes
    other.goto(peer)
    painted(other, 6)
    for page in (mine, other):
        counted(page)
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS):
        preset = mine.locator(".st-key-presets input").nth((turn + 1) % 3)  # the first is chosen already
        times[0].append(timed(lambda preset=preset: (preset.click(), settled(mine))))
        again = other.get_by_role("button", name="again")
        times[1].append(timed(lambda again=again: (again.click(), settled(other))))
    one, two = (statistics.median(found) for found in times)
    print(f"click -> repainted, 500 touchpoints  {one:6.3f} s   peer {two:6.3f} s   {one / two:5.2f} x")
    click = (sent.bytes - before) / ROUNDS
    print(f"messages of the first full run       {whole / 1e6:6.3f} MB  of one click {click / 1e6:.3f} MB")


COUNTED = """() => {
  const app = document.querySelector('[data-testid="stApp"]')
  const count = () => { if (app.dataset.testScriptState === 'notRunning') window.runs += 1 }
  window.runs = 0
  new MutationObserver(count).observe(app, {attributeFilter: ['data-test-script-state']})
}"""
SETTLED = "() => window.runs > 0 && !document.querySelector('[data-stale=\"true\"]')"


def counted(page: Page) -> None:
    """From now on the page counts its runs that are over: on a busy machine a click may not have begun to run when one
    first looks."""
    page.evaluate(COUNTED)


def settled(page: Page) -> None:
    """One more run of the script is over since the last time, and nothing on the page is stale."""
    page.wait_for_timeout(30)
    page.wait_for_function(SETTLED, polling=20)
    page.evaluate("() => { window.runs = 0 }")


def main() -> None:
    own, peer = server_part()
    print(f"server part of a rerun               {own:6.3f} s   peer {peer:6.3f} s   {own / peer:5.2f} x")
    print(f"reruns per second and process        {1 / own:6.1f}     peer {1 / peer:6.1f}     {peer / own:5.2f} x")
    path = find()
    assert path is not None, "no Chromium: run `make browser`"
    with serve(ROOT / "app.py") as url, serve(Path(PEER)) as other, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        clicks(browser, url, other)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
