"""Migrates every service's empty database up, down and up again; compares with the models."""

import sys

from continuous_line.migrations import command
from continuous_line.testing.postgres import postgres_for_tests

SERVICES = ("profile", "handover", "directory", "report")


def main() -> int:
    faults = 0
    with postgres_for_tests() as server:
        chains = {name: command.scripts(f"{name}_service") for name in SERVICES}
        for name, folder in (chains | {"vault": command.vault_scripts()}).items():
            url = server.create_database()
            command.upgrade(folder, url)
            command.downgrade(folder, url)
            command.upgrade(folder, url)
            difference = command.check(folder, url)
            if difference:
                faults += 1
                print(f"{name}: models and migrations differ: {difference}")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
