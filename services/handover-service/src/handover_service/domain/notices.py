"""Who is told of what: of terms that are near or missed, and of flags, level by level."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from continuous_line.codes import AT_THE_AZC, Role
from handover_service.domain.flags import Flag
from handover_service.domain.programme import OWED_BY, OWNER, WORKER, About, Programmes
from handover_service.domain.terms import Key, Term


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody is told of, from `since` on; `what` is a milestone or the kind of a flag."""

    programme: str
    version: int
    period_from: date
    what: str
    about: About
    since: date
    due_on: date
    owed_by: str = WORKER


@dataclass(frozen=True, slots=True)
class Reader:
    """One member of staff, or whoever has that role at that place."""

    staff_id: str | None = None
    role: str | None = None
    place: str | None = None

    @property
    def known(self) -> bool:
        return self.staff_id is not None or self.place is not None


@dataclass(frozen=True, slots=True)
class People:
    """Of one case today. `workers`: who guides in a period, by programme and its first day."""

    owner: str | None = None
    client_manager: str | None = None
    azc: str | None = None
    unit: str | None = None
    municipality: str | None = None
    workers: tuple[tuple[str, date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """The id is the same as often as the same is said to the same reader."""

    id: UUID
    matter: Matter
    level: int
    reader: Reader


def matters(
    terms: Iterable[Term], flags: Iterable[Flag], today: date, missed: Mapping[Key, date]
) -> list[Matter]:
    """What is the matter today; what was met, or ended, is no more.

    `missed`: since which day that is said of a term (tracking.said_on); levels count from there,
    so that nobody hears of what is long past before those whose turn it was.
    """
    found: list[Matter] = []
    for term in terms:
        if term.due_on is None or not term.waits:
            continue
        about, since = About.NEAR, term.near_on if term.near(today) else None
        if term.missed:
            about, since = About.MISSED, missed.get(term.key)
        if since is not None:
            found.append(
                Matter(
                    term.programme, term.version, term.period_from, term.milestone, about, since,
                    term.due_on, term.owed_by,
                )
            )  # fmt: skip
    found += [
        Matter(
            flag.programme, flag.version, flag.period_from, flag.kind.value, About.FLAG,
            flag.since, flag.since,
        )
        for flag in flags
        if flag.raised(today)
    ]  # fmt: skip
    return found


def notices(
    case_id: UUID, found: Iterable[Matter], programmes: Programmes, people: People, today: date
) -> list[Notice]:
    """Each reader once for each matter, at the first level that reaches them."""
    told: dict[UUID, Notice] = {}
    for matter in found:
        for number, days, tell in _levels(programmes, matter, today):
            if matter.since + timedelta(days) > today:
                continue
            for reader in _readers(tell, matter, people):
                notice = Notice(_id(case_id, matter, reader), matter, number, reader)
                told.setdefault(notice.id, notice)
    return list(told.values())


def boundaries(found: Collection[Matter], programmes: Programmes, today: date) -> set[date]:
    """The days on which the next level is told."""
    return {
        matter.since + timedelta(days)
        for matter in found
        for _, days, _ in _levels(programmes, matter, today)
    }


def _levels(
    programmes: Programmes, matter: Matter, today: date
) -> list[tuple[int, int, Sequence[str]]]:
    """Number, days and whom to tell, the earliest first: of the version in force today.

    A term keeps the version that measures it; a role that has ended is told no more.
    """
    version = programmes.on(matter.programme, today)
    own = [level for level in version.levels if level.about is matter.about] if version else []
    own.sort(key=lambda level: level.after_days)
    return [(number, level.after_days, level.tell) for number, level in enumerate(own, 1)]


def _readers(tell: Iterable[str], matter: Matter, people: People) -> list[Reader]:
    readers = (_reader(told, matter, people) for told in tell)
    return [reader for reader in readers if reader.known]


def _reader(told: str, matter: Matter, people: People) -> Reader:
    """Where there is no such person, whoever looks after it at the place: never nobody."""
    key = (matter.programme, matter.period_from)
    worker = next((w for code, first, w in people.workers if (code, first) == key), None)
    if told == OWED_BY:
        return _reader(matter.owed_by, matter, people)
    if told == WORKER and worker:
        return Reader(worker)
    if told in (OWNER, WORKER):
        return _somebody(people.owner, Role.LOCATION_MANAGER, people.azc)
    match told:
        case Role.CLIENT_MANAGER:
            return _somebody(people.client_manager, Role.CLIENT_MANAGER, people.municipality)
        case Role.UNIT_MANAGER:
            return Reader(role=told, place=people.unit or people.azc)
        case _:
            at_the_azc = told in {role.value for role in AT_THE_AZC}
            return Reader(role=told, place=people.azc if at_the_azc else people.municipality)


def _somebody(staff_id: str | None, role: Role, place: str | None) -> Reader:
    return Reader(staff_id) if staff_id else Reader(role=role.value, place=place)


def _id(case_id: UUID, matter: Matter, reader: Reader) -> UUID:
    parts = (
        matter.programme, matter.version, matter.period_from, matter.what, matter.about.value,
        matter.due_on, reader.staff_id or "", reader.role or "", reader.place or "",
    )  # fmt: skip
    return uuid5(case_id, "|".join(map(str, parts)))
