"""The pages of handover-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from continuous_line.web.pages.operations.routes import LINK as OPERATIONS
from continuous_line.web.pages.words import joined
from handover_service import roles
from handover_service.web import (
    texts,
    texts_guidance,
    texts_outcomes,
    texts_own,
    texts_owners,
    texts_plan,
    texts_signals,
    texts_talks,
    texts_tracking,
)

PARTS: Final = (
    texts,
    texts_owners,
    texts_talks,
    texts_outcomes,
    texts_signals,
    texts_guidance,
    texts_own,
    texts_plan,
    texts_tracking,
)
"""The modules that words are in."""


KIT: Final = PageKit(
    "handover_service.web",
    joined([part.WORDS for part in PARTS]),
    joined([part.REFUSALS for part in PARTS]),
    links=(
        Link("/cases", "cases", roles.STAFF),
        Link("/owner-changes/new", "hand_over_all", roles.HAND_OVER),
        Link("/my-case", "my_case", roles.OWN_CASE),
        Link("/signals", "signals", roles.STAFF),
        Link("/scout-days", "scout_day", roles.SCOUT),
        Link("/notices", "notices", roles.NOTICES),
        Link("/programmes", "programmes", roles.PROGRAMMES),
        OPERATIONS,
    ),
)
