"""The profile itself: recorded, completed, sent, read, supplemented."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes import Completeness, Role, Section
from continuous_line.watchdog import require_known
from profile_service import knowledge, roles
from profile_service.admission import CONSUMER
from profile_service.application.recording import Recorded, act_on, decide, save
from profile_service.domain import reading, sending
from profile_service.domain.errors import NotLinked
from profile_service.domain.links import link_at
from profile_service.streams import Desk, File


async def record_section(
    desk: Desk, person: UUID, section: Section, completeness: Completeness, when: When
) -> Recorded:
    return await decide(
        desk,
        roles.WRITE,
        person,
        when,
        lambda state, act: sending.record_section(state, section, completeness, act),
    )


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
    link = link_at(await knowledge.links_of(desk.writing.tx, person), act.at)
    if link is None:
        raise NotLinked("No municipality was linked to this person at that moment.")
    if meant is not None and meant != link.municipality:
        raise NotLinked("Another municipality was linked to this person at that moment.")
    await require_known(desk.writing.tx, CONSUMER, str(person), datetime.now(UTC))
    return await save(desk, file, sending.send(file.state, link, act))


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


async def read(desk: Desk, person: UUID) -> File:
    """The profile; a client manager's first reading under a link is recorded."""
    file = await desk.open(roles.READ, person)
    writing = desk.writing
    if file.link is not None and writing.who.has(Role.CLIENT_MANAGER):
        stored = await desk.profiles.views(writing.tx, person)
        viewed = reading.view(
            (one.event for one in stored),
            file.link,
            reading.last_sent(file.state, file.link.municipality),
            Act(uuid4(), writing.now, writing.now),
        )
        if viewed:
            await desk.save_view(person, len(stored), viewed)
    return file
