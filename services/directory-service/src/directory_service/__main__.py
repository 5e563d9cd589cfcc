"""`python -m directory_service`: its commands."""

from continuous_line.cli import command_line, execute, settings
from continuous_line.process import Program
from directory_service.main import NAME, create_app, open_resources
from directory_service.reference_data import load_reference
from directory_service.worker import make_worker

PROGRAM = Program(name=NAME, create_app=create_app, make_worker=make_worker)
app = command_line(PROGRAM)


@app.command("load-reference")
def load() -> None:
    """Register the reference municipalities and reception centres that are not there yet."""
    execute(_load())


async def _load() -> None:
    async with open_resources(settings()) as resources:
        now = resources.clock.now()
        print(await load_reference(resources.database, resources.directory, now))  # noqa: T201


if __name__ == "__main__":
    app()
