"""How sending goes, and deliveries that were given up: listed, tried again, left out."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing
from handover_service.subscriptions import managing
from handover_service.subscriptions.api import schemas_push as schemas
from handover_service.subscriptions.api.dependencies import (
    NO_SINK,
    SubscriptionId,
    Unit,
    View,
    address_of,
)
from handover_service.subscriptions.errors import NotForPull
from handover_service.subscriptions.push import deciding, reading
from handover_service.subscriptions.standing import How, Subscription

router = APIRouter(tags=["subscriptions"])
Number = Annotated[int, Path(ge=1, le=2**62, description="Number of the dead letter.")]


@router.get("/subscriptions/{subscriptionId}/progress", responses=NO_SINK)
async def read_progress(subscription_id: SubscriptionId, view: View) -> schemas.Progress:
    """How far a push subscription is."""
    found = await reading.lag(view.tx, await _found(view, subscription_id))
    names = set(schemas.Progress.model_fields) - {"dead_letters"}
    shown = {name: getattr(found, name) for name in names}
    return schemas.Progress(**shown, dead_letters=found.dead)


@router.get("/subscriptions/{subscriptionId}/tries", responses=NO_SINK)
async def list_tries(subscription_id: SubscriptionId, view: View) -> schemas.Tries:
    """The last ones with the sink's answer, the newest first; no more than fifty are kept."""
    one = await _found(view, subscription_id)
    names = set(schemas.Try.model_fields)
    tries = await reading.last_deliveries(view.tx, one.id)
    return schemas.Tries(
        items=[schemas.Try(**{name: getattr(row, name) for name in names}) for row in tries]
    )


@router.get("/subscriptions/{subscriptionId}/dead-letters", responses=NO_SINK)
async def list_dead_letters(
    subscription_id: SubscriptionId, view: View, paging: PagingParameters
) -> Page[schemas.DeadLetter]:
    """Deliveries that failed for more than a week, in order; each is kept until you decide."""
    one = await _found(view, subscription_id)
    (after,) = paging.after(int) or (0,)
    rows = await reading.dead_letters(view.tx, one.id, after=after, limit=paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.number,))
    return Page(items=[_letter(row) for row in shown], next=following)


@router.post(
    "/subscriptions/{subscriptionId}/dead-letters/redrives",
    status_code=201,
    response_class=Response,
)
async def redrive_dead_letters(subscription_id: SubscriptionId, unit: Unit) -> Response:
    """Try all of them again, from the first try on."""
    one = await _found(unit, subscription_id)
    await deciding.redrive_all(unit.tx, one, by=unit.who.subject, now=unit.now)
    return await unit.created(f"{address_of(one.id)}/dead-letters", one.version)


@router.post(
    "/subscriptions/{subscriptionId}/dead-letters/{number}/redrives",
    status_code=201,
    response_class=Response,
)
async def redrive_dead_letter(
    subscription_id: SubscriptionId, number: Number, unit: Unit
) -> Response:
    """Try it again; later events about the same person follow when it was taken."""
    one = await _found(unit, subscription_id)
    await deciding.redrive(unit.tx, one, number, by=unit.who.subject, now=unit.now)
    return await unit.created(f"{address_of(one.id)}/dead-letters", one.version)


@router.post(
    "/subscriptions/{subscriptionId}/dead-letters/{number}/discards",
    status_code=201,
    response_class=Response,
)
async def discard_dead_letter(
    subscription_id: SubscriptionId, number: Number, body: schemas.NewLetterDiscard, unit: Unit
) -> Response:
    """Leave it out for good; later events about the same person go on."""
    one = await _found(unit, subscription_id)
    await deciding.discard(unit.tx, one, number, body.reason, by=unit.who.subject, now=unit.now)
    return await unit.created(f"{address_of(one.id)}/dead-letters", one.version)


async def _found(at: Reading | Writing, subscription_id: SubscriptionId) -> Subscription:
    """Raises NotFound, NotForPull."""
    one = await managing.found(at.tx, at.who, subscription_id)
    if one.how is How.PULL:
        raise NotForPull
    return one


def _letter(row: reading.DeadLetter) -> schemas.DeadLetter:
    names = set(schemas.DeadLetter.model_fields) - {"last_tried_at"}
    shown = {name: getattr(row, name) for name in names}
    return schemas.DeadLetter(**shown, last_tried_at=row.last_at)
