"""`paper PERIOD`: a report of a period as files, from an edition, which is made where there is
none."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.days import day
from continuous_line.errors import ContinuousLineError
from continuous_line.web.pages.language import Language
from report_service import queries
from report_service.as_known import known
from report_service.edition_making import Making
from report_service.editions import Edition
from report_service.queries import Span
from report_service.resources import Resources, open_resources
from report_service.web import paper_files
from report_service.web.figures import Asked, asked
from report_service.web.kit import KIT
from report_service.web.paper import paper_of
from report_service.web.pdf import pdf
from report_service.web.visits import Reader

_LOOK = 2.0
"""Seconds between two looks at an edition that another process makes."""


class NotMade(ContinuousLineError):
    """The edition could not be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """As on the command line. `role` and `places`: for whom; without a role for everybody."""

    period: str
    known_on: str | None
    area: str
    role: Role | None
    places: Sequence[str]
    language: Language


async def write_paper(settings: Settings, wanted: Wanted, folder: Path) -> list[Path]:
    """The files written: HTML, PDF and statements.json. They say nothing of when they were made.

    Raises NoPeriod, NoMoment, NotMade, NothingServes, NotFound or Forbidden.
    """
    async with open_resources(settings) as resources:
        now = resources.clock.now()
        month = day(now).replace(day=1).isoformat()
        async with resources.database.reading() as tx:
            few = resources.own.minimum_cell
            span = await queries.span(tx, few) or Span(day(now), day(now), day(now))
        of = asked(wanted.period, wanted.known_on or month, span, now)
        edition = await _kept(resources, of, settings)
        of = Asked(of.period, of.known_on, edition)
        reader = _reader(wanted, resources)
        async with resources.database.reading() as tx:
            paper = await paper_of(tx, reader, of, span, wanted.area)
    text = paper_files.html(paper, wanted.language, not_real=settings.environment == "embedded")
    made = await pdf(
        text, paper.stated.text, title=paper.title, language=wanted.language, on=edition.as_of
    )
    files = {
        f"{of.period.code}.{wanted.language}.html": text.encode(),
        f"{of.period.code}.{wanted.language}.pdf": made,
        "statements.json": paper.stated.text.encode(),
    }
    return await asyncio.to_thread(_write, folder, files)


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _reader(wanted: Wanted, resources: Resources) -> Reader:
    who = None
    if wanted.role is not None:
        who = Principal("paper", "", frozenset({wanted.role}), frozenset(wanted.places))
    return Reader(who, wanted.language, KIT.words_in(wanted.language), resources)


async def _kept(resources: Resources, of: Asked, settings: Settings) -> Edition:
    """Made here, or waited for where another process makes it. Raises NotMade."""
    assert of.as_of is not None  # noqa: S101 - the caller gave a moment
    making = Making(
        resources.database, resources.log, resources.clock, database_url=settings.database_url
    )
    while True:
        found = (await known(resources, of.as_of, always=True)).edition
        assert found is not None  # noqa: S101 - it was asked for
        if found.state == "kept":
            return found
        if found.state == "failed":
            raise NotMade(f"what was known then could not be made: {found.reason}")
        typer.echo(f"{found.state}, {found.percent}%", file=sys.stderr)
        if not await making.all():
            await asyncio.sleep(_LOOK)
