"""How a profile comes about, is reviewed, sent, read, and changes hands."""

from continuous_line_embedded.demo.acts import TVS, at, case_manager
from continuous_line_embedded.demo.cast import ECHT, PCM_SOUTH, ZWOLLE
from continuous_line_embedded.demo.hero import Hero


def sent_and_not_opened(hero: Hero) -> None:
    hero.sent_profile(12)


def opened_late(hero: Hero) -> None:
    hero.sent_profile(20)
    hero.is_opened(6)


def two_recipients(hero: Hero) -> None:
    """Linked to Roermond, which read it and may no longer; now to Zwolle, which did not."""
    hero.sent_profile(30)
    hero.is_opened(28)
    former, hero.municipality = hero.receiver, ZWOLLE
    hero.linked(11, "network")
    hero.sends(10)
    hero.is_read(8, former, refused="right-ended")


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


def relocated(hero: Hero) -> None:
    """To another azc, which keeps everything."""
    hero.complete_profile(40)
    there = case_manager(ECHT, 1)
    hero.about(14, TVS, "relocations", toAzc=ECHT, caseManager=there.subject)


def review_due(hero: Hero) -> None:
    hero.complete_profile(110)


def erased(hero: Hero) -> None:
    """At the person's own request, after the municipality had read it."""
    hero.sent_profile(48)
    hero.is_opened(45)
    hero.about(3, TVS, "erasures", ground="request")


def left(hero: Hero) -> None:
    hero.complete_profile(50)
    hero.about(8, TVS, "stay-endings", reason="left", occurredAt=at(hero.day(8)).isoformat())
