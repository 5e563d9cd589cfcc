from datetime import date

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


YEAR = {"demo_invented_from": date(2019, 7, 1), "demo_invented_until": date(2020, 6, 30)}


def test_nothing_is_invented_unless_a_demo_says_so() -> None:
    assert Settings(**GIVEN).invented is None
    demo = Settings(**GIVEN, **YEAR, environment="embedded")
    assert demo.invented == (date(2019, 7, 1), date(2020, 6, 30))


@pytest.mark.parametrize("environment", ["production", "development"])
def test_nothing_is_invented_elsewhere_than_in_the_embedded_default(environment: str) -> None:
    with pytest.raises(ValidationError, match="DL_ENVIRONMENT=embedded only"):
        Settings(**GIVEN, **YEAR, environment=environment)


@pytest.mark.parametrize(
    "wrong", [{"demo_invented_from": None}, {"demo_invented_until": date(2019, 6, 30)}]
)
def test_what_is_invented_has_a_first_and_a_last_day(wrong: dict[str, date | None]) -> None:
    with pytest.raises(ValidationError, match="a first and a last day"):
        Settings(**GIVEN, **(YEAR | wrong), environment="embedded")
