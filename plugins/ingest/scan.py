"""What lies in content/ and which of it has changed: the only cost that grows with the site."""

import os
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from plugins.core.files import Stat, stat_of
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

    def add(self, other: "Tree") -> None:
        """Add what another look at the same content/ found in other folders."""
        if self.names or other.names:  # two folders may be spelled alike
            for path in sorted({*self.items, *self.media} & {*other.items, *other.media}):
                self.problems.append(_problem(path, _ALIKE))
        self.items |= other.items
        self.media |= other.media
        self.strays += other.strays
        self.problems += other.problems
        self.names |= other.names

    def stat(self, path: str) -> Stat:
        """What the file system says of a file that is here."""
        return self.items[path] if path in self.items else self.media[path]


ALL, MOST, REST = (0, 1, 2, 3, 4), (0, 2, 4), (1, 3)
"""Parts of the folders directly in content/, by their numbers modulo 5."""


def scan(content: Path, part: Collection[int] = ALL) -> Tree:
    """Walk content/. Symbolic links are not followed: nothing from outside gets in.

    A folder that is not there is an empty one: git keeps none that holds no file. Two processes may
    share the work: files directly in content/ are with MOST.
    """
    tree = Tree()
    if content.exists():
        folders = _note_folder(str(content), "", tree if part != REST else None)
        for number, name in enumerate(folders):
            if number % len(ALL) in part:
                _walk(f"{content}/{name}", f"{name}/", tree)
    return tree


def _walk(folder: str, below: str, tree: Tree) -> None:
    for name in _note_folder(folder, below, tree):
        _walk(f"{folder}/{name}", f"{below}{name}/", tree)


def _note_folder(folder: str, below: str, tree: Tree | None) -> list[str]:
    """Note the files in a folder, if there is a tree; the names of the folders in it, in order."""
    has_plain_articles = below.isascii() and holds_articles(below)
    items = tree.items if tree else {}
    others: list[os.DirEntry[str]] = []
    with _opened(folder) as place, os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(IGNORED):
                continue
            is_plain = has_plain_articles and name.endswith(".md") and name.isascii()
            if is_plain and tree and entry.is_file(follow_symlinks=False):
                items[below + name] = stat_of(
                    entry.stat(follow_symlinks=False)
                )  # nearly all are so: what `_note` does
            else:
                others.append(entry)
        others.sort(key=attrgetter("name"))
        for entry in others:
            if tree and entry.is_file(follow_symlinks=False):
                _note(below + entry.name, entry, tree)
    return [entry.name for entry in others if entry.is_dir(follow_symlinks=False)]


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
        tree.problems.append(_problem(path, _ALIKE))
        tree.names.pop(path, None)
    if name != path:
        tree.names[path] = name
    found[path] = stat_of(entry.stat(follow_symlinks=False))


def _in_utf8(name: str) -> str:
    """The name in NFC; the disk has UTF-8, whatever the locale makes of it."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


_ALIKE = "Hai tệp có tên trông như nhau."


def _problem(path: str, message: str) -> Problem:
    return Problem(path, 1, ERROR, "file", message, "Đổi tên tệp, chỉ dùng chữ không dấu.")
