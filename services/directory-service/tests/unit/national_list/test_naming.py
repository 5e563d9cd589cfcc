"""What people write in a cell for municipalities, and what is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_service.national_list.naming import Names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Weert", ["Weert"]),
        ("Weert, Nederweert en Leudal", ["Weert", "Nederweert", "Leudal"]),
        ("Weert/Nederweert\nLeudal", ["Weert", "Nederweert", "Leudal"]),
        ("Gemeente Zwolle & Kampen; Weert", ["Zwolle", "Kampen", "Weert"]),
        ("Nuenen, Gerwen en Nederwetten, Eindhoven en Son en Breugel",
         ["Nuenen, Gerwen en Nederwetten", "Eindhoven", "Son en Breugel"]),
        ("Den Haag", ["'s-Gravenhage"]),
        ("Den Bosch", ["'s-Hertogenbosch"]),
        ("Sudwest Fryslan", ["Súdwest-Fryslân"]),
        ("Bergen (NH) en Bergen (L)", ["Bergen (NH.)", "Bergen (L.)"]),
        ("Bergen Limburg", ["Bergen (L.)"]),
        ("Capelle a/d IJssel", ["Capelle aan den IJssel"]),
        ("GM0957", ["Roermond"]),
        ("Weert, weert", ["Weert"]),
    ],
)  # fmt: skip
def test_every_municipality_of_a_cell_is_found_once(
    names: Names, text: str, wanted: list[str]
) -> None:
    found = names.read(text)

    assert [names.name(code) for code in found.codes] == wanted
    assert found.doubts == ()


def test_a_municipality_that_merged_counts_under_its_successor_and_that_is_said(
    names: Names,
) -> None:
    found = names.read("Beemster")

    assert [names.name(code) for code in found.codes] == ["Purmerend"]
    assert found.understood == (("former-name", "Beemster is part of Purmerend now."),)


def test_a_slip_with_one_meaning_is_accepted_and_said(names: Names) -> None:
    found = names.read("Roermnd")

    assert [names.name(code) for code in found.codes] == ["Roermond"]
    assert found.understood == (("spelling", "Taken for Roermond."),)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("Bergen", "Bergen (NH.)"), ("Almel", "Almelo"), ("Kapele", "Kapelle")],
)
def test_what_is_unsure_is_no_municipality_but_a_doubt_with_suggestions(
    names: Names, text: str, suggestion: str
) -> None:
    found = names.read(text)

    if found.codes:
        assert found.understood
    else:
        assert suggestion in found.doubts[0]


def test_two_municipalities_of_one_name_are_never_chosen_between(names: Names) -> None:
    found = names.read("Bergen")

    assert found.codes == ()
    assert "GM0373" in found.doubts[0]
    assert "GM0893" in found.doubts[0]


def test_a_doubt_never_repeats_what_was_written(names: Names) -> None:
    assert "Fictief" not in str(names.read("Jansen Fictief"))


@given(st.data())
def test_any_municipalities_written_in_one_cell_are_read_back(
    names: Names, data: st.DataObject
) -> None:
    living = [place for place in names.places if place.successor is None]
    chosen = data.draw(st.lists(st.sampled_from(living), min_size=1, max_size=5, unique=True))
    between = data.draw(st.sampled_from(["; ", ", ", "/", "\n", " en ", " & "]))

    found = names.read(between.join(names.name(place.code) for place in chosen))

    assert list(found.codes) == [place.code for place in chosen]
    assert found.doubts == found.understood == ()


@given(st.text(max_size=40))
def test_any_text_is_read_without_inventing_places(names: Names, text: str) -> None:
    known = {place.code for place in names.places} | names.others

    found = names.read(text)

    assert all(code in known or code[:2] in ("AM", "PV", "NL") for code in found.codes)
