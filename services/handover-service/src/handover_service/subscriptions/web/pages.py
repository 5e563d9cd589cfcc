"""All pages of the console."""

from fastapi import APIRouter

from handover_service.subscriptions.web import (
    pages_letters,
    pages_list,
    pages_one,
    pages_secrets,
    pages_settings,
)

router = APIRouter()
for part in (pages_list, pages_settings, pages_secrets, pages_letters, pages_one):
    router.include_router(part.router)
