"""Every page of handover-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.testing.pages import PageSuite
from handover_service.roles import (
    ACCEPT,
    CLOSE,
    CORRECT_ON_PAGES,
    HAND_OVER,
    NAME_CLIENT_MANAGER,
    STAFF,
    TALK,
)

MATRIX: dict[str, Collection[Role]] = {
    "GET /": EVERY_ROLE,
    "GET /cases": STAFF,
    "GET /cases/export": STAFF,
    "GET /cases/{caseId}": STAFF,
    "GET /owner-changes/new": HAND_OVER,
    "POST /owner-changes/new": HAND_OVER,
    "POST /owner-changes/selection": HAND_OVER,
    "GET /cases/{caseId}/owner": HAND_OVER,
    "POST /cases/{caseId}/owner": HAND_OVER,
    "GET /cases/{caseId}/client-managers/new": NAME_CLIENT_MANAGER,
    "POST /cases/{caseId}/client-managers/new": NAME_CLIENT_MANAGER,
    "GET /cases/{caseId}/first-contacts/new": TALK,
    "POST /cases/{caseId}/first-contacts/new": TALK,
    "GET /cases/{caseId}/move-plans/new": TALK,
    "POST /cases/{caseId}/move-plans/new": TALK,
    "GET /cases/{caseId}/acceptance": ACCEPT,
    "POST /cases/{caseId}/acceptance": ACCEPT,
    "GET /cases/{caseId}/closing": CLOSE,
    "POST /cases/{caseId}/closing": CLOSE,
    "GET /cases/{caseId}/events/{eventId}/voiding": CORRECT_ON_PAGES,
    "POST /cases/{caseId}/events/{eventId}/voiding": CORRECT_ON_PAGES,
    "GET /cases/{caseId}/handovers/new": TALK,
    "POST /cases/{caseId}/handovers/new": TALK,
    "GET /cases/{caseId}/handovers/{planId}/confirmation": TALK,
    "POST /cases/{caseId}/handovers/{planId}/confirmation": TALK,
    "GET /cases/{caseId}/handovers/{planId}/invitation": STAFF,
    "GET /cases/{caseId}/handovers/unplanned/outcome": TALK,
    "POST /cases/{caseId}/handovers/unplanned/outcome": TALK,
    "GET /cases/{caseId}/handovers/{planId}/outcome": TALK,
    "POST /cases/{caseId}/handovers/{planId}/outcome": TALK,
    "GET /cases/{caseId}/agenda": TALK,
    "POST /cases/{caseId}/agenda": TALK,
    "GET /cases/{caseId}/acknowledgement": {Role.CLIENT_MANAGER},
    "POST /cases/{caseId}/acknowledgement": {Role.CLIENT_MANAGER},
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
