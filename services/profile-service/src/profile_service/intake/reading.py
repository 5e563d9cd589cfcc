"""The file of an upload: its rows, and what only the file as a whole shows."""

from collections.abc import Callable
from dataclasses import dataclass

from continuous_line.intake.reading import table_of, twice
from continuous_line.intake.table import Fault, Table
from profile_service.intake.columns import V_NUMBER, ProfileColumns


@dataclass(frozen=True, slots=True)
class ProfileFile:
    table: Table
    faults: tuple[Fault, ...]


def reader(columns: ProfileColumns) -> Callable[[bytes], ProfileFile]:
    """Raises FileUnfit."""

    def read(content: bytes) -> ProfileFile:
        table = table_of(content, columns.columns)
        return ProfileFile(table, tuple(twice(table.rows, V_NUMBER, str.strip)))

    return read
