"""A real server and a real browser, once per test run."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.chromium import find

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUIET = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"], [data-stale="true"]');
}"""


def free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(script: Path, *, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Iterator[str]:
    """The app on a port of its own, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})}
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(url: str, limit: float = 60.0) -> None:
    until = time.monotonic() + limit
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)


def quiet(page: Page, limit: float = 60.0) -> None:
    """Wait until the script has stopped and nothing on the page is stale, four looks in a row."""
    page.wait_for_selector('[data-testid="stApp"]', timeout=limit * 1000)
    page.wait_for_timeout(250)  # a click takes a moment to reach the server
    still, until = 0, time.monotonic() + limit
    while still < 4:
        assert time.monotonic() < until, "the page does not come to rest"
        still = still + 1 if page.evaluate(QUIET) else 0
        page.wait_for_timeout(120)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serve(ROOT / "app.py") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path is not None, "no Chromium: run `make browser`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def own_probe(message: ConsoleMessage) -> bool:
    """On a deep link Streamlit's front end looks for its server under the page's path first, and is told 404."""
    return "/_stcore/" in message.location.get("url", "")


class Watched:
    """A page that remembers what went wrong on it and whom it asked."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" and not own_probe(m) else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("request", lambda r: None if self._own(r.url) else self.strangers.append(r.url))

    def _own(self, url: str) -> bool:
        return url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:"))

    def open(self, path: str = "/") -> "Watched":
        self.page.goto(self.url + path)
        quiet(self.page)
        return self

    def overflow(self) -> int:
        script = "() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"
        return int(self.page.evaluate(script))

    def check(self) -> None:
        """No exception box, no console error, no request to another host, no sideways scrolling."""
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert self.errors == []
        assert self.strangers == []
        assert self.overflow() == 0


@pytest.fixture
def visit(server: str, browser: Browser) -> Iterator:
    """``visit(width=..., scheme=..., locale=...)``: a new visitor."""
    contexts = []

    def new(*, width: int = 1440, scheme: str = "light", locale: str = "en-GB") -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, accept_downloads=True
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Watched(context.new_page(), server)

    yield new
    for context in contexts:
        context.close()
