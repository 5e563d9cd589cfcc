"""The situations that a visitor of the demo should find, one person each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from continuous_line_embedded.demo import activity_situations as activities
from continuous_line_embedded.demo import handover_situations as handovers
from continuous_line_embedded.demo import profile_situations as profiles
from continuous_line_embedded.demo.cast import LEUDAL, NEDERWEERT, ROERMOND, SNEEK, WEERT
from continuous_line_embedded.demo.hero import Hero


@dataclass(frozen=True)
class Situation:
    """`live` tells it; where the person lives and is linked to is part of it."""

    live: Callable[[Hero], None]
    azc: str = WEERT
    municipality: str = ROERMOND


SITUATIONS: Final = {
    "sent-and-not-opened": Situation(profiles.sent_and_not_opened),
    "opened-late": Situation(profiles.opened_late),
    "two-recipients": Situation(profiles.two_recipients),
    "incomplete": Situation(profiles.incomplete),
    "declined": Situation(profiles.declined),
    "reviewed-and-written-again": Situation(profiles.reviewed_and_written_again),
    "reviewed-and-waiting": Situation(profiles.reviewed_and_waiting),
    "second-version": Situation(profiles.second_version),
    "supplement-answered": Situation(profiles.supplement_answered),
    "supplement-asked": Situation(profiles.supplement_asked),
    "language-school": Situation(activities.read_by_a_language_school),
    "access-withdrawn": Situation(activities.access_withdrawn),
    "wish-open": Situation(activities.wish_open),
    "wishes-answered": Situation(activities.wishes_answered),
    "training-done-before": Situation(activities.training_done_before),
    "assessed": Situation(activities.assessed),
    "volunteering-goes-on": Situation(activities.volunteering_goes_on, municipality=NEDERWEERT),
    "volunteering-ends": Situation(activities.volunteering_ends, azc=SNEEK),
    "without-permit": Situation(activities.without_permit),
    "relocated": Situation(profiles.relocated),
    "review-due": Situation(profiles.review_due),
    "left": Situation(profiles.left),
    "sent-to-leudal": Situation(profiles.sent_and_not_opened, municipality=LEUDAL),
    "erased": Situation(profiles.erased),
    "wish-in-the-north": Situation(activities.wish_of_a_resident_in_the_north, azc=SNEEK),
    "without-owner": Situation(handovers.without_owner),
    "late": Situation(handovers.late),
    "talk-agreed": Situation(handovers.talk_agreed),
    "signalled": Situation(handovers.signalled),
}
"""The name of each is how the guide finds its person."""


def hero(seed: int, name: str, today: date) -> Hero:
    """The person of a situation, before anything is told."""
    place = SITUATIONS[name]
    number = list(SITUATIONS).index(name)
    return Hero(seed, number, today, place.azc, place.municipality)
