"""Where a release goes: a web root, and beside it what only publishers read."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from plugins.build.store import Outside

STALE_MINUTES = 15
"""A lock that was not renewed for so long is nobody's any more."""


class Locked(Outside):
    """Somebody else publishes there now."""

    def __init__(self, owner: str, target: str) -> None:
        super().__init__(
            f"{owner or 'Người khác'} đang phát hành lên {target}. Cách sửa: chờ xong rồi chạy "
            f"lại; khóa bị bỏ quên tự hết hiệu lực sau {STALE_MINUTES} phút."
        )


class Target(Protocol):
    """What publishing asks of a host. Every file appears whole; paths are below the web root.

    Notes lie in `<path>.portal/` and are named from there. All raise Outside, which says what to
    do. A transport of another kind needs only this.
    """

    @property
    def name(self) -> str:
        """The target for a person."""

    def open(self) -> None:
        """Make what is missing of the web root and the notes' folder."""

    def close(self) -> None:
        """Let the host go."""

    def take_lock(self, owner: str) -> str:
        """Become the only publisher; who was pushed aside for a stale lock, or nothing.

        Raises Locked.
        """

    def renew_lock(self, owner: str) -> None:
        """Say that the work still goes on. Raises Locked if the lock is not this owner's."""

    def leave_lock(self, owner: str) -> None:
        """Let others publish."""

    def read(self, note: str) -> bytes | None:
        """A note; None if there is none."""

    def head(self, note: str) -> str:
        """The first line of a note; empty if there is none."""

    def write(self, note: str, data: bytes) -> None:
        """Write a note, whole or not at all."""

    def copy(self, note: str, to: str) -> None:
        """Give a note another name as well; nothing if there is none."""

    def drop(self, notes: Sequence[str]) -> None:
        """Remove notes, or folders of them; what is not there is gone already."""

    def folder(self, note: str) -> list[str]:
        """The names in a folder of notes."""

    def send(self, source: Path, paths: Sequence[str], kept: str) -> None:
        """Bring these files to what they are below `source`; what is replaced goes to `kept`."""

    def delete(self, paths: Sequence[str], kept: str) -> None:
        """Move these files to `kept`, and remove the folders that this leaves empty."""

    def mirror(self, paths: Sequence[str], cache: Path) -> Path:
        """A folder that has these files and folders of the web root, those that are there.

        Where the root is no folder of this machine, that is `cache`, brought up to date.
        """

    def restore(self, kept: str, paths: Sequence[str]) -> None:
        """Bring back from `kept` those of these files that it has."""

    def files(self) -> set[str]:
        """The paths of all files in the web root."""

    def digests(self, paths: Collection[str]) -> Mapping[str, str]:
        """The SHA-256 of each of these files that is there."""


@contextmanager
def locked(target: Target, owner: str, patience: float = 0) -> Iterator[str]:
    """Be the only publisher, and say so each minute; gives `take_lock`'s word.

    Somebody else's lock is waited for so many seconds: counts are sent in a few. Raises Locked.
    """
    end = time.monotonic() + patience
    while True:
        try:
            word = target.take_lock(owner)
            break
        except Locked:
            if time.monotonic() >= end:
                raise
            time.sleep(1)
    done = Event()

    def renew() -> None:
        while not done.wait(60):
            with suppress(Outside):  # whoever writes what counts asks once more
                target.renew_lock(owner)

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield word
    finally:
        done.set()
        thread.join()
        target.leave_lock(owner)
