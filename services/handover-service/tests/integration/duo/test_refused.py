"""What is refused at the door is told to the sender, and kept all the same."""

import json
from contextlib import AsyncExitStack
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.testing.leaks import Marks
from continuous_line.testing.somebody import Somebody
from handover_service.duo import accepting, sealed, store
from handover_service.main import create_app

ROERMOND, GRONINGEN = "GM0957", "GM0014"
OINS = {"tvs": "00000000000000000901", ROERMOND: "00000000000000000957"}
THEIRS = "00000000000000000014"
V_NUMBER, BSN = "7310528946", "839201746"


async def open_messages(who) -> list[dict]:
    return (await who.get("/duo-messages"))["items"]


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
async def case(profile_service, world) -> str:
    """Of somebody whom both services know, linked to Roermond in January."""
    person = await profile_service.knows(uuid4())
    return await world.link(person, occurredAt="2026-01-10T10:00:00Z")


@pytest.fixture
async def restarted(case, tvs, settings, token, monkeypatch):
    """`await restarted(GM0014="...")`: the sender, at a service that knows this OIN too."""
    async with AsyncExitStack() as running:

        async def restart(**more: str):
            monkeypatch.setenv("DL_HANDOVER_DUO_OINS", json.dumps(OINS | more))
            app = create_app(settings)
            await running.enter_async_context(app.router.lifespan_context(app))
            app.state.resources.vault.gate.open()
            who = Somebody(app, token([Role.TVS_SYSTEM], "tvs", [], None))
            running.push_async_callback(who.client.aclose)
            return type(tvs)(who)

        yield restart


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"bron": OINS[ROERMOND]}, (403, "bron-not-yours")),
        ({"doel": "9" * 20}, (409, "doel-unknown")),
    ],
)
async def test_whom_it_is_from_or_to_is_refused_and_kept_once(
    case, world, tvs, headers, told
) -> None:
    sent = headers | {"berichtId": str(uuid4())}
    for _ in range(2):
        assert code(await tvs.send(sent)) == told
    (kept,) = await open_messages(world.tvs)
    assert (kept["state"], kept["reason"], kept["berichtId"]) == (
        "kept",
        told[1],
        sent["berichtId"],
    )
    numbers = await world.tvs.get(f"/duo-messages/{kept['messageId']}/numbers")
    assert numbers["vNumber"] == V_NUMBER
    assert await world.tvs.refused(f"/duo-messages/{kept['messageId']}/redrives") == told
    assert await world.tvs.types(case) == ["MunicipalityLinked"]


async def test_whom_it_is_to_is_configured_later_and_the_message_tried_again(
    case, world, tvs, restarted
) -> None:
    sent = {"doel": THEIRS, "berichtId": str(uuid4())}
    assert code(await tvs.send(sent)) == (409, "doel-unknown")
    (kept,) = await open_messages(world.tvs)
    sender = await restarted(GM0014=THEIRS)
    answer = await sender.who.client.post(f"/duo-messages/{kept['messageId']}/redrives")
    assert (answer.status_code, answer.json()["state"]) == (200, "recorded")
    moved = await world.tvs.last(case, "MovedToMunicipality")
    assert moved["data"]["municipality"] == GRONINGEN


async def test_whom_it_is_to_is_configured_later_and_a_repeat_is_done(
    case, world, tvs, restarted
) -> None:
    sent = {"doel": THEIRS, "berichtId": str(uuid4())}
    assert code(await tvs.send(sent)) == (409, "doel-unknown")
    done = await (await restarted(GM0014=THEIRS)).sent(sent)
    assert (done["state"], done["municipality"]) == ("recorded", GRONINGEN)
    assert await open_messages(world.tvs) == []


async def test_outflow_of_which_a_municipality_tells_is_refused_and_kept(
    profile_service, roermond
) -> None:
    assert code(await roermond.send()) == (403, "role-missing")
    (kept,) = await open_messages(roermond.who)
    assert (kept["reason"], kept["event"]) == ("role-missing", "SS139")


async def test_another_content_under_the_same_berichtid_is_kept_beside_the_first(
    case, world, tvs
) -> None:
    same = {"berichtId": str(uuid4())}
    await tvs.sent(same)
    for _ in range(2):
        answer = await tvs.send(same, gebeurtenisId="SS120")
        assert code(answer) == (409, "bericht-id-reused")
    (kept,) = await open_messages(world.tvs)
    assert (kept["reason"], kept["event"]) == ("bericht-id-reused", "SS120")
    answer = await world.tvs.client.post(f"/duo-messages/{kept['messageId']}/redrives")
    assert answer.json()["state"] == "noted"
    assert (await tvs.sent(same, gebeurtenisId="SS120"))["state"] == "noted"


async def test_what_does_not_fit_the_form_is_kept_as_it_came_with_what_was_wrong(
    world, tvs, operator
) -> None:
    wrong = {"bron": "12", "berichtId": str(uuid4())}
    for _ in range(2):
        answer = await tvs.send(wrong, gebeurtenisId="139", naam="Testpersoon")
        assert code(answer) == (400, "invalid-input")
    (kept,) = await open_messages(operator)
    assert (kept["state"], kept["reason"]) == ("kept", "not-in-form")
    assert kept["faults"] == ["body", "bron", "gebeurtenisId"]
    assert (kept["berichtId"], kept["event"], kept["registeredAt"]) == (None, None, None)
    address = f"/duo-messages/{kept['messageId']}"
    as_sent = (await world.tvs.get(f"{address}/numbers"))["asSent"]
    head, _, body = as_sent.partition("\n\n")
    assert f"berichtId: {wrong['berichtId']}" in head.splitlines()
    assert json.loads(body)["naam"] == "Testpersoon"
    assert await world.tvs.refused(f"{address}/redrives") == (409, "not-in-form")
    discarded = await operator.client.post(f"{address}/discards", json={"reason": "wrong"})
    assert discarded.json()["state"] == "discarded"
    assert await world.tvs.refused(f"{address}/numbers", "GET") == (409, "dealt-with")


@pytest.mark.parametrize("said", [{}, {"content-type": "application/json"}], ids=["plain", "json"])
@pytest.mark.parametrize("body", [b"{", b"", b'{"naam": "Jos\xe9"}', b"[]", b"[" * 8_000])
async def test_what_nobody_can_read_is_kept_too(world, tvs, body, said) -> None:
    headers = {"bron": OINS["tvs"], "doel": "0" * 20, "berichtId": str(uuid4())} | said
    answer = await tvs.who.client.post("/notificaties", content=body, headers=headers)
    assert answer.status_code == 400
    (kept,) = await open_messages(world.tvs)
    assert (kept["reason"], kept["faults"]) == ("not-in-form", ["body"])
    as_sent = (await world.tvs.get(f"/duo-messages/{kept['messageId']}/numbers"))["asSent"]
    assert as_sent.partition("\n\n")[2].encode("latin-1").startswith(body[:5])
    assert (b"\xe9" in body) == ("Jos\\xe9" in as_sent)


async def test_bytes_that_differ_are_messages_that_differ(world, tvs) -> None:
    for body in (b'{"naam": "Jos\xe9"}', b'{"naam": "Jos\xe8"}'):
        await tvs.who.client.post("/notificaties", content=body)
    assert len(await open_messages(world.tvs)) == 2


async def test_a_header_that_was_wrong_is_mended_under_the_same_berichtid(case, world, tvs) -> None:
    same = {"berichtId": str(uuid4())}
    assert code(await tvs.send(same | {"doel": "9" * 20})) == (409, "doel-unknown")
    done = await tvs.sent(same)
    assert done["state"] == "recorded"
    assert await tvs.sent(same) == done
    assert code(await tvs.send(same | {"doel": "9" * 20})) == (409, "doel-unknown")
    (kept,) = await open_messages(world.tvs)
    assert kept["reason"] == "doel-unknown"


async def test_what_was_discarded_is_refused_as_before_and_not_kept_again(
    world, tvs, operator, profile_service
) -> None:
    sent = {"doel": "9" * 20, "berichtId": str(uuid4())}
    await tvs.send(sent)
    await tvs.who.client.post("/notificaties", content=b"{")
    for kept in await open_messages(world.tvs):
        path = f"/duo-messages/{kept['messageId']}/discards"
        assert (await operator.client.post(path, json={"reason": "wrong"})).status_code == 200
    assert code(await tvs.send(sent)) == (409, "doel-unknown")
    assert (await tvs.who.client.post("/notificaties", content=b"{")).status_code == 400
    assert await open_messages(world.tvs) == []


async def test_after_its_term_a_message_that_comes_again_is_a_new_one(case, world, tvs) -> None:
    sent = {"berichtId": str(uuid4())}
    assert (await tvs.sent(sent))["state"] == "recorded"
    later = world.resources.clock.now() + timedelta(days=2)
    async with world.resources.database.transaction() as tx:
        assert await store.forget_dealt_with(tx, later) == 1
    again = await tvs.sent(sent)
    assert (again["state"], again["reason"]) == ("noted", "known-already")


async def test_what_is_sealed_anew_or_decided_on_meanwhile_is_not_called_erased(
    case, world, tvs, operator, monkeypatch
) -> None:
    kept = await tvs.sent(registratieDatumTijd="2025-12-01T10:00:00Z")
    assert kept["state"] == "kept"
    address = f"/duo-messages/{kept['messageId']}"
    await tvs.send({"doel": "9" * 20})
    (_, refused) = await open_messages(world.tvs)
    other, real, first = f"/duo-messages/{refused['messageId']}", sealed.opened, [True]

    async def slowly(vault, stored):
        if first:
            first.clear()
            done = await operator.client.post(f"{other}/discards", json={"reason": "wrong"})
            assert done.status_code == 200
        return await real(vault, stored)

    monkeypatch.setattr(sealed, "opened", slowly)
    assert await world.tvs.refused(f"{other}/numbers", "GET") == (409, "dealt-with")
    assert (await world.tvs.get(f"{address}/numbers"))["vNumber"] == V_NUMBER


async def test_nobody_fills_the_house_with_what_cannot_be_done(
    world, tvs, roermond, monkeypatch
) -> None:
    monkeypatch.setattr(accepting, "MOST_KEPT", 2)
    for number in range(2):
        assert (await tvs.who.client.post("/notificaties", content=b"{" * (number + 1))).is_error
    answer = await tvs.who.client.post("/notificaties", content=b"[")
    assert code(answer) == (429, "too-many-open")
    assert code(await tvs.send({"doel": "9" * 20})) == (429, "too-many-open")
    assert len(await open_messages(world.tvs)) == 2
    assert (await roermond.who.client.post("/notificaties", content=b"{")).status_code == 400


async def test_a_body_larger_than_the_form_needs_is_refused_and_not_kept(world, tvs) -> None:
    answer = await tvs.who.client.post("/notificaties", content=b"x" * 20_000)
    assert answer.status_code == 413
    assert await open_messages(world.tvs) == []


async def test_whose_token_names_no_organisation_sends_and_sees_nothing(
    profile_service, sign_in, tvs
) -> None:
    nobody = sign_in([Role.MUNICIPAL_SYSTEM], "", [])
    sender = type(tvs)(nobody)
    assert code(await sender.send()) == (403, "no-organisation")
    assert await nobody.refused("/duo-messages", "GET") == (403, "no-organisation")
    assert (await nobody.client.post("/notificaties", content=b"{")).status_code == 400


async def test_of_who_may_not_send_at_all_nothing_is_kept(world, operator) -> None:
    asked = await operator.client.post("/notificaties", content=b"{")
    assert code(asked) == (403, "role-missing")
    nobody = await operator.client.post(
        "/notificaties", content=b"{", headers={"Authorization": "Bearer none"}
    )
    assert nobody.status_code == 401
    assert await open_messages(operator) == []


async def test_nothing_of_what_did_not_fit_is_in_a_plain_column_or_in_the_log(
    world, tvs, settings, keys_database_url, capfd
) -> None:
    marks = Marks({"V-number": V_NUMBER, "BSN": BSN})
    await tvs.send({"berichtId": V_NUMBER}, **{"bsn": f"{BSN}0", BSN: "wrong", "vNummer": V_NUMBER})
    assert len(await open_messages(world.tvs)) == 1
    assert await marks.in_database(settings.database_url) == []
    assert await marks.in_database(keys_database_url) == []
    out, err = capfd.readouterr()
    assert "message kept" in out + err
    assert list(marks.in_texts({"log": out + err})) == []
