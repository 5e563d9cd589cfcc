"""The pages of directory-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from directory_service.roles import ANYBODY, CONTACT_KEEPERS
from directory_service.web.texts import REFUSALS, WORDS

KIT: Final = PageKit(
    "directory_service.web",
    WORDS,
    REFUSALS,
    links=(
        Link("/directory", "whom_to_call", ANYBODY),
        Link("/verification", "verification", CONTACT_KEEPERS),
    ),
)
