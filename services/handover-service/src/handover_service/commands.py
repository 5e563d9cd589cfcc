"""Commands of this service beside the shared ones."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from handover_service.config import Policy
from handover_service.programme_files import read_folder, read_folders

programmes = typer.Typer(help="Programmes as configuration.", no_args_is_help=True)


@programmes.callback()
def _programmes() -> None:
    """So that `check` keeps its name."""


@programmes.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="By default the delivered and the configured one.")
    ] = None,
) -> None:
    """Name every fault of every file; status 1 where there is any."""
    found = read_folder(folder) if folder else read_folders(Policy().programmes_folder)
    for one in found:
        if one.programme:
            shown = f"{one.programme.code} version {one.programme.version}"
            typer.echo(f"{one.name}: good, {shown}")
        for fault in one.faults:
            typer.echo(f"{one.name}: {fault}", err=True)
    sys.exit(1 if any(one.faults for one in found) else 0)
