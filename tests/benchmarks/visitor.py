"""A visitor without a browser: speaks to a real server as the front end does, and waits until a run is over."""

import contextlib
import json
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.sync.client import ClientConnection, connect

_OVER = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}
_TICK = 100  # the kernel's ticks a second in /proc
_PATIENCE_SECONDS = 90
_TOKEN, _EDGE = "_streamlit_xsrf", "----visitor"


class Failed(Exception):
    """A run ended with an error."""


class Visitor:
    """One session on the server at ``url``; ``query``: what a link carries, sample=dansk-webshop for instance.

    ``presets``: what the row of presets offers, empty where the page has none.
    """

    def __init__(self, url: str, query: str = "") -> None:
        self._query = query
        self._socket: ClientConnection = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"], max_size=None
        )
        self._known: set[str] = set()
        self._part = ""
        self._url = url
        self.presets: tuple[str, ...] = ()
        self._row, self._events, self._box = "", "", ""

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def run(self, *states: WidgetState, part: bool = False) -> tuple[float, int]:
        """Ask for a run of the whole script, or of the ``part`` that a click on a weight runs on its own; with the new
        ``states`` of widgets. Seconds until it is over and bytes that came. Raises ``Failed`` for an error."""
        start, size = time.perf_counter(), 0
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.cached_message_hashes.extend(self._known)
        message.rerun_script.fragment_id = self._part if part else ""
        message.rerun_script.widget_states.widgets.extend(states)
        self._socket.send(message.SerializeToString())
        while True:
            answer, length = self._hear()
            size += length
            self._look(answer)
            if answer.metadata.cacheable:
                self._known.add(answer.hash)  # as the front end does with all that is large
            if answer.WhichOneof("type") == "script_finished" and answer.script_finished in _OVER:
                return time.perf_counter() - start, size

    def weigh(self, which: int) -> float:
        """Click on one of the presets of weights, counted round; seconds until all that follows is there."""
        row, state = WidgetState(id=self._row), WidgetState(id=self._events)
        row.json_value = "{}"  # what the front end keeps of a component that keeps nothing
        clicked = {"event": "chosen", "value": self.presets[which % len(self.presets)]}
        state.json_trigger_value = json.dumps([clicked])
        return self.run(row, state, part=True)[0]

    def upload(self, name: str, data: bytes) -> float:
        """Drop a file into the upload box; seconds until its page is there."""
        start, message = time.perf_counter(), BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        self._socket.send(message.SerializeToString())
        answer, _ = self._hear()
        while answer.WhichOneof("type") != "file_urls_response":
            answer, _ = self._hear()
        urls = answer.file_urls_response.file_urls[0]
        _put(self._url, urls.upload_url, name, data)
        state = WidgetState(id=self._box)
        piece = state.file_uploader_state_value.uploaded_file_info.add(file_id=urls.file_id, name=name, size=len(data))
        piece.file_urls.CopyFrom(urls)
        self.run(state)
        return time.perf_counter() - start

    def _hear(self) -> tuple[ForwardMsg, int]:
        frame = self._socket.recv(timeout=_PATIENCE_SECONDS)
        return ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode()), len(frame)

    def _look(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Failed(element.exception.message)
        if kind == "file_uploader":
            self._box = element.file_uploader.id
        elif kind == "bidi_component" and element.bidi_component.id.endswith("-_preset"):
            row, self._part = element.bidi_component, answer.delta.fragment_id
            self.presets = tuple(option["value"] for option in json.loads(row.json)["options"])
            self._row = row.id
            self._events = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{row.id}__events"  # where a component's clicks arrive


def _put(url: str, path: str, name: str, data: bytes) -> None:
    """Send a file as a form, with the token that the server gave against forged ones."""
    cookies = CookieJar()
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies)).open(url + "/_stcore/health"):
        token = {cookie.name: cookie.value or "" for cookie in cookies}[_TOKEN]
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'.encode()
    body = head + data + f"\r\n--{_EDGE}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", "X-Xsrftoken": token}
    headers["Cookie"] = f"{_TOKEN}={token}"
    with urllib.request.urlopen(urllib.request.Request(url + path, body, headers, method="PUT")):
        pass


@contextlib.contextmanager
def visitors(url: str, count: int, query: str = "") -> Iterator[list[Visitor]]:
    """``count`` sessions at once, each with its first run behind it."""
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(Visitor(url, query)) for _ in range(count)]
        for visitor in found:
            visitor.run()
        yield found


def server_process(url: str) -> int:
    """The number of the process that serves ``url``."""
    port = url.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_text()
            if "streamlit" in command and port in command.split("\0"):
                return int(process.name)
    raise LookupError(url)


def cpu_seconds(pid: int) -> float:
    """The processor time that the process took so far, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def held_mb(pid: int) -> float:
    """The memory that only this process holds and that it shares, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
