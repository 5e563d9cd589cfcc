"""What was learned of somebody, from whom: read with its words, which is recorded."""

from dataclasses import dataclass
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from handover_service import roles, texts
from handover_service.application.programmes import FINDING
from handover_service.domain.events_guidance import FindingRecorded
from handover_service.streams import Desk


@dataclass(frozen=True, slots=True)
class Read:
    """`words` None: erased."""

    finding: FindingRecorded
    words: str | None


async def read_findings(desk: Desk, vault: Vault, case_id: UUID) -> list[Read]:
    """By source, the newest first."""
    w = desk.writing
    file = await desk.open((*roles.GUIDE, Role.PERMIT_HOLDER), case_id)
    found = file.case(case_id).all(FindingRecorded)
    words = await texts.opened(w.tx, vault, {one.id for one in found})
    if found:
        await w.processed(_processed(w.who, file.person))
    found.sort(key=lambda one: (one.source.value, -one.at.timestamp()))
    return [Read(one, words.get(one.id)) for one in found]


def _processed(who: Principal, person: UUID) -> Processed:
    own = who.permit_holder_id == person
    activity = Activity.OWN_DATA if own else Activity.CASE_READING
    return Processed(person, activity, Manner.OPENED, (FINDING,))
