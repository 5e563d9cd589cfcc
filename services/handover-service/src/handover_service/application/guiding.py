"""The role card, a welcome, a referral: recorded, confirmed and corrected."""

from uuid import UUID, uuid4

from continuous_line.act import When
from continuous_line.codes_guidance import ReferralKind, WelcomeKind
from handover_service import roles
from handover_service.application.recording import Recorded, decide
from handover_service.domain import guiding
from handover_service.streams import Desk


async def show_role_card(desk: Desk, case_id: UUID, when: When) -> Recorded:
    return await decide(desk, roles.TALK, case_id, when, guiding.show_role_card)


async def send_welcome(desk: Desk, case_id: UUID, welcome: WelcomeKind, when: When) -> Recorded:
    return await decide(
        desk, roles.WELCOME, case_id, when,
        lambda case, act: guiding.send_welcome(case, act, welcome),
    )  # fmt: skip


async def refer(desk: Desk, case_id: UUID, to: ReferralKind, when: When) -> Recorded:
    referral = uuid4()
    return await decide(
        desk, roles.TALK, case_id, when,
        lambda case, act: guiding.refer(case, act, to, referral=referral),
    )  # fmt: skip


async def confirm_referral(desk: Desk, case_id: UUID, referral: UUID, when: When) -> Recorded:
    return await decide(
        desk, roles.TALK, case_id, when,
        lambda case, act: guiding.confirm_referral(case, act, referral),
    )  # fmt: skip
