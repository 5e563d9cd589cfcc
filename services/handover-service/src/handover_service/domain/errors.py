"""What the handover refuses, in the domain's words; the codes are stable.

Refused      409  most of them: a rule says no
NotFound     404  UnknownCase
Forbidden    403  OtherSide, NamedByLocationManager

What every service refuses alike is in `continuous_line.act`, `corrections` and `errors`.
"""

from continuous_line.errors import Forbidden, NotFound, Refused


class BeforeLink(Refused):
    code = "before-link"


class NotLinked(Refused):
    code = "not-linked"


class AlreadyLinked(Refused):
    code = "already-linked"


class NotInReception(Refused):
    """Who lives in a municipality is linked again only after a return to reception."""

    code = "not-in-reception"


class RegionUnknown(Refused):
    """The matched labour-market region is in no directory entry (yet)."""

    code = "region-unknown"


class CaseIsClosed(Refused):
    code = "case-closed"


class StaffUnknown(Refused):
    """The read table of staff has not heard of the person (yet)."""

    code = "staff-unknown"


class NotACaseManagerThere(Refused):
    code = "not-a-case-manager-there"


class NeverOwns(Refused):
    """A participation case manager has no mandate: owns no case, ever."""

    code = "participation-case-manager-never-owns"


class RolesExclude(Refused):
    """Nobody who decides on asylum holds a case."""

    code = "roles-exclude"


class NotAClientManagerThere(Refused):
    code = "not-a-client-manager-there"


class ReasonNeeded(Refused):
    code = "reason-needed"


class AlreadyOwner(Refused):
    code = "already-owner"


class FirstOwnerStays(Refused):
    """A first owner has no end: the case would be without one afterwards."""

    code = "first-owner-stays"


class BeforeAssignment(Refused):
    code = "before-assignment"


class EndsBeforeItBegins(Refused):
    code = "ends-before-it-begins"


class NobodyToHandTo(Refused):
    code = "nobody-to-hand-to"


class NothingToHandOver(Refused):
    """The one who is to hand over has no open case that the reader may give to others."""

    code = "nothing-to-hand-over"


class NotAllHandedOver(Refused):
    """All are handed over or none; `cases` names each that cannot be, and why."""

    code = "not-all-handed-over"


class MoveRestsOnLink(Refused):
    """A move without any link would leave a case that nothing can be added to."""

    code = "move-rests-on-link"


class WouldLeaveNoOwner(Refused):
    code = "would-leave-no-owner"


class ScheduledInThePast(Refused):
    code = "scheduled-in-the-past"


class NothingToConfirm(Refused):
    code = "nothing-to-confirm"


class ModeNeeded(Refused):
    code = "mode-needed"


class NothingToAcknowledge(Refused):
    code = "nothing-to-acknowledge"


class SectionsNeeded(Refused):
    code = "sections-needed"


class AlreadyMoved(Refused):
    code = "already-moved"


class NotMoved(Refused):
    code = "not-moved"


class AlreadyAccepted(Refused):
    code = "already-accepted"


class NotAccepted(Refused):
    code = "not-accepted"


class StayNotEnded(Refused):
    code = "stay-not-ended"


class TasksNeeded(Refused):
    code = "tasks-needed"


class NewerCase(Refused):
    """A newer case of the person exists: the old one cannot be opened again."""

    code = "newer-case"


class NotOneHousehold(Refused):
    code = "not-one-household"


class OtherSide(Forbidden):
    """One side proposes, the other confirms."""

    code = "other-side"


class UnknownCase(NotFound):
    """There is none, or the reader never had business with it."""

    code = "case-unknown"


class NamedByLocationManager(Forbidden):
    """The first owner is named by the location manager."""

    code = "first-owner-by-location-manager"
