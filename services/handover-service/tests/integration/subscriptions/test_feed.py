"""What a municipality is told, and what it is not."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from sqlalchemy import delete

from continuous_line.codes import ErasureGround, Mode, Scenario, VoidReason
from continuous_line.contracts import EventVoided, directory, handover, profile
from continuous_line.contracts.subscription import Ping, StateTold
from continuous_line.errors import AccessUnknown
from continuous_line.event_log.partitioning import partition_of
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.merging import Merging
from handover_service.subscriptions.feed.reading import Due, PositionGone, one, still
from handover_service.subscriptions.feed.tables import feed_heard

from .conftest import ROERMOND, SOURCE, WEERT, ZWOLLE, Feed, kind


async def test_who_is_linked_is_told_of_from_the_link_on_with_the_past_as_one_event(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    granted = date(2026, 1, 5)
    await feed.happens(
        person, profile.PermitGranted(occurred_at=feed.clock.now(), granted_on=granted)
    )
    feed.clock.moment += timedelta(days=1)
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    found = await roermond.reads()
    assert [kind(row) for row in found] == [
        "StateTold", "MunicipalityLinked", "ProfileSectionRecorded",
    ]  # fmt: skip
    state = msgspec.json.decode(found[0].envelope.data, type=StateTold)
    assert state.permit_granted_on == granted
    assert state.municipality == ROERMOND


async def test_nobody_elses_municipality_is_told_anything(feed: Feed) -> None:
    zwolle, person = await feed.subscribes(ZWOLLE), uuid4()
    await feed.subscribes(ROERMOND)
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    assert await zwolle.kinds() == []


async def test_what_was_not_read_when_the_link_ended_is_not_told_only_that_it_ended(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    await feed.unlinks(person, ROERMOND)
    await feed.writes(person)
    assert await roermond.kinds() == ["LinkEnded"]


async def test_after_a_new_link_the_new_municipality_has_the_state_and_nothing_of_the_old_one(
    feed: Feed,
) -> None:
    roermond, zwolle = await feed.subscribes(ROERMOND), await feed.subscribes(ZWOLLE)
    person = uuid4()
    await feed.links(person, ROERMOND)
    planned = handover.HandoverPlanned(
        occurred_at=feed.clock.now(), mode=Mode.IN_PERSON, scenario=next(iter(Scenario)),
        scheduled_for=feed.clock.now(),
    )  # fmt: skip
    await feed.happens(person, planned)
    await feed.unlinks(person, ROERMOND)
    feed.clock.moment += timedelta(hours=1)
    await feed.links(person, ZWOLLE)
    found = await zwolle.reads()
    assert [kind(row) for row in found] == ["StateTold", "MunicipalityLinked"]
    state = msgspec.json.decode(found[0].envelope.data, type=StateTold)
    assert state.handover_planned_for is None
    assert await roermond.kinds() == ["LinkEnded"]


async def test_a_link_that_holds_again_is_told_with_its_state_and_what_came_in_between(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    assert await roermond.kinds() == ["StateTold", "MunicipalityLinked"]
    ended = await feed.unlinks(person, ROERMOND)
    await feed.writes(person)
    reason = next(iter(VoidReason)).value
    back = EventVoided(occurred_at=feed.clock.now(), voids=ended.id, reason=reason)
    await feed.happens(person, back, "handover")
    assert await roermond.kinds() == [
        "LinkEnded", "StateTold", "ProfileSectionRecorded", "EventVoided",
    ]  # fmt: skip


async def test_an_event_that_is_heard_before_its_link_comes_with_the_link(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    linked = feed.recorded(
        person,
        handover.MunicipalityLinked(
            occurred_at=feed.clock.now(), municipality=ROERMOND, azc="weert", basis="education"
        ),
    )
    feed.clock.moment += timedelta(hours=1)
    await feed.writes(person)
    assert await roermond.kinds() == []
    await feed.hears(linked)
    assert await roermond.kinds() == ["StateTold", "MunicipalityLinked", "ProfileSectionRecorded"]


async def test_what_the_state_rests_on_and_is_heard_late_is_told_as_a_new_state(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    permit = feed.recorded(
        person, profile.PermitGranted(occurred_at=feed.clock.now(), granted_on=date(2026, 1, 5))
    )
    feed.clock.moment += timedelta(hours=1)
    await feed.links(person, ROERMOND)
    await roermond.reads()
    await feed.hears(permit)
    (again,) = await roermond.reads()
    state = msgspec.json.decode(again.envelope.data, type=StateTold)
    assert state.permit_granted_on == date(2026, 1, 5)


async def test_a_first_subscription_begins_with_how_things_stand_for_everybody(
    feed: Feed,
) -> None:
    persons = [uuid4() for _ in range(3)]
    for person in persons:
        await feed.links(person, ROERMOND)
    await feed.links(uuid4(), ZWOLLE)
    first = await feed.subscribes(ROERMOND)
    assert {row.permit_holder_id for row in await first.reads()} == set(persons)
    second = await feed.subscribes(ROERMOND)
    assert [kind(row) for row in await second.reads()] == ["StateTold"] * 3
    assert await first.kinds() == [], "what is told to one subscription, the others do not get"


async def test_a_ping_goes_to_the_subscription_that_asked(feed: Feed) -> None:
    one_, other = await feed.subscribes(ROERMOND), await feed.subscribes(ROERMOND)
    async with feed.database.transaction() as tx:
        id_ = await audience.ping(tx, one_.reader, feed.clock.now(), SOURCE)
    (row,) = await one_.reads()
    assert row.envelope.id == id_
    assert msgspec.json.decode(row.envelope.data, type=Ping).subscription_id == (
        one_.reader.subscription_id
    )
    assert await other.kinds() == []


async def test_of_who_is_erased_the_erasure_is_the_last_and_all_else_is_gone(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    erased = profile.PersonalDataErased(
        occurred_at=feed.clock.now(), ground=next(iter(ErasureGround))
    )
    await feed.happens(person, erased)
    assert await roermond.kinds() == ["PersonalDataErased"]


async def test_of_who_is_erased_after_an_end_that_was_not_read_both_municipalities_hear(
    feed: Feed,
) -> None:
    roermond, zwolle = await feed.subscribes(ROERMOND), await feed.subscribes(ZWOLLE)
    weert, person = await feed.subscribes(WEERT), uuid4()
    await feed.links(person, ROERMOND)
    await feed.unlinks(person, ROERMOND)
    feed.clock.moment += timedelta(hours=1)
    await feed.links(person, ZWOLLE)
    erased = profile.PersonalDataErased(
        occurred_at=feed.clock.now(), ground=next(iter(ErasureGround))
    )
    await feed.happens(person, erased)
    assert await roermond.kinds() == ["PersonalDataErased"]
    assert await zwolle.kinds() == ["PersonalDataErased"]
    assert await weert.kinds() == []


async def test_a_row_whose_event_is_gone_stops_nobody(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    gone = await feed.writes(person)
    await feed.writes(person)
    async with feed.database.transaction() as tx:
        await tx.execute(delete(feed_heard).where(feed_heard.c.event_id == gone.id))
    assert await roermond.kinds() == [
        "StateTold", "MunicipalityLinked", "ProfileSectionRecorded",
    ]  # fmt: skip
    async with feed.database.reading() as tx:
        assert await one(tx, roermond.reader, gone.id, feed.clock.now()) is None


async def test_the_reading_term_after_the_closing_ends_what_is_told(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    closed = handover.HandoverClosed(
        occurred_at=feed.clock.now(), outcome="accepted", overview="municipality"
    )
    await feed.happens(person, closed)
    before = roermond.position
    assert "HandoverClosed" in await roermond.kinds()
    roermond.position = before
    feed.clock.moment += timedelta(days=91)
    assert await roermond.kinds() == []


async def test_while_links_are_heard_late_nothing_of_these_persons_is_told(feed: Feed) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    await feed.is_up_to_date(late=timedelta(minutes=6), numbers=[partition_of(str(person))])
    with pytest.raises(AccessUnknown):
        await roermond.looks()
    found = await roermond.looks(waiting=True)
    assert {row.due for row in found.rows} == {Due.WAIT}
    async with feed.database.reading() as tx:
        event = found.rows[0].envelope.id
        with pytest.raises(AccessUnknown):
            await one(tx, roermond.reader, event, feed.clock.now())


async def test_a_right_that_ends_between_reading_and_sending_is_seen_when_it_is_sent(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    numbers = [row.number for row in await roermond.reads()]
    async with feed.database.reading() as tx:
        before = await still(tx, ROERMOND, numbers, feed.clock.now())
    await feed.unlinks(person, ROERMOND)
    async with feed.database.reading() as tx:
        after = await still(tx, ROERMOND, [*numbers, 999], feed.clock.now())
    assert set(before.values()) == {Due.TELL}
    assert set(after.values()) == {Due.PASS}


async def test_a_position_of_the_future_or_of_what_is_no_longer_kept_says_where_to_begin(
    feed: Feed,
) -> None:
    roermond = await feed.subscribes(ROERMOND)
    roermond.position = 7
    with pytest.raises(PositionGone) as refused:
        await roermond.looks()
    assert refused.value.earliest == 0


async def test_a_successor_is_told_from_the_day_of_the_merger_on_and_of_how_things_stand(
    feed: Feed,
) -> None:
    roermond, weert = await feed.subscribes(ROERMOND), await feed.subscribes(WEERT)
    person = uuid4()
    await feed.links(person, WEERT)
    merged = directory.MunicipalityMerged(
        occurred_at=feed.clock.now(), code=WEERT, successor=ROERMOND, valid_from=date(2026, 4, 1)
    )
    await feed.hears(feed.recorded(WEERT, merged, "directory"))
    merging = Merging(feed.database, feed.clock, SOURCE)
    await merging.step()
    assert await roermond.kinds() == []
    feed.clock.moment = datetime(2026, 4, 1, 9, tzinfo=UTC)
    await merging.step()
    await merging.step()
    await feed.writes(person)
    assert await roermond.kinds() == ["StateTold", "ProfileSectionRecorded"]
    assert await weert.kinds() == [], "it is no more"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@examples(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["link", "other", "unlink", "write"])),
        min_size=1, max_size=25,
    ),
    st.lists(st.integers(1, 5), min_size=25, max_size=25),
)  # fmt: skip
async def test_whatever_happens_in_whatever_batches_the_feed_is_dense_and_for_who_is_linked(
    feed: Feed, acts: list[tuple[str, str]], sizes: list[int]
) -> None:
    """Each example begins its own subscriptions and persons; the feed goes on."""
    people = {name: uuid4() for name in "abc"}
    subscribers = [await feed.subscribes(ROERMOND), await feed.subscribes(ZWOLLE)]
    at: dict[str, str | None] = dict.fromkeys(people)
    since: dict[str, list[str]] = {name: [] for name in people}
    waiting = []
    for name, act in acts:
        feed.clock.moment += timedelta(minutes=10)
        now, person, here = feed.clock.now(), people[name], at[name]
        if act == "write":
            event = profile.ProfileSectionRecorded(
                occurred_at=now, section="work", completeness="complete"
            )
        elif act == "unlink":
            if here is None:
                continue
            event = handover.MunicipalityUnlinked(
                occurred_at=now, municipality=here, reason="other"
            )
        else:
            to = ROERMOND if act == "link" else ZWOLLE
            event = handover.MunicipalityLinked(
                occurred_at=now, municipality=to, azc="weert", basis="education"
            )
        envelope = feed.recorded(person, event)
        waiting.append(envelope)
        if act == "unlink":
            at[name], since[name] = None, []
        elif act == "write" or here == event.municipality:
            since[name].append(str(envelope.id))
        else:
            at[name], since[name] = event.municipality, [str(envelope.id)]
    for size in sizes:
        batch, waiting = waiting[:size], waiting[size:]
        await feed.hears(*batch)
    await feed.hears(*waiting)
    for subscriber in subscribers:
        rows = await subscriber.reads(1000)
        for name, person in people.items():
            events = [
                str(row.envelope.id)
                for row in rows
                if row.permit_holder_id == person and kind(row) not in ("StateTold", "LinkEnded")
            ]
            mine = at[name] == subscriber.reader.municipality
            assert events == (since[name] if mine else [])
    async with feed.database.reading() as tx:
        gaps = await tx.exec_driver_sql(
            "SELECT municipality FROM feed_rows GROUP BY municipality "
            "HAVING count(*) <> max(number) - min(number) + 1"
        )
        assert gaps.all() == []
