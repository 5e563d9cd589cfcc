"""Runs a stand of two tiny services in a process of its own, as a command would."""

import sys
from pathlib import Path

from rich.console import Console

from continuous_line_embedded.running import Interruption, run
from continuous_line_embedded.services import Service
from continuous_line_embedded.stand import Stand
from continuous_line_embedded.steps import Steps

TINY = Path(__file__).with_name("tiny_service.py")


async def main(interruption: Interruption) -> int:
    folder, *behaviour = sys.argv[1:]
    program = (sys.executable, str(TINY), *behaviour)
    services = [Service(name, ("migrate",), program) for name in ("profile", "handover")]
    steps = Steps(Console(width=200))
    options = ("shared_buffers=16MB",)
    async with Stand(Path(folder), services=services, steps=steps, postgres_options=options):
        print("everything is up", flush=True)
        await interruption.wait()
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
