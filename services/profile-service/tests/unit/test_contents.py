"""What changed between two states of the contents."""

from typing import Any

from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.codes import Section
from profile_service.domain.contents import Change, Content, Difference, changes

CONTENTS = st.dictionaries(
    st.sampled_from(Section),
    st.none() | st.dictionaries(st.sampled_from(["level", "lessons"]), st.integers()),
)
State = dict[Section, Content | None]


def applied(before: State, after: State, found: list[Change]) -> State:
    """What the changes make of the state before, values taken from the one after."""
    state: dict[Section, dict[str, Any] | None] = {
        section: None if content is None else dict(content) for section, content in before.items()
    }
    for change in found:
        content = state.get(change.section) or {}
        if change.field is None:
            state[change.section] = None if change.difference is Difference.ADDED else {}
        elif change.difference is Difference.REMOVED:
            content.pop(change.field)
        else:
            new = after[change.section]
            assert new is not None
            state[change.section] = content | {change.field: new[change.field]}
    return {section: content for section, content in state.items() if content != {}}


@examples(CONTENTS, CONTENTS)
def test_the_changes_lead_from_the_one_to_the_other(before: State, after: State) -> None:
    found = changes(before, after)
    removed_first = sorted(found, key=lambda change: change.field is None)
    if all(content is not None for content in (*before.values(), *after.values())):
        wanted = {section: content for section, content in after.items() if content}
        assert applied(before, after, removed_first) == wanted


@examples(CONTENTS)
def test_nothing_changes_where_nothing_changed(state: State) -> None:
    assert changes(state, state) == []


def test_each_difference_is_named_by_section_and_field() -> None:
    before: State = {Section.LANGUAGE: {"level": "A1", "remarks": "x"}, Section.WORK: None}
    after: State = {
        Section.LANGUAGE: {"level": "A2", "lessons": []},
        Section.WORK: {"skills": []},
        Section.NETWORK: None,
    }
    assert changes(before, after) == [
        Change(Section.WORK, None, Difference.REMOVED),
        Change(Section.WORK, "skills", Difference.ADDED),
        Change(Section.LANGUAGE, "lessons", Difference.ADDED),
        Change(Section.LANGUAGE, "level", Difference.CHANGED),
        Change(Section.LANGUAGE, "remarks", Difference.REMOVED),
        Change(Section.NETWORK, None, Difference.ADDED),
    ]
