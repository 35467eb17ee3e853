"""The body cache: HTML of articles, compressed. It may be deleted at any time."""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plugins.state.packing import pack_body, unpack_body

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (
    path TEXT, digest TEXT, html BLOB, UNIQUE (path, digest)
);
"""


class Bodies:
    """Bodies by file and digest. A damaged cache is an empty one: bodies can be made again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._link = self._connect()
        try:
            self._prepare()
        except sqlite3.OperationalError:  # locked, or no room: not a matter of its content
            self._link.close()
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, isolation_level=None, timeout=60)

    def _prepare(self) -> None:
        # A cache may lose its last writes when the power fails; zlib's checksum tells.
        self._link.execute("PRAGMA synchronous = OFF")
        self._link.execute("PRAGMA page_size = 16384")  # with less, a body leaves half a page empty
        self._link.execute(_SCHEMA)

    def _begin_anew(self) -> None:
        self._link.close()
        self.path.unlink(missing_ok=True)
        self._link = self._connect()
        self._prepare()

    def _change(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run the query for each row in one transaction, again on an empty cache if damaged."""
        try:
            self._transact(query, rows)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()
            self._transact(query, rows)

    def _transact(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._link.execute("BEGIN IMMEDIATE")
        try:
            self._link.executemany(query, rows)
            self._link.execute("COMMIT")
        finally:
            if self._link.in_transaction:
                self._link.execute("ROLLBACK")

    def put(self, bodies: Iterable[tuple[str, str, str]]) -> None:
        """Keep bodies given as (path, digest, HTML)."""
        rows = [
            (path, digest, pack_body(html, _key(path, digest))) for path, digest, html in bodies
        ]
        self._change("REPLACE INTO bodies VALUES (?, ?, ?)", rows)

    def get(self, path: str, digest: str) -> str | None:
        """The body of this file with this digest, if it is here and whole."""
        query = "SELECT html FROM bodies WHERE path = ? AND digest = ?"
        try:
            found = self._link.execute(query, (path, digest)).fetchone()
            return unpack_body(found[0], _key(path, digest)) if found and found[0] else None
        except (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError):
            return None

    def keep_only(self, digests: Iterable[tuple[str, str]]) -> None:
        """For each (path, digest): drop the file's other bodies; an empty digest drops all."""
        self._change("DELETE FROM bodies WHERE path = ? AND digest != ?", list(digests))

    def keep_exactly(self, current: Iterable[tuple[str, str]]) -> None:
        """Drop all bodies but these, given as (path, digest)."""
        try:
            stale = set(self._link.execute("SELECT path, digest FROM bodies"))
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()
            return
        stale.difference_update(current)
        self._change("DELETE FROM bodies WHERE path = ? AND digest = ?", list(stale))

    def close(self) -> None:
        """Close the file."""
        self._link.close()


def _key(path: str, digest: str) -> str:
    """What binds a body to its row: a damaged index may lead to another's."""
    return f"{path}\n{digest}"
