"""A visitor without a browser: speaks to a real server as the front end does, and waits until a run is over."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_OVER = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}
_TICK = 100  # the kernel's ticks a second in /proc


class Visitor:
    """One session on the server at ``url``; ``query``: what a link carries, sample=dansk-webshop for instance."""

    def __init__(self, url: str, query: str = "") -> None:
        self._query = query
        self._socket: ClientConnection = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"], max_size=None
        )
        self._known: set[str] = set()
        self._part = ""

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def run(self, *, part: bool = False) -> tuple[float, int]:
        """Ask for a run of the whole script, or of the ``part`` that runs on its own, as a click in it does; seconds
        until it is over and bytes that came."""
        start, size = time.perf_counter(), 0
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.cached_message_hashes.extend(self._known)
        message.rerun_script.fragment_id = self._part if part else ""
        self._socket.send(message.SerializeToString())
        while True:
            frame = self._socket.recv()
            size += len(frame)
            answer = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
            if answer.metadata.cacheable:
                self._known.add(answer.hash)  # as the front end does with all that is large
            self._part = answer.delta.fragment_id or self._part
            if answer.WhichOneof("type") == "script_finished" and answer.script_finished in _OVER:
                return time.perf_counter() - start, size


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
