"""E-mail as the environment configures it: where it goes out, and one plain letter at a time."""

import re
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from ssl import create_default_context

from schedule.errors import MailUnconfigured, MailUnsent

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_SECONDS = 20


@dataclass(frozen=True)
class Post:
    """The server that letters are handed to."""

    host: str
    port: int
    sender: str
    security: str
    """`starttls`, `tls`, or `none` for a server on a closed network."""
    user: str = ""
    password: str = field(default="", repr=False)


def post(environ: Mapping[str, str]) -> Post:
    """The server that `SMTP_HOST`, `SMTP_FROM`, `SMTP_PORT`, `SMTP_SECURITY`, `SMTP_USER` and `SMTP_PASSWORD` name.

    Raises:
        MailUnconfigured: Host or sender is missing, or one of them is not what it should be.
    """
    host, sender = environ.get("SMTP_HOST", ""), environ.get("SMTP_FROM", "")
    security, port = environ.get("SMTP_SECURITY") or "starttls", environ.get("SMTP_PORT") or "587"
    wrong = [
        name
        for name, is_right in (
            ("SMTP_HOST", bool(host)),
            ("SMTP_FROM", is_address(sender)),
            ("SMTP_PORT", port.isdecimal() and 0 < int(port) < 65536),
            ("SMTP_SECURITY", security in ("starttls", "tls", "none")),
        )
        if not is_right
    ]
    if wrong:
        raise MailUnconfigured(names=", ".join(wrong))
    return Post(host, int(port), sender, security, environ.get("SMTP_USER", ""), environ.get("SMTP_PASSWORD", ""))


def is_address(text: str) -> bool:
    """Whether a text is one plain e-mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def send(through: Post, to: str, subject: str, body: str) -> None:
    """Hand one letter to the server.

    No text can add a header or a recipient: what stands in the subject is brought onto one line, and `to` is one address.

    Raises:
        MailUnsent: `to` is no address, the server does not answer, or it does not take the letter.
    """
    if not is_address(to):
        raise MailUnsent(address=to, reason="address")
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = through.sender, to, _one_line(subject)
    letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=through.sender.partition("@")[2])
    letter.set_content(body)
    try:
        with _connected(through) as server:
            if through.user:
                server.login(through.user, through.password)
            server.send_message(letter, through.sender, [to])
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnsent(address=to, reason=str(error) or type(error).__name__) from None


def _connected(through: Post) -> smtplib.SMTP:
    if through.security == "tls":
        return smtplib.SMTP_SSL(through.host, through.port, timeout=_SECONDS, context=create_default_context())
    server = smtplib.SMTP(through.host, through.port, timeout=_SECONDS)
    if through.security == "starttls":
        server.starttls(context=create_default_context())
    return server


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
