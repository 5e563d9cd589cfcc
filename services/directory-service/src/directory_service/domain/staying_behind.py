"""Whoever has cases leaves once they are others': no day is without an owner (003:2013)."""

from collections.abc import Iterable
from datetime import date

from continuous_line.case_owners import Tenure
from continuous_line.codes import Role
from directory_service.domain.case_owner import OwnedCase
from directory_service.domain.errors import CasesStayBehind
from directory_service.domain.staff import Post, Staff
from directory_service.domain.validity import start


def check_left_behind(before: Staff, after: Staff, owned: Iterable[OwnedCase], today: date) -> None:
    """`owned`: with the days on which they are this person's. Raises CasesStayBehind.

    Days that have passed are past: a post that ended then is registered late, and counted.
    """
    left = [case.id for case in owned if _left_behind(before, after, case, today)]
    if left:
        numbers = [str(case_id) for case_id in left]
        raise CasesStayBehind(
            f"Name another owner first for: {', '.join(numbers)}.", cases=numbers, needs=["owner"]
        )


def _left_behind(before: Staff, after: Staff, case: OwnedCase, today: date) -> bool:
    return any(
        _fit(after.on(day), case.azc) < _fit(before.on(day), case.azc)
        for tenure in case.tenures
        for day in _days(after, tenure, today)
    )


def _days(after: Staff, tenure: Tenure, today: date) -> list[date]:
    """From today on, those days of the tenure on which a post begins or ends, and its first."""
    first = max(tenure.first, today)
    changes = (start(version) for version in after.versions)
    return [
        day
        for day in (first, *(day for day in changes if day > first))
        if tenure.last is None or day <= tenure.last
    ]


def _fit(post: Post | None, azc: str | None) -> int:
    """2: case manager where the person lives; 1: elsewhere, as after a move; 0: not at all."""
    if post is None or Role.CASE_MANAGER not in post.roles:
        return 0
    return 2 if azc in post.places else 1
