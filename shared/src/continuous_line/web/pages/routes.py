"""What every service with pages serves beside them: the style, and what keeps drafts."""

from fastapi import APIRouter, Response

from continuous_line.web.pages.kit import DRAFTS, STYLE, static

router = APIRouter(include_in_schema=False)


@router.get(STYLE)
async def stylesheet() -> Response:
    return _kept(STYLE, "text/css")


@router.get(DRAFTS)
async def drafts() -> Response:
    return _kept(DRAFTS, "text/javascript")


def _kept(path: str, media_type: str) -> Response:
    """Its address names its content, so it may be kept."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(path), media_type=media_type, headers=headers)
