"""A file of content/ as the disk and as git know it."""

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import TypeAlias

Stat: TypeAlias = int
"""What the file system says of a file without opening it, in one number: a hundred thousand are
made and compared by every build."""

INODES = 2**63 - 1
"""The bits of an inode that count: network file systems use one more, but SQLite has none."""


def stat_of(found: os.stat_result) -> Stat:
    """A number of 64 bits from bytes, nanoseconds of the last change, inode.

    It is the same in every process: Python salts the hashes of texts only.
    """
    return hash((found.st_size, found.st_mtime_ns, found.st_ino))


def digest(data: bytes) -> str:
    """The id that git gives a file with these bytes (SHA-1 of a blob object)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def digest_of(path: Path) -> str:
    """The same of a file on disk, however long it is. Raises OSError."""
    with path.open("rb") as file:
        total = hashlib.sha1(b"blob %d\0" % os.fstat(file.fileno()).st_size, usedforsecurity=False)
        while chunk := file.read(1 << 20):
            total.update(chunk)
    return total.hexdigest()


def locate(content: Path, path: str) -> Path | None:
    """The file at an NFC path below content/, also where the disk spells it in NFD.

    None if there is none, or if a symbolic link leads to it: links are never followed.
    """
    for spelling in (path,) if path.isascii() else (path, unicodedata.normalize("NFD", path)):
        # Names are UTF-8 on disk, whatever the locale makes of them.
        spelling = os.fsdecode(spelling.encode())
        found = content / spelling
        if found.is_file():
            is_plain = os.path.realpath(found) == os.path.join(os.path.realpath(content), spelling)
            return found if is_plain else None
    return None
