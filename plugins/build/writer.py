"""Outputs onto disk: each appears whole, or not at all."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plugins.state.ledger import Made

PART = ".portal-part-"
"""How the names of half-written files begin; a build removes what an interrupted one left."""


class Written(NamedTuple):
    """What became of an output: its content, and whether its file had to be written."""

    made: Made
    fresh: bool


def write(output: Path, path: str, content: bytes | Path, delivered: Made | None) -> Written:
    """Bring one file up to date. With `delivered`, write it only if it differs from that."""
    if isinstance(content, Path):
        return _copy(output / path, content, delivered)
    target = f"{output}/{path}"  # as text: a path object costs as much as the writing
    made = _made(content)
    if made == delivered or _holds(target, content):
        return Written(made, fresh=False)
    _write_whole(target, content)
    return Written(made, fresh=True)


def amend(output: Path, path: str, before: bytes, content: bytes) -> Written:
    """Bring up to date a file that is known to hold `before`.

    Where a few bytes in one block of the disk differ, only they are written: a reader sees the old
    or the new ones, and the file needs no other place on the disk.
    """
    target, made = f"{output}/{path}", _made(content)
    if content == before:
        return Written(made, fresh=False)
    if len(content) != len(before) or not _patch(target, before, content):
        _write_whole(target, content)
    return Written(made, fresh=True)


def _made(content: bytes) -> Made:
    return Made(hashlib.sha256(content).hexdigest(), len(content))


def _patch(target: str, before: bytes, content: bytes) -> bool:
    """Write the one block that differs; False if there are more, or the file has other names."""
    starts = range(0, len(content), _BLOCK)
    differ = [at for at in starts if content[at : at + _BLOCK] != before[at : at + _BLOCK]]
    if len(differ) != 1:
        return False
    with open(target, "r+b", buffering=0) as file:
        if os.fstat(file.fileno()).st_nlink != 1:
            return False
        block = content[differ[0] : differ[0] + _BLOCK]
        file.seek(differ[0])
        return file.write(block) == len(block)


_BLOCK = 4096
"""Bytes that are written at once, or not at all."""


def _write_whole(target: str, content: bytes) -> None:
    with _part(target) as part:
        try:
            file = open(part, "wb", buffering=0)  # noqa: SIM115 - closed below
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            file = open(part, "wb", buffering=0)  # noqa: SIM115
        with file:
            left = memoryview(content)
            while left:  # unbuffered, a file may take less than all at once
                left = left[file.write(left) :]


def _holds(target: str, content: bytes) -> bool:
    try:
        if os.stat(target).st_size != len(content):
            return False
        with open(target, "rb", buffering=0) as file:
            return file.read() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _copy(target: Path, source: Path, delivered: Made | None) -> Written:
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    made = Made(digest, source.stat().st_size)
    if made == delivered:
        return Written(made, fresh=False)
    if target.is_file() and target.stat().st_size == made.size:
        with target.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                return Written(made, fresh=False)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _part(str(target)) as part:
        shutil.copyfile(source, part)
    return Written(made, fresh=True)


@contextmanager
def _part(target: str) -> Iterator[str]:
    """Where to write a file: it becomes the target once it is whole, or else goes."""
    folder, name = os.path.split(target)
    part = f"{folder}/{PART}{os.getpid()}-{name[-60:]}.part"
    try:
        yield part
        _replace(part, target)
    except BaseException:  # Ctrl-C, too
        with suppress(OSError):
            os.unlink(part)
        raise


def _replace(part: str, target: str) -> None:
    """Put the part in the target's place.

    Linux can let both change places, after which the old one goes. What replaces a file, ext4
    writes to the disk at once; that takes twice as long for a hundred thousand.
    """
    if os.path.isfile(target) and _exchange(part, target):
        os.unlink(part)
    else:
        os.replace(part, target)


def _exchange(part: str, target: str) -> bool:
    rename = _renameat2()
    names = os.fsencode(part), os.fsencode(target)
    return rename is not None and rename(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0


_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


@cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "renameat2", None)


def remove(output: Path, path: str) -> bool:
    """Remove an output and the folders it leaves empty; True if there was one."""
    target = output / path
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break
    return True
