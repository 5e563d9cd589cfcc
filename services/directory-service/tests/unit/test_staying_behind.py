"""Nobody leaves cases behind."""

from datetime import date

import pytest

from continuous_line.case_owners import Tenure
from continuous_line.codes import Role
from continuous_line.testing.ids import fixed_id
from directory_service.domain.case_owner import OwnedCase
from directory_service.domain.errors import CasesStayBehind
from directory_service.domain.staff import Post, Staff
from directory_service.domain.staying_behind import check_left_behind
from directory_service.domain.validity import Version

CASE = fixed_id("case")
TODAY = date(2026, 5, 1)
HERE = Post("coa", (Role.CASE_MANAGER,), ("weert",))
BOTH = Post("coa", (Role.CASE_MANAGER,), ("echt", "weert"))
OTHER_ROLE = Post("coa", (Role.LOCATION_MANAGER,), ("weert",))


def at_work(*posts: tuple[int, Post | None], since: Post = HERE) -> Staff:
    """Since January; then what begins in that month."""
    later = (Version(date(2026, month, 1), post) for month, post in posts)
    return Staff("cm-1", (Version(date(2026, 1, 1), since), *later))


def owned(first: date = TODAY, last: date | None = None, azc: str | None = "weert") -> OwnedCase:
    places = frozenset({azc}) if azc else frozenset()
    return OwnedCase(CASE, places, (Tenure("cm-1", first, last, stand_in=False),))


@pytest.mark.parametrize("post", [None, OTHER_ROLE, Post("coa", (Role.CASE_MANAGER,), ("echt",))])
def test_who_leaves_or_loses_the_role_or_the_azc_leaves_no_case_behind(post) -> None:
    after = at_work((6, post))
    with pytest.raises(CasesStayBehind) as refused:
        check_left_behind(at_work(), after, [owned()], TODAY)
    assert refused.value.extra == {"cases": [str(CASE)], "needs": ["owner"]}
    check_left_behind(at_work(), after, [], TODAY)
    check_left_behind(at_work(), after, [owned(last=date(2026, 5, 31))], TODAY)


def test_a_case_that_falls_back_after_the_day_of_leaving_would_stay_behind() -> None:
    falls_back = owned(date(2026, 7, 15))
    with pytest.raises(CasesStayBehind):
        check_left_behind(at_work(), at_work((6, None)), [falls_back], TODAY)


def test_what_takes_nothing_away_is_no_matter() -> None:
    check_left_behind(at_work(), at_work((6, BOTH)), [owned()], TODAY)
    moved_meanwhile = owned(azc="sneek")
    check_left_behind(at_work(), at_work((6, BOTH)), [moved_meanwhile], TODAY)
    check_left_behind(at_work(since=OTHER_ROLE), at_work(since=OTHER_ROLE), [owned()], TODAY)


def test_a_case_that_has_gone_over_since_does_not_keep_a_late_registration() -> None:
    left_in_april = at_work((4, None))
    gone_over = owned(date(2026, 3, 1), date(2026, 4, 20))
    check_left_behind(at_work(), left_in_april, [gone_over], TODAY)
    with pytest.raises(CasesStayBehind):
        check_left_behind(at_work(), left_in_april, [owned(date(2026, 3, 1))], TODAY)


def test_a_post_that_was_to_follow_is_not_taken_away_under_a_case() -> None:
    before = at_work((6, BOTH))
    in_echt = owned(date(2026, 6, 1), azc="echt")
    with pytest.raises(CasesStayBehind):
        check_left_behind(before, at_work(), [in_echt], TODAY)


def test_a_case_of_somebody_who_lives_elsewhere_by_now_holds_nobody() -> None:
    relocated = owned(azc="sneek")
    check_left_behind(at_work(), at_work((6, None)), [relocated], TODAY)


def test_a_client_manager_leaves_no_case_of_the_municipality_behind() -> None:
    post = Post("GM0957", (Role.CLIENT_MANAGER,), ("GM0957",))
    tenure = Tenure("km-1", TODAY, None, stand_in=False)
    received = OwnedCase(CASE, frozenset({"GM0957"}), (tenure,), Role.CLIENT_MANAGER)
    with pytest.raises(CasesStayBehind) as refused:
        check_left_behind(at_work(since=post), at_work((6, None), since=post), [received], TODAY)
    assert refused.value.extra == {"cases": [str(CASE)], "needs": ["client-manager"]}
