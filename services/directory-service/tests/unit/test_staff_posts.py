"""Which posts somebody records: those of the own side."""

from datetime import UTC, date, datetime

import pytest

from continuous_line.act import Act
from continuous_line.codes import Role
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.errors import NotYours
from directory_service.domain.staff import Post, Registrar, Staff, evolve, posts_of, register

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACT = Act(fixed_id("event"), NOW, NOW)
PLACES = ("weert", "GM0988")
case = Scenario(evolve, Staff())


def registrar(*roles: Role) -> Registrar:
    return Registrar("GM0988", frozenset(PLACES), posts_of(frozenset(roles)))


@pytest.mark.parametrize(
    ("by", "post"),
    [
        (Role.CLIENT_MANAGER, Role.CASE_MANAGER),
        (Role.MUNICIPAL_SYSTEM, Role.LOCATION_MANAGER),
        (Role.LOCATION_MANAGER, Role.CLIENT_MANAGER),
        (Role.LOCATION_MANAGER, Role.TVS_SYSTEM),
        (Role.CLIENT_MANAGER, Role.OPERATOR),
        (Role.CASE_MANAGER, Role.CASE_MANAGER),
    ],
)
def test_nobody_records_a_post_of_the_other_side_or_of_a_system(by: Role, post: Role) -> None:
    new = Post("GM0988", (post,), PLACES)
    given = case.given()
    given.when(register, "x", new, date(2026, 3, 1), by=registrar(by), act=ACT).then_refused(
        NotYours
    )


@pytest.mark.parametrize(
    ("by", "post"),
    [
        (Role.LOCATION_MANAGER, Role.PARTICIPATION_CASE_MANAGER),
        (Role.CLIENT_MANAGER, Role.CLIENT_MANAGER),
        (Role.LOCATION_MANAGER, Role.ASYLUM_DECISION_MAKER),
        (Role.MUNICIPAL_SYSTEM, Role.ASYLUM_DECISION_MAKER),
    ],
)
def test_posts_of_the_own_side_and_what_takes_rights_away_are_recorded(
    by: Role, post: Role
) -> None:
    new = Post("GM0988", (post,), PLACES)
    assert case.given().when(register, "x", new, date(2026, 3, 1), by=registrar(by), act=ACT).events
