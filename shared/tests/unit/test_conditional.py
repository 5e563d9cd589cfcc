"""Entity tags of what an answer follows from, and what a client says to have."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from continuous_line import conditional
from continuous_line.conditional import Validator, validator

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def sent(*tags: str) -> Request:
    lines = [(b"if-none-match", ", ".join(tags).encode())] if tags else []
    return Request({"type": "http", "headers": lines})


@given(VALUES)
def test_the_same_values_have_the_same_tag(value: object) -> None:
    first = validator("figures", value, vary="Cookie")
    assert first.etag == validator("figures", value, vary="Cookie").etag
    assert first.is_known_to(sent(first.etag))
    assert not first.is_known_to(sent())


def test_a_set_has_no_order() -> None:
    names = [f"GM{number:04d}" for number in range(50)]
    there, back = frozenset(names), frozenset(reversed(names))
    assert validator(there, vary="").etag == validator(back, vary="").etag


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((date(2019, 1, 1),), (date(2019, 1, 2),)),
        ((frozenset(("a", "b")),), (frozenset(("a",)),)),
        ((1, None), (1,)),
    ],
)
def test_other_values_have_another_tag(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert validator(*one, vary="").etag != validator(*other, vary="").etag


class TestWhatAClientHas:
    mine = Validator('"mine"', "Cookie")

    @pytest.mark.parametrize(
        "tags", [('"mine"',), ('W/"mine"',), ('"other"', '"mine"'), ('"a,b"', 'W/"mine"')]
    )
    def test_is_known_weakly_compared_and_among_others(self, tags: tuple[str, ...]) -> None:
        assert self.mine.is_known_to(sent(*tags))

    @pytest.mark.parametrize(
        "tags", [('"other"',), ("mine",), ("*",), ('"mine',), ('"mine too"', '"not mine"'), ("",)]
    )
    def test_is_not_known_by_another_tag_or_something_else(self, tags: tuple[str, ...]) -> None:
        assert not self.mine.is_known_to(sent(*tags))

    def test_and_is_told_so_without_a_body(self) -> None:
        answer = self.mine.not_modified()
        assert (answer.status_code, answer.body) == (304, b"")
        assert answer.headers["etag"] == '"mine"'
        assert answer.headers["cache-control"] == "private, no-cache"


def test_a_weak_tag_compares_with_itself() -> None:
    weak = validator("figures", vary="", weak=True)
    assert weak.etag.startswith('W/"')
    assert weak.is_known_to(sent(weak.etag))


def test_a_release_is_the_content_of_its_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conditional.release.cache_clear()
    package = tmp_path / "told_here"
    (package / "templates").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    page = package / "templates" / "page.html"
    page.write_text("<h1>One</h1>")
    monkeypatch.syspath_prepend(tmp_path)
    before = conditional.release(("told_here",))
    page.write_text("<h1>Two</h1>")
    assert conditional.release(("told_here",)) == before
    conditional.release.cache_clear()
    assert conditional.release(("told_here",)) != before
    conditional.release.cache_clear()
