"""The invitation to a planned talk, as a file for a calendar."""

from dataclasses import dataclass
from uuid import UUID

from handover_service.application.talks_planning import plan_of
from handover_service.config import Policy
from handover_service.domain.talks_invitation import invitation
from handover_service.invitations import Language, Setting, calendar, number
from handover_service.knowledge import place_names_of
from handover_service.streams import Desk, File


@dataclass(frozen=True, slots=True)
class Written:
    """`method`: of the calendar, `REQUEST` or `CANCEL`."""

    content: bytes
    method: str
    name: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """`urn`: of this system, which invites in the name of the parties."""

    urn: str
    policy: Policy


async def written(
    desk: Desk, file: File, case_id: UUID, plan_id: UUID, language: Language, issuer: Issuer
) -> Written:
    """Raises UnknownPlan."""
    planned, now = plan_of(file, case_id, plan_id), desk.writing.now
    events = [stored.event for stored in file.stored]
    found = invitation(events, case_id, planned.id, now)
    azc = file.azc(file.case(case_id), found.plan.at)
    names = await place_names_of(desk.writing.tx, {azc, found.plan.municipality})
    setting = Setting(
        names.get(azc, azc),
        names.get(found.plan.municipality, found.plan.municipality),
        issuer.urn,
        issuer.policy.talk_length,
    )
    method = "CANCEL" if found.cancelled else "REQUEST"
    content = calendar(found, setting, language, now)
    return Written(content, method, f"{number(case_id)}.ics")
