"""Links that open one programme's feeds to whoever holds them, until a day: signed, so that none can be guessed or altered."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer

from schedule.errors import LinkExpired, LinksUnavailable, LinkUnknown

KEY_VARIABLE = "FEED_KEY"
"""The environment's variable with the key that links are signed with; servers that share it open each other's links."""
_FILE = "feeds.key"
_SHORTEST = 32
"""Letters of a key; whoever holds a link could try all shorter ones."""
_PURPOSE = "feeds"


@dataclass(frozen=True)
class Link:
    """What a link opens."""

    programme: str
    language: str
    until: date
    """The last day on which it opens, in Hà Nội."""


def token(link: Link, key: str) -> str:
    """The link as the letters that stand in its address; the same link signed with the same key is the same letters."""
    return str(_signer(key).dumps([link.programme, link.language, link.until.isoformat()]))


def opened(token: str, key: str, today: date) -> Link:
    """The link that the letters stand for. Signatures are compared in constant time.

    Raises:
        LinkUnknown: It was not signed with this key, or was altered since.
        LinkExpired: Its last day is over.
    """
    try:
        programme, language, until = _signer(key).loads(token)
    except BadData:
        raise LinkUnknown from None
    link = Link(programme, language, date.fromisoformat(until))
    if today > link.until:
        raise LinkExpired
    return link


def key(environ: Mapping[str, str]) -> str:
    """The key that links are signed with: `FEED_KEY`, else one made once, at random, in `DATA_DIR` for its owner's eyes alone.

    Raises:
        LinksUnavailable: It is too short, or cannot be kept or read.
    """
    try:
        found = environ.get(KEY_VARIABLE) or _kept(Path(environ.get("DATA_DIR") or "var") / _FILE)
    except OSError as error:
        raise LinksUnavailable(reason=error.strerror) from error
    if len(found) < _SHORTEST:
        raise LinksUnavailable(reason="key-short")
    return found


def _kept(path: Path) -> str:
    """The key in a file. It is written whole beside it and then linked there: of two processes that start at once, one makes it."""
    if not path.exists():
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_SHORTEST))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
        Path(beside).unlink()
    return path.read_text(encoding="ascii")


def _signer(key: str) -> URLSafeSerializer:
    how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(key, salt=_PURPOSE, signer_kwargs=how)
