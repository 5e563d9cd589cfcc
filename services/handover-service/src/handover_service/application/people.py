"""Who has the case on either side, and the receiver's first steps."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.auth import Principal
from continuous_line.codes import OwnerReason, Role
from handover_service import knowledge, roles
from handover_service.application.recording import Recorded, act_on, decide, save
from handover_service.domain import ownership, receiving
from handover_service.domain.case import Case
from handover_service.domain.errors import NamedByLocationManager
from handover_service.domain.link import after_link
from handover_service.streams import Desk


@dataclass(frozen=True, slots=True)
class NewOwner:
    """`until`: the last day of a stand-in."""

    owner: str
    reason: OwnerReason | None = None
    until: date | None = None


async def name_owner(desk: Desk, case_id: UUID, new: NewOwner, when: When) -> Recorded:
    file = await desk.open(roles.OWN, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    check_first_owner(case, desk.writing.who)
    after_link(case, act)
    staff = await knowledge.staff_on(desk.writing.tx, new.owner, act.on)
    azc = file.azc(case, act.at)
    events = ownership.assign(
        case, act, new.owner, azc=azc, staff=staff, reason=new.reason, until=new.until
    )
    return await save(desk, file, events)


def check_first_owner(case: Case, who: Principal) -> None:
    """Raises NamedByLocationManager."""
    if ownership.first_assignment(case) is None and not who.has(Role.LOCATION_MANAGER):
        raise NamedByLocationManager("The location manager names the first owner.")


async def name_client_manager(
    desk: Desk, case_id: UUID, new: receiving.NewClientManager, when: When
) -> Recorded:
    file = await desk.open(roles.NAME_CLIENT_MANAGER, case_id)
    act = act_on(desk, file, when)
    staff = await knowledge.staff_on(desk.writing.tx, new.client_manager, act.on)
    events = receiving.name_client_manager(file.case(case_id), act, new, staff)
    return await save(desk, file, events)


async def make_first_contact(desk: Desk, case_id: UUID, when: When) -> Recorded:
    return await decide(desk, roles.TALK, case_id, when, receiving.make_first_contact)
