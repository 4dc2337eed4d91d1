"""What a click costs once a page stands, beside a click that builds six Altair charts anew:
``python -m tests.benchmarks.reruns``.

A click on a preset of weights in a file of 500 touchpoints, until all is repainted, and the bytes that the server sends
for a full first run and for that click. What the server alone needs: ``tests.benchmarks.capacity``.
"""

import contextlib
import statistics
import sys
from collections.abc import Sequence

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.benchmarks.page import PEER, PEERS, painted, timed
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


class Traffic:
    """Bytes that the server sent to a page."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)


def clicks(browser: Browser, own: str, peers: Sequence[str]) -> None:
    """The click with 500 touchpoints beside clicks that rerun the peers."""
    mine, others = browser.new_page(), [opened(browser, url) for url in peers]
    sent = Traffic(mine)
    mine.goto(own)
    quiet(mine)
    before = sent.bytes
    upload = {"name": "places.csv", "mimeType": "text/csv", "buffer": five_hundred()}
    mine.locator('input[type="file"]').set_input_files(upload)
    mine.wait_for_selector(".kp-verdict")
    quiet(mine)
    whole, before = sent.bytes - before, sent.bytes
    counted(mine)
    times: list[list[float]] = [[] for _ in (mine, *others)]
    for turn in range(ROUNDS):  # in turn; the first preset is chosen already
        times[0].append(repainted(mine, mine.locator(".st-key-presets input").nth((turn + 1) % 3)))
        for other, found in zip(others, times[1:], strict=True):
            found.append(repainted(other, other.get_by_role("button", name="again")))
    one, *two = (statistics.median(found) for found in times)
    print(f"click -> repainted, 500 touchpoints  {one:6.3f} s")
    for name, peer in zip(PEERS, two, strict=True):
        print(f"  {name:34} {peer:6.3f} s   {one / peer:5.2f} x")
    click = (sent.bytes - before) / ROUNDS
    print(f"messages of the first full run       {whole / 1e6:6.3f} MB  of one click {click / 1e6:.3f} MB")


def opened(browser: Browser, url: str) -> Page:
    """A peer that stands."""
    page = browser.new_page()
    page.goto(url)
    painted(page, 6)
    counted(page)
    return page


def repainted(page: Page, button: Locator) -> float:
    """Seconds from a click on ``button`` until all of ``page`` is new."""
    return timed(lambda: (button.click(), settled(page)))


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
    path = find()
    assert path is not None, "no Chromium: run `make browser`"
    with contextlib.ExitStack() as running:
        own = running.enter_context(serve(ROOT / "app.py"))
        peers = [running.enter_context(serve(PEER, cwd=home)) for home in PEERS.values()]
        browser = running.enter_context(sync_playwright()).chromium.launch(executable_path=path, args=FLAGS)
        clicks(browser, own, peers)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
