"""Signals between azc and municipality, over HTTP. All persons and texts are made up."""

import asyncio
from collections import Counter
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line import processing_log
from continuous_line.codes import OwnerReason, Role
from continuous_line.codes_directory import ContactKind
from continuous_line.contracts import data_of, directory, handover
from continuous_line.testing.reading import envelopes

AZC, WEERT, ROERMOND, ZWOLLE = "azc-weert", "GM0988", "GM0957", "GM0193"
THIN = {"kind": "profile-thin", "text": "Fictief: over werk staat er bijna niets."}
NOBODY = {"kind": "programme-unclear", "text": "Fictief: wat een stage is, is niet duidelijk."}


async def contact(world, kind: ContactKind, *places: str, gone: date | None = None) -> UUID:
    """An entry of the directory, which may retire on a day."""
    contact_id = uuid4()
    now = world.resources.clock.now()
    known = directory.ContactRegistered(
        occurred_at=now, contact_id=contact_id, kind=kind, organisation="coa", places=places,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    await world.hear(known, str(contact_id))
    if gone:
        retired = directory.ContactRetired(occurred_at=now, contact_id=contact_id, valid_from=gone)
        await world.hear(retired, str(contact_id))
    return contact_id


async def listed(somebody, **filters: str) -> list[str]:
    """Addresses, in the order of the list."""
    items = (await somebody.get("/signals", **filters))["items"]
    return [f"/signals/{item['signalId']}" for item in items]


@pytest.mark.scenario("S-H8")
async def test_a_signal_reaches_the_case_owner_without_relay_and_is_late_the_day_after_it_is_due(
    world, clock
) -> None:
    clock.set("2026-04-01")
    case, owner = await world.owned(), world.case_manager
    await world.employ("coa-case-manager")
    await world.location_manager.post(f"{case}/owners", owner="coa-case-manager", reason="other")
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    assert await listed(owner, mine="true") == [signal]
    shown = await owner.get(signal)
    assert shown["text"] == THIN["text"]
    assert (shown["dueOn"], shown["state"], shown["goesTo"]["staffId"]) == (
        "2026-04-08", "open", "coa-case-manager",
    )  # fmt: skip
    clock.set("2026-04-08")
    assert await listed(owner, late="true") == []
    clock.set("2026-04-09")
    assert await listed(owner, late="true") == [signal]
    await owner.post(f"{signal}/answers", text="Fictief: aangevuld met twee banen.")
    answered = await world.roermond.get(signal)
    assert (answered["answer"], answered["inTime"]) == ("Fictief: aangevuld met twee banen.", False)
    assert await owner.refused(f"{signal}/closings") == (403, "raiser-closes")
    await world.roermond.post(f"{signal}/closings")
    assert await world.roermond.types(signal) == [
        "SignalRaised", "SignalAnswered", "SignalClosed",
    ]  # fmt: skip
    assert await listed(world.roermond, state="closed") == [signal]


@pytest.mark.scenario("S-H8")
async def test_the_azc_signals_the_municipality_too_and_it_goes_to_the_named_client_manager(
    world, clock
) -> None:
    case = await world.owned()
    signal = await world.case_manager.post(f"{case}/signals", kind="no-answer", text="Fictief.")
    assert (await world.roermond.get(signal))["goesTo"]["goes"] == "client-managers"
    assert await listed(world.roermond, mine="true") == [signal]
    managers = f"{case}/client-managers"
    await world.roermond.post(managers, clientManager="km-1")
    assert (await world.roermond.get(signal))["goesTo"]["staffId"] == "km-1"
    assert await listed(world.roermond, mine="true") == []
    clock.set("2026-03-02")
    other = {"clientManager": f"{ROERMOND}-client-manager", "reason": "leave"}
    await world.roermond.post(managers, **other)
    assert await listed(world.roermond, mine="true") == [signal]


async def test_open_signals_follow_the_owner_of_the_case_also_a_stand_in(world, clock) -> None:
    clock.set("2026-04-01")
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    await world.employ("cm-2")
    await world.location_manager.post(
        f"{case}/owners", owner="cm-2", reason=OwnerReason.LEAVE, until="2026-04-05"
    )
    assert (await world.case_manager.get(signal))["goesTo"]["staffId"] == "cm-2"
    clock.set("2026-04-06")
    assert (await world.case_manager.get(signal))["goesTo"]["staffId"] == "cm-1"


async def test_a_signal_about_a_case_without_owner_goes_to_the_location_manager(world) -> None:
    case = await world.link()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    assert (await world.roermond.get(signal))["goesTo"]["goes"] == "location-manager"
    assert await listed(world.location_manager, mine="true") == [signal]


@pytest.mark.scenario("S-H9")
async def test_a_signal_about_nobody_goes_to_the_programme_owner_of_the_azc_and_names_no_person(
    world, clock
) -> None:
    await world.places()
    at_unit = await contact(world, ContactKind.PROGRAMME_OWNER, "unit-zuid")
    signal = await world.roermond.post("/signals", azc=AZC, **NOBODY)
    shown = await world.case_manager.get(signal)
    assert (shown["caseId"], shown["goesTo"]["contactId"]) == (None, str(at_unit))
    at_azc = await contact(world, ContactKind.PROGRAMME_OWNER, AZC, gone=date(2026, 3, 10))
    assert (await world.case_manager.get(signal))["goesTo"]["contactId"] == str(at_azc)
    clock.set("2026-03-10")
    assert (await world.case_manager.get(signal))["goesTo"]["contactId"] == str(at_unit)
    events = (await world.roermond.get(f"{signal}/events"))["items"]
    assert events[0]["data"]["azc"] == AZC
    async with world.resources.database.reading() as tx:
        stored = (await tx.execute(text("SELECT data::text FROM events"))).scalars().all()
        logged = (await tx.execute(text("SELECT count(*) FROM processing_log"))).scalar_one()
    assert not any("Fictief" in event for event in stored)
    assert logged == 0


async def test_a_signal_about_nobody_is_never_addressed_to_nobody(world, clock) -> None:
    await world.places()
    to_azc = await world.roermond.post("/signals", azc=AZC, **NOBODY)
    assert (await world.case_manager.get(to_azc))["goesTo"]["goes"] == "location-manager"
    to_town = await world.case_manager.post("/signals", municipality=ROERMOND, **NOBODY)
    assert (await world.roermond.get(to_town))["goesTo"]["goes"] == "client-managers"
    team = await contact(world, ContactKind.TEAM, ROERMOND)
    assert (await world.roermond.get(to_town))["goesTo"]["contactId"] == str(team)
    assert await listed(world.roermond, mine="true") == [to_town]
    assert await listed(world.location_manager, mine="true") == [to_azc]


async def test_where_a_signal_about_nobody_goes_is_said_and_known(world) -> None:
    await world.places()
    problem = await world.roermond.problem("/signals", **NOBODY)
    assert (problem["code"], problem["needs"]) == ("place-needed", ["azc"])
    unknown = await world.roermond.refused("/signals", azc="azc-nowhere", **NOBODY)
    assert unknown == (409, "place-unknown")
    foreign = {"azc": "azc-sneek", "municipality": ROERMOND}
    assert await world.case_manager.refused("/signals", **foreign, **NOBODY) == (
        403, "not-your-place",
    )  # fmt: skip
    both = world.sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND, WEERT])
    assert await both.refused("/signals", azc=AZC, **NOBODY) == (409, "place-needed")
    await both.post("/signals", azc=AZC, municipality=WEERT, **NOBODY)


@pytest.mark.scenario("S-X3")
async def test_both_sides_see_a_signal_and_nobody_else(world) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    pcm = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    for somebody in (world.case_manager, world.location_manager, pcm, world.roermond):
        assert (await somebody.get(signal))["text"] == THIN["text"]
        assert await listed(somebody) == [signal]
    elsewhere = world.sign_in([Role.CASE_MANAGER], "coa", ["azc-sneek"])
    for somebody in (world.zwolle, elsewhere):
        assert await somebody.refused(signal, "GET") == (404, "signal-unknown")
        assert await listed(somebody) == []
    for role in (Role.PERMIT_HOLDER, Role.TVS_SYSTEM, Role.ANALYST, Role.UNIT_MANAGER):
        status, _ = await world.sign_in([role]).refused(signal, "GET")
        assert status == 403
    assert await pcm.refused(f"{signal}/closings") == (403, "role-missing")
    assert await pcm.refused(f"{signal}/answers", text="Fictief.") == (403, "role-missing")


async def test_every_reading_and_every_refusal_is_in_the_processing_log(world) -> None:
    person = uuid4()
    case = await world.owned(person)
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    await world.case_manager.get(signal)
    await world.zwolle.refused(signal, "GET")
    async with world.resources.database.reading() as tx:
        kept = await processing_log.of_subject(tx, person)
    assert [(one.activity, one.manner, one.organisation, one.sections) for one in kept] == [
        ("case-reading", "refused", ZWOLLE, ("signal",)),
        ("case-reading", "opened", "coa", ("signal",)),
        ("case-recording", "changed", ROERMOND, ("signal",)),
    ]


async def test_the_words_are_sealed_under_the_persons_key_and_gone_with_it(world) -> None:
    person = uuid4()
    case = await world.owned(person)
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    async with world.resources.database.reading() as tx:
        row = (await tx.execute(text("SELECT subject, sealed FROM texts"))).one()
    assert row.subject == person
    assert b"Fictief" not in bytes(row.sealed)
    await world.resources.vault.forget(person, world.resources.clock.now())
    assert (await world.case_manager.get(signal))["text"] is None
    assert await world.roermond.refused(f"{case}/signals", **THIN) == (410, "personal-data-erased")


async def test_a_signal_is_passed_on_within_its_side_and_the_term_runs_on(world, clock) -> None:
    clock.set("2026-04-01")
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    await world.employ("cm-2")
    await world.employ("sneek-1", places=["azc-sneek"])
    clock.set("2026-04-05")
    owners = f"{signal}/owners"
    assert await world.case_manager.refused(owners, owner="sneek-1") == (409, "not-of-that-side")
    assert await world.case_manager.refused(owners, owner="nobody") == (409, "staff-unknown")
    assert await world.roermond.refused(owners, owner="cm-2") == (403, "other-side-answers")
    await world.case_manager.post(owners, owner="cm-2")
    shown = await world.case_manager.get(signal)
    assert (shown["goesTo"]["staffId"], shown["dueOn"]) == ("cm-2", "2026-04-08")
    gone = directory.StaffLeft(
        occurred_at=world.resources.clock.now(), staff_id="cm-2", valid_from=date(2026, 4, 5)
    )
    await world.hear(gone, "cm-2")
    assert (await world.case_manager.get(signal))["goesTo"]["staffId"] == "cm-1"


async def test_of_two_who_answer_at_the_same_moment_one_wins_and_the_other_is_told(world) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    colleague = world.sign_in([Role.CASE_MANAGER], "coa", [AZC])
    both = await asyncio.gather(
        *(
            somebody.client.post(f"{signal}/answers", json={"text": f"Fictief {number}"})
            for number, somebody in enumerate((world.case_manager, colleague))
        )
    )
    won, lost = sorted(both, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (201, 409)
    assert lost.json()["code"] in ("version-conflict", "already-answered")
    number = both.index(won)
    assert (await world.roermond.get(signal))["answer"] == f"Fictief {number}"
    late = await colleague.problem(f"{signal}/answers", text="Fictief")
    assert (late["code"], late["answeredOn"]) == ("already-answered", "2026-03-01")


async def test_a_signal_changed_since_it_was_read_is_not_answered_blindly(world) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    await world.roermond.post(f"{signal}/corrections", kind="other", text="Fictief: toch anders.")
    stale = await world.case_manager.client.post(
        f"{signal}/answers", json={"text": "Fictief"}, headers={"If-Match": '"1"'}
    )
    assert (stale.status_code, stale.json()["currentVersion"]) == (412, 2)


async def test_who_raised_a_signal_corrects_it_and_takes_it_back_with_its_words(world) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    better = {"kind": "other", "text": "Fictief: toch anders."}
    assert await world.case_manager.refused(f"{signal}/corrections", **better) == (
        403, "other-organisation",
    )  # fmt: skip
    await world.roermond.post(f"{signal}/corrections", **better)
    shown = await world.case_manager.get(signal)
    assert (shown["kind"], shown["text"], shown["dueOn"]) == (
        "other", better["text"], "2026-03-08",
    )  # fmt: skip
    await world.case_manager.post(f"{signal}/answers", text="Fictief antwoord.")
    first, second, _ = (await world.roermond.get(f"{signal}/events"))["items"]
    assert first["replacedBy"] == second["id"]
    voidings = f"{signal}/events/{second['id']}/voidings"
    assert await world.case_manager.refused(voidings, reason="mistake") == (
        403, "other-organisation",
    )  # fmt: skip
    await world.roermond.post(voidings, reason="mistake")
    gone = await world.roermond.get(signal)
    assert (gone["state"], gone["text"], gone["answer"]) == ("void", None, None)
    assert await listed(world.roermond) == []
    async with world.resources.database.reading() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM texts"))).scalar_one() == 0


async def test_who_answered_corrects_the_answer_and_only_an_answer(world) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    await world.case_manager.post(f"{signal}/answers", text="Fictief: eerste.")
    raised, answered = (await world.roermond.get(f"{signal}/events"))["items"]
    await world.case_manager.post(
        f"{signal}/answers", text="Fictief: tweede.", replaces=answered["id"]
    )
    assert (await world.roermond.get(signal))["answer"] == "Fictief: tweede."
    other = await world.roermond.refused(f"{signal}/answers", text="Fictief", replaces=raised["id"])
    assert other == (409, "replaces-another-kind")


async def test_a_signal_of_a_municipality_that_has_nothing_to_do_with_the_case_any_more_can_end(
    world, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    clock.set("2026-03-05")
    await world.link(person, ZWOLLE)
    problem = await world.roermond.problem(signal, "GET")
    assert (problem["status"], problem["code"]) == (403, "right-ended")
    assert await world.zwolle.refused(signal, "GET") == (404, "signal-unknown")
    assert await listed(world.zwolle) == []
    await world.case_manager.post(f"{signal}/closings", noLongerNeeded=True)
    assert (await world.case_manager.get(signal))["state"] == "closed"


async def test_no_signal_is_raised_about_a_closed_case_and_an_open_one_can_still_end(
    world, clock
) -> None:
    case = await world.owned()
    signal = await world.roermond.post(f"{case}/signals", **THIN)
    closing = {"outcome": "other", "overview": "case-manager", "reason": "no-answer"}
    await world.case_manager.post(f"{case}/closings", **closing)
    assert await world.roermond.refused(f"{case}/signals", **THIN) == (409, "case-closed")
    await world.case_manager.post(f"{signal}/answers", text="Fictief.")
    await world.roermond.post(f"{signal}/closings")


async def test_the_list_has_open_ones_first_by_the_nearest_answer_date_page_by_page(
    world, clock
) -> None:
    case = await world.owned()
    made = []
    for on in ("2026-03-03", "2026-03-01", "2026-03-02"):
        clock.set("2026-03-04")
        made.append(
            await world.roermond.post(f"{case}/signals", **THIN, occurredAt=f"{on}T10:00:00Z")
        )
    await world.case_manager.post(f"{made[1]}/answers", text="Fictief.")
    first = await world.roermond.get("/signals", pageSize="2")
    rest = await world.roermond.get("/signals", pageSize="2", cursor=first["next"])
    found = [f"/signals/{one['signalId']}" for one in first["items"] + rest["items"]]
    assert found == [made[2], made[0], made[1]]
    assert await listed(world.roermond, state="answered") == [made[1]]
    assert await listed(world.roermond, case=case.rpartition("/")[2], answers="municipality") == []


async def test_repeated_causes_are_counted_by_kind_and_place(world, clock) -> None:
    await world.places()
    case = await world.owned()
    for _ in range(2):
        await world.roermond.post(f"{case}/signals", **THIN)
    about_nobody = await world.roermond.post("/signals", azc=AZC, **NOBODY)
    await world.case_manager.post(f"{about_nobody}/answers", text="Fictief.")
    await world.case_manager.post("/signals", municipality=ZWOLLE, **NOBODY)
    clock.set("2026-03-20")
    causes = (await world.case_manager.get("/signals/causes"))["items"]
    assert [(one["kind"], one["place"], one["raised"], one["late"]) for one in causes] == [
        ("profile-thin", AZC, 2, 2), ("programme-unclear", ZWOLLE, 1, 1),
        ("programme-unclear", AZC, 1, 0),
    ]  # fmt: skip
    assert [one["answeredInTime"] for one in causes] == [0, 0, 1]
    assert len((await world.roermond.get("/signals/causes"))["items"]) == 2


async def test_the_same_request_twice_raises_one_signal(world) -> None:
    case = await world.owned()
    key = {"Idempotency-Key": "once"}
    both = [await world.roermond.post(f"{case}/signals", key, **THIN) for _ in range(2)]
    assert both[0] == both[1]
    assert await listed(world.roermond) == both[:1]


class TestPublished:
    """On a real log."""

    @pytest.fixture
    def log_url(self, own_database) -> str:
        return own_database()

    async def test_a_signal_is_published_by_person_or_place_without_its_words(
        self, world, log, worker
    ) -> None:
        person = uuid4()
        await world.places()
        case = await world.link(person)
        signal = await world.roermond.post(f"{case}/signals", **THIN)
        await world.roermond.post("/signals", azc=AZC, **NOBODY)
        await world.case_manager.post(f"{signal}/answers", text="Fictief.")
        found = await envelopes(log, handover.TOPIC, at_least=4)
        told = [(type(data_of(one)).__name__, one.subject) for one in found]
        assert Counter(told) == {
            ("MunicipalityLinked", str(person)): 1, ("SignalRaised", str(person)): 1,
            ("SignalRaised", AZC): 1, ("SignalAnswered", str(person)): 1,
        }  # fmt: skip
        assert not any(b"Fictief" in bytes(one.data) for one in found)
