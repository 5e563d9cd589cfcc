"""Where a reader is in a municipality's feed, as one text to keep and to give back."""

import re
from typing import Final

from handover_service.subscriptions.feed.reading import Reader

PATTERN: Final = r"^1-[A-Za-z0-9._:-]{1,64}-\d{1,18}$"
_SHAPE: Final = re.compile(PATTERN, re.ASCII)


def text_of(municipality: str, number: int) -> str:
    """It names the feed: a number of another municipality's means nothing in this one."""
    return f"1-{municipality}-{number}"


def number_in(text: str, reader: Reader) -> int | None:
    """The number of the last event that was read; None where it is no position of this feed."""
    if not _SHAPE.fullmatch(text):
        return None
    municipality, _, number = text.removeprefix("1-").rpartition("-")
    return int(number) if municipality == reader.municipality else None
