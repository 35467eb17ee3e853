"""What lies in content/ and which of it has changed: the only cost that grows with the site."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.files import Found, Stat
from plugins.core.problem import ERROR, Problem
from plugins.ingest.paths import FILES, extension
from plugins.ingest.reading import holds_articles, kind_of

IGNORED = (".", "_", "~")
_TEXTS = frozenset(("doc", "docx", "htm", "html", "markdown", "md", "odt", "rtf", "txt"))


@dataclass(slots=True)
class Tree:
    """All files below content/ that may matter, by NFC path.

    `strays` lie where articles do and look like one, but are of another format.
    """

    items: dict[str, Found] = field(default_factory=dict)
    media: dict[str, Found] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def scan(content: Path) -> Tree:
    """Walk content/. Symbolic links are not followed: nothing from outside gets in.

    A folder that is not there is an empty one: git keeps none that holds no file.
    """
    tree = Tree()
    for name, entry in _walk(str(content), "") if content.exists() else ():
        path = name if name.isascii() else _in_utf8(name)
        kind, ending = kind_of(path), extension(path)
        if kind is None and ending in _TEXTS and holds_articles(path):
            tree.strays.append(path)
        if kind is None and ending not in FILES:
            continue
        if "\ufffd" in path:
            shown = path.replace("\ufffd", "?")
            tree.problems.append(_problem(shown, "Tên tệp không phải mã UTF-8."))
            continue
        found = tree.items if kind else tree.media
        if path in found:
            tree.problems.append(_problem(path, "Hai tệp có tên trông như nhau."))
        status = entry.stat(follow_symlinks=False)
        found[path] = Found(name, Stat(status.st_size, status.st_mtime_ns, status.st_ino))
    return tree


def _in_utf8(name: str) -> str:
    """The name in NFC; the disk has UTF-8, whatever the locale makes of it."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _problem(path: str, message: str) -> Problem:
    return Problem(path, 1, ERROR, "file", message, "Đổi tên tệp, chỉ dùng chữ không dấu.")


def _walk(folder: str, below: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(IGNORED):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield below + entry.name, entry
