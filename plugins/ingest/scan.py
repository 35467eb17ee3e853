"""What lies in content/ and which of it has changed: the only cost that grows with the site."""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from plugins.core.files import Stat
from plugins.core.problem import ERROR, Problem
from plugins.ingest.paths import FILES, extension, holds_articles, kind_of

IGNORED = (".", "_", "~")
_TEXTS = frozenset(("doc", "docx", "htm", "html", "markdown", "md", "odt", "rtf", "txt"))


@dataclass(slots=True)
class Tree:
    """All files below content/ that may matter, by NFC path.

    `strays` lie where articles do and look like one, but are of another format. `names` are
    those paths that the disk spells otherwise.
    """

    items: dict[str, Stat] = field(default_factory=dict)
    media: dict[str, Stat] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def __contains__(self, path: str) -> bool:
        return path in self.items or path in self.media

    def name(self, path: str) -> str:
        """The path as the disk spells it."""
        return self.names.get(path, path)

    def stat(self, path: str) -> Stat:
        """What the file system says of a file that is here."""
        return self.items.get(path) or self.media[path]


def scan(content: Path) -> Tree:
    """Walk content/. Symbolic links are not followed: nothing from outside gets in.

    A folder that is not there is an empty one: git keeps none that holds no file.
    """
    tree = Tree()
    if content.exists():
        _walk(str(content), "", tree)
    return tree


def _walk(folder: str, below: str, tree: Tree) -> None:
    has_plain_articles = below.isascii() and holds_articles(below)
    items, others = tree.items, []
    with _opened(folder) as place, os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(IGNORED):
                continue
            is_plain = has_plain_articles and name.endswith(".md") and name.isascii()
            if is_plain and entry.is_file(follow_symlinks=False):
                items[below + name] = _stat(entry)  # nearly all are so: what `_note` does
            else:
                others.append(entry)
        for entry in sorted(others, key=attrgetter("name")):
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                _walk(f"{folder}/{name}", f"{below}{name}/", tree)
            elif entry.is_file(follow_symlinks=False):
                _note(below + name, entry, tree)


@contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """The folder as an open one where the system can: what is in it is then asked by its name."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        yield place
    finally:
        os.close(place)


def _stat(entry: "os.DirEntry[str]") -> Stat:
    found = entry.stat(follow_symlinks=False)
    return found.st_size, found.st_mtime_ns, found.st_ino & _INODES


_INODES = 2**63 - 1  # network file systems use the highest bit, too, but SQLite has none


def _note(name: str, entry: "os.DirEntry[str]", tree: Tree) -> None:
    path = name if name.isascii() else _in_utf8(name)
    kind = kind_of(path)
    if kind is None:
        ending = extension(path)
        if ending in _TEXTS and holds_articles(path):
            tree.strays.append(path)
        if ending not in FILES:
            return
    if "\ufffd" in path:
        shown = path.replace("\ufffd", "?")
        tree.problems.append(_problem(shown, "Tên tệp không phải mã UTF-8."))
        return
    found = tree.items if kind else tree.media
    if path in found:
        tree.problems.append(_problem(path, "Hai tệp có tên trông như nhau."))
        tree.names.pop(path, None)
    if name != path:
        tree.names[path] = name
    found[path] = _stat(entry)


def _in_utf8(name: str) -> str:
    """The name in NFC; the disk has UTF-8, whatever the locale makes of it."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _problem(path: str, message: str) -> Problem:
    return Problem(path, 1, ERROR, "file", message, "Đổi tên tệp, chỉ dùng chữ không dấu.")
