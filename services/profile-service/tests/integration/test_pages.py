"""Every page of profile-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.codes import Role
from continuous_line.testing.pages import PageSuite
from profile_service.roles import ASK, REVIEW, STAFF, WRITE

MATRIX: dict[str, Collection[Role]] = {
    "GET /": STAFF,
    "GET /profiles": STAFF,
    "POST /profile-searches": STAFF,
    "GET /profiles/{permitHolderId}": STAFF,
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
    parameters: ClassVar[Mapping[str, str]] = {"number": "1"}
    places = ("weert",)
