"""The words of the pages."""

from continuous_line.codes import NoWarmReason
from continuous_line.web.pages.language import Language
from report_service.web.texts import DEFINITIONS, REASONS, SENTENCES, TITLES, WORDS


def test_both_languages_have_the_same_words() -> None:
    for words in (DEFINITIONS, REASONS, SENTENCES, TITLES, WORDS):
        assert words[Language.NL].keys() == words[Language.EN].keys()


def test_every_reason_has_a_word() -> None:
    assert set(REASONS[Language.NL]) == set(NoWarmReason)
