import pytest
from aiokafka.partitioner import murmur2 as theirs
from hypothesis import given
from hypothesis import strategies as some

from continuous_line.event_log.partitioning import murmur2, partition_of


@given(some.binary(max_size=200))
def test_the_hash_is_the_one_of_kafkas_clients(data: bytes) -> None:
    assert murmur2(data) == theirs(data) & 0xFFFFFFFF


@pytest.mark.parametrize(
    ("text", "hashed"),
    [
        ("21", -973932308),
        ("foobar", -790332482),
        ("a-little-bit-long-string", -985981536),
        ("a-little-bit-longer-string", -1486304829),
        ("abc", 479470107),
    ],
)
def test_the_hash_gives_the_values_that_kafka_tests_itself_with(text: str, hashed: int) -> None:
    assert murmur2(text.encode()) == hashed & 0xFFFFFFFF


def test_the_partition_of_a_key_never_changes() -> None:
    """Records lie where these numbers put them: a change would split persons over partitions."""
    keys = ["", "a", "person", "018f6f2e-7b3c-7c1e-9d53-2f6f5b0a1c11", "Ångström"]
    assert [partition_of(key) for key in keys] == [9, 4, 10, 9, 10]
