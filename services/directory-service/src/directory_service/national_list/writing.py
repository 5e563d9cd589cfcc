"""The directory as such a file: what is written here is read back without a difference."""

from collections.abc import Iterable

from continuous_line.codes_directory import ContactKind
from directory_service.national_list.header import Column
from directory_service.national_list.listed import CLIENT_MANAGER, TEAM
from directory_service.national_list.naming import Names
from directory_service.national_list.planning import Held
from directory_service.reach import as_people_write

COLUMNS = (
    Column.PLACES, Column.NAME, Column.FUNCTION, Column.PHONE, Column.MAIL, Column.HOURS,
    Column.ID,
)  # fmt: skip


def rows_of(held: Iterable[Held], names: Names) -> list[tuple[str | None, ...]]:
    """In the order of places; several of them in one cell, as people write them."""
    rows = [
        (
            "; ".join(sorted(names.name(place) for place in one.places)),
            one.details.name,
            TEAM if one.coverage.kind is ContactKind.TEAM else CLIENT_MANAGER,
            "; ".join(as_people_write(number) for number in one.details.phones) or None,
            one.details.mail,
            one.details.hours,
            str(one.contact_id),
        )
        for one in held
    ]
    return sorted(rows, key=lambda row: [value or "" for value in row])
