"""All pages of the service."""

from fastapi import APIRouter

from continuous_line.web.pages.operations.routes import operations_pages
from handover_service.identity import FEED
from handover_service.resources import NAME
from handover_service.web import (
    pages_agenda,
    pages_case,
    pages_cases,
    pages_closing,
    pages_correcting,
    pages_guidance,
    pages_guiding,
    pages_notices,
    pages_outcome,
    pages_own,
    pages_owners,
    pages_plan,
    pages_plan_acts,
    pages_planning,
    pages_programmes,
    pages_receiving,
    pages_scouting,
    pages_signal,
    pages_signals,
)

router = APIRouter()
for part in (
    pages_cases,
    pages_owners,
    pages_case,
    pages_receiving,
    pages_closing,
    pages_correcting,
    pages_plan,
    pages_plan_acts,
    pages_guidance,
    pages_own,
    pages_signals,
    pages_signal,
    pages_planning,
    pages_outcome,
    pages_agenda,
    pages_programmes,
    pages_guiding,
    pages_scouting,
    pages_notices,
):
    router.include_router(part.router)
router.include_router(operations_pages(NAME, FEED, vault_of=NAME))
