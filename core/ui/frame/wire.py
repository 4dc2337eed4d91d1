"""The way to the browser: what is ready to be sent leaves at once."""

import contextlib
import os
import socket
import stat
from pathlib import Path

_OPEN = Path("/dev/fd")  # what this process has open, where the system lists it: Linux and macOS


def send_at_once() -> None:
    """On every connection that this process has, and on those that its server will accept.

    Streamlit opens its port in a way for which asyncio leaves TCP_NODELAY off. The last messages of a run then wait
    until the browser's system confirms the first ones, which it does 40 ms late on Linux, later elsewhere: at each
    click. A connection takes the setting over from the port that accepts it.
    """
    found = [int(entry.name) for entry in _OPEN.iterdir()] if _OPEN.is_dir() else []
    for number in found:
        with contextlib.suppress(OSError):  # closed meanwhile: nothing to set
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                _set(os.dup(number))


def _set(number: int) -> None:
    with socket.socket(fileno=number) as connection:
        if connection.family in (socket.AF_INET, socket.AF_INET6) and connection.type == socket.SOCK_STREAM:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
