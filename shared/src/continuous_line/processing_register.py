"""The register of processing activities: what is done with personal data, why, and on what ground.

Every record of the processing log names one of these by its URI. Legal bases are assumptions: an
organisation that runs this decides on its own and says so in its own register.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from continuous_line.codes import LegalBasis, Purpose

REGISTER: Final = "https://doorlopende-lijn.example/processing-register"


class SubjectType(StrEnum):
    """What the pseudonym in a record stands for."""

    PERMIT_HOLDER = "permit-holder-id"
    CONTACT = "contact-id"
    MESSAGE = "message-id"


class Activity(StrEnum):
    """Processing activities by their code."""

    PROFILE_INTAKE = "profile-intake"
    PROFILE_RECORDING = "profile-recording"
    PROFILE_READING = "profile-reading"
    PROFILE_LISTING = "profile-listing"
    PROFILE_REVIEW = "profile-review"
    PROFILE_SENDING = "profile-sending"
    PROFILE_SHARING = "profile-sharing"
    PERSON_LOOK_UP = "person-look-up"
    OWN_DATA = "own-data"
    CASE_RECORDING = "case-recording"
    CASE_READING = "case-reading"
    EVENT_TELLING = "event-telling"
    MESSAGE_READING = "message-reading"
    FIGURE_READING = "figure-reading"
    ERASURE = "erasure"
    CONTACT_RECORDING = "contact-recording"
    CONTACT_READING = "contact-reading"
    CONTACT_EXCHANGE = "contact-exchange"

    @property
    def uri(self) -> str:
        return f"{REGISTER}#{self.value}"


@dataclass(frozen=True, slots=True)
class Entry:
    """`what`, in a sentence for people; `purpose` is the usual one: a record may name another."""

    service: str
    what: str
    nl: str
    purpose: Purpose
    basis: LegalBasis
    subject: SubjectType = SubjectType.PERMIT_HOLDER


_TASK, _DUTY = LegalBasis.PUBLIC_TASK, LegalBasis.LEGAL_OBLIGATION
ENTRIES: Final[Mapping[Activity, Entry]] = {
    Activity.PROFILE_INTAKE: Entry(
        "profile", "A profile is opened and who it is about is registered, one by one or in bulk.",
        "Een profiel wordt aangemaakt.", Purpose.REGISTRATION, _TASK,
    ),
    Activity.PROFILE_RECORDING: Entry(
        "profile", "What somebody tells about a section of the profile is written down.",
        "Gegevens worden in het profiel gezet.", Purpose.RECEPTION, _TASK,
    ),
    Activity.PROFILE_READING: Entry(
        "profile", "A profile, or some sections of it, is read.",
        "Het profiel wordt gelezen.", Purpose.INTEGRATION, _TASK,
    ),
    Activity.PROFILE_LISTING: Entry(
        "profile", "Persons are shown in a list of work to do.",
        "Iemand staat in een lijst met werk.", Purpose.RECEPTION, _TASK,
    ),
    Activity.PROFILE_REVIEW: Entry(
        "profile", "A second case manager judges whether a profile is usable.",
        "Een tweede casemanager controleert het profiel.", Purpose.REVIEW, _TASK,
    ),
    Activity.PROFILE_SENDING: Entry(
        "profile", "A profile is sent to the municipality that the person is linked to.",
        "Het profiel wordt naar de gemeente gestuurd.", Purpose.INTEGRATION, _TASK,
    ),
    Activity.PROFILE_SHARING: Entry(
        "profile", "Somebody else is given access to named sections, or loses it.",
        "Een ander krijgt toegang tot een deel van het profiel, of niet meer.",
        Purpose.INTEGRATION, LegalBasis.CONSENT,
    ),
    Activity.PERSON_LOOK_UP: Entry(
        "profile", "A person is looked up by a number that the case manager has at hand.",
        "Iemand wordt opgezocht met een nummer.", Purpose.REGISTRATION, _TASK,
    ),
    Activity.OWN_DATA: Entry(
        "profile", "Somebody looks at what is recorded about themselves.",
        "Iemand bekijkt de eigen gegevens.", Purpose.OWN_DATA, _DUTY,
    ),
    Activity.CASE_RECORDING: Entry(
        "handover", "A step of the handover is recorded: link, talk, move, closing.",
        "Een stap van de overdracht wordt vastgelegd.", Purpose.INTEGRATION, _TASK,
    ),
    Activity.CASE_READING: Entry(
        "handover", "The steps of somebody's handover are read.",
        "De stappen van de overdracht worden gelezen.", Purpose.INTEGRATION, _TASK,
    ),
    Activity.EVENT_TELLING: Entry(
        "handover", "A system of the municipality that subscribed is told what happened.",
        "Een systeem van de gemeente krijgt te horen wat er gebeurd is.",
        Purpose.INTEGRATION, _TASK,
    ),
    Activity.MESSAGE_READING: Entry(
        "handover", "The numbers in a message that could not be handled are read by its sender.",
        "De nummers in een bericht dat niet verwerkt kon worden, worden gelezen.",
        Purpose.INTEGRATION, _TASK, SubjectType.MESSAGE,
    ),
    Activity.FIGURE_READING: Entry(
        "report", "It is looked at who, and which events, stand behind a figure.",
        "Er wordt gekeken wie er in een cijfer meetelt, en waardoor.", Purpose.REVIEW, _TASK,
    ),
    Activity.ERASURE: Entry(
        "profile", "The key of a person's data is destroyed, on request or after the term.",
        "De gegevens worden voor altijd gewist.", Purpose.OWN_DATA, _DUTY,
    ),
    Activity.CONTACT_RECORDING: Entry(
        "directory", "How a professional can be reached is written down or changed.",
        "Hoe iemand op het werk te bereiken is, wordt vastgelegd.",
        Purpose.RECEPTION, _TASK, SubjectType.CONTACT,
    ),
    Activity.CONTACT_READING: Entry(
        "directory", "How a professional can be reached is read.",
        "Hoe iemand op het werk te bereiken is, wordt gelezen.",
        Purpose.RECEPTION, _TASK, SubjectType.CONTACT,
    ),
    Activity.CONTACT_EXCHANGE: Entry(
        "directory", "A file of professionals is imported or exported.",
        "Een bestand met contactpersonen wordt ingelezen of gemaakt.",
        Purpose.RECEPTION, _TASK, SubjectType.CONTACT,
    ),
}  # fmt: skip
