"""The service, and a client of the system that keeps places."""

from collections.abc import Callable

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.process import Program
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.web import Service
from directory_service.__main__ import PROGRAM
from directory_service.reference_data import load_reference


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def settings(settings: Settings, clock: ClockFile) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path})


@pytest.fixture
def client(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    """Signed in as the system that keeps places."""
    return sign_in([Role.TVS_SYSTEM]).client


@pytest.fixture
async def pcm(app: Service, sign_in: Callable[..., Somebody]) -> Somebody:
    """A participation case manager of the whole country; the places of the reference are there."""
    resources = app.state.resources
    await load_reference(resources.database, resources.directory, resources.clock.now())
    return sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", ["NL"])
