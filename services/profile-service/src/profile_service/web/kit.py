"""The pages of profile-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from continuous_line.web.pages.operations.routes import LINK as OPERATIONS
from continuous_line.web.pages.words import joined
from profile_service import roles
from profile_service.web import (
    texts,
    texts_access,
    texts_activities,
    texts_intakes,
    texts_profile,
    texts_sections,
)

PARTS: Final = (texts, texts_profile, texts_sections, texts_intakes, texts_access, texts_activities)
"""The modules that words are in."""


KIT: Final = PageKit(
    "profile_service.web",
    joined([part.WORDS for part in PARTS]),
    joined([part.REFUSALS for part in PARTS]),
    links=(
        Link("/profiles", "profiles", roles.STAFF),
        Link("/profile-intakes/new", "intake_title", roles.REGISTER),
        Link("/activity-requests", "wishes", roles.LIST_WISHES),
        Link("/my-data", "my_data", roles.OWN),
        Link("/grants", "granted_to_us", roles.BY_GRANT),
        OPERATIONS,
    ),
)
