"""Recording what is known, and reading as much of it as is meant for the reader."""

import asyncio

import pytest
from sqlalchemy import text

from continuous_line import processing_log
from continuous_line.codes import Role, Section

AZC = "weert"
ROERMOND = "GM0957"


async def test_what_is_recorded_is_read_and_what_is_missing_is_named(world) -> None:
    profile, _ = await world.opened()
    await world.record(profile, "language", level="A1", remarks="leest Latijns schrift")
    found = await world.author.get(f"{profile}/sections/language")
    assert found["content"] == {"level": "A1", "remarks": "leest Latijns schrift"}
    assert (found["completeness"], found["missing"]) == ("partial", ["lessons", "motherTongue"])
    assert found["recordedBy"]["roles"] == ["case-manager"]
    await world.fill(profile, "education", "work", "wishes")
    problem = await world.author.problem(f"{profile}/completions")
    assert problem["missingFields"] == ["language/lessons", "language/motherTongue"]


async def test_who_was_asked_and_does_not_want_to_tell_completes_the_section(world) -> None:
    profile, _ = await world.opened()
    await world.author.put(f"{profile}/sections/wishes", declined=True)
    found = await world.author.get(f"{profile}/sections/wishes")
    assert (found["completeness"], found["declined"], found["content"]) == ("complete", True, None)
    assert "wishes" not in (await world.author.get(profile))["missing"]


@pytest.mark.scenario("S-P3")
async def test_text_about_health_is_refused_naming_the_field_and_the_flag_is_accepted(
    world,
) -> None:
    profile, _ = await world.opened()
    section = f"{profile}/sections/circumstances"
    content = {"health": "diabetes", "discussInPerson": True}
    problem = await world.author.problem(section, "PUT", content=content)
    (fault,) = problem["errors"]
    assert (problem["status"], fault["field"]) == (400, "/content/health")
    assert "Nothing is written down about health" in fault["detail"]
    assert "diabetes" not in str(problem)
    assert await world.author.types(profile) == ["ProfileOpened"]
    await world.record(profile, "circumstances", discussInPerson=True)
    assert (await world.author.get(section))["content"] == {"discussInPerson": True}


async def test_every_fault_is_told_at_once_and_nothing_is_stored(world) -> None:
    profile, _ = await world.opened()
    problem = await world.author.problem(
        f"{profile}/sections/language", "PUT", occurredAt="yesterday", by="me",
        content={"level": "fluent", "lessons": [{"hoursPerWeek": 0}]},
    )  # fmt: skip
    assert problem["code"] == "invalid-input"
    assert [fault["field"] for fault in problem["errors"]] == [
        "/occurredAt",
        "/by",
        "/content/lessons/0/hoursPerWeek",
        "/content/lessons/0/provider",
        "/content/level",
    ]
    assert "fluent" not in str(problem)
    for neither in ({}, {"content": {}, "declined": True}, {"declined": False}):
        refused = await world.author.problem(f"{profile}/sections/work", "PUT", **neither)
        assert refused["status"] == 400, neither
    assert await world.author.types(profile) == ["ProfileOpened"]


async def test_what_is_no_json_is_told_as_such(world) -> None:
    profile, _ = await world.opened()
    for body in (b'{"content": {"remarks": "\\ud800"}}', b'{"content": {"years": NaN}}'):
        answer = await world.author.client.put(
            f"{profile}/sections/education", content=body,
            headers={"content-type": "application/json"},
        )  # fmt: skip
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["code"] == "json-invalid"


async def test_nothing_of_it_lies_readable_in_a_table(world, app) -> None:
    profile, _ = await world.opened()
    await world.fill(profile, "identity", "wishes")
    async with app.state.resources.database.transaction() as tx:
        sealed = (await tx.execute(text("SELECT sealed FROM section_contents"))).scalars().all()
        events = (await tx.execute(text("SELECT data::text FROM events"))).scalars().all()
    assert len(sealed) == 2
    for stored in (*(one.decode("latin-1") for one in sealed), *events):
        assert not any(value in stored for value in ("Tesfay", "1234567890", "scheepsbouw"))


async def test_after_the_key_is_destroyed_states_stay_and_content_does_not(world, app) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "wishes")
    await app.state.resources.vault.forget(person, world.now)
    found = await world.author.get(f"{profile}/sections/wishes")
    assert (found["completeness"], found["content"]) == ("complete", None)
    refused = await world.author.problem(f"{profile}/sections/work", "PUT", content={})
    assert (refused["status"], refused["code"]) == (410, "personal-data-erased")


async def test_the_same_again_is_nothing_new_and_other_content_is(world) -> None:
    profile, _ = await world.opened()
    first = await world.record(profile, "language", level="A1")
    assert await world.record(profile, "language", level="A1") == first
    assert await world.record(profile, "language", level="A2") != first
    assert (await world.author.get(f"{profile}/sections/language"))["contentVersion"] == 2


async def test_of_two_editors_the_second_is_told_what_the_first_changed(world) -> None:
    profile, _ = await world.opened()
    seen = (await world.author.client.get(profile)).headers["etag"]
    await world.record(profile, "work", skills=["lassen"])
    answer = await world.author.client.put(
        f"{profile}/sections/work", json={"content": {}}, headers={"If-Match": seen}
    )
    problem = answer.json()
    assert (answer.status_code, problem["currentVersion"]) == (412, 2)
    (changed,) = problem["changed"]
    assert (changed["section"], changed["organisation"]) == ("work", "coa")
    assert changed["staffId"]
    assert changed["recordedAt"].startswith("2026-03-01")
    assert "lassen" not in answer.text


async def test_of_two_who_record_at_the_very_same_moment_one_reads_again(world) -> None:
    profile, _ = await world.opened()
    answers = await asyncio.gather(
        *(
            world.author.client.put(
                f"{profile}/sections/work", json={"content": {"skills": [skill]}}
            )
            for skill in ("lassen", "koken")
        )
    )
    assert sorted(answer.status_code for answer in answers) in ([204, 204], [204, 409])


async def test_the_system_that_registers_records_identity_and_reads_no_section(world) -> None:
    profile, person = await world.opened()
    identity = {"vNumber": "0123456789", "names": {"family": "Testpersoon"}}
    await world.tvs.put(f"{profile}/sections/identity", content=identity)
    assert (await world.tvs.get(profile))["sections"] is None
    assert (await world.tvs.problem(f"{profile}/sections/identity", "GET"))["status"] == 404
    refused = await world.tvs.problem(f"{profile}/sections/work", "PUT", content={})
    assert (refused["status"], refused["code"]) == (403, "role-missing")
    vault = world.resources.vault
    assert await vault.look_up("v-number", "0123456789") == person
    await world.record(profile, "identity", vNumber="9876543210")
    assert await vault.look_up("v-number", "0123456789") is None
    assert await vault.look_up("v-number", "9876543210") == person


async def test_a_v_number_of_somebody_else_is_refused_and_nothing_is_stored(world) -> None:
    first, _ = await world.opened()
    second, _ = await world.opened()
    await world.record(first, "identity", vNumber="0123456789")
    content = {"vNumber": "0123456789"}
    refused = await world.author.problem(f"{second}/sections/identity", "PUT", content=content)
    assert (refused["status"], refused["code"]) == (409, "look-up-taken")
    assert "0123456789" not in str(refused)
    assert await world.author.types(second) == ["ProfileOpened"]


async def test_a_reader_gets_the_fields_of_the_own_purpose_and_is_told_what_is_withheld(
    world,
) -> None:
    profile, person = await world.opened()
    await world.fill(profile, *Section)
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    found = await reviewer.get(f"{profile}/sections/identity")
    assert list(found["content"]) == ["languages"]
    withheld = {(one["field"], one["why"]) for one in found["withheld"]}
    assert ("vNumber", "other-audience") in withheld
    whole = await world.author.get(profile)
    assert whole["withheld"] == []
    assert {one["section"] for one in whole["sections"] if one["content"]} == set(Section)
    own = world.sign_in([Role.PERMIT_HOLDER], "", [], person)
    mine = await own.get(profile)
    assert [one["content"] for one in mine["sections"]] == [
        one["content"] for one in whole["sections"]
    ]


async def test_the_schemas_are_there_for_every_role_with_why_a_field_is_shared(world) -> None:
    policy = world.sign_in([Role.POLICY_OFFICER], "ministry")
    listed = (await policy.get("/section-schemas"))["items"]
    assert [one["section"] for one in listed] == list(Section)
    one = await policy.get("/section-schemas/circumstances", version="1")
    assert list(one["document"]["properties"]) == ["discussInPerson"]
    assert one["document"]["properties"]["discussInPerson"]["legalBasis"] == "consent"
    assert (await policy.client.get("/section-schemas/work?version=2")).status_code == 404


async def test_reading_and_recording_are_in_the_processing_log_before_the_answer_leaves(
    world, app
) -> None:
    profile, person = await world.sent()
    await world.roermond.get(profile)
    await world.author.get(f"{profile}/sections/work")
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    await reviewer.get(f"{profile}/sections/identity")
    async with app.state.resources.database.transaction() as tx:
        records = await processing_log.of_subject(tx, person)
    told = [(one.manner, one.organisation, one.purpose, one.sections) for one in records]
    everything = ("education", "work", "language", "wishes")
    assert told[:4] == [
        ("opened", "coa", "review", ("identity",)),
        ("opened", "coa", "reception", ("work",)),
        ("opened", ROERMOND, "integration", everything),
        ("sent", "coa", "integration", everything),
    ]
    assert ("changed", "coa", "reception", ("wishes",)) in told
