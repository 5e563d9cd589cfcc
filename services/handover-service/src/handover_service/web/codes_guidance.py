"""The coded values of guidance in words, as `codes` has the others."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language
from handover_service.web.codes import InWords

CODES: Final[Mapping[Language, InWords]] = {
    Language.NL: {
        "welcome": {
            "letter": "een brief",
            "pack": "een welkomstpakket",
            "day": "een welkomstdag",
            "market": "een informatiemarkt",
        },
        "referral": {
            "language-school": "een taalschool",
            "employer-service-point": "het werkgeversservicepunt",
            "education": "een school of opleiding",
            "volunteering": "vrijwilligerswerk",
            "social-support": "maatschappelijk werk",
            "health-care": "de zorg",
            "legal-advice": "juridische hulp",
            "other": "iemand anders",
        },
        "take_over_reason": {
            "asked": "Hij of zij vroeg het",
            "not-able": "Het lukte niet",
            "term-passed": "De datum is voorbij",
            "other": "Een andere reden",
        },
        "experience": {"well": "Goed", "mixed": "Soms goed, soms niet", "badly": "Niet goed"},
        "void_reason": {
            "mistake": "Dit was een vergissing",
            "wrong-person": "Dit gaat over iemand anders",
            "did-not-happen": "Dit is niet gebeurd",
            "recorded-twice": "Dit staat er twee keer",
            "other": "Een andere reden",
        },
    },
    Language.EN: {
        "welcome": {
            "letter": "a letter",
            "pack": "a welcome pack",
            "day": "a welcome day",
            "market": "an information market",
        },
        "referral": {
            "language-school": "a language school",
            "employer-service-point": "the employer service point",
            "education": "a school or course",
            "volunteering": "volunteering",
            "social-support": "social work",
            "health-care": "health care",
            "legal-advice": "legal advice",
            "other": "somebody else",
        },
        "take_over_reason": {
            "asked": "They asked for it",
            "not-able": "They were not able to",
            "term-passed": "The date has passed",
            "other": "Another reason",
        },
        "experience": {"well": "Well", "mixed": "Well at times, at times not", "badly": "Badly"},
        "void_reason": {
            "mistake": "This was a mistake",
            "wrong-person": "This is about somebody else",
            "did-not-happen": "This did not happen",
            "recorded-twice": "This is there twice",
            "other": "Another reason",
        },
    },
}
