"""Who may do what: denied unless a rule here allows it."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from schedule.errors import AccessDenied

READ, UPLOAD, PUBLISH = "read", "upload", "publish"
_EVERYONE = frozenset({READ, UPLOAD})
"""Anyone who reaches the server may look, and may have a workbook read; reading a workbook stores nothing."""
KEY_VARIABLE = "PUBLISH_KEY"
"""The environment's variable with the key that lets its bearer publish; without it, no key does."""


@dataclass(frozen=True)
class Actor:
    """Who acts. Until people sign in, everyone is the same visitor."""

    name: str = ""
    rights: frozenset[str] = _EVERYONE
    is_claimed: bool = True
    """Whether the name was only typed: nobody has proved it."""
    origin: str = ""
    """From where: the terminal, or a page and the address that called it."""


def require(actor: Actor, action: str) -> None:
    """Let `actor` do `action`.

    Raises:
        AccessDenied: No rule allows it.
    """
    if action not in actor.rights:
        raise AccessDenied(action=action)


def visitor(
    name: str = "",
    *,
    listens_on: str,
    environ: Mapping[str, str],
    key: str = "",
    is_forwarded: bool = False,
    origin: str = "",
) -> Actor:
    """A visitor of the server: may also publish where the server listens to this machine alone, or with the right key.

    Args:
        name: The name that the visitor typed; nobody has proved it.
        listens_on: The address that the server listens on; "" is every address.
        environ: The environment's variables; the key is `PUBLISH_KEY`. It is compared here and goes nowhere else.
        key: The key that the visitor gives.
        is_forwarded: Whether the visit came through a proxy, so that "this machine alone" says nothing of the visitor.
        origin: From where the visitor acts.
    """
    known = environ.get(KEY_VARIABLE, "")
    has_key = bool(known) and hmac.compare_digest(key.encode(), known.encode())
    is_here = is_loopback(listens_on) and not is_forwarded
    return Actor(name, _EVERYONE | {PUBLISH} if has_key or is_here else _EVERYONE, True, origin)


def local_user(name: str) -> Actor:
    """Who runs the terminal door: whoever may start it could as well write to the database itself."""
    return Actor(name, _EVERYONE | {PUBLISH}, False, "cli.py")


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
