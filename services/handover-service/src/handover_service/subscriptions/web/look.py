"""Codes in words; a code that has none stands as it is."""

from continuous_line.web.pages.words import Words
from handover_service.subscriptions.standing import State, Subscription


def what_of(what: str, words: Words) -> str:
    return words.get(f"sub_what_{what}", what)


def reason_of(reason: str | None, words: Words) -> str | None:
    """Why a delivery failed or was left out, or a subscription does not run."""
    if reason is None:
        return None
    left_out = words.get(f"sub_discard_{reason}", reason)
    return words.get(f"sub_reason_{reason}", left_out)


def state_of(one: Subscription, words: Words) -> str:
    """With why, where it does not run."""
    said, why = words[f"sub_state_{one.state}"], reason_of(one.reason, words)
    return said if why is None or one.state is State.ACTIVE else f"{said}: {why}"
