"""The file in a request: the body itself, or the one file of a form."""

from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.intake.table import FileUnfit
from continuous_line.intake.upload import file_of


def form(**parts: object) -> tuple[str, bytes]:
    request = httpx.Request("POST", "http://service/", **parts)  # type: ignore[arg-type]
    return request.headers["content-type"], request.read()


@given(st.binary(max_size=2000))
def test_the_one_file_of_a_form_is_what_was_sent(content: bytes) -> None:
    kind, body = form(files={"file": ("list.csv", content)}, data={"note": "a field"})

    assert file_of(kind, body) == content


def test_any_other_body_is_the_file() -> None:
    assert file_of("text/csv", b"a;b") == b"a;b"
    assert file_of("", b"a;b") == b"a;b"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a": ("a.csv", b"1"), "b": ("b.csv", b"2")}, "form-without-file"),
        ({"a": (None, b"1")}, "form-without-file"),
    ],
)
def test_a_form_holds_exactly_one_file(files: dict[str, object], code: str) -> None:
    kind, body = form(files=files)

    with pytest.raises(FileUnfit) as refusal:
        file_of(kind, body)
    assert refusal.value.code == code


@given(st.binary(max_size=300), st.floats(0, 0.99))
def test_a_form_that_ends_too_early_is_refused(content: bytes, where: float) -> None:
    kind, body = form(files={"file": ("list.csv", content)})
    whole = len(body) - len(b"--\r\n")

    with pytest.raises(FileUnfit):
        file_of(kind, body[: int(whole * where)])


@given(st.binary(max_size=300))
def test_any_bytes_as_a_form_are_read_or_refused(body: bytes) -> None:
    with suppress(FileUnfit):
        file_of("multipart/form-data; boundary=x", b"--x\r\n" + body)
