"""A report as it is handed out: one page that needs nothing else, one PDF, and its statements."""

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from continuous_line.web.pages.language import Language
from report_service.web.kit import KIT
from report_service.web.paper import Paper
from report_service.web.texts_paper import PAPER


def html(paper: Paper, language: Language, *, not_real: bool) -> str:
    """Style and drawings are in it; it asks for nothing. `not_real`: of made-up persons."""
    return KIT.html(
        "paper.html",
        language,
        {
            "paper": paper,
            "told": PAPER[language],
            "minimum": paper.minimum,
            "paper_style": Markup(style()),  # noqa: S704 - our own file
            "not_real": not_real,
        },
    ).lstrip()


@cache
def style() -> str:
    return files("report_service.web.static").joinpath("paper.css").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """What a browser may do with such a page: show it in its own style."""
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'none'"
    )
