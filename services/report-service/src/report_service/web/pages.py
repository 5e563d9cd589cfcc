"""All pages of the service."""

from fastapi import APIRouter

from report_service.web import (
    pages_cases,
    pages_dashboard,
    pages_editions,
    pages_files,
    pages_map,
    pages_metric,
    pages_operations,
    pages_paper,
    pages_regions,
    pages_scorecard,
    static,
)

router = APIRouter()
for part in (
    pages_dashboard,
    pages_metric,
    pages_cases,
    pages_map,
    pages_scorecard,
    pages_editions,
    pages_files,
    pages_paper,
    pages_operations,
    pages_regions,
    static,
):
    router.include_router(part.router)
