"""What is refused about talks, in the domain's words; the codes are stable.

Refused      409  all but the last
NotFound     404  UnknownPlan

Where something must be there first, `needs` names it.
"""

from continuous_line.errors import NotFound, Refused


class ClientManagerNeeded(Refused):
    """Nobody at the municipality could confirm what the reception centre proposes."""

    code = "client-manager-needed"


class MomentsNeeded(Refused):
    """One, two or three moments are proposed."""

    code = "moments-needed"


class MomentNeeded(Refused):
    """Who confirms one of several moments says which."""

    code = "moment-needed"


class MomentNotProposed(Refused):
    code = "moment-not-proposed"


class ScenarioNeeded(Refused):
    """The municipality chooses it, at the latest when it confirms."""

    code = "scenario-needed"


class ScenarioByMunicipality(Refused):
    code = "scenario-by-municipality"


class NotAMember(Refused):
    """An exception is about somebody for whom nothing is recorded in this act."""

    code = "not-a-member"


class NothingTold(Refused):
    code = "nothing-told"


class NotOnTheAgenda(Refused):
    code = "not-on-the-agenda"


class UnknownPlan(NotFound):
    code = "plan-unknown"
