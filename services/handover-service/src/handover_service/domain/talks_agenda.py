"""What must be said to the permit holder, and what of it was.

Whether something is to be discussed in person only is a flag in the profile (004:143). That it
was discussed is a fact of the case; what was said is nowhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_guidance import InformationItem
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors_talks import NothingTold, NotOnTheAgenda
from handover_service.domain.events import Event
from handover_service.domain.events_guidance import DiscussedInPerson, InformationConfirmed
from handover_service.domain.link import after_link, open_for_writing
from handover_service.domain.periods import periods
from handover_service.domain.programme import Programmes


class InPersonFlag(StrEnum):
    """What the profile says of discussing in person. All words are of one length: what is
    sealed tells nothing by its size."""

    DISCUSS = "discuss"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody ticks; `discussed`: what is to be discussed in person was, too."""

    items: tuple[InformationItem, ...]
    discussed: bool = False


def required_items(
    case: Case, programmes: Programmes, now: datetime
) -> tuple[InformationItem, ...]:
    """What the programmes that run on the case ask to say, in order; where none of them asks for
    anything, all there is."""
    on, asked = day(now), set[str]()
    for period in periods(case, programmes):
        version = programmes.on(period.programme, on)
        if version is not None and period.counts(now):
            asked |= set(version.required_items)
    return tuple(item for item in InformationItem if item in asked) or tuple(InformationItem)


def told(case: Case) -> dict[InformationItem, InformationConfirmed]:
    """What was said, each with the first time."""
    found: dict[InformationItem, InformationConfirmed] = {}
    for fact in case.all(InformationConfirmed):
        found.setdefault(fact.item, fact)
    return found


def discussed(case: Case) -> DiscussedInPerson | None:
    return next(iter(case.all(DiscussedInPerson)), None)


def confirm_told(
    case: Case, act: Act, said: Said, flag: InPersonFlag, *, ids: Sequence[UUID]
) -> Sequence[Event]:
    """An event for each item that was not confirmed before; `ids` for them, one more than items.

    Raises NotOnTheAgenda where nothing is to be discussed in person, NothingTold without news.
    """
    open_for_writing(case)
    after_link(case, act)
    if said.discussed and flag is InPersonFlag.NOTHING:
        raise NotOnTheAgenda("The profile asks to discuss nothing in person.")
    known, new = told(case), iter(ids)
    events: list[Event] = [
        InformationConfirmed(id=next(new), at=act.at, case_id=case.id, item=item)
        for item in _once(said.items)
        if item not in known
    ]
    if said.discussed and discussed(case) is None:
        events.append(DiscussedInPerson(id=next(new), at=act.at, case_id=case.id))
    if not events:
        raise NothingTold("Tick at least one point that was not confirmed before.")
    return events


def _once(items: Collection[InformationItem]) -> list[InformationItem]:
    return [item for item in InformationItem if item in items]
