"""`python -m profile_service`: its commands."""

from dataclasses import asdict
from typing import Annotated

import typer

from continuous_line.cli import command_line, execute, settings
from continuous_line.config import Settings
from continuous_line.process import Program
from profile_service.main import create_app
from profile_service.resources import NAME, open_resources
from profile_service.retention import retain
from profile_service.retention_runs import Counts
from profile_service.worker import make_worker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=make_worker, vault=True)
app = command_line(PROGRAM)


@app.command()
def retention(
    *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Count only.")] = False
) -> None:
    """Erase the personal data whose term has passed, and tell how many."""
    execute(_retain(settings(), dry=dry_run))


async def _retain(given: Settings, *, dry: bool) -> None:
    async with open_resources(given) as resources:
        counts = await retain(resources, dry=dry)
    for name, number in asdict(counts or Counts()).items():
        typer.echo(f"{number:>8}  {name.replace('_', ' ')}")


if __name__ == "__main__":
    app()
