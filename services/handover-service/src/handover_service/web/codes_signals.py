"""What signals are about and where they stand, in words."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language
from handover_service.web.codes import InWords

SIGNALS: Final[Mapping[Language, InWords]] = {
    Language.NL: {
        "kind": {
            "profile-not-found": "profiel niet te vinden",
            "profile-thin": "profiel te mager",
            "no-answer": "geen antwoord",
            "date-changed": "datum gewijzigd",
            "programme-unclear": "programma niet duidelijk",
            "other": "iets anders",
        },
        "state": {
            "open": "wacht op antwoord",
            "answered": "beantwoord",
            "closed": "afgesloten",
            "void": "teruggenomen",
        },
        "void_reason": {
            "mistake": "het was een vergissing",
            "wrong-person": "het ging over een ander",
            "did-not-happen": "het is niet gebeurd",
            "recorded-twice": "het staat er twee keer",
            "other": "anders",
        },
        "contact": {
            "programme-owner": "de programma-eigenaar van {place}",
            "case-manager": "de vaste contactpersoon van {place}",
            "team": "het team van {place}",
        },
        "event": {
            "SignalRaised": "signaal gestuurd",
            "SignalPassedOn": "doorgegeven aan {owner}",
            "SignalAnswered": "beantwoord",
            "SignalClosed": "afgesloten",
            "SignalVoided": "teruggenomen",
        },
    },
    Language.EN: {
        "kind": {
            "profile-not-found": "profile cannot be found",
            "profile-thin": "profile too thin",
            "no-answer": "no answer",
            "date-changed": "date changed",
            "programme-unclear": "programme not clear",
            "other": "something else",
        },
        "state": {
            "open": "waits for an answer",
            "answered": "answered",
            "closed": "closed",
            "void": "taken back",
        },
        "void_reason": {
            "mistake": "it was a mistake",
            "wrong-person": "it was about somebody else",
            "did-not-happen": "it did not happen",
            "recorded-twice": "it is there twice",
            "other": "other",
        },
        "contact": {
            "programme-owner": "the programme owner of {place}",
            "case-manager": "the fixed contact of {place}",
            "team": "the team of {place}",
        },
        "event": {
            "SignalRaised": "signal sent",
            "SignalPassedOn": "passed on to {owner}",
            "SignalAnswered": "answered",
            "SignalClosed": "closed",
            "SignalVoided": "taken back",
        },
    },
}
