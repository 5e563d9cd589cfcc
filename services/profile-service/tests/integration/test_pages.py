"""Every page of profile-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.testing.pages import OPERATIONS, PageSuite
from profile_service.roles import (
    ANSWER,
    ASK,
    ASSESS,
    BY_GRANT,
    DOINGS,
    GRANT,
    LIST_WISHES,
    OWN,
    PLAN,
    REGISTER,
    REVIEW,
    SHOW_ACCESS,
    STAFF,
    WISH,
    WRITE,
)

MATRIX: dict[str, Collection[Role]] = {
    **OPERATIONS,
    "GET /": EVERY_ROLE,
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
    "GET /my-data": OWN,
    "GET /my-data/accesses": OWN,
    "GET /profiles/{permitHolderId}/access": SHOW_ACCESS,
    "GET /profiles/{permitHolderId}/accesses": SHOW_ACCESS,
    "GET /profiles/{permitHolderId}/grants/new": GRANT,
    "POST /profiles/{permitHolderId}/grants/new": GRANT,
    "GET /profiles/{permitHolderId}/grants/{grantId}/revocation": GRANT,
    "POST /profiles/{permitHolderId}/grants/{grantId}/revocation": GRANT,
    "GET /activity-requests": LIST_WISHES,
    "GET /profiles/{permitHolderId}/activities": DOINGS,
    "GET /profiles/{permitHolderId}/activities/new": WRITE,
    "POST /profiles/{permitHolderId}/activities/new": WRITE,
    "GET /profiles/{permitHolderId}/activities/{activityId}/ending": WRITE,
    "POST /profiles/{permitHolderId}/activities/{activityId}/ending": WRITE,
    "GET /profiles/{permitHolderId}/planned-activities/new": PLAN,
    "POST /profiles/{permitHolderId}/planned-activities/new": PLAN,
    "GET /profiles/{permitHolderId}/activity-requests/new": WISH,
    "POST /profiles/{permitHolderId}/activity-requests/new": WISH,
    "GET /profiles/{permitHolderId}/activity-requests/{requestId}/answer": ANSWER,
    "POST /profiles/{permitHolderId}/activity-requests/{requestId}/answer": ANSWER,
    "GET /profiles/{permitHolderId}/assessments/new": ASSESS,
    "POST /profiles/{permitHolderId}/assessments/new": ASSESS,
    "GET /profiles/{permitHolderId}/assessments/{assessmentId}/result": ASSESS,
    "POST /profiles/{permitHolderId}/assessments/{assessmentId}/result": ASSESS,
    "GET /profiles/{permitHolderId}/participation-talks/new": ASSESS,
    "POST /profiles/{permitHolderId}/participation-talks/new": ASSESS,
    "GET /grants": BY_GRANT,
    "GET /profiles/{permitHolderId}/granted-sections": BY_GRANT,
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
    parameters: ClassVar[Mapping[str, str]] = {"number": "1", "section": "language"}
    places = ("weert",)
