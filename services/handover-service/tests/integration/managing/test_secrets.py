"""Secrets of subscriptions in the database: what signs when, and what nobody can read."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text

from continuous_line.errors import Unreadable
from continuous_line.webhooks.signing import key_of
from handover_service.subscriptions.secrets import Secrets
from handover_service.subscriptions.tables import subscription_secrets, subscriptions

DAYS = timedelta(days=2)


@pytest.fixture
def secrets(world: Any) -> Secrets:
    return Secrets(world.resources.vault)


@pytest.fixture
def now(world: Any) -> datetime:
    moment: datetime = world.resources.clock.now()
    return moment


async def renewed(world: Any, secrets: Secrets, of: UUID, at: datetime) -> str:
    async with world.resources.database.transaction() as tx:
        return (await secrets.renew(tx, of, at, DAYS))[1]


async def keyring(world: Any, secrets: Secrets, of: UUID, at: datetime) -> tuple[str, ...]:
    async with world.resources.database.reading() as tx:
        return await secrets.keyring(tx, of, at)


async def test_a_secret_signs_from_the_moment_it_is_made(
    world: Any, secrets: Secrets, now: datetime
) -> None:
    one, other = uuid4(), uuid4()
    assert await keyring(world, secrets, one, now) == ()
    made = await renewed(world, secrets, one, now)
    assert len(key_of(made)) == 32
    assert await keyring(world, secrets, one, now) == (made,)
    assert await keyring(world, secrets, other, now) == ()


async def test_a_replaced_secret_signs_beside_the_new_one_until_its_last_moment(
    world: Any, secrets: Secrets, now: datetime
) -> None:
    subscription = uuid4()
    old = await renewed(world, secrets, subscription, now)
    new = await renewed(world, secrets, subscription, now)
    assert await keyring(world, secrets, subscription, now) == (new, old)
    later = now + DAYS - timedelta(seconds=1)
    assert await keyring(world, secrets, subscription, later) == (new, old)
    assert await keyring(world, secrets, subscription, now + DAYS) == (new,)


async def test_never_more_than_two_sign(world: Any, secrets: Secrets, now: datetime) -> None:
    subscription = uuid4()
    made = [await renewed(world, secrets, subscription, now) for _ in range(4)]
    assert await keyring(world, secrets, subscription, now) == (made[3], made[2])


async def test_a_replaced_secret_can_be_ended_at_once_the_current_one_never(
    world: Any, secrets: Secrets, now: datetime
) -> None:
    subscription, other = uuid4(), uuid4()
    await renewed(world, secrets, subscription, now)
    new = await renewed(world, secrets, subscription, now)
    async with world.resources.database.transaction() as tx:
        current, replaced = await secrets.known(tx, subscription, now)
        assert (current.until, replaced.until) == (None, now + DAYS)
        assert not await secrets.revoke(tx, subscription, current.id)
        assert not await secrets.revoke(tx, other, replaced.id)
        assert await secrets.revoke(tx, subscription, replaced.id)
    assert await keyring(world, secrets, subscription, now) == (new,)


async def test_nothing_in_the_database_tells_a_secret_or_opens_as_that_of_another(
    world: Any, secrets: Secrets, now: datetime
) -> None:
    subscription, other = uuid4(), uuid4()
    made = await renewed(world, secrets, subscription, now)
    async with world.resources.database.transaction() as tx:
        (row,) = (await tx.execute(subscription_secrets.select())).all()
        assert made.encode() not in bytes(row.sealed)
        assert key_of(made) not in bytes(row.sealed)
        await tx.execute(
            text("UPDATE subscription_secrets SET subscription_id = :other"), {"other": other}
        )
        with pytest.raises(Unreadable):
            await secrets.keyring(tx, other, now)


async def test_the_credential_is_kept_sealed_and_goes_with_the_secrets(
    world: Any, secrets: Secrets, now: datetime
) -> None:
    subscription = uuid4()
    sealed = secrets.sealed_credential(subscription, "fictief-token")
    assert b"fictief-token" not in sealed
    await renewed(world, secrets, subscription, now)
    async with world.resources.database.transaction() as tx:
        await tx.execute(insert(subscriptions).values(row_of(subscription, now, sealed)))
        assert await secrets.credential(tx, subscription) == "fictief-token"
        await secrets.drop(tx, subscription)
        assert await secrets.credential(tx, subscription) is None
        assert await secrets.keyring(tx, subscription, now) == ()


def row_of(subscription: UUID, now: datetime, credential: bytes) -> dict[str, Any]:
    return {
        "subscription_id": subscription, "municipality": "GM0957", "name": "Fictief",
        "delivery": "push", "form": "cloudevents", "sink": "https://hooks.example.nl/",
        "mode": "structured", "content": "full", "types": [], "filters": [],
        "most_under_way": 8, "state": "active", "starts_after": 0, "version": 1,
        "credential": credential, "created_at": now, "created_by": "fictief", "changed_at": now,
    }  # fmt: skip
