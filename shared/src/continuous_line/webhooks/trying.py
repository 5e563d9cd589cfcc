"""One try, and one question, with all parts put together; when and what to try is the caller's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from continuous_line.webhooks import handshake, signing
from continuous_line.webhooks.answers import Outcome, failed, outcome
from continuous_line.webhooks.handshake import Permission
from continuous_line.webhooks.network import SinkFailed
from continuous_line.webhooks.rendering import Rendered
from continuous_line.webhooks.sink import SinkClient


@dataclass(frozen=True, slots=True)
class Addressee:
    """`keyring`: secrets to sign with. `credential`: sent as `Authorization`, never shown."""

    sink: str
    keyring: Sequence[str] = field(repr=False)
    credential: str | None = field(default=None, repr=False)

    def authorization(self) -> Mapping[str, str]:
        return {} if self.credential is None else {"authorization": f"Bearer {self.credential}"}


async def try_delivery(
    client: SinkClient, to: Addressee, rendered: Rendered, *, id_: str, origin: str, now: datetime
) -> Outcome:
    """What came of sending it once. `id_`: the event's, the same at every try. `now`: the real
    time, by which the receiver judges the signature.

    Raises signing.WrongSecret, and ValueError where a header would not be ASCII.
    """
    headers = {
        **rendered.headers,
        **signing.headers(id_, now, rendered.body, to.keyring),
        **handshake.origin_header(origin),
        **to.authorization(),
    }
    try:
        answer = await client.post(to.sink, headers, rendered.body)
    except SinkFailed as failure:
        return failed(failure.reason)
    return outcome(answer, now)


async def ask_permission(
    client: SinkClient, to: Addressee, *, origin: str, rate: int | None = None
) -> Permission:
    """Raises NotPermitted where the sink does not agree, SinkFailed where there is no answer."""
    headers = {**handshake.question(origin, rate), **to.authorization()}
    answer = await client.options(to.sink, headers)
    return handshake.permission(answer, origin, rate)
