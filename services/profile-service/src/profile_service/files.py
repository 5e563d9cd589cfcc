"""A person's file: what the service holds and has heard of somebody, read at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.corrections import UnknownEvent
from continuous_line.database import Tx, alone
from continuous_line.event_store import EventStore, Stored, stream_as_array
from continuous_line.links import Link
from profile_service import contents, knowledge
from profile_service.contents import Sealed
from profile_service.domain.events import ACCESS_KINDS, PROFILE_KINDS, AccessEvent, ProfileEvent
from profile_service.domain.keeping import Owned
from profile_service.domain.profile import Profile, fold
from profile_service.identity import IDS

_KNOWN: Final = ", ".join(
    (stream_as_array("$2"), stream_as_array("$3"), knowledge.LINKS, knowledge.OWNERS)
)
_OPEN: Final = f"SELECT {_KNOWN}"
_OPEN_TO_READ: Final = f"SELECT {_KNOWN}, {contents.NEWEST}"


def stream_of(person: UUID) -> str:
    return f"profile-{person}"


def access_stream_of(person: UUID) -> str:
    """Reading is a stream of its own: a first view changes nobody's ETag."""
    return f"access-{person}"


@dataclass(frozen=True, slots=True)
class File:
    """One person's stream as it was loaded, and what was known of the person then.

    `link`: what the reader's right rests on, if on one. `sealed`: the newest contents, where the
    file was opened to read.
    """

    person: UUID
    stored: Sequence[Stored[ProfileEvent]]
    viewed: Sequence[Stored[AccessEvent]]
    links: Sequence[Link]
    owned: Sequence[Owned]
    sealed: Sealed
    link: Link | None = None
    state: Profile = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", fold(stored.event for stored in self.stored))

    @property
    def version(self) -> int:
        return len(self.stored)

    @property
    def views(self) -> list[AccessEvent]:
        """The readings by which something that was sent was opened."""
        return [stored.event for stored in self.viewed]

    def tells(self, who: Principal) -> bool:
        """Whether contents are for this reader: of a municipality once it was sent the profile."""
        if who.has(Role.TVS_SYSTEM):
            return False
        return self.link is None or bool(self.state.sent_to(self.link.municipality))

    def find(self, public_id: UUID) -> Stored[ProfileEvent]:
        """The event that others know by this id. Raises UnknownEvent."""
        found = IDS.find(self.stored, public_id)
        if found is None:
            raise UnknownEvent("There is no such event in this profile.")
        return found


class Files:
    """The files of everybody. `store` and `access` write the two streams of a person."""

    def __init__(self) -> None:
        self.store: EventStore[ProfileEvent] = EventStore(PROFILE_KINDS)
        self.access: EventStore[AccessEvent] = EventStore(ACCESS_KINDS)

    async def of_person(self, tx: Tx, person: UUID, *, to_read: bool = False) -> File:
        """In one round trip; `to_read`: with the newest contents."""
        sql = _OPEN_TO_READ if to_read else _OPEN
        rows = await alone(tx, sql, person, stream_of(person), access_stream_of(person))
        events, viewed, links, owned, *sealed = rows[0].values()
        return File(
            person,
            [self.store.stored(one) for one in events],
            [self.access.stored(one) for one in viewed],
            [Link(*one) for one in links],
            [Owned(*one) for one in owned],
            contents.sealed(*sealed),
        )
