"""Every operation with every role."""

from collections.abc import Callable, Collection

from continuous_line.codes import Role
from continuous_line.testing.roles import walk_roles
from continuous_line.web import Service
from report_service.access import READERS

OPERATOR = (Role.OPERATOR,)
EXPECTED: dict[str, Collection[Role]] = {
    "readFigures": READERS,
    "requestRebuild": OPERATOR,
    "readRebuild": OPERATOR,
    "listGenerations": OPERATOR,
    "switchGeneration": OPERATOR,
    "dropGeneration": OPERATOR,
    "listParkedEvents": OPERATOR,
    "readParkedEvent": OPERATOR,
    "redriveParkedEvent": OPERATOR,
    "discardParkedEvent": OPERATOR,
    "redriveParkedEvents": OPERATOR,
    "listConsumers": OPERATOR,
}


async def test_each_operation_lets_in_its_roles_only(
    app: Service, token: Callable[..., str]
) -> None:
    await walk_roles(app, EXPECTED, token)
