"""What happened to a person as a plain list of public events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    Basis,
    Mode,
    NoWarmReason,
    Party,
    StayEndReason,
    UnlinkReason,
)
from continuous_line.contracts import CONTRACTS, PublicEvent
from continuous_line.contracts import handover as h
from continuous_line.contracts import profile as p
from continuous_line.contracts.base import EventVoided
from report_service.domain.count import Figures, count
from report_service.domain.definitions import current
from report_service.domain.fact import Fact
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period
from report_service.domain.places import Places
from report_service.facts import fact
from report_service.testing.guidance import Guidance
from report_service.testing.moments import noon


@dataclass(frozen=True, slots=True)
class Told:
    """A public event with what the envelope says of it."""

    id: UUID
    time: datetime
    event: PublicEvent
    domain: str = ""


_DOMAINS = {event: name for name, contract in CONTRACTS.items() for event in contract.events}


class History(Guidance):
    """One person's events in the order told; each method returns the id of its event.

    `recorded`: the day of recording, by default that on which it happened.
    """

    def __init__(self, azc: str = "weert", municipality: str = "GM0988") -> None:
        self.person = uuid4()
        self.azc = azc
        self.municipality = municipality
        self.told: list[Told] = []

    def tell(self, event: PublicEvent, recorded: str | None = None, domain: str = "") -> UUID:
        time = event.occurred_at if recorded is None else noon(recorded)
        self.told.append(Told(uuid4(), time, event, domain or _DOMAINS[type(event)]))
        return self.told[-1].id

    def opened(self, on: str, azc: str | None = None, recorded: str | None = None) -> UUID:
        return self.tell(p.ProfileOpened(occurred_at=noon(on), azc=azc or self.azc), recorded)

    def permit(self, on: str, replaces: UUID | None = None) -> UUID:
        return self.tell(
            p.PermitGranted(
                occurred_at=noon(on), granted_on=date.fromisoformat(on), replaces=replaces
            )
        )

    def relocated(self, on: str, to: str) -> UUID:
        return self.tell(
            p.PermitHolderRelocated(occurred_at=noon(on), from_azc=self.azc, to_azc=to)
        )

    def ended(self, on: str, reason: StayEndReason = StayEndReason.LEFT) -> UUID:
        return self.tell(p.StayEnded(occurred_at=noon(on), reason=reason))

    def sent(self, on: str, to: str | None = None, recorded: str | None = None) -> UUID:
        event = p.ProfileSent(
            occurred_at=noon(on), municipality=to or self.municipality, profile_version=1
        )
        return self.tell(event, recorded)

    def active(
        self,
        since: str,
        until: str | None = None,
        activity: UUID | None = None,
        setting: str = "internal",
        programme: str | None = None,
    ) -> UUID:
        return self.tell(
            p.ActivityRecorded(
                occurred_at=noon(since),
                activity_id=activity or uuid4(),
                activity_type=ActivityType.LANGUAGE,
                setting=ActivitySetting(setting),
                programme=programme,
                started_on=date.fromisoformat(since),
                ended_on=None if until is None else date.fromisoformat(until),
            )
        )

    def stopped(self, on: str, activity: UUID) -> UUID:
        return self.tell(
            p.ActivityEnded(
                occurred_at=noon(on),
                activity_id=activity,
                ended_on=date.fromisoformat(on),
                reason=ActivityEndReason.STOPPED,
            )
        )

    def linked(
        self,
        on: str,
        to: str | None = None,
        km: float | None = 20.0,
        basis: str = "housing-quota",
        matched: str | None = None,
    ) -> UUID:
        return self.tell(
            h.MunicipalityLinked(
                occurred_at=noon(on),
                municipality=to or self.municipality,
                azc=self.azc,
                basis=Basis(basis),
                matched_region=matched,
                distance_km=km,
            )
        )

    def unlinked(self, on: str, from_: str | None = None) -> UUID:
        return self.tell(
            h.MunicipalityUnlinked(
                occurred_at=noon(on),
                municipality=from_ or self.municipality,
                reason=UnlinkReason.RELINKED,
            )
        )

    def warm(
        self,
        on: str,
        with_: str | None = None,
        recorded: str | None = None,
        attended: Iterable[Party] = Party,
        replaces: UUID | None = None,
    ) -> UUID:
        event = h.WarmHandoverHeld(
            occurred_at=noon(on),
            municipality=with_ or self.municipality,
            azc=self.azc,
            attended=tuple(attended),
            interpreter=False,
            replaces=replaces,
        )
        return self.tell(event, recorded)

    def phone(self, on: str, with_: str | None = None, replaces: UUID | None = None) -> UUID:
        return self.tell(
            h.HandoverByPhone(
                occurred_at=noon(on),
                municipality=with_ or self.municipality,
                mode=Mode.PHONE,
                reason=NoWarmReason.DISTANCE,
                replaces=replaces,
            )
        )

    def not_held(self, on: str, reason: str = "no-time", with_: str | None = None) -> UUID:
        return self.tell(
            h.HandoverNotHeld(
                occurred_at=noon(on),
                municipality=with_ or self.municipality,
                reason=NoWarmReason(reason),
            )
        )

    def moved(
        self,
        on: str,
        to: str | None = None,
        recorded: str | None = None,
        km: float | None = 20.0,
        replaces: UUID | None = None,
    ) -> UUID:
        event = h.MovedToMunicipality(
            occurred_at=noon(on),
            municipality=to or self.municipality,
            from_azc=self.azc,
            moved_on=date.fromisoformat(on),
            basis=Basis.HOUSING_QUOTA,
            distance_km=km,
            replaces=replaces,
        )
        return self.tell(event, recorded)

    def returned(self, on: str, to: str | None = None) -> UUID:
        return self.tell(h.ReturnedToReception(occurred_at=noon(on), azc=to or self.azc))

    def voided(self, what: UUID, recorded: str = "2019-12-31") -> UUID:
        """The event is taken back, by the topic that it was on."""
        domain = next(told.domain for told in self.told if told.id == what)
        event = EventVoided(occurred_at=noon(recorded), voids=what, reason="mistake")
        return self.tell(event, domain=domain)

    def facts(self) -> list[Fact]:
        found = [fact(told, told.event) for told in self.told]
        return [each for each in found if each is not None]

    def observations(self) -> list[Observation]:
        return observe(self.facts(), current())


def figures_of(
    people: Iterable[History],
    period: Period,
    places: Places | None = None,
    map_on: date | None = None,
) -> Figures:
    """As counted from these histories alone."""
    definitions, places = current(), places or Places()
    return count(
        (
            seen
            for person in people
            for seen in observe(person.facts(), definitions, places.same, period.last_on)
        ),
        period,
        places,
        map_on,
    )
