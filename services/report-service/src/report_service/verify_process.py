"""`verify STATEMENT`: says whether the log still makes the statement's figures."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from continuous_line.database import Database
from continuous_line.errors import HistoryIncomplete, LogUnavailable
from continuous_line.event_log import open_event_log
from report_service import verify
from report_service.domain import definitions as defining
from report_service.domain import statement as stating
from report_service.domain.definitions import BadDefinitions, Definitions
from report_service.domain.statement import Document
from report_service.tables import editions, generations
from report_service.verify import CannotVerify

EQUAL, DIFFERENT, UNKNOWN = 0, 1, 2
"""Exit statuses; 2: it could not be told."""


class LogSettings(BaseSettings):
    """The event log alone; the database only where the definitions are to be looked for there."""

    model_config = SettingsConfigDict(env_prefix="DL_", extra="ignore", frozen=True)

    event_log_url: str
    topic_prefix: str = ""
    database_url: str | None = Field(None)


async def verify_statement(given: LogSettings, source: str, definitions: Path | None) -> int:
    """The exit status, of several statements the highest; what was found is told on the standard
    output."""
    try:
        by = None if definitions is None else defining.read(_text(str(definitions)))
        return max([await _verify(given, one, by) for one in stating.read_all(_text(source))])
    except stating.NoStatement as error:
        typer.echo(f"not a statement: {error}")
    except (CannotVerify, HistoryIncomplete, LogUnavailable, BadDefinitions, OSError) as error:
        typer.echo(f"cannot be verified: {error}")
    return UNKNOWN


async def _verify(given: LogSettings, statement: Document, by: Definitions | None) -> int:
    stated = stating.stated(statement)
    if statement.get("digest") != stating.digest(statement):
        typer.echo("different: the statement was changed, its digest is not that of its contents")
        return DIFFERENT
    by = by or await _definitions(given, stated.definitions_digest)
    log = open_event_log(given.event_log_url, topic_prefix=given.topic_prefix)
    try:
        with _bar() as progress:
            anew = stating.hiding(await verify.compute(log, stated, by, progress), statement)
    finally:
        await log.close()
    found = list(stating.differences(statement, anew))
    for line in found:
        typer.echo(f"different: {line}")
    if found or anew["digest"] != statement["digest"]:
        return DIFFERENT
    typer.echo(f"equal: {statement['metric']} in {stated.period.code}, {statement['digest']}")
    return EQUAL


def _text(source: str) -> str:
    return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")


async def _definitions(given: LogSettings, digest: str) -> Definitions:
    """Those of this release, or of a generation or edition that is kept.

    Raises CannotVerify.
    """
    current = defining.current()
    if stating.digest_of(current) == digest:
        return current
    for text in await _kept(given.database_url):
        found = defining.read(text)
        if stating.digest_of(found) == digest:
            return found
    raise CannotVerify(
        f"its definitions ({digest}) are not those of this release, nor kept here: "
        "give their file with --definitions"
    )


async def _kept(database_url: str | None) -> list[str]:
    if database_url is None:
        return []
    texts: set[str] = set()
    try:
        async with Database(database_url) as database, database.reading() as tx:
            for table in (generations, editions):
                texts.update(await tx.scalars(select(table.c.definitions).distinct()))
    except (SQLAlchemyError, OSError):
        return []
    return sorted(filter(None, texts))


@contextmanager
def _bar() -> Iterator[verify.Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("events read", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield progress
