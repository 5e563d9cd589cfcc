"""Subscriptions of the organisation in the token: made, read, changed, tried, ended."""

from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import etag
from handover_service.subscriptions import confirming, judging, managing
from handover_service.subscriptions.alerts.addresses import alerted
from handover_service.subscriptions.api import answers, schemas
from handover_service.subscriptions.api.bodies import (
    ChangedBody,
    NewBody,
    Sent,
    changed,
    wanted,
)
from handover_service.subscriptions.api.dependencies import (
    REFUSED,
    InRoom,
    SubscriptionId,
    ToAsk,
    Unit,
    View,
    address_of,
)
from handover_service.subscriptions.changes import changes_of
from handover_service.subscriptions.listing import subscriptions_of
from handover_service.subscriptions.roles import municipality_of
from handover_service.subscriptions.standing import How, State

router = APIRouter(tags=["subscriptions"])


@router.get("/subscriptions")
async def list_subscriptions(
    view: View, paging: PagingParameters
) -> Page[schemas.SubscriptionSummary]:
    """Of your organisation, those that ended last."""
    rows = await subscriptions_of(
        view.tx,
        municipality_of(view.who),
        after=paging.after(bool, str, UUID),
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda one: (one.state is State.ENDED, one.name, one.id))
    return Page(items=[answers.summary(one) for one in shown], next=following)


@router.post("/subscriptions", status_code=201, response_class=Response)
async def create_subscription(body: NewBody, unit: Unit, room: InRoom) -> Response:
    """With `sink` events are sent, without it they are fetched.

    A sink is asked by OPTIONS first; until it agrees the state is `unconfirmed` and nothing is
    sent. Make a secret afterwards: it is shown in that answer only.
    """
    sent: Sent[schemas.NewSubscription] = body  # type: ignore[assignment]
    read = sent.judged(judging.faults_of(sent.raw, room.installed))
    done = await managing.create(unit, room, wanted(read))
    return await unit.created(address_of(done.subscription_id), done.version)


@router.get("/subscriptions/{subscriptionId}")
async def read_subscription(
    subscription_id: SubscriptionId, response: Response, view: View, room: InRoom
) -> schemas.Subscription:
    """How it is set and how it stands; neither a secret nor the credential."""
    one = await managing.found(view.tx, view.who, subscription_id)
    secrets = await room.secrets.known(view.tx, one.id, view.now)
    has_credential = await room.secrets.has_credential(view.tx, one.id)
    response.headers["ETag"] = etag(one.version)
    told = await alerted(view.tx, room.secrets, one.id)
    return answers.detail(one, secrets, told, has_credential=has_credential, mails=room.mails)


@router.patch("/subscriptions/{subscriptionId}", status_code=204, response_class=Response)
async def change_subscription(
    subscription_id: SubscriptionId, body: ChangedBody, unit: Unit, room: InRoom
) -> Response:
    """What is absent stays. Another sink is asked first, and gets no credential of the old one;
    other filters and types hold for what was not sent yet. Of what is sent, nothing comes back that
    those before left out."""
    before = await managing.found(unit.tx, unit.who, subscription_id)
    sent: Sent[schemas.ChangedSubscription] = body  # type: ignore[assignment]
    push = before.how is How.PUSH
    read = sent.judged(judging.faults_of_change(sent.raw, room.installed, push=push))
    done = await managing.change(unit, room, subscription_id, changed(read))
    return await unit.done(done.version)


@router.delete("/subscriptions/{subscriptionId}", status_code=204, response_class=Response)
async def end_subscription(subscription_id: SubscriptionId, unit: Unit, room: InRoom) -> Response:
    """For good: what waits is not sent, secrets and credential are gone. It stays readable."""
    done = await managing.end(unit, room, subscription_id)
    return await unit.done(done.version)


@router.post("/subscriptions/{subscriptionId}/pauses", status_code=201, response_class=Response)
async def pause_subscription(subscription_id: SubscriptionId, unit: Unit) -> Response:
    """Its place is kept; what happens meanwhile comes when it is resumed, while it is retained."""
    done = await managing.pause(unit, subscription_id)
    return await unit.created(address_of(subscription_id), done.version)


@router.post(
    "/subscriptions/{subscriptionId}/resumptions", status_code=201, response_class=Response
)
async def resume_subscription(
    subscription_id: SubscriptionId, unit: Unit, room: InRoom
) -> Response:
    """It goes on where it was."""
    done = await managing.resume(unit, room, subscription_id)
    return await unit.created(address_of(subscription_id), done.version)


@router.post("/subscriptions/{subscriptionId}/pings", status_code=201, response_class=Response)
async def ping_subscription(subscription_id: SubscriptionId, unit: Unit, room: InRoom) -> Response:
    """An event about nobody, to this subscription only, after all that waits."""
    await managing.ping(unit, room, subscription_id)
    before = await managing.found(unit.tx, unit.who, subscription_id)
    return await unit.created(address_of(subscription_id), before.version)


@router.post("/subscriptions/{subscriptionId}/confirmations", responses=REFUSED)
async def confirm_subscription(
    subscription_id: SubscriptionId, units: ToAsk, room: InRoom
) -> schemas.SinkAnswer:
    """Asks the sink now whether it agrees; a yes makes the subscription active."""
    async with units() as unit:
        asked = await confirming.question(unit, room, subscription_id)
    answered = await confirming.ask(room, asked)
    async with units() as unit:
        await confirming.take(unit.tx, asked, answered, by=unit.who.subject, now=unit.now)
    return schemas.SinkAnswer(
        permitted=answered.permitted, reason=answered.reason, rate=answered.rate
    )


@router.get("/subscriptions/{subscriptionId}/changes")
async def list_subscription_changes(
    subscription_id: SubscriptionId, view: View, paging: PagingParameters
) -> Page[schemas.SubscriptionChange]:
    """Who did what, the newest first."""
    one = await managing.found(view.tx, view.who, subscription_id)
    after = paging.after(int)
    before = after[0] if after else None
    rows = await changes_of(view.tx, one.id, before=before, limit=paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.place,))
    items = [
        schemas.SubscriptionChange(at=row.at, by=row.by, what=row.what, details=dict(row.details))
        for row in shown
    ]
    return Page(items=items, next=following)
