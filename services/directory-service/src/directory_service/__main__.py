"""`python -m directory_service`: its commands."""

import typer

from continuous_line.cli import command_line, execute, settings
from continuous_line.config import Settings
from continuous_line.process import Program
from directory_service.main import create_app
from directory_service.reference_data import load_reference as load
from directory_service.resources import NAME, open_resources
from directory_service.worker import make_worker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=make_worker, vault=True)
app = command_line(PROGRAM)


@app.command()
def load_reference() -> None:
    """Register the municipalities and example reception centres that are not there yet."""
    execute(_load(settings()))


async def _load(given: Settings) -> None:
    async with open_resources(given) as resources:
        loaded = await load(resources.database, resources.directory, resources.clock.now())
    typer.echo(
        f"{loaded.municipalities} municipalities and {loaded.reception_centres} reception centres"
    )


if __name__ == "__main__":
    app()
