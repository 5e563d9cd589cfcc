"""Made-up input for subscriptions, by somebody whom they are for."""

from collections.abc import Callable

import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.process import Program
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.server import serving

LEFT_OUT = ("--exclude-checks", "use_after_free,positive_data_acceptance")
"""Who deletes a subscription ends it: it stays readable, with its history. Which hosts a sink may
be at is no part of the document, so what fits it may be refused with 400, all faults together."""


@pytest.mark.timeout(600)
def test_made_up_subscriptions_find_no_fault(
    program: Program, settings: Settings, token: Callable[..., str]
) -> None:
    app = program.create_app(settings)
    only = [
        word
        for path in app.api.openapi()["paths"]
        if path.startswith("/subscriptions") and "/events" not in path
        for word in ("--include-path", path)
    ]
    with serving(app) as address:
        app.state.resources.vault.gate.open()
        known = token([Role.MUNICIPAL_SYSTEM], "GM0957", ["GM0957"])
        fuzz(address, known, probe="/v1/subscriptions", examples=15, more=(*only, *LEFT_OUT))
