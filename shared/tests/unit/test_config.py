import pytest
from pydantic import ValidationError

from continuous_line.config import Settings

GIVEN = {
    "database_url": "postgresql://unused", "event_log_url": "postgresql://unused",
    "issuer": "https://issuer.example", "jwks": "https://issuer.example/jwks", "secret": "unused",
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"client_id": "doorlopende-lijn"}, {"audience": "doorlopende-lijn-pages"}]
)
def test_what_says_who_somebody_is_to_a_page_is_never_a_token_of_the_api(
    wrong: dict[str, str],
) -> None:
    with pytest.raises(ValidationError, match=r"client_id\s+.*must not be DL_AUDIENCE"):
        Settings(**GIVEN, **wrong)
