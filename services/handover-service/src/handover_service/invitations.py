"""Invitations as iCalendar files (RFC 5545, RFC 5546), by which calendars keep one entry.

No name of a person is in them: case number, places, language. Parties are opaque addresses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vCalAddress, vText

from continuous_line.codes import Mode, Party
from continuous_line.days import AMSTERDAM
from continuous_line.happened import Reference
from handover_service.domain.talks_invitation import Invitation
from handover_service.domain.talks_planning import moments_of
from handover_service.identity import IDS

TYPE: Final = "text/calendar"


class Language(StrEnum):
    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Setting:
    """`azc` and `municipality` by their names; `organiser`: the URN of this system."""

    azc: str
    municipality: str
    organiser: str
    length: timedelta


WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "in-person": "Overdracht met z'n drieën, zaak {number}",
        "phone": "Overdracht per telefoon, zaak {number}",
        "video": "Overdracht met beeldbellen, zaak {number}",
        "case": "Zaak {number}",
        "from-to": "Van {azc} naar {municipality}",
        "language": "Taal: {language}",
        "interpreter": "Er is een tolk nodig.",
        "proposed": "Dit is een voorstel. De andere kant moet nog bevestigen.",
        "moments": "Voorgestelde momenten: {moments}",
        "reception-centre": "{azc}",
        "municipality": "{municipality}",
        "elsewhere": "Ergens anders: spreek af waar",
        "case-manager": "Casemanager, {azc}",
        "client-manager": "Klantmanager, {municipality}",
        "permit-holder": "Vergunninghouder, zaak {number}",
    },
    Language.EN: {
        "in-person": "Handover in person, case {number}",
        "phone": "Handover by phone, case {number}",
        "video": "Handover by video, case {number}",
        "case": "Case {number}",
        "from-to": "From {azc} to {municipality}",
        "language": "Language: {language}",
        "interpreter": "An interpreter is needed.",
        "proposed": "This is a proposal. The other side has yet to confirm it.",
        "moments": "Proposed moments: {moments}",
        "reception-centre": "{azc}",
        "municipality": "{municipality}",
        "elsewhere": "Elsewhere: agree where",
        "case-manager": "Case manager, {azc}",
        "client-manager": "Client manager, {municipality}",
        "permit-holder": "Permit holder, case {number}",
    },
}


def calendar(found: Invitation, setting: Setting, language: Language, now: datetime) -> bytes:
    """A file with the one entry: a request, or its cancelling."""
    written = Calendar()
    written.add("PRODID", "-//Doorlopende Lijn//handover-service//NL")
    written.add("VERSION", "2.0")
    written.add("METHOD", "CANCEL" if found.cancelled else "REQUEST")
    written.add_component(_entry(found, setting, language, now))
    return bytes(written.to_ical())


def number(case_id: UUID) -> str:
    """By which people call a case."""
    return str(case_id)[:8]


def _entry(found: Invitation, setting: Setting, language: Language, now: datetime) -> Event:
    planned = found.plan
    words = _filled(found, setting, WORDS[language])
    entry = Event()
    entry.add("UID", str(IDS.of_reference(Reference(id=found.first, kind="HandoverPlanned"))))
    entry.add("SEQUENCE", found.sequence)
    entry.add("DTSTAMP", now)
    entry.add("DTSTART", planned.scheduled_for)
    entry.add("DTEND", planned.scheduled_for + setting.length)
    entry.add("SUMMARY", words[planned.mode.value])
    entry.add("DESCRIPTION", "\n".join(_lines(found, words)))
    entry.add("STATUS", _status(found))
    entry.add("CLASS", "PRIVATE")
    if planned.mode is Mode.IN_PERSON and planned.place:
        entry.add("LOCATION", words[planned.place.value])
    entry.add("ORGANIZER", _address(setting.organiser, words[planned.proposed_by.value]))
    for party in Party:
        own = uuid5(planned.case_id, party.value).urn
        entry.add("ATTENDEE", _address(own, words[party.value]))
    return entry


def _filled(found: Invitation, setting: Setting, words: Mapping[str, str]) -> dict[str, str]:
    planned = found.plan
    moments = (f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}" for moment in moments_of(planned))
    known = {
        "number": number(planned.case_id),
        "azc": setting.azc,
        "municipality": setting.municipality,
        "language": planned.language or "",
        "moments": ", ".join(moments),
    }
    return {name: text.format_map(known) for name, text in words.items()}


def _lines(found: Invitation, words: Mapping[str, str]) -> Iterator[str]:
    planned = found.plan
    yield words["case"]
    yield words["from-to"]
    if planned.language:
        yield words["language"]
    if planned.interpreter:
        yield words["interpreter"]
    if not found.confirmed:
        yield words["proposed"]
        yield words["moments"]


def _status(found: Invitation) -> str:
    if found.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if found.confirmed else "TENTATIVE"


def _address(urn: str, name: str) -> vCalAddress:
    address = vCalAddress(urn)
    address.params["CN"] = vText(name)
    return address
