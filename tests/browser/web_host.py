"""The sample site as a web host serves it: built for the address of a server on this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from plugins.core import media_types
from plugins.core.settings import PROJECT
from tests.factories import NOW

POLICY = "default-src 'self'"

_SETTINGS = """\
import sys

sys.path.insert(0, {project!r})

from pelicanconf import *

SITEURL = {siteurl!r}
PATH = {content!r}
THEME = {theme!r}
"""

_BUILD = """\
import sys
from plugins.build import commands
sys.exit(commands.build(settings=sys.argv[1], now=sys.argv[2]))
"""


class Answers(SimpleHTTPRequestHandler):
    """Files of a folder, with the policy that goes with every answer."""

    def guess_type(self, path: Any) -> str:
        """As web servers are told to send it."""
        return media_types.of(str(path))

    def send_head(self) -> Any:  # its base has a type of its own for the file
        """A file of output/, or the host's page for what is not there."""
        if self._exists():
            return super().send_head()
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", media_types.OF["html"])
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)
        return None

    def _exists(self) -> bool:
        path = self.translate_path(self.path)
        return os.path.isfile(path) or os.path.isfile(os.path.join(path, "index.html"))

    def end_headers(self) -> None:
        """The policy goes with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what went wrong is seen in the browser."""


class Server(ThreadingHTTPServer):
    """A server that many connections may ask at once."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser may hang up in the middle; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(output: Path, kind: type[Answers] = Answers) -> Iterator[str]:
    """The address at which a folder is served; it may be built after that."""

    def answers(*words: Any) -> Answers:
        return kind(*words, directory=str(output))

    with Server(("127.0.0.1", 0), answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def build_sample(folder: Path, siteurl: str) -> Path:
    """Build the sample content for this address; returns output/ below `folder`."""
    return build_site(folder, siteurl, PROJECT / "content")


def build_site(folder: Path, siteurl: str, content: Path) -> Path:
    """Build any content with the sample's settings; returns output/ below `folder`."""
    settings = folder / "settings.py"
    settings.write_text(
        _SETTINGS.format(
            project=str(PROJECT),
            siteurl=siteurl,
            content=str(content),
            theme=str(PROJECT / "theme"),
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(settings), NOW],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "output"
