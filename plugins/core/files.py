"""A file of content/ as the disk and as git know it."""

import hashlib
import unicodedata
from pathlib import Path
from typing import NamedTuple


class Stat(NamedTuple):
    """What the file system says of a file without opening it."""

    size: int
    mtime_ns: int
    inode: int


class Found(NamedTuple):
    """A file on disk: its path below content/ as the disk spells it, and its stat."""

    name: str
    stat: Stat


def digest(data: bytes) -> str:
    """The id that git gives a file with these bytes (SHA-1 of a blob object)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def locate(content: Path, path: str) -> Path:
    """The file at an NFC path below content/, also where the disk spells it in NFD."""
    found = content / path
    if path.isascii() or found.exists():
        return found
    return content / unicodedata.normalize("NFD", path)
