"""Where the demo's persons live and go: the reference places of directory-service."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    centres: tuple[str, ...]
    municipalities: tuple[str, ...]


def from_reference(folder: Path, merged: int = 6) -> Places:
    """The example centres and all municipalities, with some of those that merged after 2019."""
    with (folder / "reception-centres.csv").open(encoding="utf-8") as rows:
        centres = tuple(row["azc"] for row in csv.DictReader(rows))
    with (folder / "municipalities-2026.csv").open(encoding="utf-8") as rows:
        today = [row["code"] for row in csv.DictReader(rows)]
    with (folder / "municipality-mergers.csv").open(encoding="utf-8") as rows:
        former = [row["code"] for row in csv.DictReader(rows)][:merged]
    return Places(centres, tuple(today + former))
