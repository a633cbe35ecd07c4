"""Who may do what: denied unless a rule here allows it."""

from dataclasses import dataclass

from schedule.errors import AccessDenied

READ, UPLOAD, PUBLISH = "read", "upload", "publish"
_EVERYONE = frozenset({READ, UPLOAD})
"""Anyone who reaches the server may look, and may have a workbook read; reading a workbook stores nothing."""


@dataclass(frozen=True)
class Actor:
    """Who acts. Until people sign in, everyone is the same visitor."""

    name: str = ""
    rights: frozenset[str] = _EVERYONE


def require(actor: Actor, action: str) -> None:
    """Let `actor` do `action`.

    Raises:
        AccessDenied: No rule allows it.
    """
    if action not in actor.rights:
        raise AccessDenied(action=action)
