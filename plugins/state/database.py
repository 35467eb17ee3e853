"""The file portal.sqlite: opened, checked, or begun anew."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

Connection: TypeAlias = sqlite3.Connection
"""For whoever passes a state on without speaking SQL."""

VERSION = 5

_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (  -- articles, pages and the media they use; NULL: look again
    path TEXT PRIMARY KEY, stat INTEGER, digest BLOB
) WITHOUT ROWID;
CREATE TABLE items (  -- moments and data: see packing
    n INTEGER PRIMARY KEY, path TEXT UNIQUE, kind TEXT, id TEXT, output TEXT, stamp INTEGER,
    expires INTEGER, standing TEXT, draft INTEGER, data BLOB
);
CREATE INDEX items_by_id ON items (id);
CREATE INDEX items_by_output ON items (output);
CREATE INDEX items_by_stamp ON items (stamp);
CREATE INDEX items_by_expires ON items (expires) WHERE expires IS NOT NULL;
CREATE INDEX items_by_draft ON items (draft) WHERE draft = 1;
CREATE INDEX pages_by_path ON items (path) WHERE kind = 'page';
CREATE TABLE lists (
    n INTEGER PRIMARY KEY, kind TEXT, slug TEXT, name TEXT, size INTEGER, UNIQUE (kind, slug)
);
CREATE TABLE members (  -- listed: 1 stands in the list; 0 only carries its name
    list INTEGER, listed INTEGER, stamp INTEGER, id TEXT, item INTEGER,
    PRIMARY KEY (list, listed, stamp, id, item)
) WITHOUT ROWID;
CREATE TABLE refs (  -- who shows or links what: an item's path, a URL, a media path
    target TEXT, item INTEGER, PRIMARY KEY (target, item)
) WITHOUT ROWID;
CREATE TABLE aliases (
    alias TEXT, item INTEGER, output TEXT, PRIMARY KEY (alias, item)
) WITHOUT ROWID;
CREATE INDEX aliases_by_output ON aliases (output) WHERE output IS NOT NULL;
CREATE TABLE media (
    path TEXT PRIMARY KEY, output TEXT, width INTEGER, height INTEGER, size INTEGER
) WITHOUT ROWID;
CREATE INDEX media_by_output ON media (output);
CREATE TABLE warnings (path TEXT PRIMARY KEY, problems TEXT) WITHOUT ROWID;
CREATE TABLE outputs (  -- delivered: 1 if it was delivered as it was last built
    path TEXT PRIMARY KEY, digest BLOB, size INTEGER, delivered INTEGER
) WITHOUT ROWID;
CREATE TABLE delivered (  -- what was delivered and is not so marked in outputs
    path TEXT PRIMARY KEY, digest BLOB, size INTEGER
) WITHOUT ROWID;
CREATE TABLE folders (  -- of output/, as they were with all their outputs there; NULL: look
    path TEXT PRIMARY KEY, inode INTEGER, changed INTEGER
) WITHOUT ROWID;
CREATE TABLE owed (path TEXT PRIMARY KEY, reason TEXT) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""


Error = sqlite3.Error
"""Whatever the database cannot do: no room on the disk, a file that is damaged or locked."""


def is_damage(error: BaseException) -> bool:
    """True if the file is no sound database, which only a new one can cure."""
    return type(error) in (sqlite3.DatabaseError, sqlite3.IntegrityError)


class Unusable(Exception):
    """The file is damaged, of another version, or no state at all."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an existing state. Raises Unusable."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        link = sqlite3.connect(address, uri=True, isolation_level=None, timeout=60)
    except sqlite3.DatabaseError as error:
        raise Unusable(f"không mở được ({error})") from error
    try:
        version = link.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            link.execute("SELECT count(*) FROM meta").fetchone()
            if path.stat().st_size % link.execute("PRAGMA page_size").fetchone()[0]:
                raise sqlite3.DatabaseError("bị cắt ngắn")
            _tune(link, _READER if read_only else _WRITER)
            return link
    except sqlite3.DatabaseError as error:
        link.close()
        raise Unusable(f"hỏng ({error})") from error
    link.close()
    raise Unusable(f"thuộc phiên bản {version}, không phải {VERSION}")


def create(path: Path) -> sqlite3.Connection:
    """Begin a new state, in place of whatever lies there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name in (path, path.with_name(path.name + "-journal")):
        name.unlink(missing_ok=True)
    link = sqlite3.connect(path, isolation_level=None)
    _tune(link, _WRITER)
    link.execute("PRAGMA page_size = 8192")
    link.execute("PRAGMA auto_vacuum = FULL")  # the room for what a full build owes is given back
    link.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    return link


_WRITER, _READER = 64, 16
"""MiB that a connection may keep of the file; several processes read at once."""


def _tune(link: sqlite3.Connection, cache: int) -> None:
    link.execute(f"PRAGMA cache_size = -{cache * 1024}")
    link.execute("PRAGMA temp_store = MEMORY")


@contextmanager
def transaction(link: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the caller may roll back itself."""
    link.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if link.in_transaction:
            link.execute("ROLLBACK")
        raise
    if link.in_transaction:
        link.execute("COMMIT")


def column(link: sqlite3.Connection, query: str, values: Iterable[Any] = ()) -> list[Any]:
    """The first column of all rows."""
    return [row[0] for row in link.execute(query, tuple(values))]
