"""Invented people of two years and more, at real places: so many that charts have something to
show. Nobody of them exists; in the later half years more go well."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import uuid4

from continuous_line.codes import NoWarmReason, Outcome, Role
from continuous_line.codes_directory import ContactKind
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.contracts import PublicEvent
from continuous_line.contracts import directory as d
from continuous_line.contracts import handover as h
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts import profile as p
from continuous_line.distance import Point, distance_km
from report_service.testing.history import History
from report_service.testing.moments import noon

AZCS = (
    ("ter-apel", "Ter Apel", "unit-noord", 52.876, 7.060),
    ("zutphen", "Zutphen", "unit-oost", 52.140, 6.200),
    ("utrecht", "Utrecht", "unit-west", 52.090, 5.120),
    ("katwijk", "Katwijk", "unit-west", 52.200, 4.410),
    ("weert", "Weert", "unit-zuid", 51.250, 5.710),
    ("budel", "Budel-Cranendonck", "unit-zuid", 51.270, 5.570),
)
TOWNS = (
    ("GM0014", "Groningen", "Groningen", "AM01", "Groningen", 53.218, 6.621),
    ("GM0080", "Leeuwarden", "Fryslân", "AM02", "Friesland", 53.200, 5.790),
    ("GM0153", "Enschede", "Overijssel", "AM08", "Twente", 52.220, 6.890),
    ("GM0193", "Zwolle", "Overijssel", "AM07", "Regio Zwolle", 52.510, 6.090),
    ("GM0202", "Arnhem", "Gelderland", "AM14", "Midden-Gelderland", 51.980, 5.910),
    ("GM0344", "Utrecht", "Utrecht", "AM13", "Midden-Utrecht", 52.090, 5.090),
    ("GM0363", "Amsterdam", "Noord-Holland", "AM18", "Groot Amsterdam", 52.370, 4.900),
    ("GM0518", "'s-Gravenhage", "Zuid-Holland", "AM22", "Haaglanden", 52.070, 4.300),
    ("GM0599", "Rotterdam", "Zuid-Holland", "AM25", "Rijnmond", 51.920, 4.480),
    ("GM0664", "Goes", "Zeeland", "AM28", "Zeeland", 51.500, 3.890),
    ("GM0772", "Eindhoven", "Noord-Brabant", "AM32", "Zuidoost-Brabant", 51.440, 5.480),
    ("GM0957", "Roermond", "Limburg", "AM34", "Midden-Limburg", 51.190, 5.990),
    ("GM0988", "Weert", "Limburg", "AM34", "Midden-Limburg", 51.250, 5.710),
    ("GM0935", "Maastricht", "Limburg", "AM35", "Zuid-Limburg", 50.850, 5.690),
)
Town = tuple[str, str, str, str, str, float, float]
Day = tuple[date, Callable[[str], object]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """`towns`: code, name, province, region, its name, latitude, longitude."""

    towns: Sequence[Town] = TOWNS
    first: date = date(2024, 1, 8)
    last: date = date(2026, 3, 20)
    seed: int = 1

    def people(self, number: int) -> list[History]:
        rng = Random(self.seed)
        weights = [1 / (place + 2) ** 0.8 for place in range(len(self.towns))]
        return [
            self._person(rng, rng.choices(self.towns, weights)[0], rng.choice(AZCS))
            for _ in range(number)
        ]

    def places(self) -> list[tuple[str, PublicEvent]]:
        """With a contact of most municipalities."""
        at, rng = noon(self.first), Random(self.seed)
        found: list[tuple[str, PublicEvent]] = []
        for code, name, unit, latitude, longitude in AZCS:
            registered = d.ReceptionCentreRegistered(
                occurred_at=at, azc=code, name=name, unit=unit, place=name, latitude=latitude,
                longitude=longitude,
            )  # fmt: skip
            found.append((code, registered))
        for code, name, province, region, region_name, latitude, longitude in self.towns:
            town = d.MunicipalityRegistered(
                occurred_at=at, code=code, name=name, province=province, region=region,
                region_name=region_name, latitude=latitude, longitude=longitude,
            )  # fmt: skip
            found.append((code, town))
            found += self._contact(code, rng)
        return found

    def _contact(self, code: str, rng: Random) -> Iterable[tuple[str, PublicEvent]]:
        if rng.random() < 0.3:
            yield (
                code,
                d.KnowsCoaContact(occurred_at=noon(self.first), municipality=code, known=True),
            )
        if rng.random() < 0.7:
            contact, since = uuid4(), noon(self.last - timedelta(150))
            registered = d.ContactRegistered(
                occurred_at=since, contact_id=contact, kind=ContactKind.CLIENT_MANAGER,
                organisation=code, places=(code,), valid_from=self.first,
            )  # fmt: skip
            yield str(contact), registered
            verified = d.ContactVerified(
                occurred_at=since, contact_id=contact, organisation=code,
                roles=(Role.CLIENT_MANAGER,),
            )  # fmt: skip
            yield str(contact), verified

    def _person(self, rng: Random, town: Town, azc: tuple[str, str, str, float, float]) -> History:
        person = History(azc=azc[0], municipality=town[0])
        km = distance_km(Point(azc[3], azc[4]), Point(town[5], town[6]))
        opened = self.first + timedelta(rng.randrange((self.last - self.first).days - 30))
        permit = opened + timedelta(rng.randint(5, 60))
        linked = permit + timedelta(rng.randint(3, 50))
        sent = linked + timedelta(rng.randint(0, 25))
        moved = linked + timedelta(round(rng.gammavariate(6, 13)) + 8)
        late = (moved - self.first).days / (self.last - self.first).days
        days: list[Day] = [
            (opened, person.opened),
            (permit, person.permit),
            (linked, partial(person.linked, km=km)),
        ]
        if rng.random() < 0.75 + 0.15 * late:
            days.append((sent, person.sent))
        if rng.random() < 0.65:
            days.append((permit + timedelta(3), person.active))
        talk = min(moved, linked + timedelta(rng.randint(5, 60)))
        near = km is not None and km < 50
        days += self._talk(rng, person, talk, (0.15 + 0.4 * late) * (1.4 if near else 0.6))
        days.append((moved, partial(person.moved, km=km)))
        days += self._beside(rng, person, permit, linked, sent, moved, late)
        for day, tell in sorted(days, key=lambda each: each[0]):
            if day <= self.last:
                tell(day.isoformat())
        return person

    def _beside(
        self,
        rng: Random,
        person: History,
        permit: date,
        linked: date,
        sent: date,
        moved: date,
        late: float,
    ) -> list[Day]:
        """Owner, profile, first contact, plan, signals: what else there is to count."""
        town = person.municipality
        found: list[Day] = []

        def add(on: date, event: Callable[[datetime], PublicEvent]) -> None:
            found.append((on, lambda day: person.tell(event(noon(day)))))

        def after(day: date, most: int) -> date:
            return day + timedelta(rng.randint(0, most))

        add(
            after(permit, 30),
            lambda at: p.ProfileCompleted(occurred_at=at, completeness=100, profile_version=1),
        )
        add(
            linked if rng.random() < 0.9 else after(linked, 12),
            lambda at: h.CaseAssigned(occurred_at=at, owner="case-manager-1"),
        )
        add(after(linked, 40), lambda at: h.FirstContactMade(occurred_at=at, municipality=town))
        add(
            after(sent, 21),
            lambda at: p.ProfileViewed(occurred_at=at, municipality=town, profile_version=1),
        )
        if rng.random() < 0.5 + 0.2 * late:
            add(linked, lambda at: g.RoleCardShown(occurred_at=at))
            add(
                after(linked, 20),
                lambda at: h.ClientManagerNamed(
                    occurred_at=at, municipality=town, client_manager="client-manager-1"
                ),
            )
        if rng.random() < 0.15:
            signal = uuid4()
            add(
                linked,
                lambda at: g.SignalRaised(
                    occurred_at=at,
                    signal=signal,
                    kind=SignalKind.NO_ANSWER,
                    raised_by=Side.RECEPTION,
                    due_on=linked + timedelta(14),
                ),
            )
            add(
                after(linked, 20),
                lambda at: g.SignalAnswered(
                    occurred_at=at, signal=signal, in_time=rng.random() < 0.7
                ),
            )
        closed = after(moved, 60)
        add(closed, lambda at: h.CaseAccepted(occurred_at=at, municipality=town))
        add(
            closed,
            lambda at: h.HandoverClosed(
                occurred_at=at, outcome=Outcome.ACCEPTED, overview="client-manager"
            ),
        )
        return found

    def _talk(self, rng: Random, person: History, on: date, warm: float) -> list[Day]:
        lot = rng.random()
        if lot < warm:
            return [(on, person.warm)]
        if lot < warm + 0.3:
            return [(on, person.phone)]
        if lot < warm + 0.55:
            reasons = [NoWarmReason.DISTANCE, *NoWarmReason]
            reason = rng.choice(reasons[: 1 + round(len(reasons) * rng.random())])
            return [(on, partial(person.not_held, reason=reason))]
        return []
