"""Whoever has cases leaves once they are others': no day is without an owner (003:2013)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from continuous_line.case_owners import Tenure
from continuous_line.codes import Role
from directory_service.domain.case_owner import OwnedCase
from directory_service.domain.errors import CasesStayBehind
from directory_service.domain.staff import Post, Staff
from directory_service.domain.validity import start

_NEEDS: Final = {Role.CASE_MANAGER: "owner", Role.CLIENT_MANAGER: "client-manager"}


def check_left_behind(before: Staff, after: Staff, owned: Iterable[OwnedCase], today: date) -> None:
    """`owned`: with the days on which they are this person's. Raises CasesStayBehind.

    Days that have passed are past: a post that ended then is registered late, and counted.
    """
    left = [case for case in owned if _left_behind(before, after, case, today)]
    if left:
        numbers = list(dict.fromkeys(str(case.id) for case in left))
        raise CasesStayBehind(
            f"Name another owner first for: {', '.join(numbers)}.",
            cases=numbers,
            needs=sorted({_NEEDS[case.role] for case in left}, reverse=True),
        )


def _left_behind(before: Staff, after: Staff, case: OwnedCase, today: date) -> bool:
    return any(
        _works(before.on(day), case) and not _works(after.on(day), case)
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


def _works(post: Post | None, case: OwnedCase) -> bool:
    """Whether who has the post does that work where the case is, as far as that is known.

    A case that is elsewhere is theirs no more: handover-service says so once it hears of it.
    """
    if post is None or case.role not in post.roles:
        return False
    return not case.places or not case.places.isdisjoint(post.places)
