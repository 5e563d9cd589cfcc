"""All pages of the service."""

from fastapi import APIRouter

from continuous_line.web.pages.operations.routes import operations_pages
from directory_service.resources import NAME
from directory_service.web import (
    pages_calling,
    pages_contact_acts,
    pages_contacts,
    pages_imports,
    pages_meetings,
    pages_offers,
    pages_practices,
    pages_regions,
    pages_verification,
)

router = APIRouter()
for part in (
    pages_calling,
    pages_contact_acts,
    pages_contacts,
    pages_imports,
    pages_verification,
    pages_offers,
    pages_meetings,
    pages_practices,
    pages_regions,
):
    router.include_router(part.router)
router.include_router(operations_pages(NAME, vault_of=NAME))
