"""A move that another system tells of: by the person alone, and perhaps known already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.act import When
from continuous_line.days import day
from handover_service.application import link
from handover_service.domain.case import latest
from handover_service.domain.errors import UnknownCase
from handover_service.identity import IDS
from handover_service.streams import Desk


@dataclass(frozen=True, slots=True)
class Arrived:
    """`event_id`: the public event of the move. `new`: it was not recorded before."""

    case_id: UUID
    event_id: UUID
    new: bool


async def moved(desk: Desk, person: UUID, municipality: str | None, at: datetime) -> Arrived:
    """Recorded in the person's last case, on the day of `at`; None: to the one linked to.

    Raises UnknownCase where the person has none, and what `link.move` raises.
    """
    file = await desk.new(person)
    of = latest(file.state)
    if of is None:
        raise UnknownCase("This person has no case here (yet).")
    known = of.move(day(desk.writing.now))
    if known is not None and municipality in (None, known.municipality):
        return Arrived(of.id, _public(IDS.of(known)), new=False)
    recorded = await link.move(desk, of.id, day(at), municipality, When(at))
    return Arrived(recorded.case_id, _public(recorded.event_id), new=True)


def _public(event_id: UUID | None) -> UUID:
    if event_id is None:
        raise TypeError("a move is a public event")
    return event_id
