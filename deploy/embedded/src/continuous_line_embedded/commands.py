"""The commands of the one-machine default."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from continuous_line.local.errors import CannotStart
from continuous_line_embedded.folder import DataFolder
from continuous_line_embedded.ports import BASE, fixed_ports
from continuous_line_embedded.removal import remove
from continuous_line_embedded.running import Interruption, run
from continuous_line_embedded.services import SERVICES
from continuous_line_embedded.stand import Stand
from continuous_line_embedded.steps import Steps

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Folder = Annotated[Path, typer.Option("--folder", envvar="DATA", help="The data folder.")]
PortBase = Annotated[
    int,
    typer.Option(
        envvar="PORT_BASE",
        min=1024,
        max=65000,
        help="People sign in at this port; the services listen on those after it.",
    ),
]
EventLogUrl = Annotated[
    str | None,
    typer.Option(envvar="EVENT_LOG_URL", help="kafka://host:port; by default in PostgreSQL."),
]


@app.command()
def up(
    folder: Folder = Path(".data"),
    port_base: PortBase = BASE,
    event_log_url: EventLogUrl = None,
) -> None:
    """Start everything on this machine, until Ctrl-C."""
    steps = Steps(Console())

    async def main(interruption: Interruption) -> int:
        async with Stand(folder, _ports(port_base), event_log_url, steps=steps) as stand:
            for name in stand.services:
                steps.say(f"{name:>10}  {stand.address(name)}/v1/openapi.json")
            steps.say("Ctrl-C stops everything.")
            await interruption.wait()
        return 0

    raise typer.Exit(run(main))


@app.command()
def demo(
    *,
    folder: Folder = Path(".data"),
    permit_holders: Annotated[int, typer.Option(envvar="PERMIT_HOLDERS", min=1)] = 1000,
    seed: Annotated[int, typer.Option(envvar="SEED")] = 2019,
    once: Annotated[bool, typer.Option("--once", help="End after the figures.")] = False,
    port_base: PortBase = BASE,
    event_log_url: EventLogUrl = None,
) -> None:
    """Start everything, replay the first half of 2019, compare the figures, and stay."""
    from continuous_line_embedded.demo import command

    console, wish = Console(), command.Wish(permit_holders, seed, once)

    async def main(interruption: Interruption) -> int:
        people = command.people(seed)
        ports = _ports(port_base)
        stand = Stand(
            folder, ports, event_log_url, steps=Steps(console), people=people,
            environment=command.labels(),
        )  # fmt: skip
        if command.started_at(command.progress_file(stand)):
            stand.clock_at = command.at(command.first_moment(), 0)
        async with stand:
            try:
                return await command.play(stand, wish, console, interruption.wait)
            except command.DemoFailed as failure:
                raise CannotStart(str(failure)) from None

    raise typer.Exit(run(main))


@app.command()
def reset(folder: Folder = Path(".data")) -> None:
    """Remove the data folder and all that was kept elsewhere for it."""

    async def main(_: Interruption) -> int:
        data = DataFolder(folder)
        done = "is removed" if remove(data) else "is not there"
        Steps(Console()).say(f"{data.path} {done}")
        return 0

    raise typer.Exit(run(main))


def _ports(base: int) -> dict[str, int]:
    return fixed_ports([service.name for service in SERVICES], base)
