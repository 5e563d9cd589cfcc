"""What is answered to who pulls. Events go out as the bytes they were published as, so these
models describe and do not write."""

from typing import Any, Final

from pydantic import ConfigDict, Field

from continuous_line.fields import Answer, Id, Moment
from handover_service.subscriptions.pulling import Batch

EVENT_TYPE: Final = "application/cloudevents+json"


class SubscribedEvent(Answer):
    """A CloudEvent 1.0 in structured form; docs/asyncapi.json has the shape of `data` by type.

    What an event does not have is absent; an information-poor one has no `data`.
    """

    model_config = ConfigDict(alias_generator=None, extra="allow")

    specversion: str
    id: Id
    source: str
    type: str
    subject: str = Field(description="Opaque id of whom it is about; of a ping the subscription's.")
    time: Moment = Field(description="When it was recorded.")
    sequence: str
    sequencetype: str
    dataref: str = Field(description="Where the whole event is read, by who then has the right.")
    correlationid: Id
    causationid: Id | None = None
    traceparent: str | None = None
    datacontenttype: str | None = None
    dataschema: str | None = None
    data: dict[str, Any] | None = None


class EventBatch(Answer):
    """Events in the order of the feed, which is per person the order in which they were heard."""

    events: list[SubscribedEvent]
    next: str = Field(description="Position to go on from; keep it once the events are handled.")
    more: bool = Field(description="Whether there is more to be had at once.")


def written(batch: Batch) -> bytes:
    """As EventBatch."""
    more = b"true" if batch.more else b"false"
    events = b",".join(told.body for told in batch.told)
    return b'{"events":[%b],"next":"%b","more":%b}' % (events, batch.next.encode(), more)
