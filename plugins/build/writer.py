"""Outputs onto disk: each appears whole, or not at all."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    made = Made(hashlib.sha256(content).hexdigest(), len(content))
    if made == delivered or _holds(target, content):
        return Written(made, fresh=False)
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
    return Written(made, fresh=True)


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
        os.replace(part, target)
    except BaseException:  # Ctrl-C, too
        with suppress(OSError):
            os.unlink(part)
        raise


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
