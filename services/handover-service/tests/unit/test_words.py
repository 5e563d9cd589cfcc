"""The words of the pages: what one part says, no other part says otherwise."""

from collections import Counter

from continuous_line.web.pages.language import Language
from handover_service.web.kit import PARTS


def test_every_word_stands_in_one_part() -> None:
    for language in Language:
        keys = Counter(key for part in PARTS for key in part.WORDS[language])
        assert [key for key, number in keys.items() if number > 1] == []
