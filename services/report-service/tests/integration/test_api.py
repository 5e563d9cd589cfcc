"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.codes import Role
from continuous_line.testing.api import PARKED_EVENTS, ApiSuite
from report_service.admission import READERS, SEERS

OPERATOR = (Role.OPERATOR,)
MATRIX = {
    **PARKED_EVENTS,
    "readFigures": READERS,
    "readMetricFile": READERS,
    "readFiguresFile": READERS,
    "readStatement": READERS,
    "readDataQuality": READERS,
    "readFigureChanges": READERS,
    "listFigureCases": SEERS,
    "readFigureCase": SEERS,
    "listEditions": (*READERS, Role.OPERATOR),
    "requestEdition": (*READERS, Role.OPERATOR),
    "readEdition": (*READERS, Role.OPERATOR),
    "dropEdition": OPERATOR,
    "listRebuilds": OPERATOR,
    "cancelRebuild": OPERATOR,
    "requestRebuild": OPERATOR,
    "readRebuild": OPERATOR,
    "listGenerations": OPERATOR,
    "switchGeneration": OPERATOR,
    "dropGeneration": OPERATOR,
}


class TestApi(ApiSuite):
    matrix = MATRIX
    probe = "/v1/figures?period=2019"
    roles = (Role.ANALYST, Role.OPERATOR)
