"""`python -m directory_service`: its commands."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from continuous_line.cli import command_line, execute, settings
from continuous_line.config import Settings
from continuous_line.days import day
from continuous_line.process import Program
from directory_service.application import importing_centres
from directory_service.application.retention import erase_ended
from directory_service.main import create_app
from directory_service.reference_data import by_itself
from directory_service.reference_data import load_reference as load
from directory_service.resources import NAME, open_resources
from directory_service.worker import make_worker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=make_worker, vault=True)
app = command_line(PROGRAM)


@app.command()
def load_reference() -> None:
    """Register the municipalities and example reception centres that are not there yet."""
    execute(_load(settings()))


@app.command()
def import_reception_centres(
    file: Path,
    dry_run: Annotated[bool, typer.Option(help="Say what it would do, and do nothing.")] = False,
    valid_from: Annotated[
        str | None, typer.Option(help="YYYY-MM-DD: from when what changes holds; else today.")
    ] = None,
) -> None:
    """Register, change and close reception centres as a CSV file has them; all of it or nothing."""
    first = date.fromisoformat(valid_from) if valid_from else None
    text = file.read_text(encoding="utf-8-sig")
    execute(_import(settings(), text, first, dry_run=dry_run))


async def _import(given: Settings, text: str, first: date | None, *, dry_run: bool) -> None:
    async with open_resources(given) as resources:
        now = resources.clock.now()
        on = first or day(now)
        async with resources.database.transaction() as tx:
            plan, sheet = await importing_centres.preview(resources.directory, tx, text, on)
            for fault in sheet.faults:
                typer.echo(f"row {fault.row}, {fault.column}: {fault.detail}", err=True)
            if not (dry_run or sheet.faults):
                writing = by_itself(tx, now)
                await importing_centres.import_centres(resources.directory, writing, text, on)
    for name in ("added", "changed", "closed", "unchanged", "not_in_file"):
        typer.echo(f"{name.replace('_', ' ')}: {', '.join(getattr(plan, name)) or 'none'}")
    if sheet.faults:
        typer.echo(f"{len(sheet.faults)} faults; nothing was recorded", err=True)
        sys.exit(1)
    if dry_run:
        typer.echo("nothing was recorded: a dry run")


async def _load(given: Settings) -> None:
    async with open_resources(given) as resources:
        loaded = await load(resources.database, resources.directory, resources.clock.now())
    typer.echo(
        f"{loaded.municipalities} municipalities and {loaded.reception_centres} reception centres"
    )


@app.command()
def erase_contacts() -> None:
    """Erase the details of contacts that ended before the term; the worker does it hourly."""
    execute(_erase(settings()))


async def _erase(given: Settings) -> None:
    async with open_resources(given) as r, r.database.transaction() as tx:
        done = await erase_ended(tx, r.directory, r.vault, r.policy, r.clock.now())
    typer.echo(f"{done.contacts} contacts that ended on {done.before} or before were erased")


if __name__ == "__main__":
    app()
