"""A second case manager looks at a completed version: usable or not, and what is wrong with it."""

from collections.abc import Collection
from datetime import date, timedelta

from continuous_line.act import Act
from continuous_line.codes import ReviewVerdict
from continuous_line.days import day
from profile_service.domain.errors import OwnWork, RemarkMissing, UnknownVersion
from profile_service.domain.events import ProfileEvent, ProfileReviewed, RemarkOn
from profile_service.domain.profile import Profile
from profile_service.domain.stay import in_reception

REVIEW_TERM = timedelta(days=90)
"""How long after a completion or review the next review falls due (our choice)."""


def review(
    state: Profile,
    number: int,
    verdict: ReviewVerdict,
    remarks: tuple[RemarkOn, ...],
    act: Act,
    *,
    reviewer: str,
    authors: Collection[str],
) -> list[ProfileEvent]:
    """`authors`: whoever recorded something of this version, by staff id.

    Raises UnknownProfile, BeforeOpening, StayIsOver, UnknownVersion, OwnWork, RemarkMissing.
    """
    in_reception(state, act)
    if state.version(number) is None:
        raise UnknownVersion("there is no such version of this profile")
    if reviewer in authors:
        raise OwnWork("somebody else than its author reviews a profile")
    if verdict is ReviewVerdict.NOT_USABLE and not remarks:
        raise RemarkMissing("say of at least one section what is wrong with it")
    return [
        ProfileReviewed(
            id=act.id,
            at=act.at,
            profile_version=number,
            verdict=verdict,
            remarks=remarks,
        )
    ]


def review_due_on(state: Profile, term: timedelta = REVIEW_TERM) -> date | None:
    """The day from which the last version has to be looked at again; None where there is none."""
    completed = state.completed
    if completed is None or state.ended is not None:
        return None
    reviews = state.reviews(completed.profile_version)
    last = max((review.at for review in reviews), default=completed.at)
    return day(max(last, completed.at) + term)
