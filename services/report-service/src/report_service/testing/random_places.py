"""A small country whose municipalities merge, with its contacts, meetings and signals."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from continuous_line.codes import Role
from continuous_line.codes_directory import ContactKind
from continuous_line.codes_guidance import ExperienceAnswer, Side, SignalKind
from continuous_line.contracts import PublicEvent
from continuous_line.contracts import directory as d
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts.base import EventVoided
from report_service.testing.history import Told
from report_service.testing.moments import noon
from report_service.testing.random_lives import AZCS, DAYS, FIRST, TOWNS

LIES_IN = {
    "GM0988": ("AM33", "Limburg"), "GM0003": ("AM01", "Groningen"),
    "GM0010": ("AM01", "Groningen"), "GM1979": ("AM01", "Groningen"),
    "GM0193": ("AM10", "Overijssel"),
}  # fmt: skip
MERGED_ON = (date(2019, 3, 15), date(2019, 7, 1), date(2020, 1, 1))
_AREAS = (*TOWNS, "AM33", "PV20", "NL", "weert")
LIPOS = tuple(UUID(int=number) for number in range(1, 4))
CONTACTS = tuple(UUID(int=number) for number in range(4, 8))


def random_map(chance: Random) -> list[tuple[str, Told]]:
    """Events by the code of their place; the mergers begin on a day of the year or after it."""
    events: list[tuple[str, PublicEvent]] = [
        (code, d.MunicipalityRegistered(
            occurred_at=noon("2018-01-01"), code=code, name=code, province=province, region=region,
            region_name=region, latitude=52.0, longitude=5.0,
        ))
        for code, (region, province) in LIES_IN.items()
        if chance.randrange(8)
    ]  # fmt: skip
    events += [
        (azc, d.ReceptionCentreRegistered(
            occurred_at=noon("2018-01-01"), azc=azc, name=azc, unit=unit, place="GM0988",
            latitude=52.0, longitude=5.0, valid_from=date(2018, 1, 1),
        ))
        for azc, unit in zip(AZCS, ("zuid", "zuid", "noord"), strict=True)
        if chance.randrange(8)
    ]  # fmt: skip
    for code in TOWNS[1:3]:
        merged_on = chance.choice(MERGED_ON)
        events.append(
            (code, d.MunicipalityMerged(
                occurred_at=noon("2018-06-01"), code=code, successor=TOWNS[3], valid_from=merged_on
            ))
        )  # fmt: skip
    if chance.randrange(2):
        closed_on = FIRST + timedelta(chance.randrange(DAYS))
        events.append(
            ("echt", d.ReceptionCentreClosed(
                occurred_at=noon("2019-01-01"), azc="echt", valid_from=closed_on
            ))
        )  # fmt: skip
    told = [
        (code, _told(place, event.occurred_at, chance.choice((0, 0, 400)), event))
        for place, (code, event) in enumerate(_and_changes(chance, events))
    ]
    return told + _taken_back(chance, told)


def _and_changes(
    chance: Random, events: list[tuple[str, PublicEvent]]
) -> list[tuple[str, PublicEvent]]:
    """Also a municipality that lies in another region from some day on, and an azc that another
    unit has."""
    changed_on = FIRST + timedelta(chance.randrange(DAYS))
    changes: list[tuple[str, PublicEvent]] = [
        (TOWNS[0], d.MunicipalityChanged(
            occurred_at=noon("2018-07-01"), code=TOWNS[0], name=TOWNS[0], province="Overijssel",
            region="AM10", region_name="AM10", latitude=52.0, longitude=5.0, valid_from=changed_on,
        )),
        ("weert", d.ReceptionCentreChanged(
            occurred_at=noon("2018-07-01"), azc="weert", name="weert", unit="noord",
            place="GM0988", latitude=52.0, longitude=5.0, valid_from=changed_on,
        )),
    ]  # fmt: skip
    return [*events, *(change for change in changes if not chance.randrange(3))]


def _taken_back(chance: Random, told: list[tuple[str, Told]]) -> list[tuple[str, Told]]:
    """Of some maps one event, at once or long after: a merger that never was, a town that is no
    town."""
    if not told or chance.randrange(4):
        return []
    code, wrong = chance.choice(told)
    at = wrong.time + timedelta(chance.choice((1, 300)))
    void = EventVoided(occurred_at=at, voids=wrong.id, reason="mistake")
    return [(code, Told(uuid5(wrong.id, "void"), at, void, wrong.domain))]


def _told(number: int, at: datetime, late: int, event: PublicEvent) -> Told:
    """`late`: recorded so many days after."""
    domain = "handover" if isinstance(event, _OF_HANDOVER) else "directory"
    identity = uuid5(NAMESPACE_OID, f"{domain}:{type(event).__name__}:{number}")
    return Told(identity, at + timedelta(late), event, domain)


def random_subjects(chance: Random, most: int = 12) -> dict[str, list[Told]]:
    """Contacts, meetings, what municipalities say they know, and signals and answers about none."""
    found: dict[str, list[Told]] = {}
    contact_of = dict.fromkeys(CONTACTS, False)
    for number in range(chance.randrange(most + 1)):
        on = FIRST + timedelta(chance.randrange(DAYS))
        subject, event = _any(chance, on, contact_of)
        local = noon(on) + timedelta(hours=chance.randrange(-10, 10))
        event = msgspec.structs.replace(event, occurred_at=local)
        told = _told(number, local, chance.choice((0, 0, 60)), event)
        found.setdefault(subject, []).append(told)
    for several in found.values():
        if not chance.randrange(4):
            wrong = chance.choice(several)
            at = wrong.time + timedelta(1)
            void = EventVoided(occurred_at=at, voids=wrong.id, reason="mistake")
            several.append(Told(uuid5(wrong.id, "void"), at, void, wrong.domain))
    return found


_OF_HANDOVER = (g.SignalRaised, g.SignalAnswered, g.SignalClosed, g.ExperienceAnswered)
_SIGNAL = UUID(int=99)


def _any(chance: Random, on: date, registered: dict[UUID, bool]) -> tuple[str, PublicEvent]:
    others = (_of_contact, _of_contact, _of_contact, _of_town, _lipo, _of_handover)
    if chance.randrange(4):
        return chance.choice(others)(chance, on)
    contact = chance.choice(CONTACTS)
    which = d.ContactChanged if registered[contact] else d.ContactRegistered
    registered[contact] = True
    return str(contact), which(
        occurred_at=noon(on), contact_id=contact, organisation="gemeente",
        kind=chance.choice((ContactKind.CLIENT_MANAGER, ContactKind.TEAM, ContactKind.OTHER)),
        places=tuple(chance.choice(_AREAS) for _ in range(chance.randrange(1, 3))),
        valid_from=on + timedelta(chance.choice((-30, 0, 40))),
        valid_to=chance.choice((None, on + timedelta(100))),
    )  # fmt: skip


def _of_contact(chance: Random, on: date) -> tuple[str, PublicEvent]:
    contact, at = chance.choice(CONTACTS), noon(on)
    if not chance.randrange(5):
        ended_on = on + timedelta(10)
        return str(contact), d.ContactRetired(
            occurred_at=at, contact_id=contact, valid_from=ended_on
        )
    roles = (Role.CLIENT_MANAGER,)
    return str(contact), d.ContactVerified(
        occurred_at=at, contact_id=contact, organisation="gemeente", roles=roles
    )


def _of_town(chance: Random, on: date) -> tuple[str, PublicEvent]:
    town = chance.choice(TOWNS)
    known = bool(chance.randrange(2))
    return town, d.KnowsCoaContact(occurred_at=noon(on), municipality=town, known=known)


def _lipo(chance: Random, on: date) -> tuple[str, PublicEvent]:
    return str(chance.choice(LIPOS)), d.LipoHeld(
        occurred_at=noon(on),
        azc=chance.choice(AZCS),
        held_on=on,
        on_case_level=bool(chance.randrange(2)),
        organisations=("coa",),
    )


def _of_handover(chance: Random, on: date) -> tuple[str, PublicEvent]:
    town, at = chance.choice(TOWNS), noon(on)
    raised = g.SignalRaised(
        occurred_at=at, signal=_SIGNAL, kind=SignalKind.OTHER, raised_by=Side.RECEPTION,
        due_on=on + timedelta(7), municipality=town,
    )  # fmt: skip
    answered = g.SignalAnswered(occurred_at=at, signal=_SIGNAL, in_time=True)
    closed = g.SignalClosed(occurred_at=at, signal=_SIGNAL)
    experience = g.ExperienceAnswered(
        occurred_at=at, municipality=town, azc=chance.choice((None, "weert")),
        month=on.replace(day=1), answer=ExperienceAnswer.WELL,
    )  # fmt: skip
    return town, chance.choice((raised, answered, closed, experience))
