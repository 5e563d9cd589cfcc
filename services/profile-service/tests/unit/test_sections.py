"""What the sections take and refuse, and which configuration of them is refused at the start."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.codes import Completeness, Role, Section
from continuous_line.config import Settings
from continuous_line.errors import CannotStart
from profile_service.main import create_app
from profile_service.sections import InvalidContent, SchemasRefused, load

CATALOGUE = load()


def faults(section: Section, content: Any) -> dict[str, str]:
    with pytest.raises(InvalidContent) as refused:
        CATALOGUE.current(section).accept(content)
    return {error["field"]: error["detail"] for error in refused.value.extra["errors"]}


def test_the_default_has_eight_sections_and_every_field_says_why_it_may_be_shared() -> None:
    assert [schema.section for schema in CATALOGUE] == list(Section)
    for schema in CATALOGUE:
        assert "assumption" in schema.document
        for sharing in schema.rules.values():
            assert sharing.purposes
            assert sharing.audience
            assert Role.ASYLUM_DECISION_MAKER not in sharing.audience


@pytest.mark.scenario("S-P3")
@pytest.mark.parametrize("field", ["health", "diagnosis", "remarks"])
def test_text_about_health_is_refused_naming_the_field_and_saying_why(field: str) -> None:
    found = faults(Section.CIRCUMSTANCES, {field: "something medical"})
    assert list(found) == [f"/content/{field}"]
    assert "health" in found[f"/content/{field}"]


@pytest.mark.scenario("S-P3")
def test_discuss_in_person_is_accepted_as_a_tick_and_as_nothing_else() -> None:
    entry = CATALOGUE.current(Section.CIRCUMSTANCES).accept({"discussInPerson": True})
    assert entry.completeness is Completeness.COMPLETE
    assert list(faults(Section.CIRCUMSTANCES, {"discussInPerson": "yes, because"})) == [
        "/content/discussInPerson"
    ]


def test_every_fault_is_named_and_no_entered_value_is_repeated() -> None:
    content = {
        "level": "SECRET", "years": 900, "diplomas": [{"title": ""}, {"country": "SECRET"}],
        "remarks": "SECRET\x00", "a/b": 1,
    }  # fmt: skip
    found = faults(Section.EDUCATION, content)
    assert sorted(found) == [
        "/content/a~1b",
        "/content/diplomas/0/title",
        "/content/diplomas/1/country",
        "/content/diplomas/1/title",
        "/content/level",
        "/content/remarks",
        "/content/years",
    ]
    assert "SECRET" not in str(found.values())


@pytest.mark.parametrize("day", ["2026-02-30", "20260201", "2026-W05-1", "2026-02-01\n"])
def test_a_day_is_a_day(day: str) -> None:
    assert list(faults(Section.IDENTITY, {"dateOfBirth": day})) == ["/content/dateOfBirth"]


def test_what_is_not_in_yet_is_missing_and_declining_completes() -> None:
    language = CATALOGUE.current(Section.LANGUAGE)
    assert language.accept({}).completeness is Completeness.EMPTY
    partial = language.accept({"level": "A1"})
    assert partial.completeness is Completeness.PARTIAL
    assert partial.missing == ("lessons", "motherTongue")
    full = language.accept({"level": "A1", "lessons": [], "motherTongue": "ti"})
    assert (full.completeness, full.missing) == (Completeness.COMPLETE, ())
    assert language.declined().completeness is Completeness.COMPLETE


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["level", "names"]), inner)
    ),
)


@examples(st.sampled_from(Section), ANYTHING)
def test_whatever_is_entered_is_accepted_or_refused_with_faults(
    section: Section, content: Any
) -> None:
    schema = CATALOGUE.current(section)
    found = schema.faults(content)
    if not found:
        assert schema.accept(content).content == content


def own(tmp_path: Path, section: str, **changes: Any) -> Path:
    """A folder with all schemas, one of them changed."""
    for schema in CATALOGUE:
        document = dict(schema.document)
        if schema.section == section:
            document |= changes
        (tmp_path / f"{schema.section}.json").write_text(json.dumps(document))
    return tmp_path


def field(**changes: Any) -> dict[str, Any]:
    return {
        "type": "string", "maxLength": 20, "legalBasis": "consent", "purposes": ["work"],
        "audience": ["provider"], **changes,
    }  # fmt: skip


def test_an_installation_has_sections_of_its_own_and_old_versions_stay(tmp_path: Path) -> None:
    where = own(tmp_path, "work")
    newer = {**CATALOGUE.current(Section.WORK).document, "version": 2, "required": ["trade"]}
    newer["properties"] = {"trade": field()}
    (tmp_path / "work.2.json").write_text(json.dumps(newer))
    found = load(where)
    assert found.current(Section.WORK).required == ("trade",)
    assert found.versions(Section.WORK) == (1, 2)
    assert "experience" in found.of(Section.WORK, 1).fields


def test_all_schemas_may_be_one_file(tmp_path: Path) -> None:
    file = tmp_path / "sections.json"
    file.write_text(json.dumps([dict(schema.document) for schema in CATALOGUE]))
    assert [schema.section for schema in load(file)] == list(Section)


def test_a_section_that_does_not_do_stops_the_start_and_every_fault_is_named(
    tmp_path: Path,
) -> None:
    where = own(
        tmp_path,
        "work",
        required=["skills"],
        properties={
            "trade": field(legalBasis="because"),
            "years": {"type": "integer"},
            "notes": {"type": "string"},
            "remarks": {**field(audience=["everybody"]), "pattern": "^a"},
            "More": field(),
        },
    )
    with pytest.raises(SchemasRefused) as refused:
        load(where)
    message = str(refused.value)
    for fault in (
        "required: skills is no property",
        "/properties/trade/legalBasis",
        "/properties/years: minimum or maximum",
        "/properties/years/purposes",
        "/properties/remarks/audience",
        "/properties/More: is not lowerCamelCase",
    ):
        assert f"work.json: {fault}" in message


def test_health_text_cannot_be_configured_into_the_circumstances(tmp_path: Path) -> None:
    where = own(tmp_path, "circumstances", required=[], properties={"health": field()})
    with pytest.raises(SchemasRefused, match="/properties/health: circumstances are ticked"):
        load(where)


@pytest.mark.parametrize("content", ["[", "[3]", '[{"section": "health"}]'])
def test_what_is_no_schema_is_refused_in_words(tmp_path: Path, content: str) -> None:
    file = tmp_path / "sections.json"
    file.write_text(content)
    with pytest.raises(SchemasRefused, match=r"sections\.json"):
        load(file)
    with pytest.raises(SchemasRefused, match="cannot be read"):
        load(tmp_path / "none.json")


def test_the_service_does_not_start_with_schemas_that_do_not_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = own(tmp_path, "work", version=0)
    monkeypatch.setenv("DL_PROFILE_SECTIONS", str(where))
    given = Settings(
        database_url="postgresql://unused", event_log_url="postgresql://unused",
        issuer="https://issuer.example", jwks="https://issuer.example/jwks", secret="unused",
    )  # fmt: skip
    with pytest.raises(CannotStart, match="version: is a whole number from 1"):
        create_app(given)
