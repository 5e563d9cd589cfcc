"""What all use cases share: when it happened, what it corrects, and what was recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes import VoidReason
from continuous_line.corrections import correctable
from continuous_line.happened import Fact, Reference
from profile_service import roles
from profile_service.domain import corrections
from profile_service.domain.events import ProfileEvent
from profile_service.domain.profile import Profile
from profile_service.files import File
from profile_service.identity import IDS
from profile_service.streams import Desk

Decision = Callable[[Profile, Act], Sequence[ProfileEvent]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """`event_id`: the public id of what was recorded, None where nothing had to be."""

    person: UUID
    event_id: UUID | None
    version: int
    event: ProfileEvent | None


def act_on(desk: Desk, file: File, when: When) -> Act:
    """Raises AheadOfNow; UnknownEvent, NotCorrectable or OtherOrganisation for a correction."""
    now = desk.writing.now
    if when.replaces is None:
        return Act(uuid4(), when.occurred_at or now, now)
    at = when.occurred_at or file.find(when.replaces).event.at
    return Act(uuid4(), at, now, _reference(desk, file, when.replaces))


async def save(desk: Desk, file: File, events: Sequence[ProfileEvent]) -> Recorded:
    last = events[-1] if events else None
    event_id = IDS.of(last) if last else None
    return Recorded(file.person, event_id, await desk.save(file, events), last)


async def save_all(
    desk: Desk, file: File, events: Sequence[ProfileEvent], following: Sequence[ProfileEvent]
) -> Recorded:
    """With what follows from it in the same act; what was recorded is the last of `events`."""
    version = await desk.save(file, [*events, *following])
    return Recorded(file.person, IDS.of(events[-1]), version, events[-1])


async def decide(
    desk: Desk, by: roles.Roles, person: UUID, when: When, decision: Decision
) -> Recorded:
    """A use case that needs nothing but the profile."""
    file = await desk.open(by, person)
    return await save(desk, file, decision(file.state, act_on(desk, file, when)))


async def void(
    desk: Desk, person: UUID, event_id: UUID, reason: VoidReason, when: When
) -> Recorded:
    file = await desk.open(roles.CORRECT, person)
    voided = _reference(desk, file, event_id)
    act = act_on(desk, file, when)
    return await save(desk, file, corrections.void(file.state, voided, reason, act))


def _reference(desk: Desk, file: File, public_id: UUID) -> Reference:
    stored = file.find(public_id)
    return correctable(
        file.state.all(Fact),
        stored.event.id,
        recorded_by=stored.context.organisation,
        organisation=desk.writing.who.organisation,
    )
