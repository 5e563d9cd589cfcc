"""Who reads what: rights that were taken back, and what others did not send."""

from uuid import uuid4

import msgspec

from continuous_line.codes import Role
from continuous_line.contracts import (
    Envelope,
    EventVoided,
    PublicEvent,
    directory,
    public_id,
    sequence_text,
    type_of,
)
from profile_service.reactions import Reactions

AZC = "weert"
ROERMOND, PURMEREND, BEEMSTER = "GM0957", "GM0439", "GM0370"


async def hear_of_places(world, event: PublicEvent, code: str):
    event_type = type_of("directory", event)
    envelope = Envelope(
        id=public_id(uuid4(), event_type), source="urn:test", type=event_type, subject=code,
        time=world.now, sequence=sequence_text(1), data=msgspec.Raw(msgspec.json.encode(event)),
        dataschema="urn:test", correlationid=uuid4(),
    )  # fmt: skip
    react = Reactions(world.resources.profiles, world.resources.clock)
    async with world.resources.database.transaction() as tx:
        await react(tx, envelope, event)
    return envelope.id


async def test_a_merger_that_was_taken_back_lets_nobody_read(world) -> None:
    profile, _ = await world.sent(BEEMSTER)
    purmerend = world.sign_in([Role.CLIENT_MANAGER], PURMEREND, [PURMEREND])
    merged = directory.MunicipalityMerged(
        occurred_at=world.now, code=BEEMSTER, successor=PURMEREND, valid_from=world.now.date()
    )
    merger = await hear_of_places(world, merged, BEEMSTER)
    assert (await purmerend.client.get(profile)).status_code == 200
    voided = EventVoided(occurred_at=world.now, voids=merger, reason="mistake")
    await hear_of_places(world, voided, BEEMSTER)
    assert (await purmerend.client.get(profile)).status_code == 404
    assert (await purmerend.get("/profiles"))["items"] == []


async def test_a_history_tells_a_municipality_no_section_before_the_profile_was_sent(
    world,
) -> None:
    profile, person = await world.completed()
    await world.linked(person, ROERMOND)
    await world.record(profile, "network")
    before = await world.roermond.types(profile)
    assert not {"ProfileSectionRecorded", "ProfileCompleted"} & set(before)
    await world.author.post(f"{profile}/sendings")
    after = await world.roermond.types(profile)
    assert {"ProfileSectionRecorded", "ProfileCompleted", "ProfileSent"} <= set(after)


async def test_the_system_that_registers_reads_no_sections_in_the_history(world) -> None:
    profile, _ = await world.completed()
    assert (await world.tvs.get(profile))["sections"] is None
    assert "ProfileSectionRecorded" not in await world.tvs.types(profile)


async def test_who_names_no_organisation_corrects_nothing_of_another_like_it(world) -> None:
    profile, _ = await world.opened()
    nameless = world.sign_in([Role.CASE_MANAGER], "", [AZC])
    await nameless.put(f"{profile}/sections/work", content={"skills": ["lassen"]})
    recorded = await nameless.last(profile, "ProfileSectionRecorded")
    other = world.sign_in([Role.CASE_MANAGER], "", [AZC])
    answer = await other.client.post(
        f"{profile}/events/{recorded['id']}/voidings", json={"reason": "mistake"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "other-organisation")
