"""Every page with every role."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import ClassVar

from continuous_line.codes import Role
from continuous_line.testing.pages import OPEN, OPERATIONS, PageSuite
from report_service import admission
from report_service.domain.cuts import By

MATRIX: dict[str, Collection[Role]] = {
    "GET /regions": admission.REGIONAL,
    "GET /regions/{code}": admission.REGIONAL,
    **OPERATIONS,
    "POST /operations/rebuilds": (Role.OPERATOR,),
    "POST /operations/rebuilds/{rebuildId}/cancellations": (Role.OPERATOR,),
    "GET /operations/generations/{generation}/switchings": (Role.OPERATOR,),
    "POST /operations/generations/{generation}/switchings": (Role.OPERATOR,),
    "GET /operations/generations/{generation}/drops": (Role.OPERATOR,),
    "POST /operations/generations/{generation}/drops": (Role.OPERATOR,),
    "GET /": OPEN,
    "GET /editions/{editionId}": OPEN,
    "GET /scorecard": OPEN,
    "GET /metrics/{metric}": OPEN,
    "GET /metrics/{metric}/files/{form}": OPEN,
    "GET /metrics/{metric}/cases": admission.SEERS,
    "GET /metrics/{metric}/cases/{permitHolderId}": admission.SEERS,
    "GET /figures/files/{form}": OPEN,
    "GET /reports/{period}": OPEN,
    "GET /reports/{period}.pdf": OPEN,
    "GET /map": admission.roles_for(By.MUNICIPALITY),
}


class TestPages(PageSuite):
    matrix: ClassVar[Mapping[str, Collection[Role]]] = MATRIX
    parameters: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"metric": "warm-handover", "form": "csv", "generation": "1", "code": "AM33"}
    )
