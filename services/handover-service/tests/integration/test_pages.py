"""Every page of handover-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.testing.pages import PageSuite
from handover_service.roles import STAFF

MATRIX: dict[str, Collection[Role]] = {
    "GET /": EVERY_ROLE,
    "GET /cases": STAFF,
    "GET /cases/{caseId}": STAFF,
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
