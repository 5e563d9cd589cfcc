"""All pages of the service."""

from fastapi import APIRouter

from profile_service.sections import Catalogue
from profile_service.web import pages_list

PARTS = (pages_list,)


def routes(_sections: Catalogue) -> APIRouter:
    router = APIRouter()
    for part in PARTS:
        router.include_router(part.router)
    return router
