"""A report as PDF: tagged, with language, title, contents and alternative text (PDF/UA-1).

Set by typst, which comes with pip alone, in fonts that do too; so the same report gives the same
bytes on every machine. It is of the moment that it is known on, and of no other.
"""

import asyncio
import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from continuous_line.web.pages import Language
from report_service.web.charts.ink import CLASSES, ON_CLASSES
from report_service.web.texts_paper import PAPER
from report_service.web.typesetting import typeset

FONT: Final = "Source Sans Pro"


async def pdf(html: str, statements: str, *, title: str, language: Language, on: datetime) -> bytes:
    """`html`: the report; `statements`: what is put in as statements.json."""
    return await asyncio.to_thread(_pdf, html, statements, title, language, on)


def _pdf(html: str, statements: str, title: str, language: Language, on: datetime) -> bytes:
    told = PAPER[language]
    given = {
        "paper-title": title,
        "language": language.value,
        "font": FONT,
        "contents-title": told["contents"],
        "page-text": told["page"],
        "statements": statements,
        "statements-text": told["annex_caption"],
        "tones": CLASSES,
        "inks": ON_CLASSES,
    }
    named = "\n".join(f"#let {name} = {_value(value)}" for name, value in given.items())
    source = f"{named}\n{_layout()}\n{typeset(html, FONT)}"
    made: bytes = _compiler().compile(
        input=source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=int(on.timestamp())
    )
    return made


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(f'rgb("{each}")' for each in value) + ")"
    return json.dumps(value, ensure_ascii=False)


@cache
def _layout() -> str:
    return files("report_service.web.static").joinpath("paper.typ").read_text(encoding="utf-8")


def _compiler() -> Any:
    """Of one document: two threads cannot share one. It reads no file of the machine."""
    import typst

    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> Any:
    """None of the machine's."""
    import font_source_sans_pro
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])
