"""A programme: what has to happen by when, how often there is contact, and who is told.

Configuration, never code: `programme_reading` makes these from what a file says and names every
fault of it. Days are Amsterdam calendar days; weeks are seven of them, months calendar months.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from continuous_line.codes import OwnerReason
from continuous_line.codes_guidance import ContactOccasion

DEFAULT = "nl-default"
OWNER, WORKER, OWED_BY = "owner", "worker", "owed-by"
"""Who is told beside roles: who has the case, who guides within the programme, who owes it."""


class CountedIn(StrEnum):
    PERSONS = "persons"
    HOUSEHOLDS = "households"


class Over(StrEnum):
    """What comes of a case above the norm."""

    FLAG = "flag"
    REFUSE = "refuse"


class About(StrEnum):
    """What somebody is told of: a term that is near, one that was missed, a flag."""

    NEAR = "near"
    MISSED = "missed"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Name:
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Phase:
    """Begins `after_days` days after the moment `begins`."""

    code: str
    name: Name
    begins: str
    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """Met by the first of the moments `met_by`.

    `days`: the term, counted from the moment or the day `counted_from`; None: without a term.
    `near_days`: so many days before its end it counts as near. `after`: other milestones that
    come first; one that is met before them is named, not refused.
    """

    code: str
    name: Name
    met_by: tuple[str, ...]
    counted_from: str | date | None = None
    days: int | None = None
    near_days: int = 0
    after: tuple[str, ...] = ()
    owed_by: str = OWNER


@dataclass(frozen=True, slots=True)
class Extra:
    """So many contacts more once the moment `after` has come."""

    kind: ContactOccasion
    after: str
    least: int


@dataclass(frozen=True, slots=True)
class Contacts:
    """How often there is contact, in one phase or (None) all the time.

    `every_days`: at the latest so many days after the last one. `most` is the usual number and
    no limit. `same_worker`: always with one and the same.
    """

    phase: str | None = None
    every_days: int | None = None
    least: int | None = None
    most: int | None = None
    same_worker: bool = False
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Caseload:
    """Of one worker. Above the norm only for a reason in `except_for`, and then with an end."""

    norm: int
    low: int | None = None
    counted_in: CountedIn = CountedIn.PERSONS
    over: Over = Over.FLAG
    except_for: tuple[OwnerReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """The stay lasts so many months longer once this step was recorded."""

    step: str
    months: int


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody is in the programme, counted from a moment."""

    months: int
    counted_from: str = "assigned"
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """Who is told, so many days after the matter arose: `owner`, `worker`, `owed-by`, roles."""

    about: About
    tell: tuple[str, ...]
    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Something that only this programme knows, and that is recorded by its code."""

    code: str
    name: Name


@dataclass(frozen=True)
class Programme:
    """One version. `source`: where its numbers are from, `our_choice`: which are not.

    `every_case`: runs without being assigned, from the first link on. `instead_of`: programmes
    that end where this one is assigned. `required_items`: what is said to the permit holder
    (InformationItem), and steps.
    """

    code: str
    version: int
    valid_from: date
    name: Name
    valid_until: date | None = None
    every_case: bool = False
    source: tuple[str, ...] = ()
    our_choice: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    steps: tuple[Step, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    contacts: tuple[Contacts, ...] = ()
    caseload: Caseload | None = None
    stay: Stay | None = None
    required_items: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether this version is in force on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    @cached_property
    def by_code(self) -> Mapping[str, Milestone]:
        return {one.code: one for one in self.milestones}

    def cadence(self, phase: str | None) -> Contacts | None:
        """What holds in that phase: its own, else what holds all the time."""
        own = (one for one in self.contacts if phase is not None and one.phase == phase)
        always = (one for one in self.contacts if one.phase is None)
        return next(own, None) or next(always, None)


class Programmes:
    """All that are known, each in its versions."""

    def __init__(self, known: Iterable[Programme] = ()) -> None:
        self._known: dict[str, list[Programme]] = {}
        for one in sorted(known, key=lambda p: (p.code, p.version)):
            self._known.setdefault(one.code, []).append(one)

    def __iter__(self) -> Iterator[Programme]:
        return (one for versions in self._known.values() for one in versions)

    def codes(self) -> list[str]:
        return sorted(self._known)

    def versions(self, code: str) -> list[Programme]:
        """The oldest first; empty where it is unknown."""
        return self._known.get(code, [])

    def on(self, code: str, on: date) -> Programme | None:
        """The version in force on that day: of several the newest."""
        return next((one for one in reversed(self.versions(code)) if one.holds(on)), None)

    def every_case(self) -> list[str]:
        """Those that run on every case."""
        return [code for code, versions in self._known.items() if versions[-1].every_case]

    def changes_after(self, on: date) -> list[date]:
        """The days after that day on which a version begins or has ended."""
        found: set[date] = set()
        for versions in self._known.values():
            for one in versions:
                found.add(one.valid_from)
                if one.valid_until:
                    found.add(one.valid_until + timedelta(1))
        return sorted(change for change in found if change > on)
