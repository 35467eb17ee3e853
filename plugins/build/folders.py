"""Folders of output/ that need not be looked into: nothing has come or gone since all was there.

A file that comes, goes or is renamed moves its folder's time of change (ctime); no program can
set that. So a folder is noted with that time once everything the state knows in it was found there.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.build.writer import PART
from plugins.core.files import INODES
from plugins.state.ledger import Ledger, Stamp

_TICK = 2_000_000_000
"""Nanoseconds in which two changes of a folder may have the same time, on any file system."""


class Looked(NamedTuple):
    """Outputs that are not there, and the stamps of folders in which all of them are."""

    lost: set[str]
    stamps: dict[str, Stamp | None]


def changed(ledger: Ledger, output: str) -> list[str]:
    """The folders with outputs that are not as they were noted, or not noted at all."""
    return [path for path, known in ledger.folders() if _stamp(output, path) != known or not known]


def look(ledger: Ledger, output: str, folders: Iterable[str]) -> Looked:
    """Look for what the state knows in these folders; half-written files are removed."""
    lost: set[str] = set()
    stamps: dict[str, Stamp | None] = {}
    for path in folders:
        stamp = _stamp(output, path)  # before: whatever goes meanwhile moves it
        missing = set(_missing(ledger, output, path))
        lost |= missing
        if stamp and not missing and _has_settled(stamp):
            stamps[path] = stamp
    return Looked(lost, stamps)


def noted(ledger: Ledger, output: str, outputs: Iterable[str]) -> dict[str, Stamp | None]:
    """What to note of the folders in which these outputs were written or removed.

    None: there it has to be looked again, as for some moments nobody can tell what happened since.
    """
    found: dict[str, Stamp | None] = {}
    for path in sorted(_above(outputs)):
        stamp = _stamp(output, path)
        if stamp and stamp == ledger.folder(path):
            continue
        found[path] = None
        if stamp and _has_settled(stamp):
            found |= look(ledger, output, [path]).stamps
    return found


def _above(outputs: Iterable[str]) -> set[str]:
    """All folders that these lie in, with those above; output/ itself is the empty one."""
    found: set[str] = set()
    for path in outputs:
        while path:
            path = path.rpartition("/")[0]
            if path in found:
                break
            found.add(path)
    return found


def _missing(ledger: Ledger, output: str, folder: str) -> Iterator[str]:
    """What the state knows in a folder, or below a folder in it, that is not there."""
    files, folders = set[str](), set[str]()
    try:
        with os.scandir(f"{output}/{folder}") as entries:
            for entry in entries:
                if entry.name.startswith(PART):
                    Path(entry.path).unlink(missing_ok=True)
                else:
                    (folders if entry.is_dir(follow_symlinks=False) else files).add(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        yield from ledger.outputs_below(folder)
        return
    for name, is_folder in ledger.outputs_in(folder):
        path = f"{folder}/{name}" if folder else name
        if is_folder and name not in folders:
            yield from ledger.outputs_below(path)
        elif not is_folder and name not in files:
            yield path


def _stamp(output: str, folder: str) -> Stamp | None:
    """A folder's inode and time of change; None where there is none, or no such time."""
    try:
        found = os.lstat(f"{output}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISDIR(found.st_mode) or os.name != "posix":
        return None
    return found.st_ino & INODES, found.st_ctime_ns


def _has_settled(stamp: Stamp) -> bool:
    return stamp[1] < time.time_ns() - _TICK
