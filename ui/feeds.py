"""The feeds beside the pages: who holds a link reads what it opens, without Streamlit and without a session."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from schedule import Words
from schedule.errors import LinkExpired, LinkUnknown, RevisionNotFound, TrackerError
from services import feeds, public, sentences
from services.tracker import Tracker

MIME = {"ics": "text/calendar; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
_KEPT = {"Cache-Control": "private, max-age=900", "X-Content-Type-Options": "nosniff"}
_GONE = {LinkUnknown: 404, RevisionNotFound: 404, LinkExpired: 410}
"""How a failure is answered; any other may pass by itself, and is 503."""


def routes(tracker: Tracker) -> list[Route]:
    """A route for each kind of feed, to be read only (GET and HEAD)."""
    return [Route(f"/{folder}/{{name}}", _endpoint(tracker, kind)) for kind, folder in feeds.FOLDERS.items()]


def _endpoint(tracker: Tracker, kind: str) -> Callable[[Request], Response]:
    # no coroutine: Starlette then runs it in a thread, and whoever looks at a page does not wait for a feed
    def answer(request: Request) -> Response:
        token = request.path_params["name"].removesuffix(f".{kind}")
        base = public.address(seen=str(request.base_url))
        try:
            content = feeds.asked(tracker, kind, token, base, now=datetime.now(UTC))
        except TrackerError as error:
            told = f"{sentences.failure(error, Words('vi'))}\n"
            return PlainTextResponse(told, _GONE.get(type(error), 503), {"Cache-Control": "no-store"})
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {**_KEPT, "ETag": f"W/{tag}"}  # weak: what is sent may be packed on the way
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type=MIME[kind])

    return answer
