"""All pages of the service."""

from fastapi import APIRouter

from handover_service.web import pages_case, pages_cases

router = APIRouter()
for part in (pages_cases, pages_case):
    router.include_router(part.router)
