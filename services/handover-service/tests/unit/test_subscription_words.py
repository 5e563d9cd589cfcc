"""Every code that a page of subscriptions may show has words in both languages."""

import pytest

from continuous_line.web.pages.language import Language
from continuous_line.webhooks.answers import Reason
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.push.deciding import LetterDiscard
from handover_service.subscriptions.push.sending import UNSENDABLE
from handover_service.subscriptions.standing import State
from handover_service.subscriptions.web.texts_codes import WORDS


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "key",
    [
        *(f"sub_reason_{code}" for code in (*Reason, UNSENDABLE)),
        *(f"sub_discard_{code}" for code in LetterDiscard),
        *(f"sub_state_{code}" for code in State),
        *(f"sub_what_{code}" for code in What),
    ],
)
def test_a_code_has_words(language: Language, key: str) -> None:
    assert WORDS[language].get(key)
