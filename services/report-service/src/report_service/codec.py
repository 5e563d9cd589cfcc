"""How facts and rows are kept: msgpack, canonical, so that the same facts are the same bytes."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

import msgspec

from report_service.domain.fact import Fact
from report_service.domain.places import PlaceFact
from report_service.domain.rows import PersonRow

_encoder = msgspec.msgpack.Encoder()
_facts = msgspec.msgpack.Decoder(list[Fact])
_place_facts = msgspec.msgpack.Decoder(list[PlaceFact])
_row = msgspec.msgpack.Decoder(PersonRow)
_by_id = itemgetter(0)


def encode_facts(facts: Mapping[str, Fact] | Mapping[str, PlaceFact]) -> bytes:
    """Facts by id, in the order of their ids."""
    found: Iterable[Any] = facts.values()
    return _encoder.encode(sorted(found, key=_by_id))


def encode_row(row: PersonRow) -> bytes:
    return _encoder.encode(row)


def decode_facts(stored: bytes) -> list[Fact]:
    return _facts.decode(stored)


def decode_place_facts(stored: bytes) -> list[PlaceFact]:
    return _place_facts.decode(stored)


def decode_row(stored: bytes) -> PersonRow:
    return _row.decode(stored)
