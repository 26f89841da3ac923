"""The page that the browser loads first, made Swedish.

Streamlit's shell says lang="en" and its own few texts are English; there is no setting for either.
The middleware rewrites the shell; shell.js puts Swedish in place of those texts and warns before
unsaved work is left.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = Path(__file__).with_name("shell.js")
SCRIPT_ROUTE = Route("/shell.js", lambda request: FileResponse(SCRIPT, media_type="text/javascript"))
_REWRITES = (
    (b'<html lang="en">', b'<html lang="sv">'),
    (b"<title>Streamlit</title>", "<title>Läkarkapacitet</title>".encode()),
    (b"</head>", b'<script src="./shell.js"></script></head>'),
    (b"You need to enable JavaScript to run this app.", "Slå på JavaScript för att använda sidan.".encode()),
)
_AS_IT_STANDS = ("/static/", "/media/", "/_stcore/", "/component/")


class SwedishShell:
    """ASGI middleware around Streamlit's own: only HTML answers are touched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_AS_IT_STANDS):
            await self.app(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(scope["headers"]))
        for name in ("accept-encoding", "if-none-match", "if-modified-since", "range"):
            del headers[name]  # the rewritten page has no etag, and is rewritten as plain text
        await self.app({**scope, "headers": headers.raw}, receive, _Rewriter(send))


class _Rewriter:
    """Holds an HTML answer until it is whole, and sends it rewritten."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_rewritten(self.start)
        else:
            await self.send(message)

    async def _send_rewritten(self, start: Message) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "content-length", "accept-ranges"):
            del headers[name]
        for english, swedish in _REWRITES:
            self.body = self.body.replace(english, swedish)
        headers["cache-control"] = "no-cache"
        headers["referrer-policy"] = "same-origin"  # the address names a saved plan: no other host is told
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": self.body})


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
