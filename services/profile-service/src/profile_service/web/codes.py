"""Codes in words; both languages have the same."""

from collections.abc import Mapping
from typing import Final

from continuous_line.codes import LegalBasis, ReviewRemark, Section
from continuous_line.web.pages.language import Language
from profile_service.domain.contents import Difference
from profile_service.domain.finding import Finding
from profile_service.domain.sharing import Why
from profile_service.queries import State

Named = Mapping[Language, Mapping[str, str]]

SECTIONS: Final[Named] = {
    Language.NL: {
        Section.IDENTITY: "Wie het is",
        Section.EDUCATION: "Opleiding",
        Section.WORK: "Werkervaring",
        Section.LANGUAGE: "Taal",
        Section.ACTIVITIES: "Activiteiten",
        Section.WISHES: "Doelen en wensen",
        Section.NETWORK: "Netwerk in Nederland",
        Section.CIRCUMSTANCES: "Omstandigheden",
    },
    Language.EN: {
        Section.IDENTITY: "Who it is",
        Section.EDUCATION: "Education",
        Section.WORK: "Work experience",
        Section.LANGUAGE: "Language",
        Section.ACTIVITIES: "Activities",
        Section.WISHES: "Goals and wishes",
        Section.NETWORK: "Network in the Netherlands",
        Section.CIRCUMSTANCES: "Circumstances",
    },
}

STATES: Final[Named] = {
    Language.NL: {
        State.OPEN: "nog niet compleet",
        State.COMPLETED: "compleet, nog niet verzonden",
        State.SENT: "verzonden, nog niet geopend",
        State.VIEWED: "verzonden en geopend",
        State.ENDED: "verblijf geëindigd",
    },
    Language.EN: {
        State.OPEN: "not complete yet",
        State.COMPLETED: "complete, not sent yet",
        State.SENT: "sent, not opened yet",
        State.VIEWED: "sent and opened",
        State.ENDED: "stay ended",
    },
}

WHYS: Final[Named] = {
    Language.NL: {
        Why.NOT_GRANTED: "hiervoor is geen toestemming gegeven",
        Why.OTHER_AUDIENCE: "niet bedoeld voor uw rol",
        Why.OTHER_PURPOSE: "niet bedoeld voor uw doel",
    },
    Language.EN: {
        Why.NOT_GRANTED: "no access was given for this",
        Why.OTHER_AUDIENCE: "not meant for your role",
        Why.OTHER_PURPOSE: "not meant for your purpose",
    },
}

DIFFERENCES: Final[Named] = {
    Language.NL: {
        Difference.ADDED: "nieuw",
        Difference.CHANGED: "gewijzigd",
        Difference.REMOVED: "weg",
    },
    Language.EN: {
        Difference.ADDED: "new",
        Difference.CHANGED: "changed",
        Difference.REMOVED: "gone",
    },
}

REMARKS: Final[Named] = {
    Language.NL: {
        ReviewRemark.TOO_THIN: "te weinig",
        ReviewRemark.OUTDATED: "verouderd",
        ReviewRemark.UNCLEAR: "onduidelijk",
        ReviewRemark.CONTRADICTORY: "spreekt zichzelf tegen",
    },
    Language.EN: {
        ReviewRemark.TOO_THIN: "too thin",
        ReviewRemark.OUTDATED: "outdated",
        ReviewRemark.UNCLEAR: "unclear",
        ReviewRemark.CONTRADICTORY: "contradicts itself",
    },
}

FINDINGS: Final[Named] = {
    Language.NL: {
        Finding.NOT_LINKED: "Deze persoon is nog niet aan een gemeente gekoppeld.",
        Finding.NEVER_SENT: "Het profiel is nooit naar de gekoppelde gemeente verzonden.",
        Finding.UNOPENED: "Het profiel is verzonden. Niemand heeft het nog geopend.",
        Finding.SECTION_EMPTY: "Het profiel is geopend. Deze onderdelen zijn leeg: {empty}.",
        Finding.NOTHING_EMPTY: "Het profiel is geopend, en geen onderdeel is leeg.",
    },
    Language.EN: {
        Finding.NOT_LINKED: "This person is not linked to a municipality yet.",
        Finding.NEVER_SENT: "The profile was never sent to the linked municipality.",
        Finding.UNOPENED: "The profile was sent. Nobody has opened it yet.",
        Finding.SECTION_EMPTY: "The profile was opened. These sections are empty: {empty}.",
        Finding.NOTHING_EMPTY: "The profile was opened, and no section is empty.",
    },
}

BASES: Final[Named] = {
    Language.NL: {
        LegalBasis.CONSENT: "toestemming",
        LegalBasis.LEGAL_OBLIGATION: "wettelijke plicht",
        LegalBasis.PUBLIC_TASK: "publieke taak",
    },
    Language.EN: {
        LegalBasis.CONSENT: "consent",
        LegalBasis.LEGAL_OBLIGATION: "legal obligation",
        LegalBasis.PUBLIC_TASK: "public task",
    },
}


def named(words: Named, language: Language, code: str) -> str:
    """The code itself where there is no word for it."""
    return words[language].get(code, code)
