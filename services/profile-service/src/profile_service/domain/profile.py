"""The facts about one person in reception, and what is valid of them.

Facts are kept as they were recorded; everything else is derived from the valid ones. What was
where on a day follows the order in which things happened, what is missing the order in which it
was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import TypeVar
from uuid import UUID

from continuous_line.codes import Completeness, Section
from continuous_line.happened import EventVoided, Fact
from profile_service.domain.events import (
    ContentOf,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
    PermitGranted,
    PermitHolderRelocated,
    PersonalDataErased,
    ProfileCompleted,
    ProfileEvent,
    ProfileOpened,
    ProfileReviewed,
    ProfileSectionRecorded,
    ProfileSent,
    StayEnded,
    SupplementRequested,
)

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything recorded about one person, as recorded; `gone` is voided or replaced.

    `erased_at`: when the personal data were; the facts without them stay.
    """

    facts: tuple[Fact, ...] = ()
    gone: frozenset[UUID] = frozenset()
    erased_at: datetime | None = None

    def all(self, *kinds: type[F]) -> list[F]:
        """The valid facts of these kinds, in the order in which they were recorded."""
        return [f for f in self.facts if isinstance(f, kinds) and f.id not in self.gone]

    def happened(self, *kinds: type[F]) -> list[F]:
        """The valid facts of these kinds, in the order in which they happened."""
        return sorted(self.all(*kinds), key=lambda fact: fact.at)

    def recorded_after(self, fact: Fact) -> tuple[Fact, ...]:
        return self.facts[self.facts.index(fact) + 1 :]

    @property
    def exists(self) -> bool:
        return bool(self.all(ProfileOpened))

    @property
    def opened_at(self) -> datetime | None:
        opened = self.happened(ProfileOpened)
        return opened[0].at if opened else None

    def azc(self, moment: datetime) -> str | None:
        """Where the person lived in reception at that moment, or last."""
        come = [azc for azc, at in self.azcs() if at <= moment]
        return come[-1] if come else None

    def azcs(self) -> list[tuple[str, datetime]]:
        """Every reception centre, with the moment of coming there, in order."""
        stays: list[ProfileOpened | PermitHolderRelocated]
        stays = self.happened(ProfileOpened, PermitHolderRelocated)
        return [(_place(fact), fact.at) for fact in stays]

    @property
    def ended(self) -> StayEnded | None:
        """How the stay ended, unless the profile was opened again afterwards."""
        steps = self.happened(ProfileOpened, StayEnded)
        return steps[-1] if steps and isinstance(steps[-1], StayEnded) else None

    @property
    def granted_on(self) -> date | None:
        granted = self.all(PermitGranted)
        return granted[-1].granted_on if granted else None

    @property
    def household_id(self) -> UUID | None:
        steps = self.happened(HouseholdMemberJoined, HouseholdMemberLeft)
        last = steps[-1] if steps else None
        return last.household_id if isinstance(last, HouseholdMemberJoined) else None

    @property
    def recorded(self) -> dict[Section, ProfileSectionRecorded]:
        """What was recorded last of each section, in the order of the sections."""
        last = {fact.section: fact for fact in self.all(ProfileSectionRecorded)}
        return {section: last[section] for section in Section if section in last}

    @property
    def sections(self) -> dict[Section, Completeness]:
        """The state of every section; what was never recorded is empty."""
        return dict.fromkeys(Section, Completeness.EMPTY) | {
            section: fact.completeness for section, fact in self.recorded.items()
        }

    @property
    def contents(self) -> tuple[ContentOf, ...]:
        """What the profile consists of now."""
        return tuple(
            ContentOf(section=section, version=fact.content_version)
            for section, fact in self.recorded.items()
        )

    def next_content(self, section: Section) -> int:
        """Also contents that were voided had their number."""
        facts = (f for f in self.facts if isinstance(f, ProfileSectionRecorded))
        return 1 + sum(fact.section == section for fact in facts)

    def content(self, of: ContentOf) -> ProfileSectionRecorded | None:
        """The fact that recorded this content, also where it was taken back since."""
        for fact in self.facts:
            if (
                isinstance(fact, ProfileSectionRecorded)
                and fact.section == of.section
                and fact.content_version == of.version
            ):
                return fact
        return None

    @property
    def completed(self) -> ProfileCompleted | None:
        """The last completed version."""
        versions = self.all(ProfileCompleted)
        return versions[-1] if versions else None

    def version(self, number: int) -> ProfileCompleted | None:
        versions = self.all(ProfileCompleted)
        return next((one for one in versions if one.profile_version == number), None)

    def reviews(self, number: int) -> list[ProfileReviewed]:
        """Of that version, in the order in which they were recorded."""
        return [one for one in self.all(ProfileReviewed) if one.profile_version == number]

    @property
    def next_version(self) -> int:
        """Also versions that were voided had their number."""
        return 1 + sum(isinstance(fact, ProfileCompleted) for fact in self.facts)

    def sent_to(self, municipality: str) -> list[ProfileSent]:
        return [s for s in self.happened(ProfileSent) if s.municipality == municipality]

    @property
    def asked(self) -> tuple[Section, ...]:
        """Sections that a municipality asked for and that nobody recorded since."""
        asked: dict[Section, None] = {}
        for fact in self.all(SupplementRequested, ProfileSectionRecorded):
            if isinstance(fact, SupplementRequested):
                asked |= dict.fromkeys(fact.sections)
            elif isinstance(fact, ProfileSectionRecorded):
                asked.pop(fact.section, None)
        return tuple(section for section in Section if section in asked)


def evolve(state: Profile, event: ProfileEvent) -> Profile:
    """The state after the event."""
    if isinstance(event, EventVoided):
        return replace(state, gone=state.gone | {event.voids.id})
    if isinstance(event, PersonalDataErased):
        return replace(state, erased_at=event.at)
    gone = state.gone if event.replaces is None else state.gone | {event.replaces.id}
    return replace(state, facts=(*state.facts, event), gone=gone)


def fold(events: Iterable[ProfileEvent], state: Profile | None = None) -> Profile:
    return reduce(evolve, events, state or Profile())


def _place(fact: ProfileOpened | PermitHolderRelocated) -> str:
    return fact.azc if isinstance(fact, ProfileOpened) else fact.to_azc
