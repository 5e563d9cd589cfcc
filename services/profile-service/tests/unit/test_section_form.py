"""The form of a section: content goes in and comes out the same, and faults find their field."""

from typing import Any

import pytest

from continuous_line.codes import Section
from continuous_line.web.pages import Form
from continuous_line.web.pages.language import Language
from profile_service.sections import SectionSchema, load
from profile_service.web import section_form
from profile_service.web.kit import KIT

CATALOGUE = load(None)
CONTENTS: list[tuple[Section, dict[str, Any]]] = [
    (
        Section.IDENTITY,
        {
            "names": {"given": "Tesfay", "family": "Testpersoon"},
            "dateOfBirth": "1990-02-03",
            "vNumber": "1234567890",
            "languages": [{"language": "ti", "interpreter": True}, {"language": "en"}],
            "contact": {"phone": "+31 6 12345678"},
        },
    ),
    (Section.EDUCATION, {"level": "vocational", "years": 12, "diplomas": []}),
    (
        Section.EDUCATION,
        {"level": "higher", "diplomas": [{"title": "Lasser", "year": 2011}], "courses": ["VCA"]},
    ),
    (Section.WORK, {"experience": [{"occupation": "kok"}], "drivingLicence": False}),
    (Section.LANGUAGE, {"level": "A1", "lessons": [{"provider": "School"}], "motherTongue": "ti"}),
    (Section.ACTIVITIES, {"interests": ["voetbal", "tuinieren"]}),
    (Section.WISHES, {"goals": [{"goal": "lassen", "term": "years"}], "remarks": "Eerst\ntaal."}),
    (Section.NETWORK, {"contacts": [{"relation": "family", "place": "Roermond"}]}),
    (Section.CIRCUMSTANCES, {"discussInPerson": True}),
]


def form(**values: Any) -> Form:
    given = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return Form(KIT.words_in(Language.NL), Language.NL, given)


def faults(section: Section, **values: Any) -> list[tuple[str, str, str]]:
    schema = CATALOGUE.current(section)
    shown = section_form.form_of(form(**values), schema)
    content = section_form.content_of(schema, shown)
    section_form.tell(shown, schema, schema.faults(content))
    return [(one.name, one.at, one.text) for one in shown.faults]


@pytest.mark.parametrize(
    ("section", "content"), CONTENTS, ids=[f"{number}" for number in range(len(CONTENTS))]
)
def test_what_is_recorded_comes_out_of_its_form_as_it_went_in(
    section: Section, content: dict[str, Any]
) -> None:
    schema = CATALOGUE.current(section)
    values = section_form.entries(schema, content)
    assert section_form.content_of(schema, form(**values)) == content


def test_an_empty_form_says_nothing() -> None:
    for schema in CATALOGUE:
        assert section_form.content_of(schema, form()) == {}


def test_none_is_something_else_than_not_asked() -> None:
    schema = CATALOGUE.current(Section.EDUCATION)
    found = section_form.content_of(schema, form(**{"diplomas.none": "1"}))
    assert found == {"diplomas": []}


def test_every_fault_is_told_at_the_field_where_it_was_entered() -> None:
    found = faults(
        Section.EDUCATION,
        **{
            "years": "twaalf",
            "diplomas.rows": "3",
            "diplomas.1.year": "1492",
            "diplomas.2.title": "Lasser",
            "diplomas.2.country": "Eritrea",
        },
    )
    assert {(name, at) for name, at, _ in found} >= {
        ("years", "years"),
        ("diplomas.1.title", "diplomas.1.title"),
        ("diplomas.1.year", "diplomas.1.year"),
        ("diplomas.2.country", "diplomas.2.country"),
    }
    assert all("Eritrea" not in text and "twaalf" not in text for _, _, text in found)


def test_a_day_that_is_none_is_told_at_its_first_box() -> None:
    found = faults(
        Section.IDENTITY, **{"dateOfBirth-day": "31", "dateOfBirth-month": "2",
                             "dateOfBirth-year": "1990"},
    )  # fmt: skip
    assert {(name, at) for name, at, _ in found} == {("dateOfBirth", "dateOfBirth-day")}


def test_every_field_has_a_label_in_both_languages() -> None:
    for language in Language:
        for schema in CATALOGUE:
            shown = section_form.form_of(Form(KIT.words_in(language), language), schema)
            assert all(label != name.rpartition(".")[2] for name, label in shown.labels.items())


def schema_with(field: dict[str, Any]) -> SectionSchema:
    document = CATALOGUE.current(Section.EDUCATION).document
    return SectionSchema(
        Section.EDUCATION, 2, {**document, "properties": {"own": field}, "required": []}
    )


def test_all_that_the_packaged_schemas_say_fits_in_a_form() -> None:
    assert all(section_form.fits(CATALOGUE.current(one), content) for one, content in CONTENTS)


@pytest.mark.parametrize(
    "field",
    [
        {"enum": [1, 2]},
        {"const": True},
        {"type": "object", "additionalProperties": False},
        {"type": "array", "maxItems": 2, "items": {"type": "boolean"}},
        {"type": "array", "maxItems": 2, "items": {"type": "integer", "minimum": 0, "maximum": 9}},
        {"type": "array", "maxItems": 2, "items": {"type": "array", "maxItems": 2,
                                                   "items": {"type": "string", "maxLength": 9}}},
    ],
)  # fmt: skip
def test_a_field_that_no_form_can_show_is_not_shown_in_one(field: dict[str, Any]) -> None:
    assert not section_form.fits(schema_with(field), {})


def test_content_of_an_older_version_is_not_lost_by_showing_it() -> None:
    newer = schema_with({"type": "string", "maxLength": 20})
    assert section_form.fits(newer, {"own": "lassen"})
    assert not section_form.fits(newer, {"own": "lassen", "courses": ["VCA"]})
    assert not section_form.fits(newer, {"own": ["lassen"]})


def test_a_number_may_have_a_part_after_the_comma() -> None:
    own = schema_with({"type": "number", "minimum": 0, "maximum": 10})
    assert section_form.content_of(own, form(own="1,5")) == {"own": 1.5}
    assert section_form.content_of(own, form(**section_form.entries(own, {"own": 1.5}))) == {
        "own": 1.5
    }
