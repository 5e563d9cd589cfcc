"""All pages of the service."""

from fastapi import APIRouter

from handover_service.web import (
    pages_agenda,
    pages_case,
    pages_cases,
    pages_closing,
    pages_outcome,
    pages_owners,
    pages_planning,
    pages_receiving,
)

router = APIRouter()
for part in (
    pages_cases,
    pages_owners,
    pages_case,
    pages_receiving,
    pages_closing,
    pages_planning,
    pages_outcome,
    pages_agenda,
):
    router.include_router(part.router)
