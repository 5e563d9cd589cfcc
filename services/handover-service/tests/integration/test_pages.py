"""Every page of handover-service, walked as everybody."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.testing.pages import OPERATIONS, PageSuite
from handover_service.roles import (
    ACCEPT,
    AGREE,
    CLOSE,
    CORRECT_ON_PAGES,
    GUIDE,
    HAND_OVER,
    NAME_CLIENT_MANAGER,
    NOTICES,
    OWN_CASE,
    PROGRAMMES,
    SCOUT,
    SIGNAL_ANSWER,
    SIGNAL_CLOSE,
    SIGNAL_RAISE,
    STAFF,
    TALK,
    WELCOME,
)

CONSOLE = (Role.INTEGRATION_MANAGER,)
ONE = "/subscriptions/{subscriptionId}"
MATRIX: dict[str, Collection[Role]] = {
    **OPERATIONS,
    "GET /subscriptions": CONSOLE,
    f"GET {ONE}": CONSOLE,
    f"GET {ONE}/dead-letters": CONSOLE,
    **{
        f"{method} {path}": CONSOLE
        for method in ("GET", "POST")
        for path in (
            "/subscriptions/new",
            f"{ONE}/settings",
            f"{ONE}/credential",
            f"{ONE}/secrets",
            f"{ONE}/ending",
            f"{ONE}/dead-letters/redrives",
            f"{ONE}/dead-letters/{{number}}/discards",
        )
    },
    **{
        f"POST {ONE}/{what}": CONSOLE
        for what in (
            "pings",
            "pauses",
            "resumptions",
            "confirmations",
            "secrets/{secretId}/revocations",
            "dead-letters/{number}/redrives",
        )
    },
    "GET /": EVERY_ROLE,
    "GET /cases": STAFF,
    "GET /cases/export": STAFF,
    "GET /cases/{caseId}": STAFF,
    "GET /programmes": PROGRAMMES,
    "GET /programmes/{code}": PROGRAMMES,
    "GET /scout-days": SCOUT,
    "GET /notices": NOTICES,
    "POST /notices/{noticeId}/readings": NOTICES,
    "GET /notices/mail": NOTICES,
    "POST /notices/mail": NOTICES,
    "GET /cases/{caseId}/findings": GUIDE,
    **{
        f"{method} /cases/{{caseId}}/{what}/new": GUIDE
        for method in ("GET", "POST")
        for what in (
            "programmes",
            "programme-endings",
            "contacts",
            "progress-talks",
            "steps",
            "findings",
        )
    },
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
    "GET /cases/{caseId}/events/{eventId}/correction": TALK,
    "POST /cases/{caseId}/events/{eventId}/correction": TALK,
    "GET /cases/{caseId}/events/{eventId}/voiding": CORRECT_ON_PAGES,
    "POST /cases/{caseId}/events/{eventId}/voiding": CORRECT_ON_PAGES,
    "GET /my-case": OWN_CASE,
    "POST /my-case/experience": OWN_CASE,
    "GET /cases/{caseId}/plan": AGREE,
    "GET /cases/{caseId}/plan/edit": TALK,
    "POST /cases/{caseId}/plan/edit": TALK,
    "GET /cases/{caseId}/agreements/new": TALK,
    "POST /cases/{caseId}/agreements/new": TALK,
    "POST /cases/{caseId}/plan/versions/{planId}/endorsements": AGREE,
    "POST /cases/{caseId}/plan/versions/{planId}/endorsements/{party}/taking-back": AGREE,
    "POST /cases/{caseId}/plan/actions/{actionId}/completion": AGREE,
    "GET /cases/{caseId}/plan/actions/{actionId}/take-over": TALK,
    "POST /cases/{caseId}/plan/actions/{actionId}/take-over": TALK,
    "GET /cases/{caseId}/plan/agreements/{agreementId}/taking-back": TALK,
    "POST /cases/{caseId}/plan/agreements/{agreementId}/taking-back": TALK,
    "GET /cases/{caseId}/guidance": TALK,
    "POST /cases/{caseId}/guidance/role-card": TALK,
    "POST /cases/{caseId}/guidance/welcome": WELCOME,
    "POST /cases/{caseId}/guidance/referral": TALK,
    "POST /cases/{caseId}/guidance/referrals/{referralId}/confirmation": TALK,
    "GET /signals": STAFF,
    "GET /signals/new": SIGNAL_RAISE,
    "POST /signals/new": SIGNAL_RAISE,
    "GET /cases/{caseId}/signals/new": SIGNAL_RAISE,
    "POST /cases/{caseId}/signals/new": SIGNAL_RAISE,
    "GET /signals/{signalId}": STAFF,
    "POST /signals/{signalId}/answers": SIGNAL_ANSWER,
    "POST /signals/{signalId}/owners": SIGNAL_ANSWER,
    "POST /signals/{signalId}/closings": SIGNAL_CLOSE,
    "GET /signals/{signalId}/correction": SIGNAL_RAISE,
    "POST /signals/{signalId}/correction": SIGNAL_RAISE,
    "POST /signals/{signalId}/voidings": SIGNAL_RAISE,
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
