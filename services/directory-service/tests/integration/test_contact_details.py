"""How to reach a contact: sealed, told with a token only, and every look and change logged."""

import re

import httpx
import pytest
from sqlalchemy import text

from continuous_line import processing_log
from continuous_line.codes import Role
from continuous_line.processing_log import Manner

WEERT = "GM0988"
MARKED = {
    "name": "Marcus Merkteken", "phones": ["0475 35 99 99", "+32 89 12 34 56"],
    "mail": "m.merkteken@weert.example", "hours": "ma-do tot vijf uur",
}  # fmt: skip


async def test_numbers_are_kept_in_one_form_and_shown_as_people_write_them(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT, details=MARKED)
    details = (await world.tvs.get(f"/contacts/{contact}"))["details"]
    assert details == {
        "name": "Marcus Merkteken",
        "phones": [
            {"number": "+31475359999", "shown": "0475 359 999"},
            {"number": "+3289123456", "shown": "+32 89 12 34 56"},
        ],
        "mail": "m.merkteken@weert.example",
        "hours": "ma-do tot vijf uur",
    }


async def test_every_number_or_address_that_does_not_exist_is_named_and_not_repeated(
    world,
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT, reached=False)
    wrong = {"phones": ["0475 359 999", "06 12"], "mail": "nobody@nowhere.test"}
    problem = await world.weert.problem(f"/contacts/{contact}/details", "PUT", **wrong)
    assert (problem["status"], problem["code"]) == (409, "not-reachable")
    assert problem["faults"] == ["phones[1]", "mail"]
    assert "nowhere" not in str(problem)


async def test_a_change_says_which_fields_changed_and_who_did_it(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT, details=MARKED)
    await world.weert.put(f"/contacts/{contact}/details", **{**MARKED, "mail": "n@weert.example"})
    etag = await world.weert.put(
        f"/contacts/{contact}/details", **{**MARKED, "mail": "n@weert.example"}
    )
    assert etag == '"3"'
    last = await world.tvs.last(f"/contacts/{contact}", "ContactDetailsRecorded")
    assert (last["data"]["changed"], last["organisation"]) == (["mail"], WEERT)
    logged = await records(world, contact)
    assert [(one.manner, one.sections) for one in logged] == [
        (Manner.CHANGED, ("mail",)),
        (Manner.CHANGED, ("name", "phones", "mail", "hours")),
    ]


async def test_every_look_is_in_the_processing_log_opened_and_in_a_list_apart(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await world.tvs.get(f"/contacts/{contact}")
    await world.coordinator.get("/contacts")
    await world.coordinator.get("/call-list", municipality=WEERT)
    looks = (await records(world, contact))[:-1]
    assert [(one.manner, one.organisation) for one in looks] == [
        (Manner.LISTED, "divosa"), (Manner.LISTED, "divosa"), (Manner.OPENED, "tvs"),
    ]  # fmt: skip


async def test_nobody_reads_them_without_a_token_and_strangers_do_not_change_them(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    bare = httpx.ASGITransport(world.weert.client._transport.app)
    async with httpx.AsyncClient(transport=bare, base_url="http://service/v1") as nobody:
        for path in ("/contacts", f"/contacts/{contact}", f"/call-list?municipality={WEERT}"):
            assert (await nobody.get(path)).status_code == 401
    stranger = world.sign_in([Role.CLIENT_MANAGER], "GM0193", ["GM0193"])
    refused = await stranger.refused(f"/contacts/{contact}/details", "PUT", **MARKED)
    assert refused == (403, "not-your-organisation")
    reader = world.sign_in([Role.PERMIT_HOLDER], "self")
    assert (await reader.get(f"/contacts/{contact}"))["details"]["name"] is not None


async def test_nothing_of_them_is_in_events_tables_or_problems(world) -> None:
    """In plain text; hexadecimal, as PostgreSQL writes bytes, included."""
    contact = await world.contact(world.weert, "client-manager", WEERT, details=MARKED)
    await world.weert.put(f"/contacts/{contact}/details", **{**MARKED, "hours": "ook vrijdag"})
    await world.weert.post(f"/contacts/{contact}/reports", doubt="wrong-phone")
    told = str(await world.tvs.get(f"/contacts/{contact}/events"))
    async with world.resources.database.reading() as tx:
        tables = (
            await tx.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            )
        ).scalars()
        for table in list(tables):
            rows = await tx.execute(text(f'SELECT t::text FROM "{table}" t'))
            told += "\n".join(rows.scalars())
    assert contact in told
    for marked in ("Merkteken", "475359999", "0475", "89123456", "weert.example", "vrijdag"):
        assert not re.search(f"{marked}|{marked.encode().hex()}", told, re.IGNORECASE), marked


async def test_where_the_last_change_is_taken_back_the_details_before_it_are_told(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT, details=MARKED)
    await world.weert.put(f"/contacts/{contact}/details", **{**MARKED, "name": "Wrong"})
    last = await world.tvs.last(f"/contacts/{contact}", "ContactDetailsRecorded")
    await world.weert.post(f"/contacts/{contact}/events/{last['id']}/voidings", reason="mistake")
    assert (await world.tvs.get(f"/contacts/{contact}"))["details"]["name"] == MARKED["name"]
    await world.weert.put(f"/contacts/{contact}/details", **{**MARKED, "name": "Third"})
    assert (await world.tvs.get(f"/contacts/{contact}"))["details"]["name"] == "Third"


@pytest.mark.parametrize("body", [{"phones": ["call me"]}, {"mail": "no address"}, {"name": ""}])
async def test_what_has_not_the_form_of_a_number_or_address_is_a_fault(world, body) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT, reached=False)
    problem = await world.weert.problem(f"/contacts/{contact}/details", "PUT", **body)
    assert problem["status"] == 400


async def records(world, contact: str) -> list[processing_log.Processing]:
    """Of this contact, the newest first."""
    from uuid import UUID

    async with world.resources.database.reading() as tx:
        return await processing_log.of_subject(tx, UUID(contact))
