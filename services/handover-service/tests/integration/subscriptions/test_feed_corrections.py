"""Erasure, corrections, other clocks: what a municipality is told then, and what not."""

from datetime import date, timedelta
from uuid import uuid4

import msgspec

from continuous_line.codes import ErasureGround, VoidReason
from continuous_line.contracts import EventVoided, handover, profile
from continuous_line.contracts.subscription import StateTold

from .conftest import ROERMOND, ZWOLLE, Feed, kind


async def test_who_was_erased_does_not_come_back_with_what_is_older_and_heard_later(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    linked = feed.recorded(
        person,
        handover.MunicipalityLinked(
            occurred_at=feed.clock.now(), municipality=ROERMOND, azc="weert", basis="education"
        ),
    )
    erased = profile.PersonalDataErased(
        occurred_at=feed.clock.now(), ground=next(iter(ErasureGround))
    )
    await feed.happens(person, erased)
    await feed.hears(linked)
    await feed.writes(person)
    assert await roermond.kinds() == []
    assert [kind(row) for row in await (await feed.subscribes(ROERMOND)).reads()] == []


async def test_a_link_corrected_to_another_municipality_and_back_is_told_as_it_is(
    feed: Feed,
) -> None:
    roermond, zwolle = await feed.subscribes(ROERMOND), await feed.subscribes(ZWOLLE)
    person = uuid4()
    first = await feed.links(person, ROERMOND)
    assert await roermond.kinds() == ["StateTold", "MunicipalityLinked"]
    wrong = await feed.links(person, ZWOLLE, replaces=first.id)
    assert await zwolle.kinds() == ["StateTold", "MunicipalityLinked"]
    await feed.links(person, ROERMOND, replaces=wrong.id)
    assert await roermond.kinds() == ["LinkEnded", "StateTold", "MunicipalityLinked"]
    assert await zwolle.kinds() == ["LinkEnded"]


async def test_what_is_between_the_person_and_another_municipality_is_not_told(
    feed: Feed,
) -> None:
    await feed.subscribes(ROERMOND)
    zwolle, person = await feed.subscribes(ZWOLLE), uuid4()
    await feed.links(person, ROERMOND)
    asked = profile.SupplementRequested(
        occurred_at=feed.clock.now(), municipality=ROERMOND, sections=("language",)
    )
    await feed.happens(person, asked)
    await feed.unlinks(person, ROERMOND)
    await feed.links(person, ZWOLLE)
    late = handover.WarmHandoverHeld(
        occurred_at=feed.clock.now(), municipality=ROERMOND, azc="weert", attended=(),
        interpreter=False,
    )  # fmt: skip
    await feed.happens(person, late)
    assert await zwolle.kinds() == ["StateTold", "MunicipalityLinked"]


async def test_a_reader_whose_clock_is_behind_misses_nothing_of_a_link(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    feed.clock.moment -= timedelta(minutes=3)
    assert await roermond.kinds() == ["StateTold", "MunicipalityLinked"]


async def test_a_closing_that_is_taken_back_after_the_term_is_told_with_the_state(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    closed = handover.HandoverClosed(
        occurred_at=feed.clock.now(), outcome="accepted", overview="municipality"
    )
    closing = await feed.happens(person, closed)
    feed.clock.moment += timedelta(days=100)
    await roermond.reads()
    reason = next(iter(VoidReason)).value
    back = EventVoided(occurred_at=feed.clock.now(), voids=closing.id, reason=reason)
    await feed.happens(person, back, "handover")
    assert "StateTold" in await roermond.kinds()


async def test_what_was_told_in_the_state_and_is_taken_back_is_told_as_a_new_state(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    permit = await feed.happens(
        person, profile.PermitGranted(occurred_at=feed.clock.now(), granted_on=date(2026, 1, 5))
    )
    feed.clock.moment += timedelta(hours=1)
    await feed.links(person, ROERMOND)
    await roermond.reads()
    reason = next(iter(VoidReason)).value
    back = EventVoided(occurred_at=feed.clock.now(), voids=permit.id, reason=reason)
    await feed.happens(person, back, "profile")
    again, _ = await roermond.reads()
    assert msgspec.json.decode(again.envelope.data, type=StateTold).permit_granted_on is None


async def test_what_is_recorded_after_the_term_makes_no_state_of_nobody(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    closed = handover.HandoverClosed(
        occurred_at=feed.clock.now(), outcome="accepted", overview="municipality"
    )
    await feed.happens(person, closed)
    feed.clock.moment += timedelta(days=100)
    before = (await roermond.looks()).last
    await feed.writes(person)
    assert (await roermond.looks()).last == before + 1, "the event alone, which nobody is told"
