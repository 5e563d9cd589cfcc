"""The command line that every service has: `python -m <name>_service COMMAND`."""

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from continuous_line.config import Settings
from continuous_line.contracts import CONTRACTS
from continuous_line.event_log.opening import open_event_log
from continuous_line.process import Program, run
from continuous_line.vault_opening import keys_database_url, opened_vault


def command_line(program: Program) -> typer.Typer:
    """The shared commands; a service may add its own with `@app.command()`."""
    app = typer.Typer(help=f"{program.name}-service", no_args_is_help=True, add_completion=False)

    @app.command()
    def serve() -> None:
        """Web server and worker in one process (the embedded default)."""
        sys.exit(run(program, settings(), web=True, work=True))

    @app.command()
    def web() -> None:
        """The web server alone."""
        sys.exit(run(program, settings(), web=True, work=False))

    @app.command()
    def work() -> None:
        """The worker alone, with health and metrics on the port."""
        sys.exit(run(program, settings(), web=False, work=True))

    @app.command()
    def migrate() -> None:
        """Bring the database, and the keys database, to the newest version."""
        from continuous_line.migrations import command

        given = settings()
        with one_line():
            keys = keys_database_url(given) if program.vault else None
        command.upgrade(command.scripts(program.package), given.database_url)
        if keys is not None:
            command.upgrade(command.vault_scripts(), keys)

    @app.command()
    def create_topics() -> None:
        """Make the topics that are missing: kept for ever, 12 partitions."""
        execute(_create_topics(settings()))

    @app.command()
    def check_history() -> None:
        """Whether every topic still reaches back to its beginning."""
        execute(_check_history(settings()))

    if program.vault:

        @app.command()
        def rotate_master_key() -> None:
            """Wrap every person's key with the first master key of the ring; may be repeated."""
            execute(_rotate(program, settings()))

    if program.name in CONTRACTS:

        @app.command()
        def relay_resume() -> None:
            """After a restored backup: go on behind the log's end, and list what was lost."""
            execute(_resume(program, settings()))

    return app


def settings() -> Settings:
    """From the environment; one line per fault where it does not fit."""
    from pydantic import ValidationError

    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            typer.echo(f"DL_{name}: {fault['msg']}", err=True)
        sys.exit(2)


def execute(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; what is refused on purpose is one line and status 1."""
    with one_line():
        asyncio.run(work)


@contextmanager
def one_line() -> Iterator[None]:
    """What is refused on purpose in the block is one line and status 1."""
    from continuous_line.errors import ContinuousLineError

    try:
        yield
    except ContinuousLineError as error:
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)


def topics() -> list[str]:
    return [contract.topic for contract in CONTRACTS.values()]


async def _create_topics(given: Settings) -> None:
    log = open_event_log(
        given.event_log_url,
        topic_prefix=given.topic_prefix,
        replication_factor=given.replication_factor,
    )
    try:
        await log.create_topics(topics())
        await log.check_history(topics())
    finally:
        await log.close()
    for topic in topics():
        typer.echo(given.topic_prefix + topic)


async def _check_history(given: Settings) -> None:
    log = open_event_log(given.event_log_url, topic_prefix=given.topic_prefix)
    try:
        await log.check_history(topics())
    finally:
        await log.close()
    typer.echo("every topic reaches back to its beginning")


async def _rotate(program: Program, given: Settings) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from continuous_line.master_keys import ring_of
    from continuous_line.vault_rotation import rotate

    columns = ("keys wrapped", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    async with opened_vault(given, service=program.name) as vault:
        with Progress(*columns) as bar:
            task = bar.add_task("", total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            rotated = await rotate(vault.database, ring_of(given), progress)
    typer.echo(f"{rotated.keys} keys were wrapped anew; all are wrapped with `{rotated.current}`.")
    for key in rotated.obsolete:
        typer.echo(
            f"`{key}` wraps nothing any more: remove it from the ring once every process was "
            f"started with `{rotated.current}` first."
        )


async def _resume(program: Program, given: Settings) -> None:
    app = program.create_app(given, api=False)
    async with app.router.lifespan_context(app):
        lost = await program.make_worker(app.state.resources).resume()
        for event in lost:
            typer.echo(str(event))
        typer.echo(f"the store lost {len(lost)} events that the log has")
