"""What stands out in a period beside its terms: contact too late, another worker, a stay over."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.events_guidance import ContactHeld
from handover_service.domain.periods import Scope, periods
from handover_service.domain.programme import Contacts, Programme, Programmes, Stay
from handover_service.domain.resident import Resident


class FlagKind(StrEnum):
    CONTACT_LATE = "contact-late"
    CONTACTS_FEW = "contacts-few"
    OTHER_WORKER = "other-worker"
    STAY_OVER = "stay-over"
    CASELOAD_OVER = "caseload-over"


@dataclass(frozen=True, slots=True)
class Flag:
    """Raised from `since` on: a day ahead where nothing happens until then."""

    programme: str
    version: int
    kind: FlagKind
    period_from: date
    since: date
    worker: str | None = None

    def raised(self, on: date) -> bool:
        return self.since <= on


@dataclass(frozen=True, slots=True)
class Count:
    """How many contacts there were, and how many there should be by now."""

    held: int
    least: int | None
    most: int | None


def flags(case: Case, heard: Resident, programmes: Programmes, now: datetime) -> list[Flag]:
    """Of all periods; of one that has ended only what stays true."""
    found: list[Flag] = []
    for period in periods(case, programmes):
        version = programmes.on(period.programme, min(day(now), period.last or date.max))
        if version is None:
            continue
        scope = Scope(case, period, heard, now)
        found += [*_contact(scope, version), *_workers(scope, version), *_stay(scope, version)]
    return found


def counted(scope: Scope, version: Programme) -> Count:
    """Of the contacts in this period."""
    cadence = version.cadence(scope.phase(version))
    least = _least(scope, version, cadence) if cadence else None
    return Count(len(scope.period.contacts), least, cadence.most if cadence else None)


def stay_ends(scope: Scope, version: Programme) -> date | None:
    """The last day of the stay, with the extensions that were recorded."""
    if version.stay is None:
        return None
    mark = scope.first(version, version.stay.counted_from)
    return months_after(mark.on, _months(scope, version.stay)) if mark else None


def months_after(on: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def boundaries(found: Collection[Flag]) -> set[date]:
    return {flag.since for flag in found}


def _contact(scope: Scope, version: Programme) -> list[Flag]:
    period, today = scope.period, day(scope.now)
    cadence = version.cadence(scope.phase(version))
    if cadence is None:
        return []
    found = []
    if cadence.every_days is not None and period.runs(today):
        last = max((day(one.at) for one in period.contacts), default=period.first)
        since = max(last, period.first) + timedelta(cadence.every_days + 1)
        found.append(_flag(scope, version, FlagKind.CONTACT_LATE, since))
    least, ended = _least(scope, version, cadence), period.last
    if least and ended is not None and len(period.contacts) < least:
        found.append(_flag(scope, version, FlagKind.CONTACTS_FEW, ended + timedelta(1)))
    return found


def _least(scope: Scope, version: Programme, cadence: Contacts) -> int | None:
    more = sum(one.least for one in cadence.extra if scope.first(version, one.after))
    return None if cadence.least is None and not more else (cadence.least or 0) + more


def _workers(scope: Scope, version: Programme) -> list[Flag]:
    """Contacts with another than the one who was assigned, or who held the first."""
    held = sorted(scope.period.contacts, key=lambda one: (one.at, one.id))
    if not held:
        return []
    one = scope.period.worker or held[0].worker
    others = [
        contact for contact in held if contact.worker != one and _same(scope, version, contact)
    ]
    return [
        _flag(scope, version, FlagKind.OTHER_WORKER, day(contact.at), contact.worker)
        for contact in others[:1]
    ]


def _same(scope: Scope, version: Programme, contact: ContactHeld) -> bool:
    cadence = version.cadence(scope.phase_on(version, day(contact.at)))
    return cadence is not None and cadence.same_worker


def _stay(scope: Scope, version: Programme) -> list[Flag]:
    end = stay_ends(scope, version)
    if end is None or (scope.period.last is not None and scope.period.last <= end):
        return []
    return [_flag(scope, version, FlagKind.STAY_OVER, end + timedelta(1))]


def _months(scope: Scope, stay: Stay) -> int:
    granted = (one.months for one in stay.extensions if scope.period.steps(one.step))
    return stay.months + sum(granted)


def _flag(
    scope: Scope, version: Programme, kind: FlagKind, since: date, worker: str | None = None
) -> Flag:
    return Flag(version.code, version.version, kind, scope.period.first, since, worker)
