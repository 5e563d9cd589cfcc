"""Sessions of people who signed in, in the service's own database.

The cookie holds a random id; the table holds its hash, hashes of the subject and of the issuer's
session (to end them by), and a sealed part with the tokens: whoever reads the table learns
nothing and can act as nobody. Judged by the real time, as tokens are.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import Column, DateTime, Index, LargeBinary, MetaData, Table, text

from continuous_line.database import Tx, fetch
from continuous_line.sealing import Sealing, Unsealable

KEPT_AFTER_THE_END: Final = timedelta(hours=24)
"""So long what somebody sent with an ended session is still kept for them."""
_SEEN_EVERY: Final = timedelta(minutes=1)

_FIND: Final = """
    SELECT subject_hash, sealed, kept, made_at, seen_at, ends_at FROM sessions WHERE id_hash = $1
    """
_BEGIN: Final = text("""
    INSERT INTO sessions (id_hash, subject_hash, issuer_session_hash, sealed, made_at, seen_at,
      ends_at) VALUES (:id, :subject, :issuer_session, :sealed, :now, :now, :ends_at)
    """)
_SEEN: Final = text("UPDATE sessions SET seen_at = :now WHERE id_hash = :id")
_RENEW: Final = text("UPDATE sessions SET sealed = :sealed, seen_at = :now WHERE id_hash = :id")
_LOCK: Final = text("SELECT 1 FROM sessions WHERE id_hash = :id FOR UPDATE")
_KEEP: Final = text("UPDATE sessions SET kept = :kept WHERE id_hash = :id")
_END: Final = text("DELETE FROM sessions WHERE id_hash = :id")
_END_OF: Final = text("""
    DELETE FROM sessions
    WHERE (CAST(:subject AS bytea) IS NULL OR subject_hash = :subject)
      AND (CAST(:issuer_session AS bytea) IS NULL OR issuer_session_hash = :issuer_session)
    """)
_FORGET: Final = text("DELETE FROM sessions WHERE ends_at <= :limit OR seen_at <= :limit")


def tables(metadata: MetaData) -> None:
    Table(
        "sessions",
        metadata,
        Column("id_hash", LargeBinary, primary_key=True),
        Column("subject_hash", LargeBinary, nullable=False),
        Column("issuer_session_hash", LargeBinary),
        Column("sealed", LargeBinary, nullable=False),
        Column("kept", LargeBinary),
        Column("made_at", DateTime(timezone=True), nullable=False),
        Column("seen_at", DateTime(timezone=True), nullable=False),
        Column("ends_at", DateTime(timezone=True), nullable=False),
        Index("sessions_subject_hash_idx", "subject_hash"),
        Index("sessions_issuer_session_hash_idx", "issuer_session_hash"),
        Index("sessions_ends_at_idx", "ends_at"),
    )


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What the issuer gave. `label` and `organisation` are what the header shows."""

    subject: str
    access_token: str
    label: str = ""
    organisation: str = ""
    id_token: str | None = None
    refresh_token: str | None = None
    issuer_session: str | None = None


class KeptInput(msgspec.Struct, frozen=True):
    """A form that was sent after the session had ended."""

    address: str
    fields: list[tuple[str, str]]
    files: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """`id` is the secret of the cookie."""

    id: str
    held: Held
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    kept: KeptInput | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """`idle`: how long one lasts without a request; `longest`: how long at all."""

    sealing: Sealing
    idle: timedelta
    longest: timedelta

    async def begin(
        self, tx: Tx, held: Held, now: datetime, kept: KeptInput | None = None
    ) -> Session:
        """Always with a new id: one that somebody brought along is never taken over."""
        made = Session(secrets.token_urlsafe(32), held, now, now, now + self.longest)
        await tx.execute(
            _BEGIN,
            {
                "id": self._hash(made.id),
                "subject": self.sealing.hash("subject", held.subject),
                "issuer_session": self._issuer_session(held.issuer_session),
                "sealed": self._sealed(made.id, held),
                "now": now,
                "ends_at": made.ends_at,
            },
        )
        if kept is not None:
            await self.keep(tx, made, kept)
        return made

    async def find(self, tx: Tx, session_id: str) -> Session | None:
        """Also one that has ended: see `live`."""
        rows = await fetch(tx, _FIND, self._hash(session_id))
        if not rows:
            return None
        row, place = rows[0], self._hash(session_id)
        try:
            held = msgspec.msgpack.decode(self.sealing.open(row.sealed, place), type=Held)
            kept = row.kept and msgspec.msgpack.decode(
                self.sealing.open(row.kept, b"kept" + place), type=KeptInput
            )
        except Unsealable:
            return None
        return Session(session_id, held, row.made_at, row.seen_at, row.ends_at, kept)

    def live(self, session: Session, now: datetime) -> bool:
        return now < session.ends_at and now < session.seen_at + self.idle

    async def seen(self, tx: Tx, session: Session, now: datetime) -> None:
        """Noted once a minute at most."""
        if now - session.seen_at >= _SEEN_EVERY:
            await tx.execute(_SEEN, {"id": self._hash(session.id), "now": now})

    async def lock(self, tx: Tx, session: Session) -> Session | None:
        """As it is now; another request that renews it waits until this one is done."""
        await tx.execute(_LOCK, {"id": self._hash(session.id)})
        return await self.find(tx, session.id)

    async def renew(self, tx: Tx, session: Session, held: Held, now: datetime) -> Session:
        sealed = self._sealed(session.id, held)
        await tx.execute(_RENEW, {"id": self._hash(session.id), "sealed": sealed, "now": now})
        return replace(session, held=held, seen_at=now)

    async def keep(self, tx: Tx, session: Session, kept: KeptInput | None) -> None:
        place = self._hash(session.id)
        sealed = kept and self.sealing.seal(msgspec.msgpack.encode(kept), b"kept" + place)
        await tx.execute(_KEEP, {"id": place, "kept": sealed})

    async def end(self, tx: Tx, session_id: str) -> None:
        await tx.execute(_END, {"id": self._hash(session_id)})

    async def end_all(
        self, tx: Tx, *, subject: str | None = None, issuer_session: str | None = None
    ) -> int:
        """Of the subject, of the issuer's session, or of both where both are named."""
        if subject is None and issuer_session is None:
            return 0
        found = await tx.execute(
            _END_OF,
            {
                "subject": subject and self.sealing.hash("subject", subject),
                "issuer_session": self._issuer_session(issuer_session),
            },
        )
        return found.rowcount

    def csrf(self, session: Session) -> str:
        """Of the session, and of the subject: see `csrf_fits`."""
        of_session = self.sealing.hash("csrf", session.id).hex()[:32]
        return f"{of_session}.{self._csrf_of_subject(session)}"

    def csrf_fits(self, session: Session, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.csrf(session).encode())

    def csrf_of_same_person(self, session: Session, given: str) -> bool:
        """The form was made by us for this person, in an earlier session."""
        known = self._csrf_of_subject(session)
        return secrets.compare_digest(given.partition(".")[2].encode(), known.encode())

    def _csrf_of_subject(self, session: Session) -> str:
        return self.sealing.hash("csrf of subject", session.held.subject).hex()[:32]

    def _hash(self, session_id: str) -> bytes:
        return self.sealing.hash("session", session_id)

    def _issuer_session(self, sid: str | None) -> bytes | None:
        return None if sid is None else self.sealing.hash("issuer session", sid)

    def _sealed(self, session_id: str, held: Held) -> bytes:
        return self.sealing.seal(msgspec.msgpack.encode(held), self._hash(session_id))


async def forget_old(tx: Tx, now: datetime) -> int:
    """Remove those that ended a day ago, or were not used for a day; the worker does it hourly."""
    return (await tx.execute(_FORGET, {"limit": now - KEPT_AFTER_THE_END})).rowcount
