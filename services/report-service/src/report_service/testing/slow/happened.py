"""What counts by itself, on its day: links, requests, signals, plans, referrals, cases."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from continuous_line.codes import Party
from continuous_line.contracts import handover as h
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts import profile as p
from report_service.testing.history import Told
from report_service.testing.slow.diary import FOR_EVER, Diary, days_of, on_day
from report_service.testing.slow.person import Count, Seen, seen_on


def happened(diary: Diary, first: date, last: date) -> Iterator[Count]:
    """On a day of the period, to somebody who had a permit by then."""
    since = max(first, diary.permit_on or FOR_EVER)
    for on, count in _all(diary):
        if since <= on <= last:
            yield count


def _all(diary: Diary) -> Iterator[tuple[date, Count]]:
    yield from _links(diary)
    for t, event in diary.all(p.ActivityRequested):
        answers = [
            e.answer.value
            for _, e in diary.all(p.ActivityAnswered)
            if e.request_id == event.request_id
        ]
        codes = ["request-answered", f"request-answered:{answers[-1]}"] if answers else []
        yield on_day(t), Count(["request", *codes], seen_on(diary, on_day(t)))
    for t, raised in diary.all(g.SignalRaised):
        seen = seen_on(diary, on_day(t), raised.municipality, raised.azc)
        yield on_day(t), Count(signal_codes(raised, diary.valid), seen)
    yield from _plans(diary)
    for t, made in diary.all(g.ReferralMade):
        arrived = any(e.referral == made.referral for _, e in diary.all(g.ReferralConfirmed))
        codes = ["referral", *["spider-in-the-web"] * arrived]
        yield on_day(t), Count(codes, seen_on(diary, on_day(t)))


def _links(diary: Diary) -> Iterator[tuple[date, Count]]:
    for t, event in diary.all(h.MunicipalityLinked):
        basis = event.basis.value
        seen = Seen(event.azc, event.municipality, event.distance_km, basis)
        codes = ["link", "link-basis", f"link-basis:{basis}"]
        if event.matched_region is None:
            yield on_day(t), Count(codes, seen)
        else:
            inside = [("link-in-matched-region", event.matched_region)]
            yield on_day(t), Count([*codes, "link-matched"], seen, regions=inside)


def signal_codes(raised: g.SignalRaised, told: Sequence[Told]) -> list[str]:
    """By the first answer and the first closing."""
    answers = [
        t.event.in_time
        for t in told
        if isinstance(t.event, g.SignalAnswered) and t.event.signal == raised.signal
    ]
    closings = [
        on_day(t)
        for t in told
        if isinstance(t.event, g.SignalClosed) and t.event.signal == raised.signal
    ]
    codes = ["signal"]
    if answers and answers[0]:
        codes.append("signal-answered")
    if closings and closings[0] <= raised.due_on:
        codes.append("liaison")
    return codes


def _plans(diary: Diary) -> Iterator[tuple[date, Count]]:
    plans = diary.all(g.PlanAgreed)
    for number, (t, plan) in enumerate(plans):
        seen, goals = seen_on(diary, on_day(t), plan.municipality), plan.goals_by
        both = bool(goals.client_manager and goals.permit_holder)
        yield on_day(t), Count(["plan", *["multi-partiality"] * both], seen)
        following = plans[number + 1][1].occurred_at if number + 1 < len(plans) else None
        done = [
            e
            for _, e in diary.all(g.PlanActionDone)
            if e.by is Party.PERMIT_HOLDER
            and plan.occurred_at <= e.occurred_at
            and (following is None or e.occurred_at < following)
        ]
        for action in range(plan.actions_by.permit_holder):
            codes = ["action", *["own-responsibility"] * (action < len(done))]
            yield on_day(t), Count(codes, seen)


def case_days(diary: Diary, first: date, last: date) -> Iterator[Count]:
    """Day by day; `last`: the last day that has been. And the cases that were closed."""
    permit_on = diary.permit_on or FOR_EVER
    for opened, closing in _cases(diary):
        closed_on = FOR_EVER if closing is None else on_day(closing)
        since = max(first, on_day(opened), permit_on)
        until = min(last, closed_on - timedelta(1))
        for today in days_of(since, until):
            nobody = _owner(diary, opened, closing, today) is None
            yield Count(["case-day", *["ownerless-days"] * nobody], seen_on(diary, today))


def closed_cases(diary: Diary, first: date, last: date) -> Iterator[Count]:
    for opened, closing in _cases(diary):
        if (
            closing is None
            or not max(first, diary.permit_on or FOR_EVER) <= (closed_on := on_day(closing)) <= last
        ):
            continue
        owners = [
            _owner(diary, opened, closing, today) for today in days_of(on_day(opened), closed_on)
        ]
        while owners and owners[0] is None:
            owners.pop(0)
        one = bool(owners) and set(owners) == {owners[0]}
        yield Count(["case", *["trust"] * one], seen_on(diary, closed_on))


def _cases(diary: Diary) -> Iterator[tuple[Told, Told | None]]:
    opened: Told | None = None
    steps = [t for t, _ in diary.all(h.MunicipalityLinked, h.HandoverClosed)]
    steps.sort(key=lambda t: (t.event.occurred_at, isinstance(t.event, h.HandoverClosed)))
    last_closing = None
    for t in steps:
        linking = isinstance(t.event, h.MunicipalityLinked)
        if linking and opened is None and t.event.occurred_at != last_closing:
            opened = t
        elif not linking and opened is not None:
            yield opened, t
            opened, last_closing = None, t.event.occurred_at
    if opened is not None:
        yield opened, None


def _owner(diary: Diary, opened: Told, closing: Told | None, today: date) -> str | None:
    """Who had the case at the end of that day."""
    begun = opened.event.occurred_at
    said = [
        t
        for t, e in diary.all(h.CaseAssigned, h.CaseReassigned, g.CaseOwnerLeft)
        if begun <= e.occurred_at
        and (closing is None or e.occurred_at <= closing.event.occurred_at)
        and on_day(t) <= today
    ]
    said.sort(key=lambda t: (t.event.occurred_at, isinstance(t.event, g.CaseOwnerLeft)))
    for_good: str | None = None
    standing_in: list[tuple[str, date]] = []
    for t in said:
        match t.event:
            case h.CaseReassigned(until=date() as until):
                standing_in.append((t.event.owner, until))
            case h.CaseAssigned() | h.CaseReassigned():
                for_good, standing_in = t.event.owner, []
            case g.CaseOwnerLeft():
                standing_in = [each for each in standing_in if each[0] != t.event.owner]
                for_good = None if for_good == t.event.owner else for_good
            case _:
                pass
    now = [owner for owner, until in standing_in if until >= today]
    return now[-1] if now else for_good
