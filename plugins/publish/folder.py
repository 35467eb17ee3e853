"""A folder of this machine (or mounted on it) as the target of a release."""

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from plugins.publish.target import STALE_MINUTES, Locked


class Folder:
    """See `target.Target`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._notes = root.with_name(root.name + ".portal")

    @property
    def name(self) -> str:
        """The target for a person."""
        return str(self._root)

    def open(self) -> None:
        """Make what is missing of the web root and the notes' folder."""
        self._root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._notes / "tmp", ignore_errors=True)
        (self._notes / "tmp").mkdir(parents=True)

    def close(self) -> None:
        """Nothing is held."""

    # The lock

    @property
    def _owner(self) -> Path:
        return self._notes / "lock" / "owner"

    def take_lock(self, owner: str) -> str:
        """Become the only publisher; who was pushed aside for a stale lock, or nothing."""
        self._notes.mkdir(parents=True, exist_ok=True)
        aside = ""
        for _ in range(2):
            try:
                self._owner.parent.mkdir()
            except FileExistsError:
                other = self._read(self._owner) or b"?"
                age = time.time() - self._owner.parent.stat().st_mtime
                if age < STALE_MINUTES * 60:
                    raise Locked(other.decode(), self.name) from None
                aside = other.decode()
                stale = self._notes / f"lock-{os.getpid()}"
                self._owner.parent.rename(stale)  # of two who find it stale one succeeds
                shutil.rmtree(stale)
            else:
                try:
                    self._owner.write_text(owner, encoding="utf-8")
                except OSError:  # a lock of nobody would keep all others out
                    shutil.rmtree(self._owner.parent)
                    raise
                return aside
        raise Locked("", self.name)

    def renew_lock(self, owner: str) -> None:
        """Say that the work still goes on."""
        if self._read(self._owner) != owner.encode():
            raise Locked("", self.name)
        os.utime(self._owner.parent)

    def leave_lock(self, owner: str) -> None:
        """Let others publish."""
        if self._read(self._owner) == owner.encode():
            shutil.rmtree(self._owner.parent, ignore_errors=True)

    # Notes

    def read(self, note: str) -> bytes | None:
        """A note; None if there is none."""
        return self._read(self._notes / note)

    def head(self, note: str) -> str:
        """The first line of a note; empty if there is none."""
        with suppress(FileNotFoundError), (self._notes / note).open(encoding="utf-8") as file:
            return file.readline().rstrip("\n")
        return ""

    def write(self, note: str, data: bytes) -> None:
        """Write a note, whole or not at all."""
        part = self._notes / "tmp" / "note"
        part.write_bytes(data)
        target = self._notes / note
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)

    def copy(self, note: str, to: str) -> None:
        """Give a note another name as well; nothing if there is none."""
        if (data := self.read(note)) is not None:
            self.write(to, data)

    def drop(self, notes: Sequence[str]) -> None:
        """Remove notes, or folders of them."""
        for each in notes:
            path = self._notes / each
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def folder(self, note: str) -> list[str]:
        """The names in a folder of notes."""
        path = self._notes / note
        return sorted(os.listdir(path)) if path.is_dir() else []

    # The web root

    def send(self, source: Path, paths: Sequence[str], kept: str) -> None:
        """Bring these files to what they are below `source`; what is replaced goes to `kept`."""
        for path in paths:
            target = self._root / path
            if _digest(source / path) == _digest(target):
                continue
            self._keep(target, path, kept)
            self._put(source / path, target)

    def _put(self, source: Path, target: Path) -> None:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        part = self._notes / "tmp" / "part"
        shutil.copyfile(source, part)
        part.chmod(0o644)
        try:
            part.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            beside = target.with_name(f".portal-part-{target.name}")  # the root is a mount point
            shutil.copyfile(part, beside)
            beside.replace(target)

    def _keep(self, target: Path, path: str, kept: str) -> None:
        """A second name for what lies there; it stays in its place until it is replaced."""
        there = self._notes / kept / path
        if not kept or not target.is_file() or there.exists():
            return
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            there.hardlink_to(target)
        except OSError:
            shutil.copyfile(target, there)

    def delete(self, paths: Sequence[str], kept: str) -> None:
        """Move these files to `kept`, and remove the folders that this leaves empty."""
        for path in paths:
            target = self._root / path
            self._keep(target, path, kept)
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                target.unlink()
            for folder in target.parents:
                if folder == self._root:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break

    def mirror(self, paths: Sequence[str], cache: Path) -> Path:  # noqa: ARG002 - see Target
        """A folder that has these files and folders of the web root: the root itself."""
        return self._root

    def restore(self, kept: str, paths: Sequence[str]) -> None:
        """Bring back from `kept` those of these files that it has."""
        source = self._notes / kept
        self.send(source, [each for each in paths if (source / each).is_file()], "")

    def files(self) -> set[str]:
        """The paths of all files in the web root."""
        return set(_walk(str(self._root), "")) if self._root.is_dir() else set()

    def digests(self, paths: Collection[str]) -> Mapping[str, str]:
        """The SHA-256 of each of these files that is there."""
        return {path: digest for path in paths if (digest := _digest(self._root / path))}

    @staticmethod
    def _read(path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _digest(path: Path) -> str:
    """The file's SHA-256 in hex; empty if there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""


def _walk(folder: str, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{below}{entry.name}/")
            else:
                yield below + entry.name
