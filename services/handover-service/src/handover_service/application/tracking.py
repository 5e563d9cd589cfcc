"""A case is looked at because something changed or a day passed: what that made of its terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from continuous_line.database import Tx
from continuous_line.days import day, start_of
from continuous_line.happened import Happened
from handover_service import timers, tracking_rows
from handover_service.by_itself import by_itself
from handover_service.domain import flags as flagging
from handover_service.domain import notices as telling
from handover_service.domain import terms as measuring
from handover_service.domain.caseload import caseload_flags
from handover_service.domain.flags import Flag
from handover_service.domain.periods import periods
from handover_service.domain.programme import Programmes
from handover_service.domain.terms import Term
from handover_service.domain.tracking import track
from handover_service.people_told import people_of
from handover_service.streams import Cases, File, tracking_stream_of


@dataclass(frozen=True, slots=True)
class Look:
    """What is true of one case today. `ends`: the first days after a period's last one."""

    terms: Sequence[Term]
    flags: Sequence[Flag]
    matters: Sequence[telling.Matter]
    ends: frozenset[date]


async def look_at(
    tx: Tx,
    cases: Cases,
    programmes: Programmes,
    case_id: UUID,
    now: datetime,
    settling: timedelta = timedelta(0),
) -> list[Happened]:
    """Say what is new, show what is true, and leave a timer for the next day that matters.

    `settling`: so long after something was recorded of the case nothing is said to be missed,
    because who types in what happened is not done yet.
    """
    files = await cases.files(tx, [case_id])
    file = files.get(case_id)
    if file is None:
        return []
    look = await _look(tx, file, programmes, case_id, now)
    stream = tracking_stream_of(file.person)
    told = await cases.tracking.load(tx, stream)
    case, events = file.case(case_id), [one.event for one in told]
    settled_at = max(one.recorded_at for one in file.stored) + settling
    settled = now >= settled_at
    new = track(case, events, look.terms, now, uuid4, settled=settled)
    await cases.tracking.append(
        tx, stream, new, expected_version=len(told), recorded_at=now, context=by_itself()
    )
    await tracking_rows.show(tx, case_id, look.terms, look.flags)
    people = await people_of(tx, file, case_id, now) if look.matters else telling.People()
    notices = telling.notices(case_id, look.matters, programmes, people, day(now))
    await tracking_rows.tell(tx, case_id, notices, now)
    if not settled and any(term.missed for term in look.terms):
        await timers.look_again(tx, case_id, file.person, settled_at)
    following = next_day(look, programmes, day(now), closed=case.closing is not None)
    if following is not None:
        await timers.look_again(tx, case_id, file.person, start_of(following))
    return list(new)


def next_day(look: Look, programmes: Programmes, today: date, *, closed: bool) -> date | None:
    """The first day after today on which anything changes by itself."""
    days = measuring.boundaries(look.terms) | flagging.boundaries(look.flags)
    days |= telling.boundaries(look.matters, programmes, today) | look.ends
    if not closed:
        days |= set(programmes.changes_after(today)[:1])
    return min((on for on in days if on > today), default=None)


async def _look(tx: Tx, file: File, programmes: Programmes, case_id: UUID, now: datetime) -> Look:
    case, heard = file.case(case_id), file.resident
    terms = measuring.terms(case, heard, programmes, now)
    raised = flagging.flags(case, heard, programmes, now)
    counts = await tracking_rows.caseloads(tx, case_id, programmes, day(now))
    raised += caseload_flags(case, programmes, counts, day(now))
    lasts = (period.last for period in periods(case, programmes))
    ends = frozenset(last + timedelta(1) for last in lasts if last)
    return Look(terms, raised, telling.matters(terms, raised, day(now)), ends)
