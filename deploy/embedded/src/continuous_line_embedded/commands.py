"""The commands of the one-machine default."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

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
        min=1023,
        max=65000,
        help="The services listen on the ports after this one.",
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
        names = [service.name for service in SERVICES]
        ports = fixed_ports(names, port_base)
        async with Stand(folder, ports, event_log_url, steps=steps) as stand:
            for name in names:
                steps.say(f"{name:>10}  {stand.address(name)}/v1/openapi.json")
            steps.say("Ctrl-C stops everything.")
            await interruption.wait()
        return 0

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
