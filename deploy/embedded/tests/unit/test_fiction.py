"""Made-up people: fitting, marked as fictitious, and the same in every run."""

import json
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random

import phonenumbers
import pytest
from email_validator import validate_email
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from continuous_line_embedded.demo import contents, fiction

TODAY = date(2026, 3, 5)
some = settings(max_examples=40, deadline=None)
seeds, numbers = st.integers(0, 2**32), st.integers(0, 5000)
SECTIONS = ("identity", *contents.REQUIRED, *contents.OTHERS)


def schema(section: str) -> Draft202012Validator:
    spec = find_spec("profile_service")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "sections" / "default"
    found = max(folder.glob(f"{section}.*.json"), key=lambda file: int(file.name.split(".")[1]))
    return Draft202012Validator(json.loads(found.read_text(encoding="utf-8")))


@some
@given(seed=seeds, number=numbers)
def test_everybody_is_marked_as_fictitious(seed: int, number: int) -> None:
    resident = fiction.resident(seed, number, TODAY)
    assert resident.family.endswith(fiction.MARK)
    assert resident.v_number.startswith("000")
    assert resident.phone is None or re.fullmatch(r"\+3160\d{7}", resident.phone)
    colleague = fiction.colleague(seed, number)
    assert colleague.name.endswith(fiction.MARK)
    assert validate_email(colleague.mail, check_deliverability=False).domain == fiction.MAIL
    assert "," not in colleague.name


@some
@given(seed=seeds, number=numbers)
def test_a_colleagues_number_is_well_formed_and_leads_nowhere(seed: int, number: int) -> None:
    phone = fiction.colleague(seed, number).phone
    parsed = phonenumbers.parse(phone, None)
    assert phonenumbers.is_valid_number(parsed)
    subscriber = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert subscriber.split(" ")[1].startswith("0")


@some
@given(seed=seeds)
def test_people_are_the_same_in_every_run_and_no_two_share_a_v_number(seed: int) -> None:
    people = [fiction.resident(seed, number, TODAY) for number in range(30)]
    assert people == [fiction.resident(seed, number, TODAY) for number in range(30)]
    assert len({person.v_number for person in people}) == len(people)
    assert all(18 <= (TODAY - person.born_on).days / 365.25 < 63 for person in people)


@some
@given(seed=seeds, number=numbers)
@pytest.mark.parametrize("section", SECTIONS)
def test_what_a_section_holds_fits_its_schema(section: str, seed: int, number: int) -> None:
    resident = fiction.resident(seed, number, TODAY)
    told = contents.content(section, resident, Random(seed), TODAY)
    assert [error.message for error in schema(section).iter_errors(told)] == []


@pytest.mark.parametrize("section", contents.REQUIRED)
def test_of_a_thin_section_only_something_required_is_missing(section: str) -> None:
    told = contents.thin(section, fiction.resident(1, 1, TODAY), Random(1), TODAY)
    assert [error.validator for error in schema(section).iter_errors(told)] == ["required"]
