"""What the directory refuses, in the domain's words."""

from continuous_line.errors import Forbidden, NotFound, Refused


class AheadOfNow(Refused):
    code = "ahead-of-now"


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


class ContactGone(Refused):
    code = "contact-retired"


class NotYours(Forbidden):
    """Staff and contacts are recorded by the organisation they belong to."""

    code = "not-your-organisation"


class NotCorrectable(Refused):
    """It was voided before, or it is no fact."""

    code = "not-correctable"


class OthersRestOnIt(Refused):
    code = "others-rest-on-it"


class OtherOrganisation(Forbidden):
    """A fact is taken back by the organisation that recorded it."""

    code = "other-organisation"


class UnknownEvent(NotFound):
    code = "event-unknown"
