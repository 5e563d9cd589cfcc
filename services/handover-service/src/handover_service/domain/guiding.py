"""What the permit holder is shown and given: the role card, a welcome, a referral."""

from collections.abc import Sequence
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_guidance import ReferralKind, WelcomeKind
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors import AlreadyMoved
from handover_service.domain.errors_guidance import AlreadyConfirmed, BeforePlan, UnknownReferral
from handover_service.domain.events import Event
from handover_service.domain.events_guidance import (
    ReferralConfirmed,
    ReferralMade,
    RoleCardShown,
    WelcomeSent,
)
from handover_service.domain.link import after_link, linked, open_for_writing


def show_role_card(case: Case, act: Act) -> Sequence[Event]:
    """Who does what, and what may be expected of whom (S-H16)."""
    _writable(case, act)
    after_link(case, act)
    return [RoleCardShown(id=act.id, at=act.at, case_id=case.id, replaces=act.replaces)]


def send_welcome(case: Case, act: Act, welcome: WelcomeKind) -> Sequence[Event]:
    """By the municipality, before the move; it is no handover (S-H22)."""
    _writable(case, act)
    if case.move(act.on):
        raise AlreadyMoved("A welcome is sent before the move.")
    return [
        WelcomeSent(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=linked(case, act).municipality,
            welcome=welcome,
        )
    ]


def refer(case: Case, act: Act, to: ReferralKind, *, referral: UUID) -> Sequence[Event]:
    """`referral` is the new one's number; a correction keeps the number of what it corrects."""
    _writable(case, act)
    after_link(case, act)
    wrong = act.replaces and next((r for r in referrals(case) if r.id == act.replaces.id), None)
    return [
        ReferralMade(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            referral=wrong.referral if wrong else referral,
            referral_to=to,
        )
    ]


def confirm_referral(case: Case, act: Act, referral: UUID) -> Sequence[Event]:
    """The first contact took place."""
    _writable(case, act)
    made = next((one for one in referrals(case) if one.referral == referral), None)
    if made is None:
        raise UnknownReferral("There is no such referral in this case.")
    there = confirmation(case, referral)
    if there and (act.replaces is None or act.replaces.id != there.id):
        raise AlreadyConfirmed("The referral is confirmed already.")
    if act.on < day(made.at):
        raise BeforePlan("That day lies before the referral.")
    return [
        ReferralConfirmed(
            id=act.id, at=act.at, case_id=case.id, replaces=act.replaces, referral=referral
        )
    ]


def referrals(case: Case) -> list[ReferralMade]:
    return case.all(ReferralMade)


def confirmation(case: Case, referral: UUID) -> ReferralConfirmed | None:
    return next((one for one in case.all(ReferralConfirmed) if one.referral == referral), None)


def _writable(case: Case, act: Act) -> None:
    """A correction is made after the closing too."""
    if act.replaces is None:
        open_for_writing(case)
