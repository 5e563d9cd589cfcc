"""The services of the system, as this package starts them."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PREPARATIONS = (
    {"migrate": "databases migrated"},
    {"create-topics": "topics made", "load-reference": "municipalities loaded"},
)
"""What is run before the services start, one stage after the other, and what is then done."""

RUN_MARK = "CONTINUOUS_LINE_RUN"
"""Environment variable with the data folder: tells whose child a process is."""


@dataclass(frozen=True, slots=True)
class Service:
    """`program` takes `serve` or one of `preparations` as its argument.

    `vault`: it has a keys database, and a master key in a file.
    """

    name: str
    preparations: tuple[str, ...] = ("migrate",)
    program: tuple[str, ...] = ()
    vault: bool = False

    def command(self, *arguments: str) -> tuple[str, ...]:
        default = (sys.executable, "-P", "-m", f"{self.name}_service")
        return (*(self.program or default), *arguments)


SERVICES = (
    Service("profile", ("migrate", "create-topics"), vault=True),
    Service("handover", vault=True),
    Service("directory", ("migrate", "load-reference"), vault=True),
    Service("report"),
)


NEIGHBOURS: Mapping[str, Sequence[str]] = {
    "handover": ("profile", "directory"),
    "report": ("directory",),
}
"""Whom each service asks."""


def base_environment(folder: Path) -> dict[str, str]:
    """What every child inherits: nothing that would lead its database driver elsewhere."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {RUN_MARK: str(folder), "PYTHONUNBUFFERED": "1"}


def client_id(name: str) -> str:
    """The service as the issuer knows it."""
    return f"doorlopende-lijn-{name}"


def neighbours(name: str, ports: Mapping[str, int]) -> dict[str, str]:
    """Where the service finds others, to ask them in the reader's own name and to link to them."""
    return {
        f"DL_{name.upper()}_{other.upper()}_{use}": f"http://127.0.0.1:{ports[other]}"
        for other in NEIGHBOURS.get(name, ())
        for use in ("URL", "PAGES")
        if other in ports
    }


def settings_of(
    *,
    name: str,
    port: int,
    database_url: str,
    event_log_url: str,
    issuer: str,
    jwks: Path,
    secret: str,
    clock_file: Path,
) -> Mapping[str, str]:
    """The settings of `continuous_line.config` as environment variables."""
    return {
        "DL_ENVIRONMENT": "embedded",
        "DL_HOST": "127.0.0.1",
        "DL_PORT": str(port),
        "DL_DATABASE_URL": database_url,
        "DL_POOL_SIZE": "8",
        "DL_EVENT_LOG_URL": event_log_url,
        "DL_ISSUER": issuer,
        "DL_JWKS": str(jwks),
        "DL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DL_CLIENT_ID": client_id(name),
        "DL_SECRET": secret,
        "DL_CLOCK_FILE": str(clock_file),
    }
