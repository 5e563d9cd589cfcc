"""Every page of profile-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.codes import Role
from continuous_line.testing.pages import PageSuite
from profile_service.roles import STAFF

MATRIX: dict[str, Collection[Role]] = {
    "GET /": STAFF,
    "GET /profiles": STAFF,
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
    places = ("weert",)
