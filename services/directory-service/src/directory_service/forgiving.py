"""Search that forgives spelling: every word asked for is near some word of the text."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LEAST = 75.0
"""What two words have to be alike at least, of 100."""


def words(*texts: str | None) -> list[str]:
    """Lower case, without accents or punctuation."""
    joined = " ".join(text for text in texts if text)
    plain = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    return utils.default_process(plain).split()


def likeness(asked: list[str], found: Iterable[str]) -> float | None:
    """0 to 100, the mean over the words asked for; None where one of them is nowhere near.

    A word inside a longer one counts: Dutch writes `timmerwerkplaats` as one.
    """
    known = list(dict.fromkeys(found))
    scores = [_of_word(word, known) for word in asked]
    return sum(scores) / len(scores) if scores and all(scores) else None


def _of_word(word: str, known: list[str]) -> float:
    if len(word) >= 3 and any(word in other for other in known):
        return 100.0 if word in known else 95.0
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LEAST)
    return best[1] if best else 0.0
