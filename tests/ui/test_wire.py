"""What is ready to be sent leaves at once, on connections that were open and on those that follow."""

import socket

import pytest

from core.ui.frame.wire import send_at_once


def _at_once(connection: socket.socket) -> bool:
    return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_open_and_later_connections_send_at_once() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as port:  # as Streamlit opens its own
        port.bind(("127.0.0.1", 0))
        port.listen()
        with socket.create_connection(port.getsockname()), port.accept()[0] as early:
            assert not _at_once(early)
            send_at_once()
            assert _at_once(early)
        with socket.create_connection(port.getsockname()), port.accept()[0] as late:
            assert _at_once(late)


@pytest.mark.parametrize(
    ("family", "kind"), [(socket.AF_UNIX, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM)]
)
def test_other_sockets_are_left_alone(family: int, kind: int) -> None:
    with socket.socket(family, kind) as other:
        send_at_once()
        assert other.getblocking()
