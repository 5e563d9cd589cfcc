"""What is kept of every reading and writing of text about a person, before the answer leaves."""

from collections.abc import Collection
from uuid import UUID

from continuous_line.codes import Purpose, Role
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.writing import require_version
from handover_service.admission import admit
from handover_service.domain.errors import UnknownCase
from handover_service.streams import Desk, File


async def opened(desk: Desk, roles: Collection[Role], case_id: UUID, part: str) -> File:
    """The file of a case whose `part` somebody asks for: that it was refused them is kept too.

    Raises what `Desk.open` raises.
    """
    w = desk.writing
    files = await desk.cases.files(w.tx, [case_id], to_write=not desk.reads)
    file = files.get(case_id)
    if file is None:
        raise UnknownCase("There is no such case, or none that concerns you.")
    w.about.append(Processed(file.person, Activity.CASE_READING, Manner.OPENED, (part,)))
    await admit(w.tx, w.who, roles, file.about(case_id, w.now), w.now)
    require_version(file.version, w.if_match)
    return file


async def read(desk: Desk, file: File, *parts: str) -> None:
    """That these parts were opened."""
    await _keep(desk, file, Activity.CASE_READING, Manner.OPENED, parts)


async def changed(desk: Desk, file: File, *parts: str) -> None:
    """That something was recorded in these parts."""
    await _keep(desk, file, Activity.CASE_RECORDING, Manner.CHANGED, parts)


async def _keep(
    desk: Desk, file: File, activity: Activity, manner: Manner, parts: tuple[str, ...]
) -> None:
    own = desk.writing.who.permit_holder_id == file.person
    purpose = Purpose.OWN_DATA if own else None
    await desk.writing.processed(Processed(file.person, activity, manner, parts, purpose))
