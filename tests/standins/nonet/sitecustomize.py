"""Put on PYTHONPATH: this process and its children cannot reach any address; each try leaves a line in a file."""

import os
import socket
from pathlib import Path
from typing import Any

_connect = socket.socket.connect
_getaddrinfo = socket.getaddrinfo


def _note(what: object) -> None:
    with Path(os.environ["NONET_LOG"]).open("a") as log:
        log.write(f"{what}\n")


def _is_loopback(host: object) -> bool:
    return str(host) in ("127.0.0.1", "::1", "localhost")


def connect(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX:
        if not _is_loopback(address[0]):
            _note(address)
        raise ConnectionRefusedError("no network in this test")
    _connect(self, address)


def getaddrinfo(host: Any, *args: Any, **given: Any) -> Any:
    if not _is_loopback(host) and host is not None:
        _note(host)
        raise socket.gaierror("no network in this test")
    return _getaddrinfo(host, *args, **given)


socket.socket.connect = connect  # type: ignore[method-assign]
socket.socket.connect_ex = lambda self, address: (_note(address), 111)[1]  # type: ignore[method-assign]
socket.getaddrinfo = getaddrinfo
