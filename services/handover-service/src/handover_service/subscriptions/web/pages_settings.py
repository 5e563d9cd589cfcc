"""Changing how a subscription is set, and what its sink wants to see."""

from fastapi import APIRouter, Response

from continuous_line.web.pages import Form, Visitor
from handover_service.subscriptions import managing
from handover_service.subscriptions.alerts.addresses import alerted
from handover_service.subscriptions.api import bodies
from handover_service.subscriptions.api.bodies import Sent
from handover_service.subscriptions.api.dependencies import SubscriptionId
from handover_service.subscriptions.api.schemas import ChangedSubscription
from handover_service.subscriptions.errors import NotForPull, SubscriptionEnded
from handover_service.subscriptions.standing import How, State, Subscription
from handover_service.subscriptions.web.forms import changed_of, filled
from handover_service.subscriptions.web.guards import Changing, Secretly, View, room_of

router = APIRouter()


@router.get("/subscriptions/{subscriptionId}/settings")
async def settings_form(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    if one.state is State.ENDED:
        raise SubscriptionEnded
    told = await alerted(view.tx, room_of(view.visitor).secrets, one.id)
    return _settings(view.visitor, one, Form.of(view.visitor, **filled(one, told)))


@router.post("/subscriptions/{subscriptionId}/settings")
async def change_settings(subscription_id: SubscriptionId, unit: Changing) -> Response:
    one = await managing.found(unit.tx, unit.who, subscription_id)
    room = room_of(unit.visitor)
    wanted = changed_of(unit.form, room, one)
    if wanted is None:
        return _settings(unit.visitor, one, unit.form, 400)
    await managing.change(unit, room, subscription_id, wanted)
    return await unit.see(f"/subscriptions/{subscription_id}", "sub_changed")


@router.get("/subscriptions/{subscriptionId}/credential")
async def credential_form(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    if one.how is How.PULL:
        raise NotForPull
    present = await room_of(view.visitor).secrets.has_credential(view.tx, one.id)
    return _credential(view.visitor, one, present=present, form=Form.of(view.visitor))


@router.post("/subscriptions/{subscriptionId}/credential")
async def give_credential(subscription_id: SubscriptionId, unit: Secretly) -> Response:
    """What was entered is never shown again, not even where it does not do."""
    one = await managing.found(unit.tx, unit.who, subscription_id)
    room, form = room_of(unit.visitor), unit.form
    if one.how is How.PULL:
        raise NotForPull
    given = None if form.value("remove") else {"accessToken": form.value("sub_credential").strip()}
    sent: Sent[ChangedSubscription] = bodies.collected(
        {"sinkCredential": given}, ChangedSubscription.model_validate
    )
    if sent.read is None:
        empty = Form.of(unit.visitor)
        empty.fault("sub_credential", "sub_fault_credential")
        present = await room.secrets.has_credential(unit.tx, one.id)
        return _credential(unit.visitor, one, present=present, form=empty, status=400)
    await managing.change(unit, room, subscription_id, bodies.changed(sent.read))
    done = "sub_credential_gone" if given is None else "sub_credential_given"
    return await unit.see(f"/subscriptions/{subscription_id}", done)


def _settings(visitor: Visitor, one: Subscription, form: Form, status: int = 200) -> Response:
    return visitor.page(
        "subscription_settings.html",
        status,
        form=form,
        one=one,
        push=one.how is How.PUSH,
        hosts=room_of(visitor).policy.sink_hosts,
    )


def _credential(
    visitor: Visitor, one: Subscription, *, present: bool, form: Form, status: int = 200
) -> Response:
    return visitor.page("subscription_credential.html", status, form=form, one=one, present=present)
