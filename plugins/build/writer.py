"""Outputs onto disk: each appears whole, or not at all."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.build import media
from plugins.state.ledger import Made

PART = ".portal-part-"
"""How the names of half-written files begin; a build removes what an interrupted one left."""


class Written(NamedTuple):
    """What became of an output: its content, and whether its file had to be written."""

    made: Made
    fresh: bool


def write(output: Path, path: str, content: bytes | Path, delivered: Made | None) -> Written:
    """Bring one file up to date. With `delivered`, write it only if it differs from that."""
    target = output / path
    if isinstance(content, Path):
        return _copy(target, content, delivered)
    made = Made(hashlib.sha256(content).hexdigest(), len(content))
    if made == delivered or _holds(target, content):
        return Written(made, fresh=False)
    part = _part(target)
    try:
        part.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
    part.replace(target)
    return Written(made, fresh=True)


def _holds(target: Path, content: bytes) -> bool:
    try:
        with target.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size != len(content):
                return False
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
    part = _part(target)
    media.copy(source, part)
    part.replace(target)
    return Written(made, fresh=True)


def _part(target: Path) -> Path:
    return target.with_name(f"{PART}{os.getpid()}-{target.name[-60:]}.part")


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


def present(output: Path) -> Iterator[str]:
    """The paths of all files in output/, `/views/` aside; half-written ones are removed."""
    if output.is_dir():
        yield from _present(str(output), "")


def _present(folder: str, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                if path != "views":
                    yield from _present(entry.path, path + "/")
            elif entry.name.startswith(PART):
                Path(entry.path).unlink(missing_ok=True)
            else:
                yield path
