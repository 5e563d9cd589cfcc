"""Hands one message to the mail server, and tells what became of it."""

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Final

import aiosmtplib

from continuous_line import telemetry
from handover_service.config import Policy

_log = telemetry.logger("mail")
_PATIENCE: Final = 15.0


class Outcome(StrEnum):
    """`sent`: the server has taken it. `again`: it was not taken, and may be later.

    `refused`: the server knows no such address. `unknown`: the connection broke after all was
    said, so that a second try could send it twice.
    """

    SENT = "sent"
    AGAIN = "again"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MailServer:
    """As the settings name it."""

    policy: Policy

    @property
    def there(self) -> bool:
        return bool(self.policy.smtp_host and self.policy.smtp_from)

    async def send(self, message: EmailMessage) -> Outcome:
        """To the one address in its `To`."""
        client = self._client()
        try:
            if not await self._addressed(client, str(message["To"])):
                return Outcome.REFUSED
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            _log.warning("not taken", failure=type(error).__name__)
            client.close()
            return Outcome.AGAIN
        return await self._said(client, message)

    async def _addressed(self, client: aiosmtplib.SMTP, to: str) -> bool:
        """Everything up to the text; False where the server refuses the address for good."""
        p = self.policy
        await client.connect()
        if p.smtp_user:
            password = p.smtp_password_file.read_text().strip() if p.smtp_password_file else ""
            await client.login(p.smtp_user, password)
        await client.mail(p.smtp_from)
        try:
            await client.rcpt(to)
        except aiosmtplib.SMTPRecipientRefused as error:
            if 500 <= error.code < 600:
                await client.quit()
                return False
            raise
        return True

    async def _said(self, client: aiosmtplib.SMTP, message: EmailMessage) -> Outcome:
        try:
            await client.data(message.as_bytes())
        except aiosmtplib.SMTPResponseException as error:
            _log.warning("not taken", failure=type(error).__name__, status=error.code)
            outcome = Outcome.AGAIN if error.code > 0 else Outcome.UNKNOWN
        except (aiosmtplib.SMTPException, OSError) as error:
            _log.warning("perhaps taken", failure=type(error).__name__)
            outcome = Outcome.UNKNOWN
        else:
            outcome = Outcome.SENT
        try:
            await client.quit()
        except (aiosmtplib.SMTPException, OSError):
            client.close()
        return outcome

    def _client(self) -> aiosmtplib.SMTP:
        p = self.policy
        context = None
        if p.smtp_security != "none":
            context = ssl.create_default_context(cafile=p.smtp_ca_file)
        return aiosmtplib.SMTP(
            hostname=p.smtp_host,
            port=p.smtp_port,
            use_tls=p.smtp_security == "tls",
            start_tls=p.smtp_security == "starttls",
            tls_context=context,
            timeout=_PATIENCE,
        )
