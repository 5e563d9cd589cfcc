"""All pages of the service."""

from fastapi import APIRouter

from profile_service.sections import Catalogue
from profile_service.web import (
    pages_intakes,
    pages_list,
    pages_profile,
    pages_search,
    pages_sections,
    pages_sending,
    pages_versions,
)

PARTS = (pages_list, pages_search, pages_profile, pages_sections, pages_sending, pages_versions)


def routes(sections: Catalogue) -> APIRouter:
    router = APIRouter()
    router.include_router(pages_intakes.routes(sections))
    for part in PARTS:
        router.include_router(part.router)
    return router
