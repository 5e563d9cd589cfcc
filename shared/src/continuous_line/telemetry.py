"""Logs as JSON lines, W3C trace context, and metrics for Prometheus.

A log line never holds personal data: errors are written as their class and the places in the
code they passed, never with their message, which may repeat what a person entered.
"""

import logging
import sys
import time
import traceback
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import orjson
import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest

_random = Random()  # noqa: S311 - ids of traces are no secrets
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a piece of work belongs: 32 and 16 hexadecimal digits (W3C Trace Context).

    `began` is on the monotonic clock.
    """

    trace_id: str
    span_id: str
    sampled: str = "01"
    parent_span_id: str | None = None
    began: float = field(default_factory=time.monotonic, compare=False)

    @property
    def traceparent(self) -> str:
        """To send along with requests and events."""
        return f"00-{self.trace_id}-{self.span_id}-{self.sampled}"

    @property
    def correlation_id(self) -> UUID:
        return UUID(hex=self.trace_id)


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def begin_trace(traceparent: str | None = None) -> Trace:
    """A new span, in the trace of `traceparent` where that is one; from now on the current."""
    found = _parsed(traceparent) or (f"{_random.getrandbits(128):032x}", "01", None)
    trace_id, flags, parent = found
    trace = Trace(trace_id, f"{_random.getrandbits(64) or 1:016x}", flags, parent)
    _current.set(trace)
    return trace


def current_trace() -> Trace:
    """The trace of what runs now; a new one where nothing began one."""
    return _current.get() or begin_trace()


def _parsed(traceparent: str | None) -> tuple[str, str, str | None] | None:
    parts = (traceparent or "").split("-")
    if len(parts) < 4 or [len(part) for part in parts[:4]] != [2, 32, 16, 2]:
        return None
    version, trace_id, parent, flags = parts[:4]
    hexadecimal = _HEX.issuperset(version + trace_id + parent + flags)
    if not hexadecimal or version == "ff" or not int(trace_id, 16) or not int(parent, 16):
        return None
    return None if version == "00" and len(parts) != 4 else (trace_id, flags, parent)


class Metrics:
    """Counts and times of requests by route template; others add theirs to `registry`."""

    def __init__(self, service: str) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter(
            "http_requests_total", f"Requests answered by {service}", labels, registry=self.registry
        )
        self._seconds = Histogram(
            "http_request_seconds", "Time to the end of the answer", ("method", "route"),
            buckets=_BUCKETS, registry=self.registry,
        )  # fmt: skip

        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        key = (method, route, status)
        if key not in self._known:
            count = self._requests.labels(method, route, str(status))
            self._known[key] = (count, self._seconds.labels(method, route))
        count, histogram = self._known[key]
        count.inc()
        histogram.observe(seconds)

    def exposition(self) -> bytes:
        """In Prometheus's text format."""
        return generate_latest(self.registry)


def places(error: BaseException) -> list[str]:
    """The chain of errors as `Class`, then `file:line function` per frame; never a message."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(seen.__traceback__)
        lines.extend(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:])
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def logger(name: str) -> Any:
    """`logger("relay").info("published", count=3)`: an event word and coded facts."""
    return structlog.get_logger(part=name)


def configure(service: str, level: str = "info") -> None:
    """Send this process's logs, also those of libraries, to standard output as JSON lines."""
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_trace(service),
        _without_messages,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(_json_bytes)],
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = name != "uvicorn.access"  # its lines hold whole addresses
    for name in ("sqlalchemy.engine", "aiokafka", "httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel("WARNING")


def _json(entry: Any, **_options: Any) -> str:
    return _json_bytes(entry).decode()


def _json_bytes(entry: Any, **_options: Any) -> bytes:
    return orjson.dumps(entry, default=str)


def _add_trace(service: str) -> Any:
    def add(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Mapping[str, Any]:
        entry["service"] = service
        trace = _current.get()
        if trace is not None:
            entry["trace_id"], entry["span_id"] = trace.trace_id, trace.span_id
        return entry

    return add


def _without_messages(
    _logger: Any, _method: str, entry: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """An error given as `exc_info` or as any other value becomes its class and places."""
    found = entry.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, tuple):
        found = found[1]
    for name, value in entry.items():
        if isinstance(value, BaseException):
            entry[name], found = type(value).__name__, value
    if isinstance(found, BaseException):
        entry["failure"] = places(found)
    if entry.get("logger") == "asyncio":  # its further lines repeat the error's message
        entry["event"] = str(entry["event"]).partition("\n")[0]
    return entry
