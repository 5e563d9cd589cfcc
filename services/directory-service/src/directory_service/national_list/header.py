"""Where the names of the columns stand, and what they mean: every list words them otherwise."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from continuous_line.intake.table import Cell, Line
from directory_service.national_list.naming import plain

_WITHIN: Final = 30
_LEAST: Final = 2


class Column(StrEnum):
    PLACES = "Gemeente(n)"
    REGION = "Arbeidsmarktregio"
    NAME = "Naam"
    GIVEN = "Voornaam"
    INFIX = "Tussenvoegsel"
    FAMILY = "Achternaam"
    FUNCTION = "Functie"
    PHONE = "Telefoon"
    MAIL = "E-mail"
    HOURS = "Bereikbaarheid"
    ID = "Kenmerk"


_WORDED: Final = {
    Column.PLACES: (
        "gemeente", "gemeenten", "gemeente n", "gemeentenaam", "naam gemeente", "gemeente naam",
        "municipality", "municipalities",
    ),
    Column.REGION: ("arbeidsmarktregio", "arbeidsmarkt regio", "regio", "amr"),
    Column.NAME: (
        "naam", "contactpersoon", "contactpersonen", "naam contactpersoon", "klantmanager",
        "naam klantmanager", "consulent", "contact", "contactpersoon gemeente", "name",
    ),
    Column.GIVEN: ("voornaam", "roepnaam", "voornamen"),
    Column.INFIX: ("tussenvoegsel", "tussenvoegsels", "tussenv"),
    Column.FAMILY: ("achternaam", "familienaam"),
    Column.FUNCTION: ("functie", "functienaam", "rol", "functie rol", "taak"),
    Column.PHONE: (
        "telefoon", "telefoonnummer", "telefoonnummers", "telefoonnr", "telefoon nr", "tel",
        "tel nr", "telnr", "tel nummer", "mobiel", "mobiel nummer", "mobiele nummer", "mobiel nr",
        "gsm", "06", "06 nummer", "vast", "vast nummer", "doorkiesnummer", "telefoon vast",
        "telefoon mobiel", "phone",
    ),
    Column.MAIL: (
        "e mail", "email", "mail", "e mailadres", "emailadres", "mailadres", "e mail adres",
        "email adres",
    ),
    Column.HOURS: (
        "bereikbaarheid", "bereikbaar", "werkdagen", "aanwezig", "aanwezigheid", "werktijden",
    ),
    Column.ID: ("kenmerk", "contact id"),
}  # fmt: skip
_MEANINGS: Final = {text: column for column, texts in _WORDED.items() for text in texts}

Columns = dict[int, Column]
"""By the place of the column, counted from 0."""


def meaning(text: Cell | None) -> Column | None:
    """What a header says, without what is in brackets or after an asterisk."""
    if not isinstance(text, str):
        return None
    form = plain(text)
    bare = plain(re.sub(r"\([^)]*\)", "", text))
    return _MEANINGS.get(form) or _MEANINGS.get(bare)


def find(lines: Sequence[Line]) -> tuple[int, Columns] | None:
    """The number of the header's last line, and its columns; a header may take two lines.

    The line that names the most of them is it; none where there are no places to be read.
    """
    best: tuple[int, Columns] | None = None
    above: Line | None = None
    for line in lines[:_WITHIN]:
        columns = _columns(line, above)
        if _usable(columns) and (best is None or len(columns) > len(best[1])):
            best = (line.number, columns)
        above = line
    return best


def _columns(line: Line, above: Line | None) -> Columns:
    over = above.values if above is not None and above.number == line.number - 1 else ()
    own = {index for index, value in enumerate(line.values) if meaning(value)}
    found: Columns = {}
    for index in range(max(len(line.values), len(over)) if own else 0):
        value = line.values[index] if index < len(line.values) else None
        if value is None and index < len(over):
            value = over[index]
        column = meaning(value)
        if column is not None and (column is Column.PHONE or column not in found.values()):
            found[index] = column
    return found


def _usable(columns: Columns) -> bool:
    kinds = set(columns.values())
    places = kinds & {Column.PLACES, Column.REGION}
    return bool(places) and len(kinds) >= _LEAST
