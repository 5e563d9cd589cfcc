"""What one person counts for in a period: in reception, moved, and how long it took."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from continuous_line.codes import ActivitySetting, Party, Verdict
from continuous_line.contracts import PublicEvent
from continuous_line.contracts import handover as h
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts import profile as p
from report_service.testing.history import Told
from report_service.testing.slow.diary import FOR_EVER, Diary, days_of, on_day

TOLD_TO_ALL = {
    "housing", "move", "who-does-what", "shared-data", "civic-integration", "income", "complaints",
}  # fmt: skip
ITEMS = {*TOLD_TO_ALL, "language-lessons", "work-and-education", "volunteering"}


class Seen(NamedTuple):
    """Under what something counts. `own`: the distance and basis are of that municipality."""

    azc: str
    municipality: str
    km: float | None
    basis: str | None


class Count(NamedTuple):
    """`days` of a lead time; `region`: holds where the municipality lies in it."""

    codes: Sequence[str]
    seen: Seen
    times: int = 1
    days: int | None = None
    regions: Sequence[tuple[str, str]] = ()


def in_reception(diary: Diary, first: date, last: date) -> Iterator[Count]:
    present = [today for today in days_of(first, last) if diary.here(today)]
    if not present:
        return
    stay = diary.last_stay(last)
    seen = seen_on(diary, last)._replace(azc=diary.azc(present[-1]))
    if stay.ended_by is h.MovedToMunicipality and stay.ended_on <= last:
        moves = [e for t, e in diary.all(h.MovedToMunicipality) if stay.ended_on <= on_day(t)]
        move = [event for event in moves if event.moved_on <= last][-1]
        basis = move.basis.value if move.basis else None
        seen = Seen(seen.azc, move.municipality, move.distance_km, basis)
    codes = ["reception"]
    if seen.municipality and _by_then(diary, p.ProfileSent, seen.municipality, last):
        codes.append("profile-sent")
        if _by_then(diary, p.ProfileViewed, seen.municipality, last):
            codes.append("profile-opened")
    yield Count(codes, seen)


def _by_then(
    diary: Diary, kind: type[p.ProfileSent] | type[p.ProfileViewed], town: str, last: date
) -> bool:
    return any(
        on_day(t) <= last and diary.same(e.municipality, town, last) for t, e in diary.all(kind)
    )


def seen_on(diary: Diary, today: date, town: str | None = None, azc: str | None = None) -> Seen:
    """At the municipality linked to on that day, or at this one."""
    link, where = diary.linked(today), azc or diary.azc_seen(today)
    if town is None:
        return Seen(where, "", None, None) if link is None else Seen(where, *link)
    if link is not None and diary.same(town, link.municipality, today):
        return Seen(where, town, link.km, link.basis)
    return Seen(where, town, None, None)


def moved_out(diary: Diary, first: date, last: date) -> Iterator[Count]:
    permit_on = diary.permit_on or FOR_EVER
    moves = [
        (told, number)
        for number, stay in enumerate(diary.stays)
        for told in stay.moves
        if max(first, permit_on) <= on_day(told) <= last
    ]
    if moves:
        latest_on = max(on_day(told) for told, _ in moves)
        told, stay = [each for each in moves if on_day(each[0]) == latest_on][-1]
        yield _Move(diary, told, stay).count()


class _Move:
    def __init__(self, diary: Diary, told: Told, stay: int) -> None:
        assert isinstance(told.event, h.MovedToMunicipality)
        self.diary, self.move, self.stay = diary, told.event, stay
        self.on = told.event.moved_on
        self.here = [
            t for t in diary.valid
            if len(diary.stays) == 1 or diary.within(t.event.occurred_at) == stay
        ]  # fmt: skip
        self.with_town = [
            t for t in self.here
            if diary.same(
                getattr(t.event, "municipality", None) or "", self.move.municipality,
                max(self.on, on_day(t)),
            )
        ]  # fmt: skip

    def count(self) -> Count:
        move = self.move
        codes = ["moved", self._outcome(), *self._activities()]
        codes += self._answer()
        before = {type(t.event) for t in self.with_town if on_day(t) < self.on}
        warm_before = any(on_day(t) < self.on for t in self.with_town if _is_warm(t.event))
        if g.WelcomeSent in before:
            codes.append("welcome-before-move")
        if h.FirstContactMade in before or h.HandoverByPhone in before or warm_before:
            codes.append("earliness")
        shown = any(isinstance(t.event, g.RoleCardShown) and on_day(t) < self.on for t in self.here)
        if shown and h.ClientManagerNamed in before:
            codes.append("clear-roles")
        if self._all_said():
            codes.append("transparency")
        if codes[1].startswith("not-held:"):
            codes.append("not-held")
        basis = move.basis.value if move.basis else None
        return Count(codes, Seen(move.from_azc, move.municipality, move.distance_km, basis))

    def _outcome(self) -> str:
        reasons = []
        for told in self.with_town:
            match told.event:
                case h.HandoverNotHeld():
                    reasons.append(told.event.reason.value)
                case h.WarmHandoverHeld() if not _is_warm(told.event):
                    reasons.append("party-absent")
                case _:
                    pass
        if any(_is_warm(t.event) for t in self.with_town):
            return "warm-handover"
        if any(isinstance(t.event, h.HandoverByPhone) for t in self.with_town):
            return "phone-only"
        return f"not-held:{reasons[-1]}" if reasons else "unknown"

    def _answer(self) -> list[str]:
        said = [t.event for t in self.with_town if isinstance(t.event, h.HandoverAcknowledged)]
        if not said:
            return []
        return ["acknowledged", *["usable"] * (said[-1].verdict is Verdict.USABLE)]

    def _activities(self) -> list[str]:
        start = self.diary.stays[self.stay].start_on
        if start is None:
            return []
        found = [e for _, e in self.diary.all(p.ActivityRecorded) if self._overlaps(e, start)]
        if not found:
            return []
        outside = any(event.setting is ActivitySetting.EXTERNAL for event in found)
        programmes = sorted({event.programme for event in found if event.programme is not None})
        codes = ["activity", *["activity-internal-only"] * (not outside)]
        codes += ["activity-programme"] * bool(programmes)
        return codes + [f"activity-programme:{each}" for each in programmes]

    def _overlaps(self, event: p.ActivityRecorded, start: date) -> bool:
        ends = [
            e.ended_on
            for _, e in self.diary.all(p.ActivityEnded)
            if e.activity_id == event.activity_id
        ]
        last = max(ends) if ends else event.ended_on or FOR_EVER
        return event.started_on <= self.on and last >= start

    def _all_said(self) -> bool:
        events: list[PublicEvent] = [t.event for t in self.here]
        said = {event.item.value for event in events if isinstance(event, g.InformationConfirmed)}
        asked = [
            ITEMS & set(event.required_items)
            for event in events
            if isinstance(event, g.ProgrammeAssigned) and ITEMS & set(event.required_items)
        ]
        return (asked[-1] if asked else TOLD_TO_ALL) <= said


def _is_warm(event: PublicEvent) -> bool:
    return isinstance(event, h.WarmHandoverHeld) and set(event.attended) >= set(Party)
