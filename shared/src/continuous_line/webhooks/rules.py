"""To which sinks anything may be sent; judged when a subscription is made and at every try."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from continuous_line.errors import Refused

LONGEST = 2_000
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]+")


class SinkRefused(Refused):
    """`code`: sink-malformed, sink-not-https, sink-with-credentials, sink-host-not-allowed."""

    code = "sink-host-not-allowed"


@dataclass(frozen=True, slots=True)
class SinkRules:
    """`hosts`: `hooks.example.nl` allows that host, `.example.nl` all below that domain; both
    as DNS has them, in ASCII.
    `plain_http` and `private_addresses` are for local development; never set in production."""

    hosts: Sequence[str]
    plain_http: bool = False
    private_addresses: bool = False

    def check(self, sink: str) -> httpx.URL:
        """The sink as it will be connected to, so that nobody reads it in another way later.

        Raises SinkRefused.
        """
        url = _parsed(sink)
        if url.scheme != "https" and not (self.plain_http and url.scheme == "http"):
            raise SinkRefused("A sink has an https address.", code="sink-not-https")
        if url.userinfo:
            raise SinkRefused(
                "A sink has no name or password in its address; give a sinkCredential.",
                code="sink-with-credentials",
            )
        if not self._allows(url.raw_host.decode("ascii")):
            raise SinkRefused("The host of the sink is not on the list of allowed hosts.")
        return url

    def _allows(self, host: str) -> bool:
        name = host.lower().removesuffix(".")
        allowed = (entry.lower() for entry in self.hosts if entry.strip("."))
        return any(
            name.endswith(entry) if entry.startswith(".") else name == entry for entry in allowed
        )


def spelled(url: httpx.URL) -> str:
    """The one way to write a sink that was checked: `https://H.example.:443` is at
    `https://h.example/`."""
    host = url.host.lower().removesuffix(".")
    return str(url.copy_with(host=host, raw_path=url.raw_path))


def _parsed(sink: str) -> httpx.URL:
    try:
        url = httpx.URL(sink)
    except (httpx.InvalidURL, ValueError):
        raise SinkRefused("The sink is no address.", code="sink-malformed") from None
    host_reads_one_way = _HOST.fullmatch(url.raw_host.decode("ascii"))
    port = 443 if url.port is None else url.port
    if not host_reads_one_way or not 0 < port < 65_536 or url.fragment or len(sink) > LONGEST:
        detail = f"A sink has a host, a port, no fragment and at most {LONGEST} signs."
        raise SinkRefused(detail, code="sink-malformed")
    return url
