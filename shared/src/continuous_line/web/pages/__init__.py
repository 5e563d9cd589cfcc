"""The pages of every service: layout, forms, language, guards and errors, without JavaScript."""

from continuous_line.web.pages.forms import Form
from continuous_line.web.pages.guards import (
    Change,
    PageReading,
    PageWriting,
    open_page,
    page_reading,
    page_writing,
    signed_in,
)
from continuous_line.web.pages.kit import Link, PageKit
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.paging import PageNumber, Pager
from continuous_line.web.pages.request import PageRequest, Visitor
from continuous_line.web.pages.sent import Upload

__all__ = [
    "Change", "Form", "Language", "Link", "PageKit", "PageNumber", "PageReading", "PageRequest",
    "PageWriting", "Pager", "Upload", "Visitor", "open_page", "page_reading", "page_writing",
    "signed_in",
]  # fmt: skip
