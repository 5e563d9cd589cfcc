"""What happened to one thing, as its service shows it: the public events, as they were recorded."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from pydantic import Field

from continuous_line.contracts import EventVoided, PublicEvent, public_id, type_of
from continuous_line.event_codec import Identified
from continuous_line.event_store import Stored
from continuous_line.fields import Answer
from continuous_line.pagination import Paging

E = TypeVar("E", bound=Identified)


class HistoryEvent(Answer):
    """One public event. `voidedBy` and `replacedBy` name the event that took it back."""

    id: UUID = Field(description="Id of the public event, by which it is corrected.")
    type: str = Field(description="Name of the event, e.g. `ProfileSent`.")
    occurred_at: datetime = Field(description="When it happened in the world.")
    recorded_at: datetime
    organisation: str = Field(description="Who recorded it.")
    roles: list[str]
    data: dict[str, Any] = Field(description="As published; holds nothing personal.")
    voided_by: UUID | None = None
    replaced_by: UUID | None = None


class History(Answer):
    items: list[HistoryEvent]
    next: str | None = Field(None, description="Cursor of the next page; null on the last.")


def history(
    stored: Iterable[Stored[E]], domain: str, publish: Callable[[Stored[Any]], PublicEvent | None]
) -> History:
    """The history in the order of the recording; corrected events stay and say so."""
    public = [
        (public_id(one.event.id, type_of(domain, event)), one, event)
        for one in stored
        if (event := publish(one)) is not None
    ]
    voided = {event.voids: id_ for id_, _, event in public if isinstance(event, EventVoided)}
    replaced = {event.replaces: id_ for id_, _, event in public if event.replaces}
    return History(
        items=[
            HistoryEvent(
                id=id_, type=type(event).__name__, occurred_at=event.occurred_at,
                recorded_at=one.recorded_at, organisation=one.context.organisation,
                roles=list(one.context.roles), data=_data(event),
                voided_by=voided.get(id_), replaced_by=replaced.get(id_),
            )
            for id_, one, event in public
        ]
    )  # fmt: skip


def page_of(whole: History, paging: Paging) -> History:
    """The part of it that a page shows."""
    shown, following = paging.part(whole.items)
    return History(items=shown, next=following)


def _data(event: PublicEvent) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(event)
    return {name: value for name, value in data.items() if name != "occurredAt"}
