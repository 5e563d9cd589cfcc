"""The search finds what it is meant to find: a scan that finds nothing proves nothing else."""

import base64
from pathlib import Path

import pytest

from continuous_line.testing.leaks import Leak, Marks, assert_none, mark

VALUE = mark("name")
MARKS = Marks({"name": VALUE, "other": mark("other")})


FORMS = {
    "plain": VALUE.encode(),
    "capitals": VALUE.upper().encode(),
    "utf-16-le": f"...{VALUE}...".encode("utf-16-le"),
    "utf-16-be": f"...{VALUE}...".encode("utf-16-be"),
    "hex": VALUE.encode().hex().encode(),
    **{f"base64-{n}": base64.b64encode(b"x" * n + VALUE.encode() + b"y" * 5) for n in range(6)},
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_a_value_is_found_in_every_form(content: bytes) -> None:
    assert MARKS.found_in(b"before" + content + b"after") == {"name"}


def test_nothing_is_found_where_nothing_is() -> None:
    assert MARKS.found_in(VALUE[:-1].encode()) == set()
    assert_none(MARKS.in_texts({"here": "nothing"}))


def test_a_value_on_the_border_of_two_pieces_of_a_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("continuous_line.testing.leaks._PIECE", 64)
    (tmp_path / "deeper").mkdir()
    for shift in range(64):
        file = tmp_path / "deeper" / "file"
        file.write_bytes(b"x" * shift + VALUE.encode() + b"x" * 100)
        assert list(MARKS.in_files([tmp_path])) == [Leak(str(file), "name")]


def test_a_leak_is_told_with_its_place() -> None:
    with pytest.raises(AssertionError, match="name in here"):
        assert_none(MARKS.in_texts({"here": VALUE}))
