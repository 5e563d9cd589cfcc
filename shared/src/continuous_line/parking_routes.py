"""Operators over HTTP: what is parked, redrives and discards, and how far consumers are.

Decisions are wishes: the partition's owner executes them within seconds.
"""

from datetime import UTC, datetime
from typing import Annotated, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from continuous_line import parking_decisions, watchdog
from continuous_line.codes import Role
from continuous_line.fields import Answer, Body, Code, Id, Moment, StrictInt
from continuous_line.pagination import Page, PagingParameters
from continuous_line.parking_decisions import HEADS, DiscardReason, Listed, ParkedState
from continuous_line.watchdog import Progress
from continuous_line.writing import Reading, Writing, reading, writing

View = Annotated[Reading, reading(Role.OPERATOR)]
Unit = Annotated[Writing, writing(Role.OPERATOR)]
ParkedEventId = Annotated[Id, Path(alias="parkedEventId")]
MOST = 1000


class ParkedEvent(Answer):
    """`key` is opaque. `waitingBehind`: later events of the key that wait for this one."""

    id: Id
    consumer: str
    topic: str
    partition: int
    offset: int
    key: str
    type: str | None
    event_id: Id | None
    error: str | None = Field(description="Class of the error of the last try.")
    attempts: int
    state: ParkedState
    waiting_behind: int
    parked_at: Moment
    decided_at: Moment | None
    decided_by: str | None
    reason: DiscardReason | None

    @classmethod
    def of(cls, row: Listed) -> Self:
        names = set(cls.model_fields) - {"state", "reason"}
        reason = DiscardReason(row.reason) if row.reason else None
        shown = {name: getattr(row, name) for name in names}
        return cls(**shown, state=ParkedState(row.state), reason=reason)


class ConsumerProgress(Answer):
    """Of one partition number, as its owner saw it at `checkedAt`, in the system's time."""

    consumer: str
    partition: int
    behind: int = Field(description="Offsets to go; transaction markers count as one.")
    caught_up_at: Moment | None = Field(description="All recorded until then is handled.")
    moved_at: Moment | None
    checked_at: Moment

    @classmethod
    def of(cls, row: Progress) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ConsumerProgressList(Answer):
    items: list[ConsumerProgress]


class NewDiscard(Body):
    reason: DiscardReason


class NewRedrives(Body):
    """The oldest `most` of those that match all that is given."""

    consumer: Code | None = None
    type: Code | None = None
    error: Code | None = None
    most: Annotated[StrictInt, Field(ge=1, le=MOST)] = 100


router = APIRouter(tags=["operations"])


def parking_routes() -> APIRouter:
    """For the API of every service that has a consumer."""
    return router


@router.get("/parked-events")
async def list_parked_events(
    view: View,
    paging: PagingParameters,
    *,
    state: Annotated[ParkedState | None, Query(description="Default: not yet done.")] = None,
    consumer: Annotated[Code | None, Query()] = None,
    type_: Annotated[Code | None, Query(alias="type")] = None,
    error: Annotated[Code | None, Query()] = None,
) -> Page[ParkedEvent]:
    """Events that could not be handled, oldest first."""
    (after,) = paging.after(int) or (0,)
    rows = await parking_decisions.listed(
        view.tx,
        after=after,
        limit=paging.limit,
        states=HEADS if state is None else (state,),
        consumer=consumer,
        error=error,
        type=type_,
    )
    shown, following = paging.cut(rows, lambda row: (row.place,))
    return Page(items=[ParkedEvent.of(row) for row in shown], next=following)


@router.get("/parked-events/{parkedEventId}")
async def read_parked_event(parked_event_id: ParkedEventId, view: View) -> ParkedEvent:
    """One parked event, also after it was done or discarded."""
    return ParkedEvent.of(await parking_decisions.found(view.tx, parked_event_id))


@router.post("/parked-events/{parkedEventId}/redrives", status_code=201, response_class=Response)
async def redrive_parked_event(parked_event_id: ParkedEventId, unit: Unit) -> Response:
    """Try it again, and let what waits behind it flow on."""
    await parking_decisions.redrive(unit.tx, parked_event_id, by=unit.who.subject, at=_now())
    return await _decided(unit, parked_event_id)


@router.post("/parked-events/{parkedEventId}/discards", status_code=201, response_class=Response)
async def discard_parked_event(
    parked_event_id: ParkedEventId, body: NewDiscard, unit: Unit
) -> Response:
    """Pass it over, and let what waits behind it flow on. The log keeps it."""
    await parking_decisions.discard(
        unit.tx, parked_event_id, body.reason, by=unit.who.subject, at=_now()
    )
    return await _decided(unit, parked_event_id)


@router.post("/parked-event-redrives", status_code=201, response_class=Response)
async def redrive_parked_events(body: NewRedrives, unit: Unit) -> Response:
    """Try a whole group again, in steps: the oldest first."""
    await parking_decisions.redrive_group(
        unit.tx,
        by=unit.who.subject,
        at=_now(),
        limit=body.most,
        consumer=body.consumer,
        error=body.error,
        type=body.type,
    )
    return await unit.created("/v1/parked-events?state=redrive", 1)


@router.get("/consumers")
async def list_consumers(view: View) -> ConsumerProgressList:
    """How far each consumer is, per partition number. One that never started is absent."""
    rows = await watchdog.stored(view.tx)
    return ConsumerProgressList(items=[ConsumerProgress.of(row) for row in rows])


async def _decided(unit: Writing, parked_event_id: Id) -> Response:
    return await unit.created(f"/v1/parked-events/{parked_event_id}", 1)


def _now() -> datetime:
    """Operators live in real time, whatever clock the data has."""
    return datetime.now(UTC)
