"""The words of the pages: what one part says, no other part says otherwise."""

from collections import Counter

from continuous_line.web.pages.language import Language
from handover_service.web.kit import PARTS


def test_every_word_stands_in_one_part() -> None:
    for language in Language:
        keys = Counter(key for part in PARTS for key in part.WORDS[language])
        assert [key for key, number in keys.items() if number > 1] == []


def test_a_refusal_reads_the_same_whatever_page_it_is_on() -> None:
    """Pages share them: of two texts for one code the last would stand on the other's page."""
    for language in Language:
        codes = Counter(code for part in PARTS for code in part.REFUSALS[language])
        assert [code for code, number in codes.items() if number > 1] == []
