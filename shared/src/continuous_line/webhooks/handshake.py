"""The question to a sink, before the first delivery, whether it wants anything from us.

Source: CloudEvents 1.0.2, HTTP 1.1 Web Hooks (4 abuse protection). An answer to OPTIONS means
nothing by its status, for many sites answer OPTIONS: only the headers say yes. Permission by
callback is not asked for.
"""

from dataclasses import dataclass

from continuous_line.errors import ContinuousLineError
from continuous_line.webhooks.answers import Answer

ORIGIN_HEADER = "webhook-request-origin"
_ANY = "*"


class NotPermitted(ContinuousLineError):
    """The sink answered, and did not say that it agrees; nothing may be delivered."""


@dataclass(frozen=True, slots=True)
class Permission:
    """`rate`: requests a minute at most; None: as many as one likes."""

    rate: int | None


def question(origin: str, rate: int | None = None) -> dict[str, str]:
    """The headers of the OPTIONS request. `origin`: a DNS name for all our instances together,
    which `origin_header` repeats with every delivery. `rate`: requests a minute, 1 or more."""
    asked = dict(origin_header(origin))
    if rate is not None:
        if rate < 1:
            raise ValueError("a rate is one request a minute or more")
        asked["webhook-request-rate"] = str(rate)
    return asked


def origin_header(origin: str) -> dict[str, str]:
    """What goes along with every delivery after permission was given."""
    return {ORIGIN_HEADER: origin}


def permission(answer: Answer, origin: str, rate: int | None = None) -> Permission:
    """What the sink permits, as an answer to `question(origin, rate)`.

    A sink that says yes and nothing of a rate gets no more than what was asked for.
    Raises NotPermitted.
    """
    allowed = answer.headers.get("webhook-allowed-origin", "").strip()
    if allowed != _ANY and allowed.lower() != origin.lower():
        raise NotPermitted("the sink does not name us in WebHook-Allowed-Origin")
    said = answer.headers.get("webhook-allowed-rate", "").strip()
    if said == _ANY:
        return Permission(None)
    if not said:
        return Permission(rate)
    if not (said.isascii() and said.isdigit() and len(said) < 10 and int(said) > 0):
        raise NotPermitted("WebHook-Allowed-Rate is neither a number nor *")
    return Permission(int(said))
