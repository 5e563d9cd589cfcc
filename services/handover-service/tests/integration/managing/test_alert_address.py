"""Where an owner is told by mail: given, shown to the owner, taken away, and nowhere else."""

from typing import Any

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.testing.visiting import plain

ADDRESS = "koppelingen@voorbeeld.example"
"""Made up."""
ROERMOND = "GM0957"


async def test_it_is_given_with_the_subscription_changed_and_taken_away(subscribers: Any) -> None:
    who = subscribers.roermond
    made = await subscribers.push(alertTo=f" {ADDRESS} ")
    assert (await who.get(made))["alertTo"] == ADDRESS
    await who.client.patch(made, json={"name": "Anders"})
    assert (await who.get(made))["alertTo"] == ADDRESS
    await who.client.patch(made, json={"alertTo": "anders@voorbeeld.example"})
    assert (await who.get(made))["alertTo"] == "anders@voorbeeld.example"
    assert (await who.client.patch(made, json={"alertTo": None})).status_code == 204
    assert (await who.get(made))["alertTo"] is None


async def test_the_same_address_changes_nothing_unless_it_was_refused(
    subscribers: Any, world: Any
) -> None:
    who, made = subscribers.roermond, await subscribers.push(alertTo=ADDRESS)
    version = (await who.client.get(made)).headers["etag"]
    await who.client.patch(made, json={"alertTo": ADDRESS})
    assert (await who.client.get(made)).headers["etag"] == version
    async with world.resources.database.transaction() as tx:
        await tx.execute(text("UPDATE subscriptions SET alert_refused = true"))
    assert (await who.get(made))["alertRefused"] is True
    await who.client.patch(made, json={"alertTo": ADDRESS})
    assert (await who.get(made))["alertRefused"] is False


@pytest.mark.parametrize("wrong", ["koppelingen", "a@b@c.example", "a@b.example\nBcc: x@y.example"])
async def test_what_is_no_address_is_told_with_all_other_faults(
    subscribers: Any, wrong: str
) -> None:
    problem = await subscribers.roermond.problem(
        "/subscriptions", name="", alertTo=wrong, sink="https://elsewhere.example/in"
    )
    assert {one["field"] for one in problem["errors"]} >= {"/name", "/alertTo", "/sink"}
    assert wrong not in str(problem)


async def test_when_the_owner_ends_it_the_address_is_gone(subscribers: Any) -> None:
    who, made = subscribers.roermond, await subscribers.push(alertTo=ADDRESS)
    assert (await who.client.delete(made)).status_code == 204
    assert (await who.get(made))["alertTo"] is None


async def test_no_list_change_row_or_log_has_it(
    subscribers: Any, world: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    who, headers = subscribers.roermond, {"Idempotency-Key": "once"}
    made = await who.post("/subscriptions", headers, name="Fictief", alertTo=ADDRESS)
    await who.client.patch(made, json={"alertTo": f"2{ADDRESS}"})
    told = [(await who.client.get(path)).text for path in (f"{made}/changes", "/subscriptions")]
    assert "alert_to" in told[0]
    told.append((await subscribers.zwolle.client.get(made)).text)
    told.append(capsys.readouterr().out)
    async with world.resources.database.reading() as tx:
        for table in ("subscriptions", "subscription_changes", "idempotency"):
            rows = await tx.execute(text(f"SELECT t::text FROM {table} t"))
            told += [str(tuple(row)) for row in rows]
    for one in told:
        assert "voorbeeld" not in one
        assert ADDRESS.encode().hex() not in one


async def test_the_console_takes_it_shows_it_on_the_form_and_says_when_it_was_refused(
    visit: Any, world: Any
) -> None:
    manager = await visit([Role.INTEGRATION_MANAGER], ROERMOND, [ROERMOND])
    fields = {"sub_name": "Fictief", "sub_delivery": "pull", "sub_content": "full"}
    wrong = await manager.post("/subscriptions/new", fields | {"sub_alert": "geen adres"})
    assert wrong.status_code == 400
    assert "Dit is geen e-mailadres." in plain(wrong.text)
    leads_to = await manager.sends("/subscriptions/new", fields | {"sub_alert": ADDRESS})
    page = leads_to.partition("?")[0]
    shown = await manager.get(page)
    assert "Er is een adres vastgelegd." in plain(shown)
    assert ADDRESS not in shown
    assert ADDRESS in await manager.get(f"{page}/settings")
    async with world.resources.database.transaction() as tx:
        await tx.execute(text("UPDATE subscriptions SET alert_refused = true"))
    assert "De mailserver kent het adres niet." in plain(await manager.get(page))
    await manager.sends(f"{page}/settings", fields, version=1)
    assert "Er is geen adres vastgelegd." in plain(await manager.get(page))
