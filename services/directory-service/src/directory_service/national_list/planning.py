"""What a file would change in the directory: added, changed, ended, and what stays."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from directory_service.domain.contact import Coverage
from directory_service.national_list.header import Column
from directory_service.national_list.listed import Listed
from directory_service.national_list.naming import plain
from directory_service.reach import Details

Key = tuple[str, ...]


class Difference(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Held:
    """A contact of the directory that the file would speak of.

    `places`: as they are today, those of who imports; `outside`: others, which the file cannot
    speak of. `version`: of the details. `leaving`: its end is recorded already.
    """

    contact_id: UUID
    coverage: Coverage
    places: tuple[str, ...]
    details: Details
    version: int = 0
    outside: tuple[str, ...] = ()
    leaving: bool = False


class Change(msgspec.Struct, frozen=True):
    """`fields`: `kind`, `places` and what of the details is another; `row` 0: in no row.

    `successor`: of one that ends, who answers for all of its places afterwards.
    """

    difference: Difference
    contact_id: UUID
    row: int
    places: tuple[str, ...]
    fields: tuple[str, ...] = ()
    successor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """`after`: the contact as it will be, where it is added or changed; `name`: for people;
    `version`: of the details that were compared with."""

    change: Change
    name: str | None
    coverage: Coverage | None = None
    details: Details | None = None
    version: int = 0


def plan(
    listed: Sequence[Listed], held: Iterable[Held], import_id: UUID, organisation: str
) -> list[Planned]:
    """In the order of the file, then what ends. `organisation`: of who imports."""
    known = {one.contact_id: one for one in held}
    pairs = _matched(listed, known)
    planned = [
        _compared(one, known[pairs[index]])
        if index in pairs
        else _added(one, import_id, organisation)
        for index, one in enumerate(listed)
    ]
    staying = [one for one in planned if one.coverage is not None]
    missing = (known[contact_id] for contact_id in known.keys() - set(pairs.values()))
    gone = sorted((one for one in missing if not one.leaving), key=_id)
    return [*planned, *(_ended(one, staying) for one in gone)]


def digest(planned: Sequence[Planned]) -> bytes:
    """The same as long as the file would change the same in the same directory."""
    told = [(one.change, one.version) for one in planned]
    return sha256(msgspec.msgpack.encode(told)).digest()


def _id(one: Held) -> str:
    return str(one.contact_id)


def _matched(listed: Sequence[Listed], known: Mapping[UUID, Held]) -> dict[int, UUID]:
    """Who of the file is whom of the directory, by the surest key first; what fits two is none."""
    pairs: dict[int, UUID] = {}
    for of_listed, of_held in _KEYS:
        index: dict[Key, set[UUID]] = {}
        for contact_id in known.keys() - set(pairs.values()):
            for key in of_held(known[contact_id]):
                index.setdefault(key, set()).add(contact_id)
        taken: set[UUID] = set()
        for number, one in enumerate(listed):
            same = {found for key in of_listed(one) for found in index.get(key, ())}
            if number not in pairs and len(same) == 1 and not same & taken:
                pairs[number] = next(iter(same))
                taken |= same
    return pairs


def _by_mark(one: Listed) -> Iterator[Key]:
    yield (one.contact_id,)


def _marked(one: Held) -> Iterator[Key]:
    yield (str(one.contact_id),)


def _by_mail(one: Listed) -> Iterator[Key]:
    if one.mail:
        yield one.kind.value, one.mail.casefold()


def _mailed(one: Held) -> Iterator[Key]:
    if one.details.mail:
        yield one.coverage.kind.value, one.details.mail.casefold()


def _by_name(one: Listed) -> Iterator[Key]:
    """Together with a place or a number; a team has no name, but a number for a place."""
    yield from _together(one.kind.value, one.name, one.phones or (), one.places)


def _named(one: Held) -> Iterator[Key]:
    kind = one.coverage.kind.value
    yield from _together(kind, one.details.name, one.details.phones, one.places)


def _together(
    kind: str, name: str | None, numbers: Sequence[str], places: Sequence[str]
) -> Iterator[Key]:
    if name:
        yield from ((plain(name), mark) for mark in (*places, *numbers))
    else:
        yield from ((kind, number, place) for number in numbers for place in places)


_KEYS: Final[
    Sequence[tuple[Callable[[Listed], Iterator[Key]], Callable[[Held], Iterator[Key]]]]
] = (
    (_by_mark, _marked),
    (_by_mail, _mailed),
    (_by_name, _named),
)


def _added(one: Listed, import_id: UUID, organisation: str) -> Planned:
    contact_id = uuid5(import_id, str(one.rows[0]))
    municipality = next((place for place in one.places if place.startswith("GM")), organisation)
    coverage = Coverage(one.kind, municipality, one.places)
    details = Details(one.name, one.phones or (), one.mail, one.hours)
    change = Change(Difference.ADDED, contact_id, one.rows[0], one.places)
    return Planned(change, one.name, coverage, details)


def _compared(one: Listed, other: Held) -> Planned:
    """What the file has no column for stays as it is; topics and deputies always do."""
    before = other.details
    said: dict[str, Any] = {"name": one.name}
    if one.phones is not None:
        same = set(one.phones) == set(before.phones)
        said["phones"] = before.phones if same else one.phones
    if Column.MAIL in one.columns:
        same = (one.mail or "").casefold() == (before.mail or "").casefold()
        said["mail"] = before.mail if same else one.mail
    if Column.HOURS in one.columns:
        said["hours"] = one.hours
    if _plain_space(before.name) == one.name:
        said["name"] = before.name
    if "hours" in said and _plain_space(before.hours) == one.hours:
        said["hours"] = before.hours
    details = replace(before, **said)
    covers = {"kind": one.kind if Column.FUNCTION in one.columns else other.coverage.kind}
    fields = [detail.value for detail in details.changed(before)]
    if one.places != other.places:
        fields.append("places")
    if covers["kind"] != other.coverage.kind:
        fields.append("kind")
    joined = tuple(sorted({*one.places, *other.outside}))
    places = joined if "places" in fields else other.coverage.places
    coverage = replace(other.coverage, places=places, kind=covers["kind"])
    difference = Difference.CHANGED if fields else Difference.UNCHANGED
    change = Change(difference, other.contact_id, one.rows[0], one.places, tuple(sorted(fields)))
    return Planned(change, details.name, coverage, details, other.version)


def _ended(one: Held, staying: Sequence[Planned]) -> Planned:
    """Who has places that are not the importer's stays there."""
    if one.outside:
        coverage = replace(one.coverage, places=one.outside)
        left = Change(Difference.CHANGED, one.contact_id, 0, one.outside, ("places",))
        return Planned(left, one.details.name, coverage, one.details, one.version)
    places = set(one.places)
    heirs = [
        other.change.contact_id
        for other in staying
        if other.coverage is not None and places <= set(other.change.places)
    ]
    successor = heirs[0] if len(heirs) == 1 else None
    change = Change(Difference.ENDED, one.contact_id, 0, one.places, successor=successor)
    return Planned(change, one.details.name, version=one.version)


def _plain_space(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
