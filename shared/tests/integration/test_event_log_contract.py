"""What every adapter of the event log promises, proven on the real parts."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from itertools import pairwise
from uuid import uuid4

import pytest

from continuous_line.errors import Fenced, HistoryIncomplete, LogUnavailable
from continuous_line.event_log import (
    PARTITIONS,
    EventLog,
    LogRecord,
    Member,
    Record,
    TopicPartition,
    open_event_log,
    partition_of,
)

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
    log = open_event_log(log_url, topic_prefix=f"t{uuid4().hex[:8]}-")
    await log.create_topics([TOPIC, OTHER])
    yield log
    await log.close()


def records(keys: Iterable[str], topic: str = TOPIC, word: str = "") -> list[Record]:
    return [Record(topic, key, f"{word}{number}".encode()) for number, key in enumerate(keys)]


def beginning(*topics: str) -> dict[TopicPartition, int]:
    return {TopicPartition(t, p): 0 for t in topics or (TOPIC,) for p in range(PARTITIONS)}


async def publish(log: EventLog, *chunks: list[Record], name: str = "relay-a") -> None:
    async with log.publisher(name) as publisher:
        for chunk in chunks:
            await publisher.publish(chunk)


async def read_all(log: EventLog, positions: dict[TopicPartition, int]) -> list[LogRecord]:
    """From the positions to where the ends are now."""
    ends = await log.end_offsets(sorted({at.topic for at in positions}))
    found: list[LogRecord] = []
    async with log.reader(positions) as reader:
        while any([await reader.position(at) < ends[at] for at in positions]):
            for batch in (await reader.read(0.2)).values():
                found += batch
    return found


async def owned(member: Member, *, of: int = PARTITIONS) -> frozenset[TopicPartition]:
    """Polls until so many partitions are assigned, and starts each at the beginning."""
    async with asyncio.timeout(20):
        while len(member.assignment()) != of:
            for partition in member.assignment():
                member.seek(partition, 0)
            await member.poll(0.1)
    for partition in member.assignment():
        member.seek(partition, 0)
    return member.assignment()


async def poll_until(member: Member, count: int) -> list[LogRecord]:
    found: list[LogRecord] = []
    async with asyncio.timeout(20):
        while len(found) < count:
            for batch in (await member.poll(0.2)).values():
                found += batch
    return found


async def test_records_of_a_key_come_back_in_the_order_they_were_published(log: EventLog) -> None:
    first, second = records(KEYS * 5, word="a"), records(KEYS * 5, word="b")
    await publish(log, first, second)
    found = await read_all(log, beginning())
    for key in KEYS:
        expected = [record.value for record in first + second if record.key == key]
        assert [record.value for record in found if record.key == key] == expected


async def test_a_record_lies_in_the_partition_of_its_key(log: EventLog) -> None:
    await publish(log, records(KEYS))
    found = await read_all(log, beginning())
    assert {record.key for record in found} == set(KEYS)
    assert all(record.partition == partition_of(record.key) for record in found)


async def test_offsets_rise_within_a_partition(log: EventLog) -> None:
    await publish(log, records(KEYS * 3), records(KEYS * 3))
    found = await read_all(log, beginning())
    for partition in range(PARTITIONS):
        offsets = [record.offset for record in found if record.partition == partition]
        assert all(one < next_ for one, next_ in pairwise(offsets))


async def test_a_chunk_with_an_impossible_record_leaves_nothing(log: EventLog) -> None:
    chunk = [*records(KEYS), Record("no-such-topic", "a", b"")]
    with pytest.raises(LogUnavailable):
        await asyncio.wait_for(publish(log, chunk), 30)
    await publish(log, records(["after"]))
    assert [record.key for record in await read_all(log, beginning())] == ["after"]


async def test_a_publisher_that_failed_stays_closed(log: EventLog) -> None:
    async with log.publisher("relay-a") as publisher:
        with pytest.raises(LogUnavailable):
            await publisher.publish([Record("no-such-topic", "a", b"")])
        with pytest.raises(LogUnavailable):
            await publisher.publish(records(KEYS))
    assert sum((await log.end_offsets([TOPIC])).values()) == 0


async def test_a_second_publisher_of_the_same_name_fences_the_first(log: EventLog) -> None:
    async with log.publisher("relay-a") as first:
        await first.publish(records(["one"]))
        async with log.publisher("relay-a") as second:
            with pytest.raises(Fenced):
                await first.publish(records(["lost"]))
            await second.publish(records(["two"]))
    assert {record.key for record in await read_all(log, beginning())} == {"one", "two"}


async def test_publishers_of_different_names_write_side_by_side(log: EventLog) -> None:
    chunk = 50
    await asyncio.gather(
        *(
            publish(log, *[records(KEYS, word=name)] * chunk, name=name)
            for name in ("relay-a", "relay-b", "relay-c")
        )
    )
    found = await read_all(log, beginning())
    assert len(found) == 3 * chunk * len(KEYS)


async def test_the_log_can_be_read_again_from_any_record(log: EventLog) -> None:
    await publish(log, records(["key"] * 7), records(["key"] * 3, word="again"))
    whole = await read_all(log, beginning())
    for index, record in enumerate(whole):
        start = {TopicPartition(TOPIC, record.partition): record.offset}
        assert await read_all(log, start) == whole[index:]


async def test_a_reader_has_read_everything_when_its_position_is_at_the_end(
    log: EventLog,
) -> None:
    await publish(log, records(KEYS), records(KEYS))
    found = await read_all(log, beginning())
    assert len(found) == 2 * len(KEYS)
    ends = await log.end_offsets([TOPIC])
    assert await read_all(log, dict(ends)) == []


async def test_a_reader_waits_for_what_is_not_there_yet(log: EventLog) -> None:
    async with log.reader(beginning()) as reader:
        assert await reader.read(0.05) == {}
        waiting = asyncio.create_task(reader.read(20))
        await publish(log, records(["late"]))
        (batch,) = (await waiting).values()
        assert [record.key for record in batch] == ["late"]


async def test_a_reader_reads_no_more_than_it_was_asked_to(log: EventLog) -> None:
    await publish(log, records(KEYS * 5))
    async with log.reader(beginning()) as reader:
        batches = await reader.read(5, max_records=17)
    assert 0 < sum(len(batch) for batch in batches.values()) <= 17


async def test_the_last_record_of_each_partition_is_found(log: EventLog) -> None:
    assert await log.last_records(TOPIC) == []
    await publish(log, records(KEYS, word="a"), records(["one"], OTHER), records(["two"]))
    last = {record.partition: record for record in await log.last_records(TOPIC)}
    for record in await read_all(log, beginning()):
        assert record.offset <= last[record.partition].offset
        last[record.partition] = max(last[record.partition], record, key=lambda r: r.offset)
    assert {record.partition: record for record in await log.last_records(TOPIC)} == last
    assert last[partition_of("two")].key == "two"


async def test_the_last_record_is_found_below_chunks_that_failed(log: EventLog) -> None:
    await publish(log, records(["key"], word="kept"))
    for _ in range(3):
        with pytest.raises(LogUnavailable):
            await publish(log, [*records(["key"] * 20), Record("no-such-topic", "a", b"")])
    assert [record.value for record in await log.last_records(TOPIC)] == [b"kept0"]


async def test_topics_can_be_made_again_and_at_the_same_time(log: EventLog) -> None:
    await publish(log, records(KEYS))
    await asyncio.gather(*(log.create_topics([TOPIC, OTHER, "directory"]) for _ in range(4)))
    await log.check_history([TOPIC, OTHER, "directory"])
    assert len(await read_all(log, beginning())) == len(KEYS)


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
    await publish(log, records(KEYS))
    async with log.member("report", [TOPIC]) as member:
        mine = await owned(member)
        await poll_until(member, len(KEYS))
        await member.note(await member.end_offsets(sorted(mine)))
        await publish(log, records(KEYS, word="new"))
        ends = await member.end_offsets(sorted(mine))
        assert any([await member.position(at) < ends[at] for at in mine])
        found = await poll_until(member, len(KEYS))
        assert {record.value[:3] for record in found} == {b"new"}
        async with asyncio.timeout(10):
            while any([await member.position(at) < ends[at] for at in mine]):
                await member.poll(0.1)


async def test_a_group_never_gives_one_partition_number_to_two_members(log: EventLog) -> None:
    await publish(log, records(KEYS), records(KEYS, OTHER))
    topics = [TOPIC, OTHER]
    async with log.member("report", topics) as first, log.member("report", topics) as second:
        whole = frozenset(beginning(*topics))
        async with asyncio.timeout(20):
            while first.assignment() | second.assignment() != whole or (
                first.assignment() & second.assignment()
            ):
                for member in (first, second):
                    for partition in member.assignment():
                        member.seek(partition, 0)
                    await member.poll(0.1)
        numbers = [{at.partition for at in member.assignment()} for member in (first, second)]
        assert not numbers[0] & numbers[1]


async def test_another_member_takes_over_from_one_that_leaves(log: EventLog) -> None:
    await publish(log, records(KEYS))
    async with log.member("report", [TOPIC]) as second:
        async with log.member("report", [TOPIC]) as first:
            async with asyncio.timeout(20):
                while not first.assignment() | second.assignment():
                    await first.poll(0.1)
                    await second.poll(0.1)
        await owned(second)
        assert len(await poll_until(second, len(KEYS))) == len(KEYS)


async def test_two_groups_read_the_same(log: EventLog) -> None:
    await publish(log, records(KEYS))
    async with log.member("report", [TOPIC]) as one, log.member("directory", [TOPIC]) as other:
        await owned(one)
        await owned(other)
        assert len(await poll_until(one, len(KEYS))) == len(await poll_until(other, len(KEYS)))
