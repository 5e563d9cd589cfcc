"""A message of DUO's form comes in: once in effect, and never lost."""

import asyncio
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.testing.somebody import Somebody
from handover_service.main import create_app

ROERMOND = "GM0957"
BSN = "839201746"
OINS = {ROERMOND: "00000000000000000957", "GM0193": "00000000000000000193"}


async def moves(world, case: str) -> list[str]:
    return [kind for kind in await world.tvs.types(case) if "MovedToMunicipality" in kind]


@pytest.fixture
async def case(profile_service, world, clock) -> str:
    """Of somebody whom both services know, linked to Roermond in January."""
    person = await profile_service.knows(uuid4())
    return await world.link(person, occurredAt="2026-01-10T10:00:00Z")


async def test_outflow_from_coa_is_a_move_on_the_day_of_registration(case, world, tvs) -> None:
    done = await tvs.sent()
    assert (done["state"], done["reason"], done["tries"]) == ("recorded", None, 1)
    assert f"/cases/{done['caseId']}" == case
    moved = await world.tvs.last(case, "MovedToMunicipality")
    assert moved["id"] == done["eventId"]
    assert (moved["data"]["movedOn"], moved["data"]["municipality"]) == ("2026-02-20", ROERMOND)


async def test_the_same_message_again_is_answered_alike_and_done_once(case, world, tvs) -> None:
    same = {"berichtId": str(uuid4())}
    first = await tvs.sent(same)
    assert await tvs.sent(same) == first
    assert len(await moves(world, case)) == 1


async def test_two_of_the_same_at_once_are_one(case, world, tvs) -> None:
    same = {"berichtId": str(uuid4())}
    answers = await asyncio.gather(*(tvs.send(same) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {202}
    assert {answer.json()["state"] for answer in answers} == {"recorded"}
    assert len(await moves(world, case)) == 1


async def test_the_same_berichtid_with_another_content_is_refused(case, tvs) -> None:
    same = {"berichtId": str(uuid4())}
    await tvs.sent(same)
    for other in ({"vNummer": "9999999999"}, {"gebeurtenisId": "SS120"}):
        answer = await tvs.send(same, **other)
        assert (answer.status_code, answer.json()["code"]) == (409, "bericht-id-reused")
    answer = await tvs.send(same | {"doel": OINS[ROERMOND]})
    assert answer.status_code == 409


async def test_two_senders_may_use_the_same_berichtid(case, tvs, roermond) -> None:
    same = {"berichtId": str(uuid4())}
    first = await tvs.sent(same)
    second = await roermond.sent(same, gebeurtenisId="SS120", vNummer="9999999999")
    assert first["messageId"] != second["messageId"]


async def test_a_move_that_is_known_already_is_noted_with_the_event_that_says_so(
    case, world, tvs
) -> None:
    recorded = await world.tvs.post(f"{case}/moves", movedOn="2026-02-18")
    done = await tvs.sent({"doel": OINS[ROERMOND]})
    assert (done["state"], done["reason"]) == ("noted", "known-already")
    assert recorded.endswith(done["eventId"])
    assert len(await moves(world, case)) == 1


async def test_the_municipality_is_that_of_the_addressee(case, world, tvs) -> None:
    assert (await tvs.sent({"doel": OINS["GM0193"]}))["municipality"] == "GM0193"
    moved = await world.tvs.last(case, "MovedToMunicipality")
    assert moved["data"]["municipality"] == "GM0193"


@pytest.mark.parametrize("event", ["SS120", "SS121"])
async def test_what_nothing_of_ours_corresponds_to_is_noted(case, world, tvs, event) -> None:
    before = await world.tvs.types(case)
    done = await tvs.sent(gebeurtenisId=event)
    assert (done["state"], done["event"], done["caseId"]) == ("noted", event, None)
    assert await world.tvs.types(case) == before


async def test_a_table_of_ones_own_takes_the_place_of_the_delivered_one(
    case, tvs, settings, token, monkeypatch, tmp_path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[events]]\nevent = "SS140"\nmeaning = "moved"\nabout = "outflow"\n')
    monkeypatch.setenv("DL_HANDOVER_DUO_TABLE", str(own))
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        app.state.resources.vault.gate.open()
        tvs.who = Somebody(app, token([Role.TVS_SYSTEM], "tvs", [], None))
        assert (await tvs.sent())["reason"] == "event-unknown"
        assert (await tvs.sent(gebeurtenisId="SS140"))["state"] == "recorded"
        await tvs.who.client.aclose()


async def test_every_fault_is_named_at_once_and_no_number_repeated(world, tvs) -> None:
    answer = await tvs.send(
        {"bron": "12", "berichtId": "not-a-uuid"},
        registratieDatumTijd="yesterday", gebeurtenisId="139", bsn="73105289",
        vNummer="x7310528946", naam="Testpersoon",
    )  # fmt: skip
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "invalid-input")
    assert {(fault["in"], fault["field"]) for fault in problem["errors"]} == {
        ("header", "bron"), ("header", "berichtId"), ("body", "/registratieDatumTijd"),
        ("body", "/gebeurtenisId"), ("body", "/bsn"), ("body", "/vNummer"), ("body", "/naam"),
    }  # fmt: skip
    assert "73105289" not in answer.text


@pytest.mark.parametrize("numbers", [{"vNummer": None}, {"bsn": BSN}], ids=["none", "bsn alone"])
async def test_a_message_without_v_number_is_kept_for_somebody_who_knows_whom_it_is_about(
    world, tvs, numbers
) -> None:
    done = await tvs.sent(**numbers)
    assert (done["state"], done["reason"]) == ("kept", "no-v-number")


async def test_who_sends_in_anothers_name_or_to_nobody_known_is_refused(world, tvs) -> None:
    anothers = await tvs.send({"bron": OINS[ROERMOND]})
    assert (anothers.status_code, anothers.json()["code"]) == (403, "bron-not-yours")
    nobody = await tvs.send({"doel": "9" * 20})
    assert (nobody.status_code, nobody.json()["code"]) == (409, "doel-unknown")


async def test_a_municipality_tells_of_no_outflow(world, roermond) -> None:
    answer = await roermond.send()
    assert (answer.status_code, answer.json()["code"]) == (403, "role-missing")
    assert answer.json()["rolesNeeded"] == ["tvs-system"]
