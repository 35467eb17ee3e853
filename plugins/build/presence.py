"""What lies in output/, compared with what the state says was written there."""

import os
from pathlib import Path
from typing import NamedTuple

from plugins.build.writer import PART
from plugins.state import database
from plugins.state.ledger import Ledger

MANY = 8_000_000
"""Bytes of a state that knows of so many outputs that another process should look for them."""


class Setup(NamedTuple):
    """Where to look, and which state to ask; `delta`: what is missing there is no loss."""

    output: Path
    state: Path
    delta: bool


class Presence(NamedTuple):
    """Outputs that are not there though the state knows them, and files that it does not know."""

    missing: list[str]
    strange: list[str]


def look(setup: Setup) -> Presence:
    """Compare output/ (`/views/` aside) with the state; half-written files are removed."""
    link = database.connect(setup.state, read_only=True)
    known = Ledger(link).outputs()
    link.close()
    there = set(_files(str(setup.output)))
    missing = [] if setup.delta else sorted(known - there)
    return Presence(missing, sorted(there - known))


def _files(output: str) -> list[str]:
    found: list[str] = []
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            entries = os.scandir(output + "/" + below)
        except (FileNotFoundError, NotADirectoryError):  # there is no output/ yet
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    if below or name != "views":
                        folders.append(f"{below}{name}/")
                elif name.startswith(PART):
                    Path(entry.path).unlink(missing_ok=True)
                else:
                    found.append(below + name)
    return found
