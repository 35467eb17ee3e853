"""A command at a terminal, and the person who answers its questions."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from select import select
from typing import NamedTuple

from plugins.core.settings import PROJECT
from tests.build.sites import Site

_RUN = """\
import fcntl, sys, termios
import tasks
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C on this terminal is for this process
tasks.portal.run(["tasks.py", *sys.argv[1:]])
"""

CTRL_C, CTRL_D = "\x03\n", "\x04"
"""Enter comes along: the signal does not wake a process that was just about to fall asleep."""


class Talk(NamedTuple):
    """How a command ended, and all that stood on the terminal."""

    status: int
    shown: str


def talk(
    site: Site, words: Iterable[str], answers: Iterable[tuple[str, str]], **environment: str
) -> Talk:
    """Run a command of tasks.py at a terminal in the site's folder.

    `answers` are (the end of what is asked, what is typed then), in their order.
    """
    person, terminal = os.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in _EDITORS}
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _RUN, *words],
        cwd=site.root,
        env={**inherited, "PYTHONPATH": str(PROJECT), "TERM": "dumb", **environment},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        output = _read(person)
        shown = ""
        for question, typed in answers:
            new = ""
            while not new.endswith(question):
                new += next(output)
            os.write(person, typed.encode())
            shown += new
        shown += "".join(output)
        process.wait(timeout=60)
    os.close(person)
    return Talk(process.returncode, shown.replace("\r\n", "\n"))


_EDITORS = ("EDITOR", "VISUAL")


def _read(person: int) -> Iterator[str]:
    """What the command shows, letter by letter, until it ends; a minute's silence is an error."""
    letter = b""
    while select([person], [], [], 60)[0]:
        try:
            letter += os.read(person, 1)
        except OSError:  # the other end is closed
            return
        try:
            yield letter.decode()
        except UnicodeDecodeError:
            continue
        letter = b""
    raise TimeoutError
