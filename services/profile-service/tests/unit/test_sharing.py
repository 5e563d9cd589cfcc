"""Who gets which fields, and that nothing is shared that is not said to be."""

from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.codes import LegalBasis, Purpose, Role, Section
from profile_service.domain.sharing import PURPOSES, Reader, Rules, Sharing, Why, share, why_not

FIELDS = st.sampled_from(["level", "lessons", "remarks"])
SHARINGS = st.builds(
    Sharing,
    st.sampled_from(LegalBasis),
    st.frozensets(st.sampled_from(Purpose)),
    st.frozensets(st.sampled_from(Role)),
)
RULES = st.dictionaries(st.sampled_from(Section), st.dictionaries(FIELDS, SHARINGS))
READERS = st.builds(
    Reader,
    st.sampled_from(Role),
    st.sampled_from(Purpose),
    st.none() | st.frozensets(st.sampled_from(Section)),
)
FOR_MUNICIPALITIES = Sharing(
    LegalBasis.PUBLIC_TASK,
    frozenset({Purpose.INTEGRATION, Purpose.LANGUAGE_LESSONS}),
    frozenset({Role.CLIENT_MANAGER, Role.PROVIDER}),
)


@examples(RULES, READERS)
def test_every_field_is_either_shared_or_withheld_with_a_reason(
    rules: Rules, reader: Reader
) -> None:
    found = share(rules, reader)
    named = {(one.section, one.field) for one in found.withheld}
    for section, fields in rules.items():
        whole = (section, None) in named
        for name in fields:
            assert (name in found.fields.get(section, ())) != ((section, name) in named or whole)


@examples(RULES, READERS)
def test_nobody_gets_a_field_that_is_not_meant_for_their_role_and_purpose(
    rules: Rules, reader: Reader
) -> None:
    for section, names in share(rules, reader).fields.items():
        assert reader.sections is None or section in reader.sections
        for name in names:
            field = rules[section][name]
            meant = reader.role in field.audience and reader.purpose in field.purposes
            assert meant or reader.role is Role.PERMIT_HOLDER


@examples(RULES, st.dictionaries(FIELDS, st.integers()))
def test_a_permit_holder_reads_all_that_is_recorded(rules: Rules, content: dict[str, int]) -> None:
    found = share(rules, Reader(Role.PERMIT_HOLDER, Purpose.OWN_DATA))
    assert found.withheld == ()
    for section, fields in rules.items():
        assert found.cut(section, content) == {k: v for k, v in content.items() if k in fields}


@examples(READERS, st.dictionaries(FIELDS, st.integers()))
def test_content_without_a_rule_is_shared_with_nobody(
    reader: Reader, content: dict[str, int]
) -> None:
    assert share({Section.WORK: {}}, reader).cut(Section.WORK, content) == {}


def test_it_is_said_why_a_field_is_withheld() -> None:
    client_manager = Reader(Role.CLIENT_MANAGER, PURPOSES[Role.CLIENT_MANAGER])
    assert why_not(FOR_MUNICIPALITIES, client_manager) is None
    case_manager = Reader(Role.CASE_MANAGER, PURPOSES[Role.CASE_MANAGER])
    assert why_not(FOR_MUNICIPALITIES, case_manager) is Why.OTHER_AUDIENCE
    school = Reader(Role.PROVIDER, Purpose.VOLUNTEERING)
    assert why_not(FOR_MUNICIPALITIES, school) is Why.OTHER_PURPOSE


def test_a_grant_opens_no_other_sections_than_its_own() -> None:
    rules = {Section.LANGUAGE: {"level": FOR_MUNICIPALITIES}, Section.WORK: {}}
    school = Reader(Role.PROVIDER, Purpose.LANGUAGE_LESSONS, frozenset({Section.LANGUAGE}))
    found = share(rules, school)
    assert found.fields == {Section.LANGUAGE: frozenset({"level"})}
    assert [(one.section, one.field, one.why) for one in found.withheld] == [
        (Section.WORK, None, Why.NOT_GRANTED)
    ]
