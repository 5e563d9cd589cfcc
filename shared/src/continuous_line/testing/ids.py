"""Ids that are the same in every run, so that tests can name them."""

from collections.abc import Iterator
from uuid import UUID, uuid5

_SPACE = UUID("6b1d0a52-92a5-4c3e-8f0e-2f5f0f3f7a11")


def fixed_id(name: str | int) -> UUID:
    """The id that belongs to a name: `fixed_id("permit holder")`."""
    return uuid5(_SPACE, str(name))


def fixed_ids(name: str = "id") -> Iterator[UUID]:
    """One id after the other, in the same order in every run."""
    number = 0
    while True:
        number += 1
        yield fixed_id(f"{name} {number}")
