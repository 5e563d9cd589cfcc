"""The situations that a visitor of the demo should find, one person each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from continuous_line_embedded.demo import cast
from continuous_line_embedded.demo.acts import TVS, at, case_manager
from continuous_line_embedded.demo.cast import (
    ECHT,
    LEUDAL,
    NEDERWEERT,
    PCM_SOUTH,
    ROERMOND,
    SNEEK,
    WEERT,
    ZWOLLE,
)
from continuous_line_embedded.demo.hero import Hero


@dataclass(frozen=True)
class Situation:
    """`live` tells it; where the person lives and is linked to is part of it."""

    live: Callable[[Hero], None]
    azc: str = WEERT
    municipality: str = ROERMOND


def sent_and_not_opened(hero: Hero) -> None:
    hero.sent_profile(12)


def opened_late(hero: Hero) -> None:
    hero.sent_profile(20)
    hero.is_opened(6)


def two_recipients(hero: Hero) -> None:
    """Linked to Roermond, which read it; now to Zwolle, which did not."""
    hero.sent_profile(30)
    hero.is_opened(28)
    hero.municipality = ZWOLLE
    hero.linked(11, "network")
    hero.sends(10)


def incomplete(hero: Hero) -> None:
    """Wishes were never asked, of language something is missing; nobody talked to the person."""
    hero.arrives(70)
    hero.permit(45)
    hero.records(20, "education", "work")
    hero.records_too_little(18, "language")


def declined(hero: Hero) -> None:
    hero.arrives(60)
    hero.permit(50)
    hero.talks(40)
    hero.records(30, "education", "work", "language")
    hero.declines(29, "wishes")
    hero.declines(29, "network")
    hero.completes(28)


def reviewed_and_written_again(hero: Hero) -> None:
    hero.complete_profile(30)
    remarks = [{"section": "work", "remark": "too-thin"}]
    hero.about(27, PCM_SOUTH, "versions/1/reviews", verdict="not-usable", remarks=remarks)
    hero.records(21, "work", remarks="Werkte vier jaar in de zaak van een oom.")
    hero.completes(20)
    hero.about(18, PCM_SOUTH, "versions/2/reviews", verdict="usable")


def reviewed_and_waiting(hero: Hero) -> None:
    hero.complete_profile(9)
    remarks = [
        {"section": "work", "remark": "too-thin"},
        {"section": "wishes", "remark": "unclear"},
    ]
    hero.about(3, PCM_SOUTH, "versions/1/reviews", verdict="not-usable", remarks=remarks)


def second_version(hero: Hero) -> None:
    """Language grew since the first version was sent, and the municipality has the second."""
    hero.sent_profile(35)
    hero.is_opened(33)
    hero.records(8, "language", level="A2")
    hero.completes(7)
    hero.sends(7)


def supplement_answered(hero: Hero) -> None:
    hero.sent_profile(40)
    hero.is_opened(38)
    hero.about(36, hero.receiver, "supplement-requests", sections=["education"])
    hero.records(30, "education", courses=["Veilig werken in de bouw"])
    hero.completes(30)
    hero.sends(30)
    hero.is_opened(29)


def supplement_asked(hero: Hero) -> None:
    hero.sent_profile(16)
    hero.is_opened(14)
    hero.about(13, hero.receiver, "supplement-requests", sections=["education", "language"])


def read_by_a_language_school(hero: Hero) -> None:
    """One school may read now, another could until last month, of a third it was withdrawn."""
    hero.complete_profile(90)
    _grant(hero, 80, cast.FORMER_SCHOOL, until=35)
    _grant(hero, 20, cast.LANGUAGE_SCHOOL, until=-60)
    path = "/profiles/{person}/granted-sections"
    hero.tell(5, cast.provider(cast.LANGUAGE_SCHOOL), "profile", path, method="GET")


def access_withdrawn(hero: Hero) -> None:
    hero.complete_profile(70)
    _grant(hero, 60, cast.LANGUAGE_SCHOOL, until=-30, remember="grant")
    hero.tell(12, cast.permit_holder(hero.person), "profile", "{grant}/revocations")


def wish_open(hero: Hero) -> None:
    hero.complete_profile(25)
    _wish(hero, 15, "training")


def wishes_answered(hero: Hero) -> None:
    """For one wish nothing fits, of the other something is planned."""
    hero.complete_profile(45)
    _wish(hero, 40, "internship", remember="wish")
    _answer(hero, 33, "wish", answer="none")
    _wish(hero, 30, "volunteering", remember="other-wish")
    _answer(hero, 24, "other-wish", answer="planned", provider="vrijwilligerspunt-weert")


def training_done_before(hero: Hero) -> None:
    """Done at the azc, and now planned once more: the plan carries a warning."""
    hero.sent_profile(25)
    started, ended = hero.day(60), hero.day(45)
    hero.about(
        24, hero.manager, "activities", activityType="training", setting="internal",
        startedOn=started.isoformat(), endedOn=ended.isoformat(), provider="coa",
        trainingCode=TRAINING,
    )  # fmt: skip
    hero.about(
        9, hero.receiver, "planned-activities", activityType="training",
        provider="vluchtelingenwerk", trainingCode=TRAINING,
        startsOn=(hero.today + timedelta(14)).isoformat(),
    )  # fmt: skip


TRAINING: Final = "v-inburgering"


def assessed(hero: Hero) -> None:
    hero.complete_profile(50)
    hero.about(
        48, hero.manager, "assessments", kind="noa", state="done",
        happenedOn=hero.day(49).isoformat(),
    )  # fmt: skip
    hero.about(
        47, hero.manager, "assessments", kind="diploma-valuation", state="requested",
        happenedOn=hero.day(47).isoformat(),
    )  # fmt: skip


def volunteering_goes_on(hero: Hero) -> None:
    """Moved near: the client manager finds the volunteering open."""
    _volunteers_and_moves(hero)


def volunteering_ends(hero: Hero) -> None:
    """Moved far: it ends and stays as experience."""
    _volunteers_and_moves(hero)


def without_permit(hero: Hero) -> None:
    """A resident who gardens; in no figure."""
    hero.arrives(55)
    hero.records(40, "language", "activities")
    hero.about(
        38, hero.manager, "activities", activityType="self-activity", setting="internal",
        startedOn=hero.day(50).isoformat(),
    )  # fmt: skip


def relocated(hero: Hero) -> None:
    """To another azc, which keeps everything."""
    hero.complete_profile(40)
    there = case_manager(ECHT, 1)
    hero.about(14, TVS, "relocations", toAzc=ECHT, caseManager=there.subject)


def review_due(hero: Hero) -> None:
    hero.complete_profile(110)


def left(hero: Hero) -> None:
    hero.complete_profile(50)
    hero.about(8, TVS, "stay-endings", reason="left", occurredAt=at(hero.day(8)).isoformat())


def _grant(hero: Hero, ago: int, party: str, *, until: int, remember: str | None = None) -> None:
    body = {
        "party": party,
        "purpose": "language-lessons",
        "sections": ["identity", "education", "language"],
        "expiresOn": hero.day(until).isoformat(),
        "permitHolderAgreed": True,
    }
    path = "/profiles/{person}/grants"
    hero.tell(ago, hero.manager, "profile", path, body, remember=remember)


def _wish(hero: Hero, ago: int, what: str, *, remember: str | None = None) -> None:
    path = "/profiles/{person}/activity-requests"
    hero.tell(ago, hero.manager, "profile", path, {"activityType": what}, remember=remember)


def _answer(hero: Hero, ago: int, wish: str, **body: Any) -> None:
    hero.tell(ago, PCM_SOUTH, "profile", "{" + wish + "}/answers", body)


def _volunteers_and_moves(hero: Hero) -> None:
    hero.sent_profile(40)
    hero.is_opened(38)
    hero.about(
        36, hero.manager, "activities", activityType="volunteering", setting="external",
        startedOn=hero.day(70).isoformat(), continuesAfterMove=True,
        provider=f"vrijwilligerspunt-{hero.azc}",
    )  # fmt: skip
    hero.moves(10)


SITUATIONS: Final = {
    "sent-and-not-opened": Situation(sent_and_not_opened),
    "opened-late": Situation(opened_late),
    "two-recipients": Situation(two_recipients),
    "incomplete": Situation(incomplete),
    "declined": Situation(declined),
    "reviewed-and-written-again": Situation(reviewed_and_written_again),
    "reviewed-and-waiting": Situation(reviewed_and_waiting),
    "second-version": Situation(second_version),
    "supplement-answered": Situation(supplement_answered),
    "supplement-asked": Situation(supplement_asked),
    "read-by-a-language-school": Situation(read_by_a_language_school),
    "access-withdrawn": Situation(access_withdrawn),
    "wish-open": Situation(wish_open),
    "wishes-answered": Situation(wishes_answered),
    "training-done-before": Situation(training_done_before),
    "assessed": Situation(assessed),
    "volunteering-goes-on": Situation(volunteering_goes_on, municipality=NEDERWEERT),
    "volunteering-ends": Situation(volunteering_ends, azc=SNEEK),
    "without-permit": Situation(without_permit),
    "relocated": Situation(relocated),
    "review-due": Situation(review_due),
    "left": Situation(left),
    "sent-to-leudal": Situation(sent_and_not_opened, municipality=LEUDAL),
}
"""The name of each is how the guide finds its person."""


def hero(seed: int, name: str, today: date) -> Hero:
    """The person of a situation, before anything is told."""
    place = SITUATIONS[name]
    number = list(SITUATIONS).index(name)
    return Hero(seed, number, today, place.azc, place.municipality)
