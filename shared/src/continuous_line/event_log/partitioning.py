"""Which partition a key belongs to: Kafka's own default partitioner, for every log alike."""

from struct import iter_unpack

from continuous_line.event_log.port import PARTITIONS

_MASK = 0xFFFFFFFF
_MIX = 0x5BD1E995


def partition_of(key: str) -> int:
    """Murmur2 of the key in UTF-8, made positive, modulo the number of partitions.

    The same as Kafka's clients in other languages compute, so that a record written by any of
    them meets the others of its key.
    """
    return (murmur2(key.encode()) & 0x7FFFFFFF) % PARTITIONS


def murmur2(data: bytes) -> int:
    """The 32-bit murmur2 hash as Kafka uses it (org.apache.kafka.common.utils.Utils)."""
    whole = len(data) & ~3
    state = 0x9747B28C ^ len(data)
    for (word,) in iter_unpack("<I", data[:whole]):
        word = word * _MIX & _MASK  # noqa: PLW2901
        word ^= word >> 24  # noqa: PLW2901
        state = (state * _MIX & _MASK) ^ (word * _MIX & _MASK)
    if rest := data[whole:]:
        state = (state ^ int.from_bytes(rest, "little")) * _MIX & _MASK
    state = (state ^ state >> 13) * _MIX & _MASK
    return state ^ state >> 15
