"""Files that change, as they change. The only user of watchfiles."""

from collections.abc import Callable, Collection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import Change, watch

_OF_EDITORS = ("~", ".swp", ".swx", ".tmp", ".part", ".pyc")


class Watcher:
    """Says that something changed in folders (with all that is below) or right beside them."""

    def __init__(self) -> None:
        self._changed: SimpleQueue[None] = SimpleQueue()
        self._folders: dict[Path, int] = {}  # a folder that was replaced is another one
        self._stop = Event()
        self._threads: list[Thread] = []

    def look(self, folders: Collection[Path]) -> None:
        """Watch these from now on: what is in them, their coming and going, Python files beside.

        Settings files lie beside the folders that they name.
        """
        wanted = frozenset(folders)
        there = {each: each.stat().st_ino for each in sorted(wanted) if each.is_dir()}
        if self._folders == there:
            return
        self.close()
        self._folders, self._stop = there, Event()

        def beside(_: Change, path: str) -> bool:
            return Path(path) in wanted or path.endswith(".py")

        above = {parent for each in wanted if (parent := each.parent).is_dir()}
        for places, recursive, matters in ((there, True, _matters), (above, False, beside)):
            if places:
                words = (places, recursive, matters, self._stop)
                self._threads.append(Thread(target=self._watch, args=words, daemon=True))
        for thread in self._threads:
            thread.start()

    def _watch(
        self,
        places: Collection[Path],
        recursive: bool,
        matters: Callable[[Change, str], bool],
        stop: Event,
    ) -> None:
        for polling in (False, True):  # a system may have no watches left, or none at all
            try:
                for _ in watch(
                    *places,
                    recursive=recursive,
                    watch_filter=matters,
                    stop_event=stop,
                    raise_interrupt=False,
                    force_polling=polling or None,
                ):
                    self._changed.put(None)
                return
            except OSError:
                continue

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for a change; False if there was none for so many seconds."""
        try:
            self._changed.get(timeout=seconds)
        except Empty:
            return False
        while not self._changed.empty():
            self._changed.get()
        return True

    def close(self) -> None:
        """Watch nothing any more."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()


def _matters(_: Change, path: str) -> bool:
    """False for what editors and systems keep for themselves."""
    name = Path(path).name
    return not name.startswith(".") and not name.endswith(_OF_EDITORS)
