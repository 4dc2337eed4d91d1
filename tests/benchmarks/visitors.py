"""Many visitors at one server: ``python -m tests.benchmarks.visitors [--visitors 50] [--seconds 120]``.

Each visitor is a websocket of its own that speaks the browser's language: opens the sample, then moves the weight
sliders every few seconds. Printed are the times from a move to the end of its run, the server's memory as visitors
come and go, and how long a move takes while somebody else's file is read. Nothing is painted: for that see
``tests.benchmarks.page``.
"""

import argparse
import asyncio
import random
import statistics
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import count

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.page import memory
from tests.benchmarks.way_in import log
from tests.browser.conftest import ROOT, serve

SAMPLE = "sample=dansk-webshop&lang=en"
PAUSE_SECONDS = (2.0, 6.0)
PATIENCE_SECONDS = 90
READING_ROWS = 400_000
CLOSED_SECONDS = 8
_TOKEN, _EDGE = "_streamlit_xsrf", "----visitor"


class Failed(Exception):
    """A run ended with an error."""


@dataclass
class Visitor:
    """One session. ``sliders``: widget id -> (least, most) of what its page shows; ``uploader``: its upload box."""

    url: str
    socket: websockets.ClientConnection
    query: str = SAMPLE
    sliders: dict[str, tuple[float, float]] = field(default_factory=dict)
    uploader: str = ""
    answers: dict[str, str] = field(default_factory=dict)

    async def run(self, *states: WidgetState) -> float:
        """Send the widgets' states, wait for the end of the script, and tell the seconds in between."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.widget_states.widgets.extend(states)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            kind, told = await self.hear()
            if kind == "script_finished":
                return time.perf_counter() - start
            if kind == "delta":
                self._look(told)

    async def move(self, dice: random.Random) -> float:
        """Move one slider somewhere else."""
        name, (least, most) = dice.choice([*self.sliders.items()])
        state = WidgetState(id=name)
        state.double_array_value.data.append(round(dice.uniform(least, most)))
        return await self.run(state)

    async def hear(self) -> tuple[str, ForwardMsg]:
        """The next message of the server."""
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(self.socket.recv(), PATIENCE_SECONDS))
        return told.WhichOneof("type"), told

    async def upload(self, name: str, data: bytes) -> float:
        """Drop a file into the upload box as a browser does, and tell the seconds until its page is there."""
        start = time.perf_counter()
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        await self.socket.send(message.SerializeToString())
        while True:
            kind, told = await self.hear()
            if kind == "file_urls_response":
                urls = told.file_urls_response.file_urls[0]
                break
        await asyncio.to_thread(_put, self.url, urls.upload_url, name, data)
        state = WidgetState(id=self.uploader)
        piece = state.file_uploader_state_value.uploaded_file_info.add(file_id=urls.file_id, name=name, size=len(data))
        piece.file_urls.CopyFrom(urls)
        await self.run(state)
        return time.perf_counter() - start

    def _look(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                raise Failed(element.exception.message)
            case "slider" if "weight" in element.slider.id:
                self.sliders[element.slider.id] = (element.slider.min, element.slider.max)
            case "file_uploader":
                self.uploader = element.file_uploader.id


def _put(url: str, path: str, name: str, data: bytes) -> None:
    """Send a file as a form, with the token that the server gave against forged ones."""
    cookies = CookieJar()
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies)).open(url + "/_stcore/health"):
        token = {cookie.name: cookie.value or "" for cookie in cookies}[_TOKEN]
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'.encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", "X-Xsrftoken": token}
    form = urllib.request.Request(
        url + path,
        head + data + f"\r\n--{_EDGE}--\r\n".encode(),
        headers | {"Cookie": f"{_TOKEN}={token}"},
        method="PUT",
    )
    with urllib.request.urlopen(form):
        pass


@asynccontextmanager
async def visitor(url: str, query: str = SAMPLE) -> AsyncIterator[Visitor]:
    """A session until the block ends."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None, origin=url) as socket:
        yield Visitor(url, socket, query)


async def strolling(one: Visitor, until: float, dice: random.Random) -> list[float]:
    """The times of all moves of one visitor."""
    found = []
    while time.perf_counter() < until:
        await asyncio.sleep(dice.uniform(*PAUSE_SECONDS))
        found.append(await one.move(dice))
    return found


def told(what: str, times: Sequence[float]) -> None:
    """Prints how long the moves took."""
    at = statistics.quantiles(times, n=20) if len(times) > 1 else [*times] * 19
    print(f"  {what:<44} {len(times):>5} moves   median {at[9]:.3f} s   p95 {at[18]:.3f} s   most {max(times):.3f} s")


async def crowd(url: str, *, visitors: int, seconds: float) -> None:
    """Visitors come one by one, stay for a while, and leave."""
    print(f"  {'memory of the server, nobody there':<44} {memory(url):>5.0f} MB")
    names, dice = count(), random.Random(1)
    async with visitor(url) as first:
        print(f"  {'first visit to the sample':<44} {await first.run():>9.3f} s  {memory(url):.0f} MB")
        rest = [visitor(url) for _ in range(visitors - 1)]
        there = [first, *[await one.__aenter__() for one in rest]]
        came = [await one.run() for one in there[1:]]
        before = memory(url)
        words = f"next visits, {visitors} visitors in all"
        print(f"  {words:<44} {statistics.median(came):>9.3f} s  {before:.0f} MB")
        until = time.perf_counter() + seconds
        moves = await asyncio.gather(*(strolling(one, until, random.Random(next(names))) for one in there))
        told(f"moves of {visitors} visitors in {seconds:.0f} s", [t for some in moves for t in some])
        print(f"  {'memory after them':<44} {memory(url):>5.0f} MB")
        for one in rest:
            await one.__aexit__(None, None, None)
        await asyncio.sleep(CLOSED_SECONDS)
        print(f"  {'and when all but one have left':<44} {memory(url):>5.0f} MB")
        told("moves of one visitor alone", [await first.move(dice) for _ in range(40)])
        await _beside_a_reader(url, first, dice)


async def _beside_a_reader(url: str, first: Visitor, dice: random.Random) -> None:
    data = log(READING_ROWS).to_csv(index=False).encode()
    async with visitor(url, "lang=en") as other:
        await other.run()
        reading = asyncio.create_task(other.upload("log.csv", data))
        await asyncio.sleep(0.2)
        moves = []
        while not reading.done():
            moves.append(await first.move(dice))
            await asyncio.sleep(0.1)
        told(f"moves while a log of {READING_ROWS} rows comes in", moves)
        print(f"  {'that log, from the drop to its page':<44} {await reading:>9.3f} s  {memory(url):.0f} MB")


def main() -> None:
    """What the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    with serve(ROOT / "app.py") as url:
        asyncio.run(crowd(url, visitors=given.visitors, seconds=given.seconds))


if __name__ == "__main__":
    main()
