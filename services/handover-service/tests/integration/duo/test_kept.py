"""What is refused or waits is kept: listed, read on purpose, tried again, discarded on purpose."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line import processing_log
from continuous_line.local.postgres import free_port
from continuous_line.testing.leaks import Marks
from handover_service.duo.deciding import retention

ROERMOND = "GM0957"
V_NUMBER, BSN = "7310528946", "839201746"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where profile-service is said to be."""
    monkeypatch.setenv("DL_HANDOVER_PROFILE_URL", f"http://127.0.0.1:{free_port()}")


async def of(world, message: dict) -> str:
    """Its address, as far as it is listed as open."""
    items = (await world.tvs.get("/duo-messages"))["items"]
    assert [item["messageId"] for item in items] == [message["messageId"]]
    return f"/duo-messages/{message['messageId']}"


async def decided(who, path: str, **body: str) -> dict:
    answer = await who.client.post(path, json=body or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_message_about_somebody_unknown_is_kept_and_recorded_once_the_person_is_known(
    profile_service, world, tvs
) -> None:
    sent = {"berichtId": str(uuid4())}
    kept = await tvs.sent(sent)
    assert (kept["state"], kept["reason"]) == ("kept", "person-unknown")
    address = await of(world, kept)
    person = await profile_service.knows(uuid4())
    still = await decided(world.tvs, f"{address}/redrives")
    assert (still["state"], still["reason"], still["tries"]) == ("kept", "case-unknown", 2)
    case = await world.link(person, occurredAt="2026-01-10T10:00:00Z")
    done = await decided(world.tvs, f"{address}/redrives")
    assert (done["state"], f"/cases/{done['caseId']}") == ("recorded", case)
    assert (await tvs.sent(sent))["state"] == "recorded"
    assert await world.tvs.refused(f"{address}/redrives") == (409, "dealt-with")
    assert await world.tvs.refused(f"{address}/numbers", "GET") == (409, "dealt-with")


async def test_while_profile_service_is_away_a_message_is_stored_and_the_sender_told_to_repeat(
    away, world, tvs
) -> None:
    sent = {"berichtId": str(uuid4())}
    for tries in (1, 2):
        answer = await tvs.send(sent)
        assert (answer.status_code, answer.json()["code"]) == (503, "look-up-away")
        assert answer.headers["retry-after"]
        (item,) = (await world.tvs.get("/duo-messages"))["items"]
        assert (item["state"], item["reason"]) == ("waiting", "look-up-away")
        assert (item["berichtId"], item["tries"]) == (sent["berichtId"], tries)


async def test_a_repeat_of_what_waits_is_tried_again(profile_service, world, tvs) -> None:
    person = await profile_service.knows(uuid4())
    await world.link(person, occurredAt="2026-01-10T10:00:00Z")
    told, policy = {"berichtId": str(uuid4())}, world.resources.policy
    nowhere = policy.model_copy(update={"profile_url": ""})
    object.__setattr__(world.resources, "policy", nowhere)
    assert (await tvs.send(told)).status_code == 503
    object.__setattr__(world.resources, "policy", policy)
    assert (await tvs.sent(told))["state"] == "recorded"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"gebeurtenisId": "SS999"}, "event-unknown"),
        ({"bsn": BSN}, "no-v-number"),
    ],
)
async def test_what_cannot_be_converted_is_kept_with_the_reason(
    profile_service, world, tvs, told, reason
) -> None:
    kept = await tvs.sent(**told)
    assert (kept["state"], kept["reason"]) == ("kept", reason)


async def test_what_a_rule_refuses_is_kept_with_its_code(profile_service, world, tvs) -> None:
    await world.link(await profile_service.knows(uuid4()), occurredAt="2026-02-25T10:00:00Z")
    assert (await tvs.sent())["reason"] == "before-link"
    ahead = await tvs.sent(registratieDatumTijd="2026-03-02T10:00:00Z")
    assert (ahead["state"], ahead["reason"]) == ("kept", "ahead-of-now")


async def test_the_numbers_are_read_on_purpose_by_the_sender_alone(
    profile_service, world, tvs, roermond, operator
) -> None:
    address = await of(world, await tvs.sent(bsn=BSN, vNummer=V_NUMBER))
    numbers = await world.tvs.get(f"{address}/numbers")
    assert numbers == {"bsn": BSN, "vNumber": V_NUMBER, "asSent": None}
    assert await roermond.who.refused(f"{address}/numbers", "GET") == (404, "unknown-message")
    assert await operator.refused(f"{address}/numbers", "GET") == (403, "role-missing")
    async with world.resources.database.transaction() as tx:
        message = UUID(address.rpartition("/")[2])
        (read,) = await processing_log.of_subject(tx, message)
    assert (read.activity, read.manner, read.organisation) == ("message-reading", "opened", "tvs")


async def test_an_operator_sees_what_is_open_of_all_and_others_their_own(
    profile_service, world, tvs, roermond, operator
) -> None:
    kept = await tvs.sent()
    theirs = await roermond.sent(gebeurtenisId="SS120")
    assert theirs["reason"] == "person-unknown"
    items = (await operator.get("/duo-messages"))["items"]
    assert [item["organisation"] for item in items] == ["tvs", ROERMOND]
    address = await of(world, kept)
    assert await roermond.who.refused(address, "GET") == (404, "unknown-message")
    assert await roermond.who.refused(f"{address}/redrives") == (404, "unknown-message")
    refused = await roermond.who.refused(f"{address}/discards", reason="wrong")
    assert refused == (404, "unknown-message")
    assert await operator.refused(f"{address}/redrives") == (403, "role-missing")


async def test_what_is_discarded_on_purpose_leaves_the_reason_and_no_number(
    profile_service, world, tvs, operator
) -> None:
    address = await of(world, await tvs.sent())
    done = await decided(operator, f"{address}/discards", reason="not-ours")
    assert (done["state"], done["discardedBecause"]) == ("discarded", "not-ours")
    assert (await world.tvs.get("/duo-messages"))["items"] == []
    listed = (await world.tvs.get("/duo-messages", state="discarded"))["items"]
    assert [item["reason"] for item in listed] == ["person-unknown"]
    assert await world.tvs.refused(f"{address}/discards", reason="wrong") == (409, "dealt-with")
    async with world.resources.database.transaction() as tx:
        row = (await tx.execute(text("SELECT sealed, sealed_for FROM duo_messages"))).one()
    assert tuple(row) == (None, None)


async def test_with_the_person_the_numbers_are_forgotten(profile_service, world, tvs) -> None:
    person = await profile_service.knows(uuid4())
    address = await of(world, await tvs.sent())
    assert (await world.tvs.get(f"{address}/numbers"))["vNumber"] == V_NUMBER
    await world.resources.vault.forget(person, world.resources.clock.now())
    for method, path in (("GET", "numbers"), ("POST", "redrives")):
        refused = await world.tvs.refused(f"{address}/{path}", method)
        assert refused == (410, "personal-data-erased")
    await decided(world.tvs, f"{address}/discards", reason="other")


async def test_who_was_forgotten_before_leaves_no_number(profile_service, world, tvs) -> None:
    person = await profile_service.knows(uuid4())
    await world.resources.vault.forget(person, world.resources.clock.now())
    kept = await tvs.sent()
    assert (kept["state"], kept["reason"]) == ("kept", "personal-data-erased")
    address = await of(world, kept)
    assert await world.tvs.refused(f"{address}/numbers", "GET") == (409, "dealt-with")


async def test_no_number_is_in_any_plain_column_or_in_the_log(
    profile_service, world, tvs, settings, keys_database_url, capfd, operator
) -> None:
    marks = Marks({"V-number": V_NUMBER, "BSN": BSN})
    told = {"bsn": BSN, "vNummer": V_NUMBER}
    kept = await tvs.sent(**told)
    address = await of(world, kept)
    await decided(world.tvs, f"{address}/redrives")
    await profile_service.knows(uuid4())
    refused = await decided(world.tvs, f"{address}/redrives")
    listed = await operator.client.get("/duo-messages")
    texts = {"kept": str(kept), "refused": str(refused), "list": listed.text}
    assert list(marks.in_texts(texts)) == []
    assert await marks.in_database(settings.database_url) == []
    assert await marks.in_database(keys_database_url) == []
    out, err = capfd.readouterr()
    assert "message kept" in out + err
    assert list(marks.in_texts({"log": out + err})) == []


async def test_what_was_dealt_with_goes_after_a_term_and_what_is_open_stays(
    profile_service, world, tvs, clock
) -> None:
    kept = await tvs.sent()
    done = await tvs.sent()
    await decided(world.tvs, f"/duo-messages/{done['messageId']}/discards", reason="repeated")
    clean = retention(world.resources, timedelta(days=30))
    clock.set("2026-03-30")
    async with world.resources.database.transaction() as tx:
        assert await clean(tx) == 0
    clock.set("2026-04-02")
    async with world.resources.database.transaction() as tx:
        assert await clean(tx) == 1
    await of(world, kept)
