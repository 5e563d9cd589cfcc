"""The pages of report-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from continuous_line.web.pages.operations.routes import LINK as OPERATIONS
from continuous_line.web.pages.words import joined
from report_service import admission
from report_service.domain.cuts import By
from report_service.web import (
    texts,
    texts_dashboard,
    texts_metric,
    texts_operations,
    texts_places,
    texts_regions,
)

PARTS: Final = (texts, texts_dashboard, texts_metric, texts_places, texts_operations, texts_regions)
"""The modules that words are in."""

KIT: Final = PageKit(
    "report_service.web",
    joined([part.WORDS for part in PARTS]),
    texts_operations.REFUSALS,
    links=(
        Link("/", "figures"),
        Link("/scorecard", "scorecard"),
        Link("/map", "map", admission.roles_for(By.MUNICIPALITY)),
        Link("/regions", "own_regions", admission.REGIONAL),
        OPERATIONS,
    ),
)
