"""The pages of directory-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from continuous_line.web.pages.operations.routes import LINK as OPERATIONS
from continuous_line.web.pages.words import joined
from directory_service.roles import ANYBODY, ASKERS, CONTACT_KEEPERS, LIST_KEEPERS
from directory_service.web import texts, texts_imports, texts_offers

PARTS: Final = (texts, texts_offers, texts_imports)


KIT: Final = PageKit(
    "directory_service.web",
    joined([part.WORDS for part in PARTS]),
    joined([part.REFUSALS for part in PARTS]),
    links=(
        Link("/directory", "whom_to_call", ANYBODY),
        Link("/verification", "verification", CONTACT_KEEPERS),
        Link("/contact-imports/new", "import_title", LIST_KEEPERS),
        Link("/offers", "offers", ANYBODY),
        Link("/demands", "demands", ASKERS),
        Link("/meetings", "meetings", ANYBODY),
        Link("/practices", "practices", ANYBODY),
        OPERATIONS,
    ),
)
