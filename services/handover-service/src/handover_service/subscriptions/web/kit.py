"""The words, templates and navigation of the console."""

from typing import Final

from continuous_line.web.pages import Link, PageKit
from continuous_line.web.pages.words import joined
from handover_service.subscriptions.roles import ON_PAGES
from handover_service.subscriptions.web import texts, texts_alerts, texts_codes

KIT: Final = PageKit(
    "handover_service.subscriptions.web",
    joined((texts.WORDS, texts_codes.WORDS, texts_alerts.WORDS)),
    texts_codes.REFUSALS,
    links=(Link("/subscriptions", "subscriptions", ON_PAGES),),
)
