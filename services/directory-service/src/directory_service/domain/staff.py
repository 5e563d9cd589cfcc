"""People at work, without names: who holds which role, for which places, from when.

Roles that one person may not combine are refused: whoever decides on asylum does nothing else
here (003:684), and a participation case manager holds no caseload (002:281).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from continuous_line.act import Act
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    NotYours,
    RolesExclude,
    StaffGone,
    UnknownStaff,
)
from directory_service.domain.events import StaffChanged, StaffEvent, StaffLeft, StaffRegistered
from directory_service.domain.validity import Version, on, start, with_version


@dataclass(frozen=True, slots=True)
class Post:
    """`places`: codes of azc's or municipalities."""

    organisation: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registrar:
    """Who records staff: one organisation, for the places and the posts that are its own."""

    organisation: str
    places: frozenset[str]
    posts: frozenset[Role] = AT_THE_AZC


def posts_of(roles: frozenset[Role]) -> frozenset[Role]:
    """The posts that somebody with these roles records (our choice): those of the own side.

    A token may name azc's beside municipalities; still no municipality makes a case manager.
    """
    own: frozenset[Role] = frozenset()
    if Role.LOCATION_MANAGER in roles:
        own |= AT_THE_AZC
    if roles & AT_THE_MUNICIPALITY:
        own |= AT_THE_MUNICIPALITY
    return own


@dataclass(frozen=True, slots=True)
class Staff:
    """The post held from day to day; None: no longer, or not yet again, at work here."""

    staff_id: str = ""
    versions: tuple[Version[Post | None], ...] = ()

    @property
    def exists(self) -> bool:
        return bool(self.versions)

    @property
    def left_on(self) -> date | None:
        """The first day on which the person no longer works there, if nothing follows."""
        if not self.versions or self.versions[-1].value is not None:
            return None
        return self.versions[-1].valid_from

    def on(self, day: date) -> Post | None:
        """The post held on that day, if any."""
        return on(self.versions, day)


def evolve(state: Staff, event: StaffEvent) -> Staff:
    match event:
        case StaffRegistered() | StaffChanged():
            post = Post(event.organisation, event.roles, event.places)
            versions = with_version(state.versions, event.valid_from, post)
            return replace(state, staff_id=event.staff_id, versions=versions)
        case StaffLeft():
            before = tuple(v for v in state.versions if start(v) < event.valid_from)
            return replace(state, versions=with_version(before, event.valid_from, None))
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[StaffEvent]) -> Staff:
    state = Staff()
    for event in valid(events):
        state = evolve(state, event)
    return state


def register(
    state: Staff, staff_id: str, post: Post, valid_from: date, *, by: Registrar, act: Act
) -> list[StaffEvent]:
    """Somebody who left may come back, also to another organisation, from a later day.

    Raises AlreadyRegistered, RolesExclude, NotYours.
    """
    _allowed(post, by)
    if state.exists and (state.left_on is None or valid_from < state.left_on):
        raise AlreadyRegistered("this person is registered; change the post instead")
    return [
        StaffRegistered(
            id=act.id,
            at=act.at,
            staff_id=staff_id,
            organisation=post.organisation,
            roles=post.roles,
            places=post.places,
            valid_from=valid_from,
        )
    ]


def change(
    state: Staff, post: Post, valid_from: date, *, by: Registrar, act: Act
) -> list[StaffEvent]:
    """From `valid_from` on the post is this one; nothing where nothing changes.

    Raises UnknownStaff, StaffGone, RolesExclude, NotYours.
    """
    _here(state, by)
    _allowed(post, by)
    if Version(valid_from, post) in state.versions:
        return []
    return [
        StaffChanged(
            id=act.id,
            at=act.at,
            staff_id=state.staff_id,
            organisation=post.organisation,
            roles=post.roles,
            places=post.places,
            valid_from=valid_from,
        )
    ]


def leave(state: Staff, left_on: date, *, by: Registrar, act: Act) -> list[StaffEvent]:
    """Raises UnknownStaff, StaffGone, NotYours."""
    _here(state, by)
    if left_on < start(state.versions[0]):
        raise StaffGone("nobody leaves before the first day of the post")
    return [StaffLeft(id=act.id, at=act.at, staff_id=state.staff_id, valid_from=left_on)]


def check_own(state: Staff, by: Registrar) -> None:
    """Raises UnknownStaff, or NotYours for somebody of another organisation or place."""
    posts = [version.value for version in state.versions if version.value is not None]
    if not posts:
        raise UnknownStaff("nobody is registered under this id")
    held = posts[-1]
    if held.organisation != by.organisation or not by.places & frozenset(held.places):
        raise NotYours("only the own organisation records this person's post")


def _here(state: Staff, by: Registrar) -> None:
    check_own(state, by)
    if state.left_on is not None:
        raise StaffGone(f"this person left on {state.left_on}; register a new post")


def _allowed(post: Post, by: Registrar) -> None:
    if post.organisation != by.organisation or not by.places >= frozenset(post.places):
        raise NotYours("staff are recorded by their own organisation, for its own places")
    if Role.ASYLUM_DECISION_MAKER in post.roles and len(post.roles) > 1:
        raise RolesExclude("whoever decides on asylum may hold no other role")
    if {Role.PARTICIPATION_CASE_MANAGER, Role.CASE_MANAGER} <= set(post.roles):
        raise RolesExclude("a participation case manager holds no cases")
    if not by.posts >= set(post.roles) - {Role.ASYLUM_DECISION_MAKER}:
        raise NotYours("a reception centre and a municipality each record their own posts")
