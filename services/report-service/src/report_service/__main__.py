"""`python -m report_service COMMAND`."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from continuous_line import telemetry
from continuous_line.cli import command_line, execute, settings
from continuous_line.codes import Role
from continuous_line.process import Program
from continuous_line.web.pages.language import Language
from report_service.edition_process import make_editions
from report_service.main import create_app
from report_service.paper_process import Wanted as PaperWanted
from report_service.paper_process import write_paper
from report_service.rebuild_helpers import HelperSettings, help_along
from report_service.rebuild_process import rebuild_now
from report_service.resources import NAME
from report_service.verify_process import LogSettings, verify_statement
from report_service.web.figures import NoMoment
from report_service.worker import ReportWorker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=ReportWorker)
app = command_line(PROGRAM)


@app.command()
def rebuild() -> None:
    """Build a new generation from offset 0, or go on with one; switch where the digests agree.

    Status 0 where it was switched to, 3 where it is ready but not switched to.
    """
    given = settings()
    telemetry.configure(NAME, given.log_level)

    async def run() -> None:
        state = await rebuild_now(given)
        typer.echo(state)
        if state != "switched":
            raise SystemExit(3)

    execute(run())


@app.command(hidden=True)
def rebuild_numbers(rebuild: UUID, numbers: list[int]) -> None:
    """Build these partition numbers of a rebuild: how a rebuild starts its helpers."""
    given = HelperSettings()
    telemetry.configure(NAME, "info")
    execute(help_along(given, rebuild, numbers))


@app.command()
def editions() -> None:
    """Make the editions that were asked for: what was known at an earlier moment."""
    given = settings()
    telemetry.configure(NAME, given.log_level)

    async def run() -> None:
        typer.echo(f"{await make_editions(given)} made")

    execute(run())


@app.command()
def paper(
    period: Annotated[str, typer.Argument(help="2019-Q2, 2019-H1, 2019 or 2019-06.")],
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path(),
    as_of: Annotated[
        str | None, typer.Option(help="First day of a month (default: of this one): as known then.")
    ] = None,
    area: Annotated[str, typer.Option(help="As in the pages: region:AM33, unit:unit-zuid.")] = "",
    role: Annotated[Role | None, typer.Option(help="For whom; without it for everybody.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Of that role, repeatable.")] = None,
    lang: Annotated[Language, typer.Option()] = Language.NL,
) -> None:
    """Write a quarterly report: an HTML file, the same as PDF, and the statements of its figures.

    The same log up to the moment gives the same bytes.
    """
    given = settings()
    telemetry.configure(NAME, given.log_level)
    wanted = PaperWanted(
        period=period, known_on=as_of, area=area, role=role, places=place or (), language=lang
    )

    async def run() -> None:
        try:
            for written in await write_paper(given, wanted, to):
                typer.echo(written)
        except NoMoment as error:
            raise typer.BadParameter(f"{error} is no first day of a month that is over") from None

    execute(run())


@app.command()
def verify(
    statement: Annotated[str, typer.Argument(help="A file, or - for the standard input.")],
    definitions: Annotated[
        Path | None, typer.Option(help="The definitions' file, where they are not kept here.")
    ] = None,
) -> None:
    """Compute a statement again from the log alone.

    Status 0 where it is equal, 1 where it is not, 2 where that cannot be told.
    """
    try:
        given = LogSettings()
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None
    raise SystemExit(asyncio.run(verify_statement(given, statement, definitions)))


if __name__ == "__main__":
    app(prog_name=f"python -m {__package__}")
    sys.exit(0)
