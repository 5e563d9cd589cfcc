"""What others published comes in batches, in any mixture of persons."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from continuous_line.contracts import EventVoided, PublicEvent, profile
from continuous_line.testing.told import envelope_of
from handover_service.reactions import Reactions
from handover_service.tables import cases, residents

AZC, ROERMOND = "azc-weert", "GM0957"
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
            found.append((tuple(row)[1:], tuple((await tx.execute(shown)).one())))
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
