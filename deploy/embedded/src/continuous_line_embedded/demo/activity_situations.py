"""Who else may read, what somebody wishes for and does, and what becomes of it at a move."""

from datetime import timedelta
from typing import Any, Final

from continuous_line_embedded.demo import cast
from continuous_line_embedded.demo.cast import PCM_SOUTH
from continuous_line_embedded.demo.hero import Hero

TRAINING: Final = "work-safety"
_GRANTED: Final = "/granted-sections"


def read_by_a_language_school(hero: Hero) -> None:
    """One school may read now, another could until last month, of a third it was withdrawn."""
    hero.complete_profile(90)
    _grant(hero, 80, cast.FORMER_SCHOOL, until=35)
    _grant(hero, 20, cast.LANGUAGE_SCHOOL, until=-60)
    hero.is_read(5, cast.provider(cast.LANGUAGE_SCHOOL), _GRANTED)


def access_withdrawn(hero: Hero) -> None:
    """The school read it, and was refused once the person no longer wanted that."""
    hero.complete_profile(70)
    _grant(hero, 60, cast.LANGUAGE_SCHOOL, until=-30, remember="grant")
    hero.is_read(55, cast.provider(cast.LANGUAGE_SCHOOL), _GRANTED)
    hero.tell(12, cast.permit_holder(hero.person), "profile", "{grant}/revocations")
    hero.is_read(4, cast.provider(cast.LANGUAGE_SCHOOL), _GRANTED, refused="right-ended")


def wish_open(hero: Hero) -> None:
    """The second one by the person, in their own words."""
    hero.complete_profile(25)
    _wish(hero, 15, "training")
    path = "/profiles/{person}/activity-requests"
    wish = {"activityType": "language", "wish": "Meer oefenen met praten, liefst in de ochtend."}
    hero.tell(6, cast.permit_holder(hero.person), "profile", path, wish)


def wish_of_a_resident_in_the_north(hero: Hero) -> None:
    hero.complete_profile(20)
    _wish(hero, 10, "volunteering")


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
    hero.about(
        5, hero.receiver, "planned-activities", activityType="language",
        provider=cast.LANGUAGE_SCHOOL, startsOn=(hero.today + timedelta(21)).isoformat(),
    )  # fmt: skip


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
