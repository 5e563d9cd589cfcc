"""How facts are kept: msgpack, canonical, so that the same facts are the same bytes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from report_service.domain.fact import Fact
from report_service.domain.observation import Observation
from report_service.domain.places import PlaceFact

_encoder = msgspec.msgpack.Encoder()
_facts = msgspec.msgpack.Decoder(list[Fact])
_place_facts = msgspec.msgpack.Decoder(list[PlaceFact])
_by_id = itemgetter(0)


def encode_facts(facts: Mapping[str, Fact] | Mapping[str, PlaceFact]) -> bytes:
    """Facts by id, in the order of their ids."""
    found: Iterable[Any] = facts.values()
    return _encoder.encode(sorted(found, key=_by_id))


def decode_facts(stored: bytes) -> list[Fact]:
    return _facts.decode(stored)


def decode_place_facts(stored: bytes) -> list[PlaceFact]:
    return _place_facts.decode(stored)


def digest(seen: Sequence[Observation]) -> bytes:
    """16 bytes that tell one list of observations from another."""
    return hashlib.blake2b(_encoder.encode(seen), digest_size=16).digest()
