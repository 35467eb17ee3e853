"""The account: files as last read, outputs as last built, delivered, and still owed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from plugins.core.files import Stat
from plugins.core.problem import Problem


class File(NamedTuple):
    """A file as the state knows it; without a digest it is to be looked at again."""

    stat: Stat
    digest: str | None


class Made(NamedTuple):
    """An output's content: SHA-256 in hex, and bytes."""

    digest: str
    size: int


Stamp: TypeAlias = tuple[int, int]
"""What tells a folder from what it was: inode, nanoseconds of its last change."""

_LAST = "\U0010ffff"
"""Sorts behind everything in a folder."""


class Ledger:
    """Reads and writes the account within the caller's transaction."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self.link = link

    def get(self, key: str) -> str:
        """A remembered value; empty if there is none."""
        found = self.link.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def put(self, values: Mapping[str, str]) -> None:
        """Remember values."""
        self.link.executemany("REPLACE INTO meta VALUES (?, ?)", values.items())

    # Files

    def stats(self) -> dict[str, Stat | None]:
        """The stats of all files as last read, by path below content/; None: look again."""
        return dict(self.link.execute("SELECT path, stat FROM files"))

    def digests(self, paths: Iterable[str]) -> dict[str, str | None]:
        """The digests of known files as last read; None where it is to be looked at again."""
        query = "SELECT files.path, digest FROM json_each(?) JOIN files ON files.path = value"
        found = self.link.execute(query, (json.dumps(list(paths)),))
        return {path: digest and digest.hex() for path, digest in found}

    def put_files(self, files: Iterable[tuple[str, File]]) -> None:
        """Note files as read; one without a digest is to be looked at again."""
        rows = (
            (path, stat, bytes.fromhex(digest)) if digest else (path, None, None)
            for path, (stat, digest) in files
        )
        self.link.executemany("REPLACE INTO files VALUES (?, ?, ?)", rows)

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget files that are gone."""
        self.link.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def warnings(self) -> list[Problem]:
        """The warnings of all files, as each was last read."""
        rows = self.link.execute("SELECT problems FROM warnings ORDER BY path")
        return [Problem(*each) for row in rows for each in _loads(row[0])]

    def put_warnings(self, path: str, problems: Iterable[Problem]) -> None:
        """Note the warnings of one file; none clears them."""
        self.link.execute("DELETE FROM warnings WHERE path = ?", (path,))
        if rows := [_astuple(each) for each in problems]:
            self.link.execute("INSERT INTO warnings VALUES (?, ?)", (path, _dumps(rows)))

    # Outputs

    def outputs(self) -> set[str]:
        """All outputs that are in output/ as far as the state knows."""
        return {row[0] for row in self.link.execute("SELECT path FROM outputs")}

    def made(self, path: str) -> Made | None:
        """An output as it was last built."""
        return self._made("SELECT path, digest, size FROM outputs WHERE path = ?", path).get(path)

    def record(self, made: Mapping[str, Made | None]) -> None:
        """Note outputs as built, or as gone (None)."""
        rows = [_row(path, each) for path, each in made.items()]
        other = "FROM outputs WHERE path = ? AND (digest, size) IS NOT (?, ?)"
        # What was delivered stays known though it is built otherwise now, or no longer.
        keep = f"INSERT INTO delivered SELECT path, digest, size {other} AND delivered"
        self.link.executemany(keep, rows)
        self.link.executemany(f"DELETE {other}", rows)
        query = "INSERT INTO outputs VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING"
        self.link.executemany(query, (row for row in rows if row[1] is not None))

    # Folders of output/

    def outputs_in(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names of what the state knows directly in a folder; True for a folder."""
        above = folder and folder + "/"
        last = above
        query = "SELECT path FROM outputs WHERE path > ? ORDER BY path LIMIT 1"
        while (row := self.link.execute(query, (last,)).fetchone()) and row[0].startswith(above):
            name, is_folder, _ = row[0][len(above) :].partition("/")
            yield name, bool(is_folder)
            last = f"{above}{name}/{_LAST}" if is_folder else row[0]

    def outputs_below(self, folder: str) -> list[str]:
        """All outputs in a folder and in those below."""
        above = folder and folder + "/"
        query = "SELECT path FROM outputs WHERE path > ? AND path < ?"
        return [row[0] for row in self.link.execute(query, (above, above + _LAST))]

    def folders(self) -> Iterator[tuple[str, Stamp | None]]:
        """The folders with outputs; each with its stamp, if it was noted."""
        for path, inode, changed in self.link.execute("SELECT path, inode, changed FROM folders"):
            yield path, None if inode is None else (inode, changed)

    def folder(self, path: str) -> Stamp | None:
        """The stamp of a folder, if it was noted."""
        query = "SELECT inode, changed FROM folders WHERE path = ? AND inode IS NOT NULL"
        found = self.link.execute(query, (path,)).fetchone()
        return found and (found[0], found[1])

    def note_folders(self, stamps: Mapping[str, Stamp | None]) -> None:
        """Note folders' stamps, or that they are to be looked into; without outputs they go."""
        rows = [(path, *(stamp or (None, None))) for path, stamp in stamps.items()]
        self.link.executemany("REPLACE INTO folders VALUES (?, ?, ?)", rows)
        empty = [(path,) for path in stamps if path and next(self.outputs_in(path), None) is None]
        self.link.executemany("DELETE FROM folders WHERE path = ?", empty)

    # Debts

    def settle(self, paths: Iterable[str]) -> None:
        """These outputs are owed no longer."""
        self.link.executemany("DELETE FROM owed WHERE path = ?", ((path,) for path in paths))

    def owe(self, reasons: Mapping[str, str]) -> None:
        """Note outputs that are to be looked at, and why, before the first is written."""
        query = "INSERT INTO owed VALUES (?, ?) ON CONFLICT DO NOTHING"
        self.link.executemany(query, reasons.items())

    def owed(self) -> dict[str, str]:
        """Outputs still to be looked at, each with its reason, in the order of their paths."""
        return dict(self.link.execute("SELECT path, reason FROM owed ORDER BY path"))

    # Deliveries

    def deliver(self, files: Mapping[str, Made]) -> None:
        """Note what a host has confirmed to hold: these files, and no others."""
        others, marks = dict(files), []
        query = "SELECT path, digest, size, delivered FROM outputs"
        for path, digest, size, was in self.link.execute(query):
            if is_there := others.get(path) == Made(digest.hex(), size):
                del others[path]
            if is_there != was:
                marks.append((is_there, path))
        self.link.executemany("UPDATE outputs SET delivered = ? WHERE path = ?", marks)
        self.link.execute("DELETE FROM delivered")
        rows = (_row(path, made) for path, made in others.items())
        self.link.executemany("INSERT INTO delivered VALUES (?, ?, ?)", rows)

    def all_delivered(self) -> dict[str, Made]:
        """All outputs as they were last delivered."""
        return self._made(_DELIVERED)

    def all_made(self) -> dict[str, Made]:
        """All outputs as they were last built."""
        return self._made("SELECT path, digest, size FROM outputs")

    def delivered(self, path: str) -> Made | None:
        """An output as it was last delivered."""
        return self._made(f"SELECT * FROM ({_DELIVERED}) WHERE path = ?", path).get(path)

    def undelivered(self) -> list[str]:
        """All outputs that were built since, or never delivered."""
        query = (
            "SELECT o.path FROM outputs o LEFT JOIN delivered d "
            "ON d.path = o.path AND d.digest = o.digest WHERE NOT o.delivered AND d.path IS NULL"
        )
        return [row[0] for row in self.link.execute(query)]

    def _made(self, query: str, *values: str) -> dict[str, Made]:
        rows = self.link.execute(query, values)
        return {path: Made(digest.hex(), size) for path, digest, size in rows}


_DELIVERED = (
    "SELECT path, digest, size FROM outputs WHERE delivered "
    "UNION ALL SELECT path, digest, size FROM delivered"
)


def _row(path: str, made: Made | None) -> tuple[str, bytes | None, int | None]:
    return (path, bytes.fromhex(made.digest), made.size) if made else (path, None, None)


def _astuple(each: Problem) -> tuple[str | int, ...]:
    return (each.path, each.line, each.level, each.field, each.message, each.cure, each.quote)


def _dumps(rows: list[tuple[str | int, ...]]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _loads(text: str) -> list[list[Any]]:
    return json.loads(text)  # type: ignore[no-any-return]
