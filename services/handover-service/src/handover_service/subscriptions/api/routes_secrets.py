"""Secrets that what is sent is signed with: made and revoked; shown when made, never again."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Body, Response

from handover_service.subscriptions import managing
from handover_service.subscriptions.api import schemas
from handover_service.subscriptions.api.dependencies import (
    REFUSED,
    InRoom,
    SecretId,
    ShownOnce,
    SubscriptionId,
    Unit,
)

router = APIRouter(tags=["subscriptions"])


@router.post("/subscriptions/{subscriptionId}/secrets", responses=REFUSED)
async def make_secret(
    subscription_id: SubscriptionId,
    unit: ShownOnce,
    room: InRoom,
    body: Annotated[schemas.Rotation | None, Body()] = None,
) -> schemas.NewSecret:
    """A new secret, in this answer only. The one before signs beside it for a while.

    Where the answer is lost, make another: a secret cannot be read again.
    """
    hours = None if body is None else body.overlap_hours
    overlap = None if hours is None else timedelta(hours=hours)
    secret_id, secret = await managing.make_secret(unit, room, subscription_id, overlap)
    return schemas.NewSecret(secret_id=secret_id, secret=secret)


@router.delete(
    "/subscriptions/{subscriptionId}/secrets/{secretId}", status_code=204, response_class=Response
)
async def revoke_secret(
    subscription_id: SubscriptionId, secret_id: SecretId, unit: Unit, room: InRoom
) -> Response:
    """One that was replaced signs no more."""
    done = await managing.revoke_secret(unit, room, subscription_id, secret_id)
    return await unit.done(done.version)
