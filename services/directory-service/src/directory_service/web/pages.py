"""All pages of the service."""

from fastapi import APIRouter

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
