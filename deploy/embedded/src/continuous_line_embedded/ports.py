"""The ports of the services, and who sits on one that is taken."""

import errno
import socket
from collections.abc import Iterable, Mapping

import psutil

from continuous_line.local.errors import CannotStart
from continuous_line.local.postgres import free_port

BASE = 8000
ISSUER = "issuer"
"""The name under which the place where people sign in has its port."""


def fixed_ports(names: Iterable[str], base: int = BASE) -> dict[str, int]:
    """The issuer at base, then base + 1, base + 2, ... in the order of the names."""
    return {name: base + number for number, name in enumerate((ISSUER, *names))}


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """Ports that are free at this moment, for tests; one for the issuer too."""
    ports: dict[str, int] = {}
    for name in (ISSUER, *names):
        while (port := free_port()) in ports.values():
            pass
        ports[name] = port
    return ports


def check(ports: Mapping[str, int]) -> None:
    """Raises CannotStart with the first port that is taken and, where it is known, by whom."""
    for name, port in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                taken = error.errno == errno.EADDRINUSE
                why = f"is taken{_by(port)}" if taken else f"cannot be used ({error.strerror})"
                raise CannotStart(
                    f"port {port} for {name} {why}: choose other ports with PORT_BASE="
                ) from None


def _by(port: int) -> str:
    """Only the program's name: its arguments may hold a secret."""
    try:
        for connection in psutil.net_connections("tcp"):
            listens = connection.status == psutil.CONN_LISTEN and connection.laddr[1:] == (port,)
            if listens and connection.pid is not None:
                return f" by process {connection.pid} ({psutil.Process(connection.pid).name()})"
    except psutil.Error:
        pass
    return ""
