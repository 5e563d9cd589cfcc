"""The style of charts and figures: beside that of all pages."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Response

PATH: Final = "/static/figures.css"

router = APIRouter(include_in_schema=False)


@cache
def style() -> bytes:
    return files(__name__).joinpath("figures.css").read_bytes()


@cache
def style_address() -> str:
    """It names the content, which may be kept therefore."""
    return f"{PATH}?v={hashlib.sha256(style()).hexdigest()[:8]}"


@router.get(PATH)
async def stylesheet() -> Response:
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(style(), media_type="text/css", headers=headers)
