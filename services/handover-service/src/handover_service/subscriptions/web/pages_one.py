"""One subscription: how it stands, what was delivered last, and what can be done."""

from fastapi import APIRouter, Response

from handover_service.subscriptions import confirming, managing
from handover_service.subscriptions.alerts.addresses import alerted
from handover_service.subscriptions.api.dependencies import SubscriptionId
from handover_service.subscriptions.changes import changes_of
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.push import reading
from handover_service.subscriptions.standing import How, State
from handover_service.subscriptions.web.guards import Changing, ToAsk, Unit, View, room_of
from handover_service.subscriptions.web.look import reason_of, state_of, what_of

router = APIRouter()
_TRIES, _LETTERS, _CHANGES = 20, 5, 30


@router.get("/subscriptions/{subscriptionId}")
async def subscription_page(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    tx, room, words = view.tx, room_of(view.visitor), view.visitor.words
    push = one.how is How.PUSH
    return view.visitor.page(
        "subscription.html",
        one=one,
        push=push,
        ended=one.state is State.ENDED,
        state=state_of(one, words),
        asks=push and room.forms[one.form].handshake,
        pings=room.forms[one.form].pings,
        has_credential=await room.secrets.has_credential(tx, one.id),
        alerted=await alerted(tx, room.secrets, one.id),
        mails=room.mails,
        lag=await reading.lag(tx, one) if push else None,
        last=(await feed.ends(tx, one.municipality))[1],
        tries=await reading.last_deliveries(tx, one.id, _TRIES) if push else (),
        letters=await reading.dead_letters(tx, one.id, limit=_LETTERS) if push else (),
        changes=await changes_of(tx, one.id, limit=_CHANGES),
        reason=lambda code: reason_of(code, words),
        what=lambda code: what_of(code, words),
    )


@router.post("/subscriptions/{subscriptionId}/pings")
async def ping_on_page(subscription_id: SubscriptionId, unit: Unit) -> Response:
    await managing.ping(unit, room_of(unit.visitor), subscription_id)
    return await unit.see(f"/subscriptions/{subscription_id}", "sub_pinged")


@router.post("/subscriptions/{subscriptionId}/pauses")
async def pause_on_page(subscription_id: SubscriptionId, unit: Changing) -> Response:
    await managing.pause(unit, subscription_id)
    return await unit.see(f"/subscriptions/{subscription_id}", "sub_paused")


@router.post("/subscriptions/{subscriptionId}/resumptions")
async def resume_on_page(subscription_id: SubscriptionId, unit: Changing) -> Response:
    await managing.resume(unit, room_of(unit.visitor), subscription_id)
    return await unit.see(f"/subscriptions/{subscription_id}", "sub_resumed")


@router.post("/subscriptions/{subscriptionId}/confirmations")
async def confirm_on_page(subscription_id: SubscriptionId, units: ToAsk) -> Response:
    """Asks the sink now; what came of it is in the history and in the state."""
    async with units() as unit:
        visitor = unit.visitor
        asked = await confirming.question(unit, room_of(visitor), subscription_id)
    answered = await confirming.ask(room_of(visitor), asked)
    async with units() as unit:
        await confirming.take(unit.tx, asked, answered, by=unit.who.subject, now=unit.now)
    done = "sub_agreed" if answered.permitted else "sub_not_agreed"
    return visitor.see(f"/subscriptions/{subscription_id}", done)


@router.get("/subscriptions/{subscriptionId}/ending")
async def ending_form(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    lag = await reading.lag(view.tx, one) if one.how is How.PUSH else None
    return view.visitor.page("subscription_ending.html", one=one, lag=lag)


@router.post("/subscriptions/{subscriptionId}/ending")
async def end_on_page(subscription_id: SubscriptionId, unit: Changing) -> Response:
    await managing.end(unit, room_of(unit.visitor), subscription_id)
    return await unit.see(f"/subscriptions/{subscription_id}", "sub_ended")
