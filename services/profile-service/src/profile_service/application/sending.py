"""The profile itself: recorded, completed, sent, read, supplemented."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import Role, Section
from continuous_line.links import link_at
from continuous_line.processing_log import Manner
from continuous_line.processing_register import Activity
from continuous_line.watchdog import require_known
from profile_service import roles
from profile_service.admission import CONSUMER
from profile_service.application.recording import Recorded, act_on, decide, save
from profile_service.application.telling import Told, told
from profile_service.domain import sending
from profile_service.domain.errors import NotLinked
from profile_service.domain.sharing import PURPOSES, Reader
from profile_service.streams import Desk

RECEIVER = Reader(Role.CLIENT_MANAGER, PURPOSES[Role.CLIENT_MANAGER])
"""As who a municipality reads what it was sent."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go where: `municipality` None: nobody is linked; `told` None: nothing to send."""

    municipality: str | None
    already_sent: bool
    told: Told | None


async def complete(desk: Desk, person: UUID, when: When) -> Recorded:
    required = desk.profiles.policy.required_sections
    return await decide(
        desk,
        roles.WRITE,
        person,
        when,
        lambda state, act: sending.complete(state, act, required),
    )


async def send(desk: Desk, person: UUID, meant: str | None, when: When) -> Recorded:
    """Raises NotLinked where no municipality was linked at that moment, as far as is known, or
    another than the one that was `meant`: a link that is still on its way sends nothing astray."""
    file = await desk.open(roles.WRITE, person)
    act = act_on(desk, file, when)
    link = link_at(file.links, act.at)
    if link is None:
        raise NotLinked("No municipality was linked to this person at that moment.")
    if meant is not None and meant != link.municipality:
        raise NotLinked("Another municipality was linked to this person at that moment.")
    await require_known(desk.writing.tx, CONSUMER, str(person), datetime.now(UTC))
    sent = await save(desk, file, sending.send(file.state, link, act))
    version = file.state.completed
    sections = [of.section for of in version.contents] if version else []
    await desk.log(person, Activity.PROFILE_SENDING, Manner.SENT, sections)
    return sent


async def request_supplement(
    desk: Desk, person: UUID, sections: tuple[Section, ...], when: When
) -> Recorded:
    """By the municipality that is linked now."""
    file = await desk.open(roles.ASK, person)
    if file.link is None:
        raise NotLinked("No municipality of yours is linked to this person.")
    act = act_on(desk, file, when)
    events = sending.request_supplement(file.state, file.link.municipality, sections, act)
    return await save(desk, file, events)


async def preview(desk: Desk, person: UUID) -> Preview:
    """Of the last completed version, as the municipality that is linked now would read it."""
    file = await desk.open(roles.WRITE, person, to_read=True)
    w = desk.writing
    link = link_at(file.links, w.now)
    version, to = file.state.completed, link.municipality if link else None
    if version is None:
        return Preview(to, False, None)
    had = [one for one in sending.received(file.state, to) if one != version] if to else []
    found = await told(desk, file, file.state, RECEIVER, version, had[-1] if had else None)
    purpose = PURPOSES[Role.CASE_MANAGER]
    await desk.log(person, Activity.PROFILE_READING, Manner.OPENED, found.names, purpose)
    return Preview(to, link is not None and sending.has(file.state, link, version), found)
