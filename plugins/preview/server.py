"""The preview at an address of this machine, for its own browsers only."""

import errno
import shutil
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from plugins.build.store import Outside
from plugins.core import media_types
from plugins.preview.page import FOLDER
from plugins.preview.site import Answer, Preview

HOST = "127.0.0.1"
_NAMES = ("localhost", "127.0.0.1", "[::1]")
_CLIENT = Path(__file__).parent / "client"
_PORTS_TRIED = 50
_BREATH = 15.0
"""Seconds after which a silent connection is tried: has the browser gone?"""


class Server(ThreadingHTTPServer):
    """Answers browsers, each connection in a thread of its own."""

    daemon_threads = True
    preview: Preview

    @property
    def address(self) -> str:
        """Where the preview is."""
        return f"http://localhost:{self.server_port}"

    def start(self, preview: Preview) -> None:
        """Answer from now on."""
        self.preview = preview
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser may hang up in the middle; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def opened(port: int) -> Server:
    """A server at this port, or at the first free one after it. Raises Outside."""
    for each in range(port, min(port + _PORTS_TRIED, 2**16)):
        if _is_taken_beside(each):
            continue
        try:
            return Server((HOST, each), _Handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise Outside(
        f"Không mở được cổng mạng nào từ {port}. Cách sửa: thêm --port, ví dụ --port 8800."
    )


def _is_taken_beside(port: int) -> bool:
    """True if another program answers there by IPv6, where browsers look for localhost first."""
    try:
        socket.create_connection(("::1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer from the preview, or say when it changes."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name not in _NAMES:  # a page of another site must not read drafts by a name of its own
            self._send(Answer(HTTPStatus.FORBIDDEN, media_types.of("a.txt"), b"localhost only\n"))
        elif self.path == FOLDER + "events":
            self._tell_changes()
        elif self.path.startswith(FOLDER):
            self._send(_own(self.path.removeprefix(FOLDER)))
        else:
            self._send(self.server.preview.answer(self.path))

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        body = answer.body
        size = body.stat().st_size if isinstance(body, Path) else len(body)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(size))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command == "HEAD":
            return
        if isinstance(body, Path):
            with body.open("rb") as file:
                shutil.copyfileobj(file, self.wfile)
        else:
            self.wfile.write(body)

    def _tell_changes(self) -> None:
        """Server-sent events (WHATWG HTML): each version as soon as it is shown."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        preview, told = self.server.preview, ""
        while self.command == "GET" and not preview.is_closed:
            version = preview.shown.version
            self.wfile.write(f"data: {version}\n\n".encode() if version != told else b":\n\n")
            told = version
            preview.wait(told, _BREATH)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what editors must know."""


def _own(name: str) -> Answer:
    if name not in ("preview.css", "preview.js"):
        return Answer(HTTPStatus.NOT_FOUND, media_types.of("a.txt"), b"")
    return Answer(HTTPStatus.OK, media_types.of(name), (_CLIENT / name).read_bytes())
