"""Telephone numbers in every form, mail addresses with slips."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_service.national_list.reaching import mail, phones


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("06-12345678", ["+31612345678"]),
        ("06 12 34 56 78 / 010-4567890", ["+31612345678", "+31104567890"]),
        ("+31 (0)6 12345678", ["+31612345678"]),
        ("0031612345678", ["+31612345678"]),
        (612345678, ["+31612345678"]),
        (612345678.0, ["+31612345678"]),
        ("31612345678", ["+31612345678"]),
        ("tel: 077-3596666 of 06 23456789", ["+31773596666", "+31623456789"]),
        ("010/2345678", ["+31102345678"]),
        ("06–12345678 (alleen ochtend)", ["+31612345678"]),
        ("0475 - 359 999", ["+31475359999"]),
        ("06-12345678; 0612345678", ["+31612345678"]),
        ("-", []),
        ("n.v.t.", []),
        (None, []),
    ],
)
def test_a_number_is_understood_however_it_is_written(cell: Any, wanted: list[str]) -> None:
    found = phones(cell)

    assert list(found.numbers) == wanted
    assert not found.wrong


@pytest.mark.parametrize("cell", ["06-1234567", "bel de balie", "1234", "06-12345678 en 06-98"])
def test_what_is_no_number_is_said(cell: str) -> None:
    assert phones(cell).wrong


@pytest.mark.parametrize(
    ("cell", "wanted", "mended"),
    [
        ("demo@weert.example", "demo@weert.example", False),
        ("demo @ weert.example", "demo@weert.example", True),
        ("mailto:demo@weert.example", "demo@weert.example", True),
        ("demo@weert,example", "demo@weert.example", True),
        ("demo(at)weert.example", "demo@weert.example", True),
        ("<demo@weert.example>.", "demo@weert.example", True),
        ("geen", None, False),
    ],
)
def test_a_slip_with_one_meaning_is_put_right_and_said(
    cell: str, wanted: str | None, mended: bool
) -> None:
    found = mail(cell)

    assert (found.address, found.mended, found.wrong) == (wanted, mended, "")


@pytest.mark.parametrize("cell", ["demo.weert.example", "a@weert.example; b@weert.example", "@"])
def test_what_is_no_one_address_is_a_fault(cell: str) -> None:
    found = mail(cell)

    assert found.address is None
    assert found.wrong


@given(st.text(max_size=30))
def test_any_cell_is_read_or_said_to_be_wrong(text: str) -> None:
    assert all(number.startswith("+") for number in phones(text).numbers)
    assert mail(text).address is None or "@" in str(mail(text).address)
