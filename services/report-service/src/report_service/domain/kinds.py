"""What definitions may name: the kinds of facts about persons, and what is said of what is counted.

A test holds the kinds against what facts.py makes of the contracts.
"""

from collections.abc import Mapping
from typing import Final

_OF_FACTS_PY = (
    "permit", "opened", "relocated", "stay-ended", "completed", "sent", "viewed", "activity",
    "activity-ended", "requested", "request-answered", "linked", "unlinked", "assigned",
    "owner-left", "client-manager", "first-contact", "warm", "phone", "not-held", "acknowledged",
    "moved", "returned", "closed", "information", "role-card", "welcome", "plan", "action-done",
    "referral", "referral-confirmed", "programme", "signal", "signal-answered", "signal-closed",
)  # fmt: skip
_BY_EVENT = (
    "household-member-joined", "household-member-left", "profile-section-recorded",
    "profile-reviewed", "supplement-requested", "access-granted", "access-revoked",
    "participation-talk-held", "assessment-recorded", "activity-planned", "personal-data-erased",
    "handover-planned", "move-planned", "case-accepted", "plan-action-taken-over",
    "contact-held", "client-manager-left",
    "progress-talk-held", "programme-ended", "milestone-near", "milestone-met",
    "milestone-missed",
)  # fmt: skip
"""A fact only where a definition names it."""

KINDS: Final = frozenset(_OF_FACTS_PY + _BY_EVENT)

BY_MAP: Final = "in-matched-region"
"""Holds by the map of the day: its marks name the region (domain/observation.py)."""

OWN: Final[Mapping[str, frozenset[str]]] = {
    "reception": frozenset(),
    "moved": frozenset(),
    "link": frozenset({"matched", BY_MAP}),
    "request": frozenset({"answered"}),
    "signal": frozenset({"answered-in-term", "closed-in-term"}),
    "plan": frozenset({"goals-of-both"}),
    "action": frozenset({"done"}),
    "referral": frozenset({"confirmed"}),
    "case": frozenset({"one-owner"}),
    "case-day": frozenset({"ownerless"}),
    "experience": frozenset(),
    "municipality": frozenset({"verified-contact", "knows-coa"}),
    "azc": frozenset({"lipo", "lipo-on-cases"}),
}
"""By population: what a condition may ask for with `own`."""

COUNTED_BY_CODE: Final[Mapping[str, Mapping[str, str]]] = {
    "municipality": {"contact-at-municipality": "verified-contact", "contact-at-coa": "knows-coa"},
    "azc": {"lipo": "lipo", "lipo-on-cases": "lipo-on-cases"},
}
"""Of places, which are counted on the map itself: the metrics that there are."""
