"""What a file would change; and that the directory written as a file changes nothing."""

import string
from typing import Any
from uuid import UUID, uuid4

import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.codes_directory import ContactKind
from continuous_line.intake.downloads import xlsx
from continuous_line.intake.reading import sheets_of
from directory_service.domain.contact import Coverage
from directory_service.national_list.listed import KINDS, Listed, read
from directory_service.national_list.naming import Names
from directory_service.national_list.planning import Difference, Held, Planned, plan
from directory_service.national_list.writing import COLUMNS, rows_of
from directory_service.reach import Details

IMPORT = UUID(int=1)
WEERT, ROERMOND, ZWOLLE = "GM0988", "GM0957", "GM0193"
EVERY = ("E-mail", "Functie", "Gemeente(n)", "Naam", "Telefoon")


def listed(row: int, *places: str, **more: Any) -> Listed:
    usual: dict[str, Any] = {
        "name": "Demo Fictief", "phones": ("+31612345678",), "mail": "demo@weert.example",
        "hours": None, "kind": ContactKind.CLIENT_MANAGER, "columns": EVERY,
    }  # fmt: skip
    return Listed(rows=(row,), places=tuple(sorted(places)), **(usual | more))


def held(*places: str, **more: Any) -> Held:
    usual: dict[str, Any] = {
        "name": "Demo Fictief", "phones": ("+31612345678",), "mail": "demo@weert.example",
    }  # fmt: skip
    kind = more.pop("kind", ContactKind.CLIENT_MANAGER)
    return Held(
        uuid4(),
        Coverage(kind, places[0], tuple(sorted(places)), topics=("housing",)),
        tuple(sorted(places)),
        Details(**(usual | more)),
    )


def planned(file: list[Listed], directory: list[Held]) -> list[Planned]:
    return plan(file, directory, IMPORT, "coa")


def told(found: list[Planned]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.change.difference.value, one.change.row, one.change.fields) for one in found]


def test_who_is_the_same_is_unchanged() -> None:
    assert told(planned([listed(2, WEERT)], [held(WEERT)])) == [("unchanged", 2, ())]


def test_who_moved_to_other_places_or_numbers_is_changed_and_keeps_topics() -> None:
    found = planned([listed(2, WEERT, ROERMOND, phones=("+31475359999",))], [held(WEERT)])

    assert told(found) == [("changed", 2, ("phones", "places"))]
    assert found[0].coverage is not None
    assert found[0].coverage.topics == ("housing",)


def test_who_is_new_is_added_under_an_id_that_follows_from_import_and_row() -> None:
    once, again = (planned([listed(7, WEERT)], []) for _ in range(2))

    assert told(once) == [("added", 7, ())]
    assert once[0].change.contact_id == again[0].change.contact_id


def test_who_is_missing_ends_and_who_covers_the_same_follows() -> None:
    former = held(WEERT, name="Vorige Fictief", mail="vorige@weert.example", phones=())

    found = planned([listed(2, WEERT, ROERMOND)], [former])

    assert told(found) == [("added", 2, ()), ("ended", 0, ())]
    assert found[1].change.successor == found[0].change.contact_id


def test_who_leaves_nobody_behind_has_no_successor() -> None:
    former = held(ZWOLLE, name="Vorige Fictief", mail="vorige@zwolle.example", phones=())

    found = planned([listed(2, WEERT)], [former])

    assert found[1].change.successor is None


def test_a_new_name_with_the_same_mail_is_the_same_contact() -> None:
    found = planned([listed(2, WEERT, name="Demo Anders Fictief")], [held(WEERT)])

    assert told(found) == [("changed", 2, ("name",))]


def test_what_the_file_has_no_column_for_stays() -> None:
    file = [listed(2, WEERT, phones=None, mail=None, columns=("Gemeente(n)", "Naam"))]

    assert told(planned(file, [held(WEERT, hours="ma-do")])) == [("unchanged", 2, ())]


def test_two_of_the_directory_that_fit_one_row_are_never_guessed_between() -> None:
    twins = [held(WEERT, mail=None, phones=()), held(WEERT, mail=None, phones=())]

    found = planned([listed(2, WEERT)], twins)

    assert sorted(kind for kind, _, _ in told(found)) == ["added", "ended", "ended"]


NAMES = st.text(string.ascii_letters + "éüç '-", min_size=1, max_size=12).map(
    lambda text: f"{' '.join(text.split())} Fictief".strip()
)
PHONES = st.integers(10_000_000, 99_999_999).map(lambda number: f"+316{number}")
MAILS = st.integers(0, 10**6).map(lambda number: f"demo{number}@voorbeeld.example")


@st.composite
def directories(draw: st.DrawFn, names: Names, *, distinct: bool) -> list[Held]:
    """`distinct`: nobody has the name or a number of another."""
    living = [place.code for place in names.places if place.successor is None]
    others = [*sorted(names.others), "AM01", "PV31", "NL"]
    places = st.lists(st.sampled_from(living + others), min_size=1, max_size=4, unique=True)
    found = []
    used: set[str] = set()
    for index, mail in enumerate(draw(st.lists(MAILS, max_size=6, unique=True))):
        drawn = draw(st.lists(PHONES, max_size=3, unique=True))
        numbers = [n for n in drawn if _valid(n) and not (distinct and n in used)]
        used.update(numbers)
        kind = draw(st.sampled_from(KINDS))
        name = draw(NAMES if kind is ContactKind.CLIENT_MANAGER else st.none() | NAMES)
        if distinct and name is not None:
            name = f"{name} {index}"
        hours = draw(st.none() | st.just("ma t/m do, 9-12 uur"))
        codes = draw(places)
        found.append(
            held(*codes, name=name, phones=tuple(numbers), mail=mail, hours=hours, kind=kind)
        )
    return found


def _valid(number: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_exported_is_imported_without_a_difference(
    names: Names, data: st.DataObject
) -> None:
    with_marks = data.draw(st.booleans())
    directory = data.draw(directories(names, distinct=not with_marks))
    if not directory:
        return
    rows = rows_of(directory, names)
    shown = COLUMNS if with_marks else COLUMNS[:-1]
    content = xlsx(shown, [row[: len(shown)] for row in rows])

    reading = read(sheets_of(content), names, frozenset({"NL"}))

    assert [fault for fault in reading.told if not fault.note] == []
    found = planned(reading.listed, directory)
    assert {one.change.difference for one in found} == {Difference.UNCHANGED}
    assert len(found) == len(directory)
