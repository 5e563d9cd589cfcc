"""What kinds of facts, and facts that contradict each other, are called; in both languages."""

from collections.abc import Mapping
from typing import Final

from continuous_line.web.pages.language import Language
from report_service.domain.contradictions import Contradiction

STEPS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        "permit": "vergunning",
        "opened": "komst in de opvang",
        "completed": "klantprofiel klaar",
        "sent": "klantprofiel verstuurd",
        "viewed": "klantprofiel bekeken",
        "activity": "activiteit begonnen",
        "linked": "koppeling aan een gemeente",
        "assigned": "eigenaar van de zaak",
        "first-contact": "eerste contact",
        "warm": "warme overdracht",
        "phone": "telefonische overdracht",
        "not-held": "overdracht niet gehouden",
        "acknowledged": "ontvangst bevestigd",
        "moved": "verhuizing",
        "plan": "plan (PIP) afgesproken",
        "referral": "doorverwijzing",
        "signal": "signaal",
        "closed": "zaak afgesloten",
    },
    Language.EN: {
        "permit": "permit",
        "opened": "arrival in reception",
        "completed": "client profile completed",
        "sent": "client profile sent",
        "viewed": "client profile viewed",
        "activity": "activity begun",
        "linked": "link to a municipality",
        "assigned": "owner of the case",
        "first-contact": "first contact",
        "warm": "warm handover",
        "phone": "handover by phone",
        "not-held": "handover not held",
        "acknowledged": "receipt acknowledged",
        "moved": "move",
        "plan": "plan (PIP) agreed",
        "referral": "referral",
        "signal": "signal",
        "closed": "case closed",
    },
}
"""The steps of the line, in their order."""

CONTRADICTIONS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.NL: {
        Contradiction.MOVED_WITHOUT_LINK: "verhuisd zonder koppeling",
        Contradiction.MOVED_AGAIN: "nog eens verhuisd zonder terugkeer",
        Contradiction.TALK_AFTER_MOVE: "overdracht na de verhuizing",
        Contradiction.LINK_OVER_LINK: "koppeling over een koppeling heen",
        Contradiction.SENT_WITHOUT_LINK: "profiel verstuurd zonder koppeling",
        Contradiction.VIEWED_WITHOUT_SENDING: "profiel bekeken zonder verzending",
        Contradiction.ACTIVITY_AFTER_STAY: "activiteit na het verblijf",
    },
    Language.EN: {
        Contradiction.MOVED_WITHOUT_LINK: "moved without a link",
        Contradiction.MOVED_AGAIN: "moved again without a return",
        Contradiction.TALK_AFTER_MOVE: "handover after the move",
        Contradiction.LINK_OVER_LINK: "link over a link",
        Contradiction.SENT_WITHOUT_LINK: "profile sent without a link",
        Contradiction.VIEWED_WITHOUT_SENDING: "profile viewed without a sending",
        Contradiction.ACTIVITY_AFTER_STAY: "activity after the stay",
    },
}
