"""What keeps somebody from signing in."""

from continuous_line.errors import Refused


class SignInFailed(Refused):
    """The answer of the issuer does not belong to an attempt of this browser, or is not sound."""

    status = 400
    code = "sign-in-failed"


class SignInRefused(Refused):
    """The issuer did not sign somebody in."""

    status = 403
    code = "sign-in-refused"


class SignInOff(Refused):
    """No public address is set, so nobody can come back from an issuer."""

    status = 503
    code = "sign-in-off"


class IssuerAway(Refused):
    status = 503
    code = "keys-unavailable"
