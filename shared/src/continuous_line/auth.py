"""Bearer tokens to a principal, and the roles that an operation asks for.

NL GOV OAuth profile, resource server: the token comes in the Authorization header only; its
signature, `iss`, `aud`, `exp` and `nbf` are checked; it lives at most six hours. Tokens are
always judged by the real time, also where the service's clock is set back.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, cast
from uuid import UUID

import jwt
from fastapi import Depends, Request

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.errors import Forbidden, Unauthenticated
from continuous_line.keys import ALGORITHMS, Keys, UnknownKey
from continuous_line.query import refuse_unknown

EVERY_ROLE: Final = frozenset(Role) - {Role.ASYLUM_DECISION_MAKER}
LONGEST_LIFE: Final = 6 * 3600
LEEWAY: Final = 5
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. `places` are codes of azc's and municipalities the token names."""

    subject: str
    organisation: str
    roles: frozenset[Role]
    places: frozenset[str]
    permit_holder_id: UUID | None = None

    def has(self, *roles: Role) -> bool:
        """Whether at least one of the roles is held."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Claims:
    """Names of the claims; a name with dots is a path (`realm_access.roles`)."""

    roles: str = "roles"
    organisation: str = "organisation"
    places: str = "places"
    permit_holder: str = "permitHolderId"


class Verifier:
    """Checks tokens of one issuer; a token once accepted is not checked again until it ends."""

    def __init__(self, issuer: str, audience: str, keys: Keys, claims: Claims) -> None:
        self._issuer, self._audience, self._keys, self._claims = issuer, audience, keys, claims
        self._accepted: dict[bytes, tuple[float, Principal]] = {}

    @property
    def keys(self) -> Keys:
        """The issuer's, for whatever else it signs."""
        return self._keys

    @classmethod
    def of(cls, settings: Settings) -> "Verifier":
        claims = Claims(
            settings.claim_roles, settings.claim_organisation, settings.claim_places,
            settings.claim_permit_holder,
        )  # fmt: skip
        plain = settings.environment != "production"
        keys = Keys(settings.jwks, plain_http_on_loopback=plain)
        return cls(settings.issuer, settings.audience, keys, claims)

    async def verify(self, token: str) -> Principal:
        """The token's principal.

        Raises Unauthenticated, KeysUnavailable, or Forbidden for who decides on asylum.
        """
        digest = sha256(token.encode("utf-8", "replace")).digest()
        known = self._accepted.get(digest)
        if known is None or known[0] <= time.time():
            known = await self._check(token)
            self._remember(digest, known)
        principal = known[1]
        if Role.ASYLUM_DECISION_MAKER in principal.roles:
            raise Forbidden(
                "Who decides on asylum has no access here, whatever other roles there are.",
                code="roles-exclude",
            )
        return principal

    def _remember(self, digest: bytes, known: tuple[float, Principal]) -> None:
        if len(self._accepted) >= _REMEMBERED:
            del self._accepted[next(iter(self._accepted))]
        self._accepted[digest] = known

    async def _check(self, token: str) -> tuple[float, Principal]:
        try:
            header = jwt.get_unverified_header(token)
            if header.get("alg") not in ALGORITHMS:
                raise _invalid("its algorithm is not allowed")
            key = await self._keys.find(header.get("kid"))
            payload = jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=self._audience, issuer=self._issuer,
                leeway=LEEWAY, options={"require": ["exp", "iss", "aud", "sub"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise _invalid("it has expired") from None
        except jwt.InvalidAudienceError:
            raise _invalid("it is meant for another audience") from None
        except jwt.InvalidIssuerError:
            raise _invalid("its issuer is not allowed") from None
        except UnknownKey:
            raise _invalid("its key is not known") from None
        except (jwt.PyJWTError, ValueError, TypeError):
            raise _invalid("it is malformed, not yet valid or not signed by the issuer") from None
        ends = float(payload["exp"])
        if ends - float(payload.get("iat", time.time())) > LONGEST_LIFE + LEEWAY:
            raise _invalid("it lives longer than six hours")
        return ends, self._principal(payload)

    def _principal(self, payload: Mapping[str, Any]) -> Principal:
        names = self._claims
        held = _words(claim(payload, names.roles))
        holder = claim(payload, names.permit_holder)
        try:
            holder_id = UUID(holder) if isinstance(holder, str) else None
        except ValueError:
            raise _invalid(f"its claim {names.permit_holder} is not a UUID") from None
        return Principal(
            subject=str(payload["sub"]),
            organisation=str(claim(payload, names.organisation) or ""),
            roles=frozenset(role for role in Role if role.value in held),
            places=frozenset(_words(claim(payload, names.places))),
            permit_holder_id=holder_id,
        )


def claim(payload: Mapping[str, Any], name: str) -> Any:
    """The claim of this name, or at the end of this path; None where there is none."""
    if name in payload:
        return payload[name]
    found: Any = payload
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(word) for word in value] if isinstance(value, list) else []


def _invalid(reason: str) -> Unauthenticated:
    return Unauthenticated(f"The token is not accepted: {reason}.", code="invalid-token")


async def authenticate(request: Request) -> Principal:
    """The principal of a request, from its Authorization header and nothing else."""
    header = request.headers.get("authorization")
    if header is None:
        raise Unauthenticated("Send a token: `Authorization: Bearer ...`.")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("The Authorization header holds no bearer token.")
    verifier = cast(Verifier, request.app.state.verifier)
    return await verifier.verify(token.strip())


def authorise(principal: Principal, roles: frozenset[Role]) -> None:
    """Raises Forbidden, naming the roles of which one is needed."""
    if principal.has(*roles):
        return
    needed = sorted(roles)
    raise Forbidden(
        f"This needs one of the roles: {', '.join(needed)}.",
        code="role-missing",
        rolesNeeded=needed,
    )


class Guard(ABC):
    """A dependency that lets in only who holds one of `roles`; none named: any role will do."""

    writes = False

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles) or EVERY_ROLE

    @abstractmethod
    def __call__(self, request: Request) -> Any:
        """What FastAPI calls."""

    async def admit(self, request: Request) -> Principal:
        """Raises Unauthenticated or Forbidden."""
        principal = await authenticate(request)
        authorise(principal, self.roles)
        return principal

    async def enter(self, request: Request) -> Principal:
        """As `admit`; unknown query parameters are refused too, by RequestValidationError."""
        principal = await self.admit(request)
        refuse_unknown(request)
        return principal


class RoleGuard(Guard):
    async def __call__(self, request: Request) -> Principal:
        return await self.enter(request)


def requires(*roles: Role) -> Any:
    """`who: Annotated[Principal, requires(Role.TVS_SYSTEM)]`."""
    return Depends(RoleGuard(*roles), scope="function")
