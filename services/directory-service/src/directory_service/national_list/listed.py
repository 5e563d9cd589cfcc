"""From the sheets of a file to whom it lists: one person once, with everything that was said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_places import COUNTRY
from continuous_line.intake.table import Cell, Fault, FileUnfit, Line, Sheet, letter
from directory_service.national_list import header
from directory_service.national_list.header import Column, Columns
from directory_service.national_list.naming import Names, plain
from directory_service.national_list.reaching import mail, phones

KINDS = (ContactKind.CLIENT_MANAGER, ContactKind.TEAM)
"""The kinds of contacts that the national file lists."""
_TEAM = frozenset({"team", "loket", "algemeen", "balie", "afdeling", "postbus"})
_CLIENT_MANAGER = frozenset({"klantmanager", "client manager", "consulent", "casemanager"})
TEAM, CLIENT_MANAGER = "Team", "Klantmanager"


class Listed(msgspec.Struct, frozen=True):
    """Somebody in the file. `rows`: where; `contact_id`: the file's own mark of a contact.

    None of phones, mail or hours means that the file has no such column: nothing is said of it.
    """

    rows: tuple[int, ...]
    kind: ContactKind
    places: tuple[str, ...]
    name: str | None
    phones: tuple[str, ...] | None
    mail: str | None
    hours: str | None
    columns: tuple[str, ...]
    contact_id: str = ""


@dataclass
class Reading:
    """What was read: `told` are faults and notes; `total` rows that list somebody."""

    listed: list[Listed] = field(default_factory=list)
    told: list[Fault] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def read(sheets: Sequence[Sheet], names: Names, own: frozenset[str]) -> Reading:
    """`own`: the places that may be named; `NL` in it: all. Raises FileUnfit."""
    headed = [(sheet, found) for sheet in sheets if (found := header.find(sheet.lines))]
    if not headed:
        wanted = ", ".join((Column.PLACES, Column.NAME, Column.PHONE, Column.MAIL))
        raise FileUnfit(
            f"No row names the columns; they are called {wanted} or alike.",
            code="columns-unknown",
        )
    if len(headed) > 1:
        titles = ", ".join(f"sheet {sheets.index(sheet) + 1}" for sheet, _ in headed)
        raise FileUnfit(
            f"More than one visible sheet lists contacts ({titles}); put them in one.",
            code="several-sheets",
        )
    sheet, (last, columns) = headed[0]
    reading = Reading()
    reading.told += [fault for fault in sheet.faults if fault.row > last]
    for line in sheet.lines:
        if line.number > last and not _is_title(line):
            _read_line(line, columns, names, own, reading)
    reading.told += _unread(sheet, last, columns)
    if not reading.numbers:
        raise FileUnfit("The file lists nobody.", code="file-empty")
    reading.listed = list(_once(reading))
    return reading


def _is_title(line: Line) -> bool:
    """A title between the rows (one value merged over all), or a header that comes back."""
    values = [value for value in line.values if value is not None]
    if len(values) > 2 and len(set(map(str, values))) == 1:
        return True
    named = [header.meaning(value) for value in values]
    return len(named) > 1 and all(named)


def _read_line(
    line: Line, columns: Columns, names: Names, own: frozenset[str], reading: Reading
) -> None:
    row, told = line.number, list[Fault]()
    cells = {index: line.values[index] for index in columns if index < len(line.values)}

    def at(column: Column) -> list[tuple[str, Cell]]:
        return [
            (letter(index), value)
            for index, value in cells.items()
            if columns[index] is column and value is not None
        ]

    places = _places(row, at(Column.PLACES), at(Column.REGION), names, told)
    if not any(at(column) for column in Column if column is not Column.REGION):
        return
    reading.numbers.append(row)
    _check_own(row, places, at(Column.PLACES), names, own, told)
    numbers, wrong = list[str](), list[Fault]()
    for where, value in at(Column.PHONE):
        found = phones(value)
        numbers += found.numbers
        if found.wrong:
            wrong.append(Fault(row, where, "phone-invalid", "Holds something that is no number."))
    address = None
    for where, value in at(Column.MAIL):
        read_mail = mail(value)
        address = read_mail.address
        if read_mail.wrong:
            wrong.append(Fault(row, where, "mail-invalid", read_mail.wrong))
        elif read_mail.mended:
            said = "Was written with a slip; it was put right."
            told.append(Fault(row, where, "mail-mended", said, note=True))
    name = _name(at)
    told += wrong
    if not (name or numbers or address):
        if not wrong:
            said = "Lists no contact; the municipality is left without."
            told.append(Fault(row, "", "no-contact", said, note=True))
    elif not places and not any(fault.column and not fault.note for fault in told):
        told.append(Fault(row, "", "no-places", "Says of no municipality that it is its contact."))
    reading.told += told
    if places and (name or numbers or address) and not any(not fault.note for fault in told):
        present = set(columns.values())
        reading.listed.append(
            Listed(
                rows=(row,),
                kind=_kind(row, at(Column.FUNCTION), name, reading),
                places=places,
                name=name,
                phones=tuple(dict.fromkeys(numbers)) if Column.PHONE in present else None,
                mail=address,
                hours=" ".join(str(value).strip() for _, value in at(Column.HOURS)) or None,
                columns=tuple(sorted(present)),
                contact_id="".join(str(value).strip() for _, value in at(Column.ID)),
            )
        )


def _places(
    row: int,
    written: Sequence[tuple[str, Cell]],
    regions: Sequence[tuple[str, Cell]],
    names: Names,
    told: list[Fault],
) -> tuple[str, ...]:
    """The region counts where the row names no municipality: then it answers for all of it."""
    codes: dict[str, None] = {}
    for where, value in written:
        found = names.read(str(value))
        codes |= dict.fromkeys(found.codes)
        told += [Fault(row, where, code, said, note=True) for code, said in found.understood]
        told += [Fault(row, where, "municipality-unknown", said) for said in found.doubts]
    if not written:
        for where, value in regions:
            region = names.region(str(value))
            if region is None:
                told.append(Fault(row, where, "region-unknown", "Names no region that is known."))
            else:
                codes[region] = None
    return tuple(sorted(codes))


def _check_own(
    row: int,
    places: Iterable[str],
    written: Sequence[tuple[str, Cell]],
    names: Names,
    own: frozenset[str],
    told: list[Fault],
) -> None:
    others = [] if COUNTRY in own else sorted(set(places) - own)
    where = written[0][0] if written else ""
    for place in others:
        said = f"{names.name(place)} is not among the places of your token."
        told.append(Fault(row, where, "not-your-place", said))


def _name(at: Callable[[Column], list[tuple[str, Cell]]]) -> str | None:
    parts = [
        str(value)
        for column in (Column.GIVEN, Column.INFIX, Column.FAMILY)
        for _, value in at(column)
    ]
    whole = [str(value) for _, value in at(Column.NAME)]
    return " ".join(" ".join(whole or parts).split()) or None


def _kind(
    row: int, functions: Sequence[tuple[str, Cell]], name: str | None, reading: Reading
) -> ContactKind:
    for where, value in functions:
        words = plain(str(value)).split()
        if _TEAM & set(words):
            return ContactKind.TEAM
        if plain(str(value)) not in _CLIENT_MANAGER:
            said = "The function is not kept; taken for client manager."
            reading.told.append(Fault(row, where, "function-not-kept", said, note=True))
    return ContactKind.CLIENT_MANAGER if name else ContactKind.TEAM


def _once(reading: Reading) -> Iterator[Listed]:
    """One person who stands in several rows is one contact for all places of these rows."""
    groups: dict[tuple[str, ...], list[Listed]] = {}
    for one in reading.listed:
        mark = (one.contact_id,) if one.contact_id else (one.kind.value, plain(one.name or ""))
        group = groups.setdefault(mark, [])
        for index, other in enumerate(group):
            if not _same_person(one, other):
                continue
            if _differs(one, other):
                said = f"Says otherwise of the same person than row {other.rows[0]}."
                reading.told.append(Fault(one.rows[0], "", "double-row-differs", said))
            else:
                group[index] = _joined(other, one)
                said = f"Is the same person as in row {other.rows[0]}; taken together."
                reading.told.append(Fault(one.rows[0], "", "double-row", said, note=True))
            break
        else:
            group.append(one)
    yield from sorted((one for group in groups.values() for one in group), key=_first_row)


def _first_row(one: Listed) -> int:
    return one.rows[0]


def _same_person(one: Listed, other: Listed) -> bool:
    """Of two rows with the same mark, or the same name and kind."""
    if one.contact_id:
        return True
    if one.mail and _folded(one.mail) == _folded(other.mail):
        return True
    if set(one.phones or ()) & set(other.phones or ()):
        return True
    return bool(one.name) and bool(set(one.places) & set(other.places))


def _differs(one: Listed, other: Listed) -> bool:
    mails = {_folded(each.mail) for each in (one, other) if each.mail}
    return len(mails) > 1 or bool(one.hours and other.hours and one.hours != other.hours)


def _joined(one: Listed, other: Listed) -> Listed:
    numbers = dict.fromkeys((*(one.phones or ()), *(other.phones or ())))
    return msgspec.structs.replace(
        one,
        rows=(*one.rows, *other.rows),
        places=tuple(sorted({*one.places, *other.places})),
        phones=None if one.phones is None else tuple(numbers),
        mail=one.mail or other.mail,
        hours=one.hours or other.hours,
    )


def _folded(text: str | None) -> str:
    return (text or "").casefold()


def _unread(sheet: Sheet, last: int, columns: Columns) -> list[Fault]:
    """Which columns were not understood, so that nobody thinks they were taken."""
    top = next((line for line in sheet.lines if line.number == last), Line(last, ()))
    return [
        Fault(last, letter(index), "column-not-read", "Is not read.", note=True)
        for index, value in enumerate(top.values)
        if value is not None and index not in columns
    ]
