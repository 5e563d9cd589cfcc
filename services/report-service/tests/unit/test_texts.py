"""The words of the pages."""

import pytest

from continuous_line.codes import Basis, NoWarmReason
from continuous_line.web.pages.language import Language
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.web import texts_codes
from report_service.web.kit import PARTS
from report_service.web.texts_dashboard import SENTENCES

CODED = ("REASONS", "BASES", "ANSWERS", "OTHER_GROUPS", "BY_ONE", "BY_EACH", "NOBODY", "UNITS_OF")


def test_both_languages_have_the_same_words() -> None:
    for words in (SENTENCES, *(part.WORDS for part in PARTS)):
        assert words[Language.NL].keys() == words[Language.EN].keys()


def test_no_word_is_in_two_modules() -> None:
    keys = [key for part in PARTS for key in part.WORDS[Language.NL]]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", CODED)
def test_both_languages_name_the_same_codes(name: str) -> None:
    coded = getattr(texts_codes, name)
    assert coded[Language.NL].keys() == coded[Language.EN].keys()


def test_every_reason_basis_cut_and_population_has_a_word() -> None:
    assert set(texts_codes.REASONS[Language.NL]) == set(NoWarmReason)
    assert set(texts_codes.BASES[Language.NL]) == set(Basis)
    assert set(texts_codes.BY_EACH[Language.NL]) == set(By)
    populations = set(current().populations)
    assert set(texts_codes.NOBODY[Language.NL]) == populations
    assert set(texts_codes.UNITS_OF[Language.NL]) == populations


def test_the_tiles_have_their_sentences() -> None:
    assert SENTENCES[Language.NL].keys() <= current().metrics.keys()
