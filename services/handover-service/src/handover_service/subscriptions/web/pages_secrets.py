"""The secret that deliveries are signed with: made and shown once, and revoked."""

from datetime import timedelta

from fastapi import APIRouter, Response

from continuous_line.database import Tx
from continuous_line.web.pages import Form, Visitor
from handover_service.subscriptions import managing
from handover_service.subscriptions.api.dependencies import SecretId, SubscriptionId
from handover_service.subscriptions.errors import NotForPull
from handover_service.subscriptions.standing import How, Subscription
from handover_service.subscriptions.web.guards import Unit, View, room_of

router = APIRouter()
_MOST_HOURS = 24 * 30


@router.get("/subscriptions/{subscriptionId}/secrets")
async def secrets_page(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    if one.how is How.PULL:
        raise NotForPull
    usual = int(room_of(view.visitor).policy.secret_overlap / timedelta(hours=1))
    form = Form.of(view.visitor, sub_overlap=usual)
    return await _page(view.visitor, view.tx, one, form)


@router.post("/subscriptions/{subscriptionId}/secrets")
async def make_secret_on_page(subscription_id: SubscriptionId, unit: Unit) -> Response:
    """Shows it in this answer. Sent again, the form leads to the page, without it."""
    one = await managing.found(unit.tx, unit.who, subscription_id)
    hours = unit.form.number("sub_overlap", least=0, most=_MOST_HOURS)
    if hours is None:
        return await _page(unit.visitor, unit.tx, one, unit.form, 400)
    room = room_of(unit.visitor)
    _, secret = await managing.make_secret(unit, room, subscription_id, timedelta(hours=hours))
    await unit.see(f"/subscriptions/{subscription_id}/secrets", "sub_secret_shown")
    return unit.visitor.page("subscription_secret.html", one=one, secret=secret)


@router.post("/subscriptions/{subscriptionId}/secrets/{secretId}/revocations")
async def revoke_on_page(
    subscription_id: SubscriptionId, secret_id: SecretId, unit: Unit
) -> Response:
    await managing.revoke_secret(unit, room_of(unit.visitor), subscription_id, secret_id)
    return await unit.see(f"/subscriptions/{subscription_id}/secrets", "sub_secret_revoked")


async def _page(
    visitor: Visitor, tx: Tx, one: Subscription, form: Form, status: int = 200
) -> Response:
    known = await room_of(visitor).secrets.known(tx, one.id, visitor.now)
    return visitor.page("subscription_secrets.html", status, form=form, one=one, known=known)
