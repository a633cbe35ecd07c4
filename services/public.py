"""The last published state as plain files, for a web server that shows it to thousands while the product restarts."""

import os
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from threading import Lock, Thread

import access
from briefing import web
from schedule import LANGUAGES, Words
from services import briefing
from services.tracker import Tracker
from store import Revision, Signature

SWITCH = "PUBLIC_PAGES"
"""The environment's variable that switches this on: `1`."""
NAMES = {"vi": "index.html", "en": "index.en.html"}
"""The file of each language."""
WRITTEN, FAILED = "public_written", "public_failed"
"""The audit's words."""
_ONE_AT_A_TIME = Lock()


def address(environ: Mapping[str, str] = os.environ, *, seen: str = briefing.LOCAL) -> str:
    """Where viewers reach the product, no slash at its end: as the environment says, else as it was `seen`."""
    return (environ.get("PUBLIC_URL") or seen).rstrip("/")


def refresh(
    tracker: Tracker,
    published: Revision,
    *,
    actor: access.Actor,
    now: datetime,
    environ: Mapping[str, str] = os.environ,
) -> Thread | None:
    """Write the leaders' pages anew after a publication, where the environment asks for it, while its door goes on.

    A failure is entered in the audit and stops nothing: the revision is published, and the pages stay as they were.

    Returns:
        What writes them; None where nothing is to be written.
    """
    if environ.get(SWITCH) != "1":
        return None
    signature = Signature(actor.name, now, actor.is_claimed, actor.origin)
    # no daemon: the terminal's door ends only when the pages are written
    writer = Thread(target=_refresh, args=(tracker, published, signature, dict(environ)), name="public-pages")
    writer.start()
    return writer


def _refresh(tracker: Tracker, published: Revision, signature: Signature, environ: Mapping[str, str]) -> None:
    try:
        with _ONE_AT_A_TIME:  # of two publications the later one's pages are written last
            action, facts = WRITTEN, {"files": write(tracker, environ)}
    except Exception as error:  # whatever went wrong with the pages, the publication stands
        action, facts = FAILED, {"error": [f"{type(error).__name__}: {error}"]}
    tracker.store.remember(action, published.id, facts, signature)


def write(tracker: Tracker, environ: Mapping[str, str]) -> list[str]:
    """The whole monthly briefing of the newest status date, a file a language, in `DATA_DIR/public/`; their names.

    Every file is whole at any moment: it is written beside and then put in the other's place.

    Raises:
        RevisionNotFound: Nothing is published.
        OSError: The folder cannot be written.
    """
    folder = Path(environ.get("DATA_DIR") or "var") / "public"
    served = address(environ)
    pages = {}
    for language, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
        words = Words(language)
        made = briefing.pack(tracker, briefing.Asked(date.max, address=served), words)
        live = served if language == LANGUAGES[0] else f"{served}/?lang={language}"
        pages[NAMES[language]] = web.html(made, live, (words("brief.other_language"), NAMES[other]))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pages.items():
        _replace(folder / name, content)
    return list(pages)


def _replace(path: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)  # a web server that runs as somebody else is to read it
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
