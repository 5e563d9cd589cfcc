"""All pages of the service."""

from fastapi import APIRouter

from continuous_line.web.pages.operations.routes import operations_pages
from profile_service.admission import CONSUMER
from profile_service.resources import NAME
from profile_service.sections import Catalogue
from profile_service.web import (
    pages_access,
    pages_activities,
    pages_assessments,
    pages_granted,
    pages_intakes,
    pages_list,
    pages_own_data,
    pages_profile,
    pages_search,
    pages_sections,
    pages_sending,
    pages_versions,
    pages_wishes,
)

PARTS = (
    pages_list,
    pages_search,
    pages_profile,
    pages_sections,
    pages_sending,
    pages_versions,
    pages_own_data,
    pages_access,
    pages_granted,
    pages_activities,
    pages_wishes,
    pages_assessments,
)


def routes(sections: Catalogue) -> APIRouter:
    router = APIRouter()
    router.include_router(pages_intakes.routes(sections))
    for part in PARTS:
        router.include_router(part.router)
    router.include_router(operations_pages(CONSUMER, vault_of=NAME))
    return router
