"""What others published comes in batches, in any mixture of persons."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from continuous_line.contracts import EventVoided, PublicEvent, profile
from continuous_line.testing.told import envelope_of
from handover_service.by_itself import by_itself
from handover_service.domain.events_guidance import RoleCardShown
from handover_service.reactions import Reactions
from handover_service.streams import File
from handover_service.tables import cases, residents

AZC, ROERMOND = "azc-weert", "GM0957"
NOT_COMPARED = ("permit_holder_id", "heard")
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def told(person: UUID) -> list[PublicEvent]:
    return [
        profile.ProfileOpened(occurred_at=AT, azc=AZC),
        profile.ProfileSectionRecorded(occurred_at=AT, section="work", completeness="complete"),
        profile.ProfileCompleted(occurred_at=AT, completeness=100, profile_version=1),
        profile.ProfileSent(occurred_at=AT, municipality=ROERMOND, profile_version=1),
        profile.HouseholdMemberJoined(occurred_at=AT, household_id=UUID(int=7)),
    ]


async def known(world, persons: list[UUID]) -> list[tuple]:
    """What the rows say of these persons, in their order, without who it is."""
    found = []
    async with world.resources.database.reading() as tx:
        for person in persons:
            heard = select(residents).where(residents.c.permit_holder_id == person)
            shown = select(cases.c.missing, cases.c.household_id, cases.c.azc).where(
                cases.c.permit_holder_id == person
            )
            row = (await tx.execute(heard)).one()
            told_ = {k: v for k, v in row._mapping.items() if k not in NOT_COMPARED}
            found.append((told_, tuple((await tx.execute(shown)).one())))
    return found


async def test_a_batch_about_many_persons_comes_to_the_same_as_one_event_after_another(
    world,
) -> None:
    persons = [uuid4() for _ in range(6)]
    for person in persons:
        await world.link(person)
    single, together = persons[:3], persons[3:]
    for person in single:
        for event in told(person):
            await world.hear(event, str(person))
    batch = [
        (envelope_of(event, person, domain="profile", time=AT, number=1 + n), event)
        for n, (person, event) in enumerate(
            (person, told(person)[step]) for step in range(5) for person in together
        )
    ]
    react = Reactions(world.resources.cases, world.resources.clock)
    async with world.resources.database.transaction() as tx:
        await react(tx, batch)
    assert await known(world, single) == await known(world, together)
    assert "profile" not in (await known(world, together))[0][1][0]


async def test_what_is_told_and_taken_back_in_one_batch_leaves_nothing(world) -> None:
    person = uuid4()
    await world.link(person)
    sent = profile.ProfileSent(occurred_at=AT, municipality=ROERMOND, profile_version=1)
    first = envelope_of(sent, person, domain="profile", time=AT, number=1)
    gone = EventVoided(occurred_at=AT, voids=first.id, reason="mistake")
    second = envelope_of(gone, person, domain="profile", time=AT, number=2)
    react = Reactions(world.resources.cases, world.resources.clock)
    async with world.resources.database.transaction() as tx:
        await react(tx, [(first, sent), (second, gone)])
    [(heard, shown)] = await known(world, [person])
    assert ROERMOND not in str(heard)
    assert "profile" in shown[0]


async def test_who_waited_for_what_is_heard_decides_on_what_was_heard(world) -> None:
    """A request that comes while something is heard of the person waits, and then knows it."""
    person, cases_ = uuid4(), world.resources.cases
    case = await world.link(person)
    case_id = UUID(case.rpartition("/")[2])
    sent = profile.ProfileSent(occurred_at=AT, municipality=ROERMOND, profile_version=1)
    arrival = (envelope_of(sent, person, domain="profile", time=AT, number=1), sent)
    database = world.resources.database

    async def opened() -> File:
        async with database.transaction() as tx:
            return (await cases_.files(tx, [case_id], to_write=True))[case_id]

    async with database.transaction() as tx:
        await Reactions(cases_, world.resources.clock)(tx, [arrival])
        waiting = asyncio.create_task(opened())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    assert [one.municipality for one in (await waiting).resident.sent] == [ROERMOND]


async def test_who_waited_for_another_request_decides_on_what_it_recorded(world) -> None:
    case = await world.owned()
    case_id, resources = UUID(case.rpartition("/")[2]), world.resources
    now = resources.clock.now()
    async with resources.database.transaction() as tx:
        file = (await resources.cases.files(tx, [case_id], to_write=True))[case_id]
        told_ = RoleCardShown(id=uuid4(), at=now, case_id=case_id)
        await resources.cases.save(tx, file, [told_], now=now, context=by_itself())
        waiting = asyncio.create_task(world.roermond.post(f"{case}/first-contacts"))
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await waiting
    assert (await world.tvs.types(case))[-2:] == ["RoleCardShown", "FirstContactMade"]
