"""A slow telephone on a slow line: a web host that lags, and a browser that gets little time.

DevTools' throttling slows down a page's own thread and not its workers, so the whole process that
shows the page is stopped three quarters of the time.
"""

import gzip
import os
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from plugins.core import media_types
from plugins.webserver import policy
from tests.browser.web_host import Answers, serving

BYTES_A_SECOND = 200_000
"""1.6 Mbit/s, shared by all connections."""
LATENCY = 0.150
"""Seconds before each answer."""
SLOWER = 4
"""How many times slower than this machine's a telephone's processor is."""

_SLICE = 0.016
_PACKET = 1_400


class _Slow(Answers):
    """Its names are those of its base."""

    protocol_version = "HTTP/1.1"
    line = Lock()

    def do_GET(self) -> None:  # noqa: N802
        """Answer late and slowly, compressed as a host would."""
        time.sleep(LATENCY)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", media_types.of(path.name))
        if path.suffix[1:] in policy.TEXT:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for start in range(0, len(body), _PACKET):
            with self.line:
                time.sleep(_PACKET / BYTES_A_SECOND)
            self.wfile.write(body[start : start + _PACKET])


def slow_host(output: Path) -> AbstractContextManager[str]:
    """The address at which a folder is served over the slow line."""
    return serving(output, _Slow)


@contextmanager
def slow_processor() -> Iterator[None]:
    """Let all pages of this process's browser run a quarter of the time."""
    over = Event()

    def turns() -> None:
        known: list[int] = []
        for turn in range(10**9):
            if over.is_set():
                break
            if turn % 8 == 0:
                known = _renderers()
            _signal(known, signal.SIGSTOP)
            time.sleep(_SLICE * (SLOWER - 1) / SLOWER)
            _signal(known, signal.SIGCONT)
            time.sleep(_SLICE / SLOWER)
        _signal(_renderers(), signal.SIGCONT)

    thread = Thread(target=turns)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renderers() -> list[int]:
    """The processes that show pages, of browsers that this process started."""
    own = os.getpid()
    parents, found = {}, []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes()
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if b"--type=renderer" in words:
            found.append(int(path.name))
    return [each for each in found if _descends(each, own, parents)]


def _descends(process: int, ancestor: int, parents: dict[int, int]) -> bool:
    while process in parents:
        process = parents[process]
        if process == ancestor:
            return True
    return False


def _signal(processes: list[int], which: signal.Signals) -> None:
    for each in processes:
        try:
            os.kill(each, which)
        except ProcessLookupError:
            continue
