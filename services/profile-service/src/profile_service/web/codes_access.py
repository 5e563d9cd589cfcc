"""Who reads what, what for and how, in words; both languages have the same."""

from typing import Final

from continuous_line.codes import Purpose
from continuous_line.processing_log import Manner
from continuous_line.web.pages.language import Language
from profile_service.domain.receiving import Ground
from profile_service.web.codes import SECTIONS, Named, named

PURPOSES: Final[Named] = {
    Language.NL: {
        Purpose.REGISTRATION: "uw gegevens bijhouden",
        Purpose.RECEPTION: "begeleiding in het azc",
        Purpose.REVIEW: "controle van het profiel",
        Purpose.INTEGRATION: "huis en inburgering",
        Purpose.LANGUAGE_LESSONS: "taalles",
        Purpose.TRAINING: "opleiding of training",
        Purpose.VOLUNTEERING: "vrijwilligerswerk",
        Purpose.WORK: "werk",
        Purpose.OWN_DATA: "eigen gegevens bekijken",
    },
    Language.EN: {
        Purpose.REGISTRATION: "keeping your data",
        Purpose.RECEPTION: "guidance at the reception centre",
        Purpose.REVIEW: "review of the profile",
        Purpose.INTEGRATION: "housing and integration",
        Purpose.LANGUAGE_LESSONS: "language lessons",
        Purpose.TRAINING: "education or training",
        Purpose.VOLUNTEERING: "volunteering",
        Purpose.WORK: "work",
        Purpose.OWN_DATA: "looking at one's own data",
    },
}

GROUNDS: Final[Named] = {
    Language.NL: {
        Ground.LIVES_THERE: "woonplek in dit azc",
        Ground.LINKED: "koppeling aan deze gemeente",
        Ground.GRANTED: "toegang die is gegeven",
    },
    Language.EN: {
        Ground.LIVES_THERE: "living at this reception centre",
        Ground.LINKED: "link to this municipality",
        Ground.GRANTED: "access that was given",
    },
}

MANNERS: Final[Named] = {
    Language.NL: {
        Manner.OPENED: "geopend",
        Manner.LISTED: "stond in een lijst",
        Manner.FOUND: "gezocht en gevonden",
        Manner.CHANGED: "gewijzigd",
        Manner.SENT: "verzonden",
        Manner.SHARED: "gedeeld",
        Manner.EXPORTED: "in een bestand gezet",
        Manner.ERASED: "gewist",
        Manner.REFUSED: "geweigerd",
    },
    Language.EN: {
        Manner.OPENED: "opened",
        Manner.LISTED: "was in a list",
        Manner.FOUND: "searched and found",
        Manner.CHANGED: "changed",
        Manner.SENT: "sent",
        Manner.SHARED: "shared",
        Manner.EXPORTED: "put in a file",
        Manner.ERASED: "erased",
        Manner.REFUSED: "refused",
    },
}

PARTS: Final[Named] = {
    Language.NL: {
        **SECTIONS[Language.NL],
        "profile": "hoe ver het profiel is",
        "history": "wat er gebeurde",
        "planned-activities": "wat er gepland is",
        "activity-requests": "wensen voor activiteiten",
        "assessments": "onderzoeken en toetsen",
        "grants": "wie toegang heeft",
        "sharing": "wie de gegevens ziet",
        "accesses": "wie er keek",
        "my-data": "overzicht van eigen gegevens",
        "versions": "versies van het profiel",
    },
    Language.EN: {
        **SECTIONS[Language.EN],
        "profile": "how far the profile is",
        "history": "what happened",
        "planned-activities": "what is planned",
        "activity-requests": "wishes for activities",
        "assessments": "assessments and tests",
        "grants": "who has access",
        "sharing": "who sees the data",
        "accesses": "who looked",
        "my-data": "overview of own data",
        "versions": "versions of the profile",
    },
}
"""Sections, and the other parts that a reading is recorded with."""

REASONS: Final[Named] = {
    Language.NL: {
        "right-ended": "het recht was geëindigd",
        "not-granted": "daarvoor was geen toegang gegeven",
        "role-missing": "dat mag niet met die rol",
        "profile-unknown": "had niets met deze persoon te maken",
        "access-unknown": "wij wisten niet zeker of het mocht",
    },
    Language.EN: {
        "right-ended": "the right had ended",
        "not-granted": "no access was given for that",
        "role-missing": "that role may not do that",
        "profile-unknown": "had nothing to do with this person",
        "access-unknown": "we were not sure whether it was allowed",
    },
}


def parts_of(language: Language, codes: tuple[str, ...]) -> str:
    return ", ".join(named(PARTS, language, code) for code in codes)
