"""The receiving side of a push subscription: is it ours, and what does it say.

Source: Standard Webhooks 1.0 (signature), CloudEvents 1.0 HTTP Protocol Binding (the event) and
HTTP 1.1 Web Hooks (consent).
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from doorlopende_lijn_client.errors import NotAnEvent, WrongSignature
from doorlopende_lijn_client.events import CloudEvent

TOLERANCE = timedelta(minutes=5)
_STRUCTURED = "application/cloudevents+json"


def verify(
    body: bytes,
    headers: Mapping[str, str],
    secrets: Sequence[str],
    *,
    now: datetime | None = None,
    tolerance: timedelta = TOLERANCE,
) -> CloudEvent:
    """The event in a request, after its signature was checked.

    `body`: the bytes as they came, not parsed and written anew. `secrets`: the `whsec_...` of the
    subscription; while it is replaced, the old and the new one. `now`: for tests.
    A repeat of an event has the same id: keep the ids that were handled, and answer 204 again.
    In binary mode the signature covers the data and the id, the other attributes only TLS does.
    Raises WrongSignature (answer 401) and NotAnEvent (answer 400).
    """
    named = {name.lower(): value for name, value in headers.items()}
    signed_id = _checked(body, named, secrets, now or datetime.now(UTC), tolerance)
    event = CloudEvent.of(_document(body, named))
    if event.id != signed_id:
        raise WrongSignature("another id was signed than that of the event")
    return event


def consent(headers: Mapping[str, str], sender: str, *, rate: int | None = None) -> dict[str, str]:
    """The headers with which to answer OPTIONS; none where somebody else asks than `sender`.

    `sender`: the host name by which the service introduces itself. `rate`: requests a minute that
    may come at most; None: as many as there are.
    """
    named = {name.lower(): value for name, value in headers.items()}
    asking = named.get("webhook-request-origin", "").strip()
    if asking.lower() != sender.lower():
        return {}
    allowed = "*" if rate is None else str(rate)
    return {"Allow": "POST", "WebHook-Allowed-Origin": asking, "WebHook-Allowed-Rate": allowed}


def _checked(
    body: bytes,
    headers: Mapping[str, str],
    secrets: Sequence[str],
    now: datetime,
    tolerance: timedelta,
) -> str:
    id_, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    claimed = headers.get("webhook-signature", "")
    if not (id_ and timestamp and claimed):
        raise WrongSignature("a webhook- header is missing")
    if "." in id_ or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise WrongSignature("the id or the timestamp has a form that nobody signs")
    if abs(now.timestamp() - int(timestamp)) > tolerance.total_seconds():
        raise WrongSignature("the timestamp is too far from now; are both clocks right?")
    signed = f"{id_}.{timestamp}.".encode() + body
    expected = [
        base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)) for secret in secrets
    ]
    for one in claimed.split(" "):
        version, _, signature = one.partition(",")
        fits = [hmac.compare_digest(signature.encode(), right) for right in expected]
        if version == "v1" and any(fits):
            return id_
    raise WrongSignature("no signature fits")


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ValueError("a secret is whsec_ and base64")
    return key


def _document(body: bytes, headers: Mapping[str, str]) -> Any:
    """The event as in structured mode, whichever it came in."""
    content_type = headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        parsed = json.loads(body) if body else None
    except ValueError:
        raise NotAnEvent("the body is no JSON") from None
    if content_type == _STRUCTURED:
        return parsed
    told = {
        name.removeprefix("ce-"): unquote(value)
        for name, value in headers.items()
        if name.startswith("ce-")
    }
    return told | {"datacontenttype": content_type, "data": parsed}
