"""Recording what is known about a person, section by section."""

from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import Section
from continuous_line.processing_log import Manner
from continuous_line.processing_register import Activity
from continuous_line.vault import DataKey
from profile_service import contents, roles
from profile_service.application.looking_up import V_NUMBER
from profile_service.application.recording import Recorded, act_on, save
from profile_service.contents import Opened
from profile_service.domain import sending
from profile_service.domain.contents import Entry
from profile_service.domain.events import ContentOf, ProfileSectionRecorded
from profile_service.files import File
from profile_service.streams import Desk


async def record(desk: Desk, person: UUID, entry: Entry, when: When) -> Recorded:
    """The event goes first: of two at one moment it tells the second to read again.

    Raises Erased where the person was forgotten; LookUpTaken for another's V-number.
    """
    file = await desk.open(roles.writers_of(entry.section), person, to_read=True)
    act = act_on(desk, file, when)
    before = await _last(desk, file, entry.section)
    changed = before is None or before != Opened(entry.schema_version, entry.content)
    events = sending.record_section(file.state, entry, act, changed=changed)
    recorded = await save(desk, file, events)
    if isinstance(recorded.event, ProfileSectionRecorded):
        of = ContentOf(section=entry.section, version=recorded.event.content_version)
        key = await desk.vault.key(person)
        await contents.keep(desk.writing.tx, key, of, entry, desk.writing.now)
        await _remember(desk, key, before, entry)
    await desk.log(person, Activity.PROFILE_RECORDING, Manner.CHANGED, [entry.section])
    return recorded


async def _last(desk: Desk, file: File, section: Section) -> Opened | None:
    recorded = file.state.recorded.get(section)
    if recorded is None:
        return None
    of = ContentOf(section=section, version=recorded.content_version)
    found = await contents.opened(desk.writing.tx, desk.key(file.person), [of], file.sealed)
    return found.get(of)


async def _remember(desk: Desk, key: DataKey, before: Opened | None, entry: Entry) -> None:
    """A person is looked up by the V-number that was recorded last."""
    old = (before.content or {}).get("vNumber") if before else None
    new = (entry.content or {}).get("vNumber")
    if entry.section is not Section.IDENTITY or old == new:
        return
    if new is not None:
        await desk.vault.remember(V_NUMBER, new, key.subject)
    if old is not None:
        await desk.vault.release(V_NUMBER, old, key.subject)
