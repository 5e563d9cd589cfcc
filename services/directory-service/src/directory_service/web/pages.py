"""All pages of the service."""

from fastapi import APIRouter

from directory_service.web import (
    pages_calling,
    pages_contact_acts,
    pages_contacts,
    pages_verification,
)

router = APIRouter()
for part in (pages_calling, pages_contact_acts, pages_contacts, pages_verification):
    router.include_router(part.router)
