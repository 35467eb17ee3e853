"""The body cache: HTML of articles, compressed. It may be deleted at any time."""

import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (
    path TEXT, digest TEXT, html BLOB, PRIMARY KEY (path, digest)
) WITHOUT ROWID;
"""


class Bodies:
    """Bodies by file and digest. A damaged cache is an empty one: bodies can be made again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._link = self._open()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._link = self._open()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        link = sqlite3.connect(self.path, isolation_level=None, timeout=60)
        # A cache may lose its last writes when the power fails; zlib's checksum tells.
        link.execute("PRAGMA synchronous = OFF")
        link.execute(_SCHEMA)
        return link

    def put(self, bodies: Iterable[tuple[str, str, str]]) -> None:
        """Keep bodies given as (path, digest, HTML)."""
        rows = [(path, digest, zlib.compress(html.encode(), 6)) for path, digest, html in bodies]
        self._link.execute("BEGIN IMMEDIATE")
        self._link.executemany("REPLACE INTO bodies VALUES (?, ?, ?)", rows)
        self._link.execute("COMMIT")

    def get(self, path: str, digest: str) -> str | None:
        """The body of this file with this digest, if it is here and whole."""
        query = "SELECT html FROM bodies WHERE path = ? AND digest = ?"
        try:
            found = self._link.execute(query, (path, digest)).fetchone()
            return zlib.decompress(found[0]).decode() if found else None
        except (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError):
            return None

    def keep_only(self, digests: Iterable[tuple[str, str]]) -> None:
        """For each (path, digest): drop the file's other bodies; an empty digest drops all."""
        query = "DELETE FROM bodies WHERE path = ? AND digest != ?"
        self._link.execute("BEGIN IMMEDIATE")
        self._link.executemany(query, list(digests))
        self._link.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._link.close()
