"""What directory-service tells other services of how somebody is reached."""

import msgspec

from continuous_line.neighbour import Told


class Phone(Told, frozen=True):
    """`number` to dial, `shown` as people write it."""

    number: str
    shown: str


class Details(Told, frozen=True):
    name: str | None = None
    phones: list[Phone] = msgspec.field(default_factory=list)
    mail: str | None = None
