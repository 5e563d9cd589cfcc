"""Cases on the work lists: one that nobody has, one that is late, one in which all is well."""

from continuous_line_embedded.demo.acts import at
from continuous_line_embedded.demo.hero import Hero

TALK_IN = 9
"""Days from today on which the talk is."""


def without_owner(hero: Hero) -> None:
    hero.complete_profile(20)
    hero.linked(6)


def late(hero: Hero) -> None:
    """Sent and opened, and then nobody got in touch."""
    hero.sent_profile(30)
    hero.is_opened(29)


def talk_agreed(hero: Hero) -> None:
    """Everything is in, and both sides agreed on a day."""
    hero.sent_profile(8)
    hero.is_opened(7)
    receiver, when = hero.receiver, at(hero.day(-TALK_IN), 10).isoformat()
    hero.tell(
        7, receiver, "handover", "{case}/client-managers", {"clientManager": receiver.subject}
    )
    hero.tell(6, receiver, "handover", "{case}/first-contacts")
    talk = {"mode": "in-person", "scenario": "combined", "scheduledFor": when}
    hero.tell(5, receiver, "handover", "{case}/handovers", talk)
    hero.tell(4, hero.manager, "handover", "{case}/handover-confirmations")


def signalled(hero: Hero) -> None:
    """The municipality finds the profile thin, and waits for an answer."""
    hero.sent_profile(14)
    hero.is_opened(12)
    said = {"kind": "profile-thin", "text": "Over werk staat er weinig in het profiel (fictief)."}
    hero.tell(3, hero.receiver, "handover", "{case}/signals", said)
