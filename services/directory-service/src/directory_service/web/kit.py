"""The pages of directory-service: their words and what the navigation leads to."""

from typing import Final

from continuous_line.web.pages import Language, Link, PageKit
from directory_service.roles import ANYBODY, ASKERS, CONTACT_KEEPERS
from directory_service.web import texts, texts_offers

KIT: Final = PageKit(
    "directory_service.web",
    {one: {**texts.WORDS[one], **texts_offers.WORDS[one]} for one in Language},
    {one: {**texts.REFUSALS[one], **texts_offers.REFUSALS[one]} for one in Language},
    links=(
        Link("/directory", "whom_to_call", ANYBODY),
        Link("/verification", "verification", CONTACT_KEEPERS),
        Link("/offers", "offers", ANYBODY),
        Link("/demands", "demands", ASKERS),
        Link("/meetings", "meetings", ANYBODY),
        Link("/practices", "practices", ANYBODY),
    ),
)
