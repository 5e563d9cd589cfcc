"""How long one thing came after another."""

from collections.abc import Iterator, Sequence
from datetime import date

from continuous_line.codes import Party
from continuous_line.contracts import handover as h
from continuous_line.contracts import profile as p
from report_service.testing.history import Told
from report_service.testing.slow.diary import FOR_EVER, Diary, on_day
from report_service.testing.slow.person import Count, Seen, seen_on


def waits(diary: Diary, first: date, last: date) -> Iterator[Count]:
    """Of those whose second end lies in the period."""
    since = max(first, diary.permit_on or FOR_EVER)
    for code, begin, end, seen in _all(diary):
        on = max(begin, end)
        if since <= on <= last:
            yield Count([], seen, days=(on - begin).days)._replace(codes=[f"days:{code}"])


Wait = tuple[str, date, date, Seen]


def _all(diary: Diary) -> Iterator[Wait]:
    completed = [t for t, _ in diary.all(p.ProfileCompleted)]
    if diary.permit_on is not None and completed:
        end = on_day(completed[0])
        seen = seen_on(diary, max(diary.permit_on, end))
        yield "permit-to-completed", diary.permit_on, end, seen
    for number in range(len(diary.stays)):
        yield from _of_stay(diary, number)


def _of_stay(diary: Diary, number: int) -> Iterator[Wait]:
    here = [
        t
        for t in diary.valid
        if len(diary.stays) == 1 or diary.within(t.event.occurred_at) == number
    ]
    completed = [t for t in here if isinstance(t.event, p.ProfileCompleted)]
    sent = [t for t in here if isinstance(t.event, p.ProfileSent)]
    if completed and sent:
        begin, end = on_day(completed[0]), on_day(sent[0])
        yield "completed-to-sent", begin, end, seen_on(diary, max(begin, end))
    links = [t for t in here if isinstance(t.event, h.MunicipalityLinked)]
    talks = [
        t
        for t in here
        if isinstance(t.event, h.HandoverByPhone)
        or (isinstance(t.event, h.WarmHandoverHeld) and set(t.event.attended) >= set(Party))
    ]
    yield from _pairs(
        diary, "sent-to-viewed", sent, [t for t in here if isinstance(t.event, p.ProfileViewed)]
    )
    contacts = [t for t in here if isinstance(t.event, h.FirstContactMade)]
    yield from _pairs(diary, "link-to-first-contact", links, contacts)
    yield from _pairs(diary, "link-to-handover", links, talks)
    yield from _pairs(diary, "link-to-move", links, diary.stays[number].moves)


def _pairs(diary: Diary, code: str, begins: Sequence[Told], ends: Sequence[Told]) -> Iterator[Wait]:
    """From the first with a municipality to the first with the same one."""
    had: list[str] = []
    for told in ends:
        town, on = told.event.municipality, on_day(told)  # type: ignore[attr-defined]
        before = [
            on_day(t)
            for t in begins
            if diary.same(t.event.municipality, town, on)  # type: ignore[attr-defined]
        ]
        if not before or any(diary.same(each, town, on) for each in had):
            continue
        had.append(town)
        seen = seen_on(diary, max(before[0], on), town)
        if isinstance(told.event, h.MovedToMunicipality):
            basis = told.event.basis.value if told.event.basis else None
            seen = Seen(told.event.from_azc, town, told.event.distance_km, basis)
        yield code, before[0], on, seen
