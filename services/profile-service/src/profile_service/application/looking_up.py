"""Finding a person by a number at hand, and why there seems to be nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

from continuous_line import processing_log
from continuous_line.codes import Role
from continuous_line.links import Link, link_at
from continuous_line.processing_log import Manner
from continuous_line.processing_register import Activity
from continuous_line.watchdog import require_known
from profile_service import accounting, roles
from profile_service.admission import CONSUMER, unknown
from profile_service.domain.finding import Found, find
from profile_service.files import File
from profile_service.streams import Desk

V_NUMBER = "v-number"
"""The kind of look-up by which a person is found in the vault."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`found` None: what was sent where is not for this reader."""

    file: File
    link: Link | None
    found: Found | None


async def search(desk: Desk, v_number: str) -> LookedUp:
    """Raises UnknownProfile for who is not there and for who is not the asker's alike."""
    person = await desk.vault.look_up(V_NUMBER, v_number)
    if person is None:
        raise unknown()
    w = desk.writing
    file = await desk.open(roles.LOOK_UP, person)
    entry = accounting.of_reading(
        w.who,
        person,
        ["profile"],
        manner=Manner.FOUND,
        activity=Activity.PERSON_LOOK_UP,
        linked=file.link is not None,
    )
    await processing_log.record(w.tx, w.who, [entry], now=w.now)
    link = file.link or await _linked_now(desk, file)
    if w.who.has(Role.TVS_SYSTEM):
        return LookedUp(file, link, None)
    return LookedUp(file, link, find(file.state, link, file.views))


async def _linked_now(desk: Desk, file: File) -> Link | None:
    """Raises AccessUnknown where that may have changed unheard."""
    w = desk.writing
    await require_known(w.tx, CONSUMER, str(file.person), datetime.now(UTC))
    return link_at(file.links, w.now)
