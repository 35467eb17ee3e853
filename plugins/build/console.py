"""What a person sees of a command: plain lines, and progress on a terminal."""

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SHOW_AFTER = 1.0
"""Seconds after which a terminal shows progress."""


def say(line: str) -> None:
    """A result, to standard output."""
    _print(line, sys.stdout)


def warn(text: str) -> None:
    """A problem or a note, to standard error."""
    _print(text, sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    print(_shown(text, stream), file=stream, flush=True)


def _shown(text: str, stream: TextIO) -> str:
    """Letters that the stream's encoding lacks are shown as `?`: a message must get through."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def can_ask() -> bool:
    """True if a person sits at the terminal and sees what is printed."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """What the person at the terminal answers. EOFError for Ctrl-D."""
    with suppress(ImportError):  # with it, an answer can be corrected letter by letter
        import readline  # noqa: F401
    return input(_shown(question, sys.stdout))


def on_terminal() -> bool:
    """True if a person reads standard error as it comes."""
    return sys.stderr.isatty()


class ProgressLine:
    """Progress on a terminal, for anything longer than a second; silent elsewhere."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._done: dict[str, int] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` more of `total` are done."""
        self._done[what] = self._done.get(what, 0) + done
        if not sys.stderr.isatty() or time.monotonic() - self._started < SHOW_AFTER:
            return
        if self._shown is None:
            from rich.console import Console
            from rich.progress import Progress

            # No thread of its own: worker processes may be forked while it is shown.
            self._shown = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
            self._shown.start()
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(what, total=total)
        self._shown.update(self._tasks[what], completed=self._done[what], refresh=True)

    def stop(self) -> None:
        """Take the progress off the terminal."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None
