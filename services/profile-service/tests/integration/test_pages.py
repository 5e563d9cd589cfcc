"""Every page of profile-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.codes import Role
from continuous_line.testing.pages import PageSuite
from profile_service.roles import ASK, REGISTER, REVIEW, STAFF, WRITE

MATRIX: dict[str, Collection[Role]] = {
    "GET /": STAFF,
    "GET /profiles": STAFF,
    "GET /profile-intakes/new": REGISTER,
    "POST /profile-intakes/new": REGISTER,
    "GET /profile-intakes/{intakeId}": REGISTER,
    "POST /profile-intakes/{intakeId}/commits": REGISTER,
    "POST /profile-intakes/{intakeId}/abandonments": REGISTER,
    "GET /profile-intakes/{intakeId}/result": REGISTER,
    "POST /profile-searches": STAFF,
    "GET /profiles/{permitHolderId}": STAFF,
    "GET /profiles/{permitHolderId}/sections/{section}": WRITE,
    "POST /profiles/{permitHolderId}/sections/{section}": WRITE,
    "POST /profiles/{permitHolderId}/completions": WRITE,
    "GET /profiles/{permitHolderId}/sendings/new": WRITE,
    "POST /profiles/{permitHolderId}/sendings/new": WRITE,
    "GET /profiles/{permitHolderId}/supplement-requests/new": ASK,
    "POST /profiles/{permitHolderId}/supplement-requests/new": ASK,
    "GET /profiles/{permitHolderId}/versions": STAFF,
    "GET /profiles/{permitHolderId}/versions/{number}": STAFF,
    "GET /profiles/{permitHolderId}/versions/{number}/reviews/new": REVIEW,
    "POST /profiles/{permitHolderId}/versions/{number}/reviews/new": REVIEW,
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
    parameters: ClassVar[Mapping[str, str]] = {"number": "1", "section": "language"}
    places = ("weert",)
