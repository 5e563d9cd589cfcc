"""What came of a try, in one shape, whether the sink answered or could not be reached.

Source: CloudEvents 1.0, HTTP 1.1 Web Hooks (2.2 delivery response); RFC 9110, 10.2.3 Retry-After.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Final

_ACCEPTED = frozenset({200, 201, 202, 204})
_MOST_DIGITS = 9


class Verdict(StrEnum):
    DELIVERED = "delivered"
    ENDED = "ended"
    """The sink says it is no more: the subscription ends."""
    FAILED = "failed"


class Reason(StrEnum):
    """Why, for the owner of the subscription; stable."""

    ACCEPTED = "accepted"
    GONE = "gone"
    BUSY = "busy"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    """4xx: the sink does not want it as it is."""
    BROKEN = "broken"
    """5xx: the sink has a fault."""
    UNEXPECTED = "unexpected-status"
    TIMED_OUT = "timed-out"
    UNREACHABLE = "unreachable"
    NAME_UNKNOWN = "name-unknown"
    ADDRESS_NOT_ALLOWED = "address-not-allowed"
    TLS_FAILED = "tls-failed"
    BROKE_OFF = "broke-off"
    """The connection was closed, or what came is not HTTP."""
    TOO_LARGE = "too-large"
    """The event is larger than what may be sent."""
    SINK_NOT_ALLOWED = "sink-not-allowed"
    """It was when the subscription was made, and is no more."""


OF_THE_EVENT: Final = frozenset({400, 404, 409, 413, 415, 422})
"""Statuses by which a sink that is well says that it does not want this one: others it may."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers`: in lower case. `body`: its beginning only; it may say anything, trust none."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status`: where the sink answered. `retry_after`: how long it asks to be left alone."""

    verdict: Verdict
    reason: Reason
    status: int | None = None
    retry_after: timedelta | None = None

    @property
    def of_the_event(self) -> bool:
        """Whether it says something about this event only, and nothing about the sink."""
        return self.status in OF_THE_EVENT or self.reason is Reason.TOO_LARGE


def outcome(answer: Answer, now: datetime) -> Outcome:
    """What the answer means. A redirect is not followed: where it leads nobody has checked."""
    status = answer.status
    if status in _ACCEPTED:
        return Outcome(Verdict.DELIVERED, Reason.ACCEPTED, status)
    if status == HTTPStatus.GONE:
        return Outcome(Verdict.ENDED, Reason.GONE, status)
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        wait = retry_after(answer.headers.get("retry-after"), now)
        return Outcome(Verdict.FAILED, Reason.BUSY, status, wait)
    return Outcome(Verdict.FAILED, _reason(status), status)


def failed(reason: Reason) -> Outcome:
    """There was no answer."""
    return Outcome(Verdict.FAILED, reason)


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """The header as a time from now, never negative; None where it is absent or says nothing."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=int(text)) if len(text) <= _MOST_DIGITS else timedelta.max
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - now, timedelta())


def _reason(status: int) -> Reason:
    match status // 100:
        case 3:
            return Reason.REDIRECTED
        case 4:
            return Reason.REFUSED
        case 5:
            return Reason.BROKEN
        case _:
            return Reason.UNEXPECTED
