"""What every service with pages serves beside them: the style."""

from fastapi import APIRouter, Response

from continuous_line.web.pages.kit import STYLE, style

router = APIRouter(include_in_schema=False)


@router.get(STYLE)
async def stylesheet() -> Response:
    """Its address names its content, so it may be kept."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(style(), media_type="text/css", headers=headers)
