"""Who keeps a profile, before and after a relocation."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.codes import Role
from continuous_line.testing.ids import fixed_id
from profile_service.domain.events import PermitHolderRelocated, ProfileOpened
from profile_service.domain.keeping import Keeper, Owned, kept_by
from profile_service.domain.profile import Profile, fold

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
OPENED = ProfileOpened(id=fixed_id("opened"), at=START, azc="weert")


def after(days: int) -> datetime:
    return START + timedelta(days)


def owned(owner: str | None, days: int, until: date | None = None) -> Owned:
    return Owned(fixed_id(f"{owner} {days}"), owner, after(days), until)


def moved(days: int, case_manager: str | None = None) -> PermitHolderRelocated:
    return PermitHolderRelocated(
        id=fixed_id(f"moved {days}"),
        at=after(days),
        from_azc="weert",
        to_azc="sneek",
        case_manager=case_manager,
    )


def test_without_an_owner_the_location_manager_is_to_be_asked() -> None:
    assert kept_by(fold([OPENED]), [], after(1)) == Keeper(
        "weert", Role.LOCATION_MANAGER, None, START
    )
    assert kept_by(Profile(), [], START) is None


def test_the_owner_of_the_case_keeps_the_profile() -> None:
    keeper = kept_by(fold([OPENED]), [owned("first", 2), owned("second", 5)], after(6))
    assert keeper == Keeper("weert", Role.CASE_MANAGER, "second", after(5))


def test_a_stand_in_keeps_it_up_to_the_last_day_and_then_the_owner_again() -> None:
    both = [owned("owner", 1), owned("stand-in", 3, date(2026, 3, 10))]
    for moment, keeper in ((after(9), "stand-in"), (after(10), "owner")):
        found = kept_by(fold([OPENED]), both, moment)
        assert found is not None
        assert found.staff_id == keeper


def test_after_the_owner_left_the_location_manager_is_to_be_asked_until_another_is_named() -> None:
    left = [owned("owner", 1), owned(None, 4)]
    assert kept_by(fold([OPENED]), left, after(5)) == Keeper(
        "weert", Role.LOCATION_MANAGER, None, after(4)
    )
    keeper = kept_by(fold([OPENED]), [*left, owned("next", 6)], after(7))
    assert keeper == Keeper("weert", Role.CASE_MANAGER, "next", after(6))


def test_after_a_relocation_it_is_who_was_named_or_whom_to_ask_until_an_owner_is_named() -> None:
    former = [owned("former", 1)]
    asked = kept_by(fold([OPENED, moved(4)]), former, after(5))
    assert asked == Keeper("sneek", Role.LOCATION_MANAGER, None, after(4))
    named = kept_by(fold([OPENED, moved(4, "there")]), former, after(5))
    assert named == Keeper("sneek", Role.CASE_MANAGER, "there", after(4))
    anew = kept_by(fold([OPENED, moved(4)]), [*former, owned("anew", 6)], after(7))
    assert anew == Keeper("sneek", Role.CASE_MANAGER, "anew", after(6))


@examples(
    st.lists(st.builds(owned, st.sampled_from("abc"), st.integers(0, 20))),
    st.lists(st.builds(moved, st.integers(0, 20), st.sampled_from(["x", None]))),
    st.integers(0, 25),
)
def test_there_is_always_somebody_to_ask(
    owners: list[Owned], moves: list[PermitHolderRelocated], days: int
) -> None:
    moment = after(days)
    keeper = kept_by(fold([OPENED, *moves]), owners, moment)
    assert keeper is not None
    assert (keeper.role is Role.CASE_MANAGER) == (keeper.staff_id is not None)
    assert keeper.since is not None
    assert keeper.since <= moment
