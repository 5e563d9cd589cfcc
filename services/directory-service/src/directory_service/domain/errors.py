"""What the directory refuses, in the domain's words."""

from continuous_line.errors import Forbidden, NotFound, Refused


class AlreadyRegistered(Refused):
    code = "already-registered"


class UnknownPlace(NotFound):
    code = "unknown-place"


class UnknownStaff(NotFound):
    code = "unknown-staff"


class UnknownContact(NotFound):
    code = "unknown-contact"


class MunicipalityGone(Refused):
    """It has merged: what is asked belongs to its successor."""

    code = "municipality-merged"


class SuccessorUnfit(Refused):
    code = "successor-unfit"


class ReceptionCentreGone(Refused):
    code = "reception-centre-closed"


class RolesExclude(Refused):
    """Roles that one person may not combine."""

    code = "roles-exclude"


class StaffGone(Refused):
    code = "staff-left"


class CasesStayBehind(Refused):
    """`cases`: the numbers of those that would be left without somebody who works there."""

    code = "cases-stay-behind"


class ContactGone(Refused):
    code = "contact-retired"


class ContactStays(Refused):
    code = "contact-stays"


class DeputyUnfit(Refused):
    code = "deputy-unfit"


class PeriodEmpty(Refused):
    """It would end before it begins."""

    code = "period-empty"


class LeavesGap(Refused):
    """`places`: those with open cases that nobody would answer for."""

    code = "leaves-a-gap"


class UnknownTopic(Refused):
    """`known`: the topics that this installation works with."""

    code = "unknown-topic"


class NotReachable(Refused):
    """A number or address that does not exist; `faults` names the fields, never their values."""

    code = "not-reachable"


class UnknownOffer(NotFound):
    code = "unknown-offer"


class OfferGone(Refused):
    code = "offer-withdrawn"


class OfferUnfit(Refused):
    """What an answer names is no offer that stands."""

    code = "offer-unfit"


class ImportFaulty(Refused):
    """`faults`: row, column and what is wrong there."""

    code = "import-faulty"


class UnknownLipo(NotFound):
    code = "unknown-lipo"


class UnknownVisit(NotFound):
    code = "unknown-visit"


class VisitGone(Refused):
    code = "visit-gone"


class UnknownPractice(NotFound):
    code = "unknown-practice"


class PracticeGone(Refused):
    code = "practice-withdrawn"


class UnknownDemand(NotFound):
    code = "unknown-demand"


class ProgrammeElsewhere(Refused):
    """A programme runs at its own places only."""

    code = "programme-elsewhere"


class PlaceUnfit(Refused):
    """What is offered or held is at places that the directory knows."""

    code = "place-unfit"


class ContactUnfit(Refused):
    """Nobody is to be sent to a contact that is not there."""

    code = "contact-unfit"


class DaysOutOfOrder(Refused):
    code = "days-out-of-order"


class NotYours(Forbidden):
    """Staff and contacts are recorded by the organisation they belong to."""

    code = "not-your-organisation"
