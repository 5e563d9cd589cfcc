"""One act for all members of a household: each stream in its order, or nothing at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.act import Act, When
from handover_service import roles
from handover_service.application.recording import Recorded, act_on, save
from handover_service.domain.case import Case
from handover_service.domain.errors import NotOneHousehold
from handover_service.domain.events import Event
from handover_service.identity import stream_of
from handover_service.streams import Desk, File

OfMember = Callable[[File, Case, Act], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Decided:
    """For each case what was decided, in the order of the streams; nothing is stored yet."""

    files: Mapping[UUID, File]
    events: Mapping[UUID, Sequence[Event]]


async def decide_for_all(
    desk: Desk,
    by: roles.Roles,
    case_id: UUID,
    members: Collection[UUID],
    when: When,
    decision: OfMember,
) -> Decided:
    """The version of `case_id` is the one that the client saw. Raises NotOneHousehold."""
    files = await desk.open_all(by, case_id, members)
    if len(files) > 1:
        _one_household(files, when, desk.writing.now)
    in_order = sorted(files, key=lambda one: stream_of(files[one].person))
    events = {
        one: decision(files[one], files[one].case(one), act_on(desk, files[one], when))
        for one in in_order
    }
    return Decided(files, events)


async def save_all(desk: Desk, decided: Decided) -> dict[UUID, Recorded]:
    return {
        one: await save(desk, decided.files[one], events) for one, events in decided.events.items()
    }


def _one_household(files: Mapping[UUID, File], when: When, now: datetime) -> None:
    """A common act needs one household and one municipality."""
    if when.replaces:
        raise NotOneHousehold("A correction is made for one person at a time.")
    moment = when.occurred_at or now
    households = {file.resident.household_id for file in files.values()}
    places = {file.case(one).municipality(moment) for one, file in files.items()}
    persons = {file.person for file in files.values()}
    if None in households or len(households) > 1 or len(places) > 1 or len(persons) < len(files):
        raise NotOneHousehold(
            "These cases are not known (yet) as one household in one municipality."
        )
