"""Lives, places and contacts in which anything may happen, in any order: for comparing two counts.

Made up by a source of chance, so that hypothesis can make the smallest one that differs.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from continuous_line.codes import Party, StayEndReason
from continuous_line.contracts.base import EventVoided
from continuous_line.days import AMSTERDAM
from report_service.testing.history import History, Told
from report_service.testing.random_journeys import journey

TOWNS = ("GM0988", "GM0003", "GM0010", "GM1979")
"""Of which the second and third merge into the fourth."""
AZCS = ("weert", "echt", "sneek")
FIRST, DAYS = date(2019, 1, 1), 300
_OWNERS = ("anna", "bert", "chris")
_ITEMS = (
    "housing", "move", "who-does-what", "shared-data", "civic-integration", "income", "complaints",
)  # fmt: skip
_KILOMETRES = (None, 8.0, 25.0, 60.0, 140.0)


def random_life(chance: Random, number: int = 0, most: int = 14) -> History:
    """A likely beginning or the whole way, then anything; some of it late, replaced or voided.

    All ids follow from `number`, so that the same chance gives the same life.
    """
    life = _Life(chance)
    person = life.person
    if chance.randrange(10):
        person.opened(life.early(), life.azc())
    if chance.randrange(10):
        person.permit(life.early())
    if not chance.randrange(3):
        journey(person, chance, FIRST + timedelta(chance.randrange(60)), life.thing())
    for _ in range(chance.randrange(most + 1)):
        chance.choice(life.acts)()
    person.person = uuid5(NAMESPACE_OID, str(number))
    person.told = [
        _at_some_time(told, uuid5(person.person, str(place)), chance)
        for place, told in enumerate(person.told)
    ]
    _correct(person, chance)
    return person


def _at_some_time(told: Told, number: UUID, chance: Random) -> Told:
    """On the same day, recorded then or up to some months later."""
    local = told.event.occurred_at.astimezone(AMSTERDAM)
    moment = local.replace(hour=chance.randrange(24), minute=chance.choice((0, 0, 20)))
    moment = moment.astimezone(told.event.occurred_at.tzinfo)
    late = timedelta(days=chance.choice((0, 0, 1, 40, 120)))
    event = msgspec.structs.replace(told.event, occurred_at=moment)
    return Told(number, moment + late, event, told.domain)


def _correct(person: History, chance: Random) -> None:
    for _ in range(chance.choice((0, 0, 1, 2))):
        if len(person.told) < 2:
            return
        wrong, right = chance.choice(person.told), chance.choice(person.told)
        late = wrong.time + timedelta(days=chance.choice((0, 30)))
        if chance.randrange(2):
            event = EventVoided(occurred_at=late, voids=wrong.id, reason="mistake")
            person.told.append(Told(uuid5(wrong.id, "void"), late, event, wrong.domain))
        elif (
            not isinstance(right.event, EventVoided)
            and wrong.id != right.id
            and right.event.replaces is None
            and wrong.time <= right.time
        ):
            event_ = msgspec.structs.replace(right.event, replaces=wrong.id)
            person.told[person.told.index(right)] = Told(right.id, right.time, event_, right.domain)


class _Life:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.person = History(chance.choice(AZCS), chance.choice(TOWNS))
        self.things = [UUID(int=1), UUID(int=2)]
        p = self.person
        talks = (self.warm, self.phone, self.not_held)
        links = (self.linked, self.linked, self.linked, self.unlinked)
        cases = (
            self.assigned,
            self.assigned,
            self.stand_in,
            self.owner_left,
            self.closed,
        )
        self.acts: tuple[Callable[[], UUID], ...] = (
            *talks, *links, *cases, self.moved, self.moved, self.ended, self.returned,
            self.relocated, self.sent, self.sent, self.viewed, self.activity, self.activity,
            lambda: p.opened(self.day(), self.azc()), lambda: p.permit(self.day()),
            lambda: p.stopped(self.day(), self.thing()), lambda: p.completed(self.day()),
            lambda: p.requested(self.day(), self.thing()),
            lambda: p.answered(self.day(), self.thing(), chance.choice(("planned", "none"))),
            lambda: p.client_manager(self.day(), self.town()),
            lambda: p.first_contact(self.day(), self.town()),
            lambda: p.acknowledged(
                self.day(), chance.choice(("usable", "incomplete")), self.town()
            ),
            self.informed, lambda: p.role_card(self.day()),
            lambda: p.welcomed(self.day(), self.town()), self.planned, self.done,
            lambda: p.referred(self.day(), self.thing()),
            lambda: p.referral_confirmed(self.day(), self.thing()), self.programme,
            self.signalled, self.signal_answered,
            lambda: p.signal_closed(self.day(), self.thing()),
        )  # fmt: skip

    def day(self) -> str:
        return (FIRST + timedelta(self.chance.randrange(DAYS))).isoformat()

    def early(self) -> str:
        return (FIRST + timedelta(self.chance.randrange(90))).isoformat()

    def town(self) -> str:
        return self.chance.choice((self.person.municipality, *TOWNS))

    def azc(self) -> str:
        return self.chance.choice(AZCS)

    def thing(self) -> UUID:
        return self.chance.choice(self.things)

    def km(self) -> float | None:
        return self.chance.choice(_KILOMETRES)

    def warm(self) -> UUID:
        present = self.chance.choice((tuple(Party), tuple(Party), (Party.CLIENT_MANAGER,)))
        return self.person.warm(self.day(), self.town(), attended=present)

    def phone(self) -> UUID:
        return self.person.phone(self.day(), self.town())

    def not_held(self) -> UUID:
        reason = self.chance.choice(("distance", "no-time", "no-capacity"))
        return self.person.not_held(self.day(), reason, self.town())

    def linked(self) -> UUID:
        return self.person.linked(
            self.day(), self.town(), self.km(),
            self.chance.choice(("housing-quota", "education", "network")),
            self.chance.choice((None, "AM33", "AM01")),
        )  # fmt: skip

    def unlinked(self) -> UUID:
        return self.person.unlinked(self.day(), self.town())

    def assigned(self) -> UUID:
        return self.person.assigned(self.day(), self.chance.choice(_OWNERS))

    def stand_in(self) -> UUID:
        day = date.fromisoformat(self.day())
        until = day + timedelta(self.chance.randrange(40))
        owner = self.chance.choice(_OWNERS)
        return self.person.reassigned(
            day.isoformat(), owner, self.chance.choice((None, until.isoformat()))
        )

    def owner_left(self) -> UUID:
        return self.person.owner_left(self.day(), self.chance.choice(_OWNERS))

    def closed(self) -> UUID:
        return self.person.closed(self.day())

    def moved(self) -> UUID:
        return self.person.moved(self.day(), self.town(), km=self.km())

    def ended(self) -> UUID:
        return self.person.ended(self.day(), self.chance.choice(tuple(StayEndReason)))

    def returned(self) -> UUID:
        return self.person.returned(self.day(), self.azc())

    def relocated(self) -> UUID:
        return self.person.relocated(self.day(), self.azc())

    def sent(self) -> UUID:
        return self.person.sent(self.day(), self.town())

    def viewed(self) -> UUID:
        return self.person.viewed(self.day(), self.town())

    def activity(self) -> UUID:
        day = date.fromisoformat(self.day())
        until = day + timedelta(self.chance.randrange(60))
        return self.person.active(
            day.isoformat(),
            self.chance.choice((None, until.isoformat())),
            self.thing(),
            self.chance.choice(("internal", "internal", "external")),
            self.chance.choice((None, "voorwerk", "aan-de-slag")),
        )

    def informed(self) -> UUID:
        for item in self.chance.choice((_ITEMS, _ITEMS[:2], _ITEMS[1:])):
            told = self.person.informed(self.day(), item)
        return told

    def planned(self) -> UUID:
        goals = self.chance.choice(
            (("client_manager", "permit_holder"), ("case_manager", "permit_holder"))
        )
        return self.person.planned(self.day(), self.chance.randrange(3), goals, self.town())

    def done(self) -> UUID:
        return self.person.done(
            self.day(), self.chance.choice((Party.PERMIT_HOLDER, Party.CASE_MANAGER))
        )

    def programme(self) -> UUID:
        asked = (("housing",), ("housing", "move", "step-of-its-own"), ("step-of-its-own",), ())
        return self.person.programme(self.day(), self.chance.choice(asked))

    def signalled(self) -> UUID:
        day = date.fromisoformat(self.day())
        return self.person.signalled(
            day.isoformat(),
            (day + timedelta(self.chance.choice((0, 7, 30)))).isoformat(),
            self.thing(),
            self.chance.choice((None, self.town())),
            self.chance.choice((None, self.azc())),
        )

    def signal_answered(self) -> UUID:
        return self.person.signal_answered(
            self.day(), self.thing(), in_time=bool(self.chance.randrange(2))
        )
