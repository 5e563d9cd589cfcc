"""What somebody learns about their own data: recorded, received by whom, seen and read by whom."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from continuous_line import processing_log
from continuous_line.database import Tx
from continuous_line.errors import AccessUnknown
from continuous_line.links import link_at
from continuous_line.processing_log import Processing
from continuous_line.watchdog import require_known
from profile_service import roles
from profile_service.admission import CONSUMER
from profile_service.domain.errors import ReadingLogAway, UnknownProfile
from profile_service.domain.receiving import Receipt, Seer, receipts, seers
from profile_service.files import File
from profile_service.streams import Desk


@dataclass(frozen=True, slots=True)
class OwnData:
    """`links_may_be_late`: what others published about links has not all been heard here yet."""

    file: File
    receipts: list[Receipt]
    seers: list[Seer]
    links_may_be_late: bool


def themselves(desk: Desk) -> UUID:
    """Of whom the token is. Raises UnknownProfile where it names nobody."""
    person = desk.writing.who.permit_holder_id
    if person is None:
        raise UnknownProfile("This token names no permit holder.")
    return person


async def read(desk: Desk) -> OwnData:
    return await _told(desk, await desk.read(roles.OWN, themselves(desk), "my-data"))


async def shared_with(desk: Desk, person: UUID) -> OwnData:
    """The same, for who shows or prints it."""
    return await _told(desk, await desk.read(roles.SHOW_ACCESS, person, "sharing"))


async def _told(desk: Desk, file: File) -> OwnData:
    w, policy = desk.writing, desk.profiles.policy
    link = link_at(file.links, w.now)
    return OwnData(
        file,
        receipts(file.state, file.views),
        seers(file.state, link, w.now, policy.reading_term),
        not await _known(w.tx, file.person, datetime.now(UTC)),
    )


async def accesses(desk: Desk, person: UUID, *, after: int | None, limit: int) -> list[Processing]:
    """What was done with the person's data, the newest first; that this was read is kept too.

    Raises ReadingLogAway: an empty answer would say that nobody read anything.
    """
    file = await desk.open(roles.SEE_ACCESSES, person)
    try:
        found = await processing_log.of_subject(desk.writing.tx, person, after=after, limit=limit)
    except (SQLAlchemyError, OSError):
        raise ReadingLogAway("Who read what cannot be shown now; try again later.") from None
    await desk.account(file, ["accesses"])
    return found


async def _known(tx: Tx, person: UUID, now: datetime) -> bool:
    try:
        await require_known(tx, CONSUMER, str(person), now)
    except AccessUnknown:
        return False
    return True
