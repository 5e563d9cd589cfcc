"""What asking comes to, whether it waits or is awaited: requests out, answers in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx

from doorlopende_lijn_client.errors import ClientError, FellBehind, Problem
from doorlopende_lijn_client.events import CloudEvent

Token = str | Callable[[], str]
"""A bearer token, or what gives the present one."""
Value = str | int | float | bool | None | list[str]
MOST_SECONDS_TO_ANSWER = 30.0
LEAST_BETWEEN_EMPTY = 1.0
"""Seconds from one question to the next where the answer was that there is nothing."""
VERSION = "/v1"


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a write: where the thing is, which version, and the body if there is one."""

    location: str | None
    etag: str | None
    body: Any


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of a subscription in their order, and the position to go on from: keep it together
    with what was made of the events, or after it, never before. `more`: whether there is more to
    be had at once, also where the events are none."""

    events: list[CloudEvent]
    next: str
    more: bool = False


def base_of(address: str) -> str:
    """The service's address with the version of the API, whether or not it was given."""
    plain = address.rstrip("/")
    return plain if plain.endswith(VERSION) else plain + VERSION


def headers_of(token: Token) -> dict[str, str]:
    """Asked anew for each request: a token may have been renewed."""
    return {"Authorization": f"Bearer {token if isinstance(token, str) else token()}"}


def write_headers(idempotency_key: str | None, if_match: str | None) -> dict[str, str]:
    """A key of its own where none is given, the same for all tries of this write."""
    headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
    return headers if if_match is None else headers | {"If-Match": if_match}


def query_of(values: Mapping[str, Value]) -> dict[str, Any]:
    """Without what is None; lists become repeated keys, booleans words."""
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in values.items()
        if value is not None
    }


def json_of(response: httpx.Response) -> Any:
    """Raises ClientError where it is something else, as the page of a proxy."""
    try:
        return response.json()
    except ValueError:
        raise ClientError(f"{response.status_code} without JSON: is this the service?") from None


def written_of(response: httpx.Response) -> Written:
    body = json_of(response) if response.content else None
    return Written(response.headers.get("location"), response.headers.get("etag"), body)


def feed_path(subscription: str) -> str:
    return f"/subscriptions/{quote(subscription, safe='')}/events"


def event_path(subscription: str, event: str) -> str:
    return f"{feed_path(subscription)}/{quote(event, safe='')}"


def of_feed(problem: Problem) -> Problem:
    """What a subscription answers: gone may be what was asked for, or the subscription."""
    return FellBehind.of(problem) if problem.code == FellBehind.CODE else problem


def batch_of(document: Any) -> Batch:
    """Raises ClientError where it is no answer of a subscription."""
    try:
        events, following = document["events"], document["next"]
        more = bool(document.get("more"))
    except (TypeError, KeyError, AttributeError):
        raise ClientError("an answer of a subscription has `events` and `next`") from None
    return Batch([CloudEvent.of(event) for event in events], str(following), more)
