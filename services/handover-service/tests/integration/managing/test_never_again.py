"""A secret is shown when it is made and never again; a credential never."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from continuous_line.webhooks.signing import key_of

TOKEN = "fictief-token-dat-niemand-ziet"


@pytest.fixture
def secrets(app: Any) -> Any:
    return app.state.subscriptions.secrets


async def keyring(world: Any, secrets: Any, made: str, later: timedelta = timedelta()) -> Any:
    at = world.resources.clock.now() + later
    async with world.resources.database.reading() as tx:
        return await secrets.keyring(tx, made.rsplit("/", maxsplit=1)[-1], at)


async def renewed(who: Any, made: str, **body: Any) -> dict[str, Any]:
    answer = await who.client.post(f"{made}/secrets", json=body or None)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


async def test_what_is_sent_is_signed_before_anybody_was_shown_a_secret(
    subscribers: Any, world: Any, secrets: Any
) -> None:
    made = await subscribers.push()
    (first,) = await keyring(world, secrets, made)
    shown = await renewed(subscribers.roermond, made)
    assert await keyring(world, secrets, made) == (shown["secret"], first)
    assert len(key_of(shown["secret"])) == 32


async def test_the_one_before_signs_beside_it_as_long_as_asked(
    subscribers: Any, world: Any, secrets: Any
) -> None:
    made = await subscribers.push()
    first = await renewed(subscribers.roermond, made, overlapHours=0)
    assert await keyring(world, secrets, made) == (first["secret"],)
    second = await renewed(subscribers.roermond, made, overlapHours=3)
    hours = timedelta(hours=3)
    both = (second["secret"], first["secret"])
    assert await keyring(world, secrets, made, hours - timedelta(seconds=1)) == both
    assert await keyring(world, secrets, made, hours) == (second["secret"],)
    shown = (await subscribers.roermond.get(made))["secrets"]
    assert [one["secretId"] for one in shown] == [second["secretId"], first["secretId"]]
    assert shown[0]["until"] is None


async def test_a_replaced_one_is_revoked_at_once_the_current_one_never(
    subscribers: Any, world: Any, secrets: Any
) -> None:
    made, who = await subscribers.push(), subscribers.roermond
    first = await renewed(who, made)
    second = await renewed(who, made)
    current = f"{made}/secrets/{second['secretId']}"
    assert await who.refused(current, "DELETE") == (409, "secret-current")
    replaced = f"{made}/secrets/{first['secretId']}"
    assert await subscribers.zwolle.refused(replaced, "DELETE") == (404, "not-found")
    assert (await who.client.delete(replaced)).status_code == 204
    assert await keyring(world, secrets, made) == (second["secret"],)
    assert await who.refused(replaced, "DELETE") == (404, "not-found")


async def test_what_has_no_sink_has_no_secret(subscribers: Any) -> None:
    made = await subscribers.pull()
    assert await subscribers.roermond.refused(f"{made}/secrets") == (409, "not-for-pull")


async def test_no_answer_row_or_log_ever_tells_a_secret_or_credential(
    subscribers: Any, world: Any, secrets: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    who = subscribers.roermond
    headers = {"Idempotency-Key": "once"}
    credential = {"accessToken": TOKEN}
    made = await who.post(
        "/subscriptions",
        headers,
        name="Fictief",
        sink="https://hooks.example.nl/in",
        sinkCredential=credential,
    )
    shown = [(await renewed(who, made))["secret"] for _ in range(2)]
    changed = await who.client.patch(made, json={"sinkCredential": credential})
    paths = (made, f"{made}/changes", "/subscriptions")
    told = [changed.text, *[(await who.client.get(path)).text for path in paths]]
    told.append((await who.client.post(f"{made}/secrets", json={"overlapHours": -1})).text)
    told.append(capsys.readouterr().out)
    async with world.resources.database.reading() as tx:
        for table in ("subscriptions", "subscription_secrets", "subscription_changes",
                      "idempotency"):  # fmt: skip
            rows = await tx.execute(text(f"SELECT * FROM {table}"))
            told += [str(tuple(row)) for row in rows]
    assert shown[1] in await keyring(world, secrets, made)
    for secret in (*shown, TOKEN):
        assert [one for one in told if secret in one] == []
        assert [one for one in told if secret.removeprefix("whsec_") in one] == []


async def test_another_sink_gets_no_credential_of_the_one_before(
    subscribers: Any, world: Any, secrets: Any
) -> None:
    made = await subscribers.push(sinkCredential={"accessToken": TOKEN})
    id_ = made.split("/")[-1]
    who = subscribers.roermond
    await who.client.patch(made, json={"name": "Anders"})
    assert (await who.get(made))["hasCredential"] is True
    moved = "https://elsewhere.roermond.example/in"
    assert (await who.client.patch(made, json={"sink": moved})).status_code == 204
    assert (await who.get(made))["hasCredential"] is False
    await who.client.patch(made, json={"sinkCredential": {"accessToken": "ander-fictief"}})
    async with world.resources.database.reading() as tx:
        assert await secrets.credential(tx, id_) == "ander-fictief"
    await who.client.patch(made, json={"sinkCredential": None})
    assert (await who.get(made))["hasCredential"] is False


async def test_of_an_ended_subscription_nothing_secret_is_kept(
    subscribers: Any, world: Any, secrets: Any
) -> None:
    made = await subscribers.push(sinkCredential={"accessToken": TOKEN})
    await subscribers.roermond.client.delete(made)
    assert await keyring(world, secrets, made) == ()
    found = await subscribers.roermond.get(made)
    assert (found["hasCredential"], found["secrets"]) == (False, [])
