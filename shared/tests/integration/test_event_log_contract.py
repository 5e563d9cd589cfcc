"""What every adapter of the event log promises, proven on the real parts."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from uuid import uuid4

import pytest

from continuous_line.errors import Fenced, HistoryIncomplete, LogUnavailable
from continuous_line.event_log import (
    PARTITIONS,
    EventLog,
    Record,
    TopicPartition,
    open_event_log,
    partition_of,
)
from continuous_line.testing.event_log import Follower, beginning, publish, read_all, records

TOPIC = "profile"
OTHER = "handover"
KEYS = [f"person-{number}" for number in range(40)]


@pytest.fixture(params=["postgresql", "kafka"])
def log_url(request: pytest.FixtureRequest) -> str:
    if request.param == "kafka":
        return str(request.getfixturevalue("kafka_server").url)
    return str(request.getfixturevalue("fresh_database"))


@pytest.fixture
async def log(log_url: str) -> AsyncIterator[EventLog]:
    """Empty: every test has topics of its own behind a prefix."""
    log = open_event_log(log_url, topic_prefix=f"t{uuid4().hex[:8]}-", session_timeout=2)
    await log.create_topics([TOPIC, OTHER])
    yield log
    await log.close()


async def test_records_of_a_key_come_back_in_the_order_they_were_published(log: EventLog) -> None:
    first, second = records(TOPIC, KEYS * 5, word="a"), records(TOPIC, KEYS * 5, word="b")
    await publish(log, first, second)
    found = await read_all(log, beginning(TOPIC))
    for key in KEYS:
        expected = [record.value for record in first + second if record.key == key]
        assert [record.value for record in found if record.key == key] == expected


async def test_a_record_lies_in_the_partition_of_its_key(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    found = await read_all(log, beginning(TOPIC))
    assert {record.key for record in found} == set(KEYS)
    assert all(record.partition == partition_of(record.key) for record in found)


async def test_offsets_rise_within_a_partition(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS * 3), records(TOPIC, KEYS * 3))
    found = await read_all(log, beginning(TOPIC))
    for partition in range(PARTITIONS):
        offsets = [record.offset for record in found if record.partition == partition]
        assert all(one < next_ for one, next_ in pairwise(offsets))


async def test_a_chunk_with_an_impossible_record_leaves_nothing(log: EventLog) -> None:
    chunk = [*records(TOPIC, KEYS), Record("no-such-topic", "a", b"")]
    with pytest.raises(LogUnavailable):
        await asyncio.wait_for(publish(log, chunk), 30)
    await publish(log, records(TOPIC, ["after"]))
    assert [record.key for record in await read_all(log, beginning(TOPIC))] == ["after"]


async def test_a_publisher_that_failed_stays_closed(log: EventLog) -> None:
    async with log.publisher("relay-a") as publisher:
        with pytest.raises(LogUnavailable):
            await publisher.publish([Record("no-such-topic", "a", b"")])
        with pytest.raises(LogUnavailable):
            await publisher.publish(records(TOPIC, KEYS))
    assert sum((await log.end_offsets([TOPIC])).values()) == 0


async def test_a_second_publisher_of_the_same_name_fences_the_first(log: EventLog) -> None:
    async with log.publisher("relay-a") as first:
        await first.publish(records(TOPIC, ["one"]))
        async with log.publisher("relay-a") as second:
            with pytest.raises(Fenced):
                await first.publish(records(TOPIC, ["lost"]))
            await second.publish(records(TOPIC, ["two"]))
    assert {record.key for record in await read_all(log, beginning(TOPIC))} == {"one", "two"}


async def test_publishers_of_different_names_write_side_by_side(log: EventLog) -> None:
    chunk = 50
    await asyncio.gather(
        *(
            publish(log, *[records(TOPIC, KEYS, word=name)] * chunk, name=name)
            for name in ("relay-a", "relay-b", "relay-c")
        )
    )
    found = await read_all(log, beginning(TOPIC))
    assert len(found) == 3 * chunk * len(KEYS)


async def test_the_log_can_be_read_again_from_any_record(log: EventLog) -> None:
    await publish(log, records(TOPIC, ["key"] * 7), records(TOPIC, ["key"] * 3, word="again"))
    whole = await read_all(log, beginning(TOPIC))
    for index, record in enumerate(whole):
        start = {TopicPartition(TOPIC, record.partition): record.offset}
        assert await read_all(log, start) == whole[index:]


async def test_a_reader_has_read_everything_when_its_position_is_at_the_end(
    log: EventLog,
) -> None:
    await publish(log, records(TOPIC, KEYS), records(TOPIC, KEYS))
    found = await read_all(log, beginning(TOPIC))
    assert len(found) == 2 * len(KEYS)
    ends = await log.end_offsets([TOPIC])
    assert await read_all(log, dict(ends)) == []


async def test_a_reader_waits_for_what_is_not_there_yet(log: EventLog) -> None:
    async with log.reader(beginning(TOPIC)) as reader:
        assert await reader.read(0.05) == {}
        waiting = asyncio.create_task(reader.read(20))
        await publish(log, records(TOPIC, ["late"]))
        (batch,) = (await waiting).values()
        assert [record.key for record in batch] == ["late"]


async def test_a_reader_reads_no_more_than_it_was_asked_to(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS * 5))
    async with log.reader(beginning(TOPIC)) as reader:
        batches = await reader.read(5, max_records=17)
    assert 0 < sum(len(batch) for batch in batches.values()) <= 17


async def test_the_last_record_of_each_partition_is_found(log: EventLog) -> None:
    assert await log.last_records(TOPIC) == []
    await publish(
        log, records(TOPIC, KEYS, word="a"), records(OTHER, ["one"]), records(TOPIC, ["two"])
    )
    last = {record.partition: record for record in await log.last_records(TOPIC)}
    for record in await read_all(log, beginning(TOPIC)):
        assert record.offset <= last[record.partition].offset
        last[record.partition] = max(last[record.partition], record, key=lambda r: r.offset)
    assert {record.partition: record for record in await log.last_records(TOPIC)} == last
    assert last[partition_of("two")].key == "two"


async def test_the_last_record_is_found_below_chunks_that_failed(log: EventLog) -> None:
    await publish(log, records(TOPIC, ["key"], word="kept"))
    for _ in range(3):
        with pytest.raises(LogUnavailable):
            await publish(log, [*records(TOPIC, ["key"] * 20), Record("no-such-topic", "a", b"")])
    assert [record.value for record in await log.last_records(TOPIC)] == [b"kept0"]


async def test_topics_can_be_made_again_and_at_the_same_time(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    await asyncio.gather(*(log.create_topics([TOPIC, OTHER, "directory"]) for _ in range(4)))
    await log.check_history([TOPIC, OTHER, "directory"])
    assert len(await read_all(log, beginning(TOPIC))) == len(KEYS)


async def test_a_history_without_its_topic_is_refused(log: EventLog) -> None:
    await log.check_history([TOPIC])
    with pytest.raises(HistoryIncomplete, match="no-such-topic"):
        await log.check_history([TOPIC, "no-such-topic"])


async def test_a_member_must_say_where_it_starts(log: EventLog) -> None:
    async with log.member("report", [TOPIC]) as member:
        async with asyncio.timeout(20):
            while not member.assignment():
                await member.poll(0.1)
        with pytest.raises(RuntimeError):
            await member.poll(0.1)
        with pytest.raises(RuntimeError):
            await member.position(TopicPartition(TOPIC, 0))


async def test_a_member_reads_on_from_where_it_was_told_and_knows_its_lag(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with log.member("report", [TOPIC]) as member:
        follower = Follower(member)
        await follower.until_found(len(KEYS))
        mine = sorted(member.assignment())
        await member.note(await member.end_offsets(mine))
        await publish(log, records(TOPIC, KEYS, word="new"))
        ends = await member.end_offsets(mine)
        assert any([await member.position(at) < ends[at] for at in mine])
        await follower.until_found(2 * len(KEYS))
        assert {record.value[:3] for record in follower.found[len(KEYS) :]} == {b"new"}
        async with asyncio.timeout(10):
            while any([await member.position(at) < ends[at] for at in mine]):
                await member.poll(0.1)


async def test_positions_are_the_callers_and_never_those_noted(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    for _ in range(2):
        async with log.member("report", [TOPIC]) as member:
            follower = Follower(member)
            await follower.until_found(len(KEYS))
            await member.note(await member.end_offsets(sorted(member.assignment())))
    assert {record.key for record in follower.found} == set(KEYS)


async def test_a_group_never_gives_one_partition_number_to_two_members(log: EventLog) -> None:
    topics = [TOPIC, OTHER]
    async with log.member("report", topics) as one, log.member("report", topics) as other:
        first, second = Follower(one), Follower(other)
        async with asyncio.timeout(60):
            while (
                len(first.assignment) + len(second.assignment) != len(beginning(*topics))
                or first.assignment & second.assignment
            ):
                await first.poll()
                await second.poll()
        numbers = [{at.partition for at in mine} for mine in (first.assignment, second.assignment)]
        assert not numbers[0] & numbers[1]


async def test_another_member_takes_over_from_one_that_leaves(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with log.member("report", [TOPIC]) as staying:
        second = Follower(staying)
        async with log.member("report", [TOPIC]) as leaving:
            first = Follower(leaving)
            while not first.assignment | second.assignment:
                await first.poll()
                await second.poll()
        await second.until_found(len(KEYS))
        await second.until_assigned(PARTITIONS)
    assert {record.key for record in second.found} == set(KEYS)


async def test_two_groups_read_the_same(log: EventLog) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with log.member("report", [TOPIC]) as one, log.member("directory", [TOPIC]) as other:
        for follower in (Follower(one), Follower(other)):
            await follower.until_found(len(KEYS))
            assert {record.key for record in follower.found} == set(KEYS)
