"""The ring of master keys, and what is said where it is none."""

import base64
from pathlib import Path

import pytest
from pydantic import SecretStr

from continuous_line.config import Settings
from continuous_line.errors import VaultClosed
from continuous_line.master_keys import WrongKey, new_entry, parse, ring_of

GIVEN = {
    "database_url": "postgresql://unused",
    "event_log_url": "postgresql://unused",
    "issuer": "https://issuer.example",
    "jwks": "https://issuer.example/jwks",
    "secret": "unused",
}


def test_the_first_key_wraps_and_every_key_unwraps_what_it_wrapped() -> None:
    old, new = new_entry("old"), new_entry("new")
    before, after = parse(old, "here"), parse(f"# in order\n\n{new}\n{old}\n", "here")
    wrapped = before.current.wrap(b"a key", "person|1")
    assert after.current.id == "new"
    assert after["old"].unwrap(wrapped, "person|1") == b"a key"


def test_what_was_wrapped_for_one_person_does_not_unwrap_for_another() -> None:
    key = parse(new_entry("only"), "here").current
    wrapped = key.wrap(b"a key", "person|1")
    for other, purpose in ((key, "person|2"), (parse(new_entry("only"), "").current, "person|1")):
        with pytest.raises(WrongKey):
            other.unwrap(wrapped, purpose)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no master key"),
        ("no colon", "entry 1 is malformed"),
        (f"{new_entry('a')}\n:{'A' * 44}", "entry 2 is malformed"),
        ("a:not-base64!", "entry 1 is not valid base64"),
        (f"a:{base64.b64encode(bytes(16)).decode()}", "16 bytes instead of 32"),
        (f"{new_entry('a')}\n{new_entry('a')}", "entry 2 has the id of an earlier one"),
    ],
    ids=["empty", "no colon", "no id", "no base64", "short", "twice"],
)
def test_a_malformed_ring_is_told_in_one_line_without_any_of_its_text(text: str, said: str) -> None:
    with pytest.raises(VaultClosed) as closed:
        parse(text, "DL_MASTER_KEY")
    told = str(closed.value)
    assert said in told
    assert told.startswith("DL_MASTER_KEY")
    assert "\n" not in told
    assert "not-base64" not in told


def test_the_ring_comes_from_a_variable_or_a_file_and_not_from_both(tmp_path: Path) -> None:
    entry = new_entry("a")
    file = tmp_path / "ring"
    file.write_text(entry + "\n")
    variable = Settings(**GIVEN, master_key=SecretStr(f"{entry}, {new_entry('b')}"))
    in_file = Settings(**GIVEN, master_key_file=file)
    assert list(ring_of(variable).keys) == ["a", "b"]
    assert ring_of(in_file)["a"] == ring_of(variable)["a"]
    for faulty, said in (
        (Settings(**GIVEN), "none is set"),
        (Settings(**GIVEN, master_key=SecretStr(entry), master_key_file=file), "both are set"),
        (Settings(**GIVEN, master_key_file=tmp_path / "absent"), "cannot be read"),
    ):
        with pytest.raises(VaultClosed, match=said):
            ring_of(faulty)


def test_no_key_is_shown_by_accident() -> None:
    entry = new_entry("a")
    secret = entry.partition(":")[2]
    settings = Settings(**GIVEN, master_key=SecretStr(entry))
    assert secret not in repr(settings)
    assert "key=" not in repr(ring_of(settings).current)
