"""views.sqlite: views by article and day, and how far each log was read; one commit for both.

A file of its own: it outlives any state of a build, no build reads it, and nothing can make it
anew, so that one which cannot be read is left as it is.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from plugins.state import database
from plugins.state.database import Unusable

VERSION = 1
NAME = "views.sqlite"

_SCHEMA = f"""
CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT UNIQUE, views INTEGER);
CREATE TABLE baselines (  -- the number in front matter that has so many of the counted views in it
    id TEXT, written INTEGER, frozen INTEGER, PRIMARY KEY (id, written)
) WITHOUT ROWID;
CREATE TABLE views (  -- days from 1 January 1970, in Vietnam
    day INTEGER, article INTEGER, views INTEGER, PRIMARY KEY (day, article)
) WITHOUT ROWID;
CREATE TABLE days (day INTEGER PRIMARY KEY, views INTEGER, crawled INTEGER);
CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE logs (head BLOB, offset INTEGER, tail BLOB, PRIMARY KEY (head, offset, tail))
    WITHOUT ROWID;
CREATE TABLE visitors (name BLOB PRIMARY KEY, second INTEGER, day INTEGER) WITHOUT ROWID;
CREATE TABLE keys (day INTEGER PRIMARY KEY, key BLOB);
PRAGMA user_version = {VERSION};
"""


class Baseline(NamedTuple):
    """Where front matter says `written`, `frozen` of the counted views are in that number."""

    written: int
    frozen: int


class Day(NamedTuple):
    """What was counted on a day: days are counted from 1 January 1970, in Vietnam."""

    day: int
    views: int
    crawled: int


Position = tuple[bytes, int, bytes]
"""How far a log was read: digests of its first lines, an offset, a digest of what is before it."""


class Counts:
    """Reads and writes the counts; `transaction` makes what is within all or nothing."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it. Raises Unusable."""
        self.path, self.link = path, _opened(path)

    def close(self) -> None:
        """Let the file go."""
        self.link.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with database.transaction(self.link):
            yield

    # What was counted

    def add(self, views: Mapping[tuple[str, int], int], crawled: Mapping[int, int]) -> None:
        """Add views by article and day, and what crawlers asked for by day."""
        self.link.executemany(
            "INSERT INTO articles (id, views) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET views = views + excluded.views",
            ((article, count) for (article, _), count in views.items()),
        )
        self.link.executemany(
            "INSERT INTO views SELECT ?, n, ? FROM articles WHERE id = ? "
            "ON CONFLICT DO UPDATE SET views = views + excluded.views",
            ((day, count, article) for (article, day), count in views.items()),
        )
        of_days: dict[int, list[int]] = {}
        for (_, day), count in views.items():
            of_days.setdefault(day, [0, 0])[0] += count
        for day, count in crawled.items():
            of_days.setdefault(day, [0, 0])[1] += count
        self.link.executemany(
            "INSERT INTO days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "views = views + excluded.views, crawled = crawled + excluded.crawled",
            ((day, *counts) for day, counts in of_days.items()),
        )

    def viewed(self) -> dict[str, int]:
        """All views of each article, by its id."""
        return dict(self.link.execute("SELECT id, views FROM articles"))

    def since(self, day: int) -> dict[str, int]:
        """The views of each article from this day on, by its id."""
        query = (
            "SELECT id, sum(views.views) FROM views JOIN articles ON n = article "
            "WHERE day >= ? GROUP BY article"
        )
        return dict(self.link.execute(query, (day,)))

    def days(self) -> list[Day]:
        """All days on which anything was counted, in their order."""
        query = "SELECT day, views, crawled FROM days ORDER BY day"
        return [Day(*row) for row in self.link.execute(query)]

    def totals(self) -> dict[str, int]:
        """Numbers by name: see `note`."""
        return dict(self.link.execute("SELECT name, value FROM totals"))

    def note(self, *, lines: int, bad: int, latest: int) -> None:
        """So many more lines were read, so many of them bad; the last second so far."""
        for name, value in (("lines", lines), ("bad", bad)):
            self.link.execute(
                "INSERT INTO totals VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + ?",
                (name, value, value),
            )
        self.link.execute(
            "INSERT INTO totals VALUES ('latest', ?) "
            "ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
            (latest,),
        )

    # Baselines

    def baselines(self) -> dict[str, list[Baseline]]:
        """What was ever written into front matter, by the article's id, the lowest number first."""
        found: dict[str, list[Baseline]] = {}
        for id, *numbers in self.link.execute("SELECT * FROM baselines ORDER BY id, written"):
            found.setdefault(id, []).append(Baseline(*numbers))
        return found

    def freeze(self, baselines: Iterable[tuple[str, Baseline]]) -> None:
        """These are about to be written into front matter, or stand there."""
        self.link.executemany(
            "REPLACE INTO baselines VALUES (?, ?, ?)", ((id, *each) for id, each in baselines)
        )

    # How far logs were read

    def positions(self) -> list[Position]:
        """Of every log; the one that was read furthest first."""
        return self.link.execute("SELECT * FROM logs ORDER BY offset DESC").fetchall()

    def move(self, before: Position | None, position: Position) -> None:
        """A log was read from there, or from its beginning, to here."""
        if before:
            query = "DELETE FROM logs WHERE head = ? AND offset = ? AND tail = ?"
            self.link.execute(query, before)
        self.link.execute("INSERT OR IGNORE INTO logs VALUES (?, ?, ?)", position)

    # Who was here

    def keys(self) -> dict[int, bytes]:
        """The keys of the last day or two."""
        return dict(self.link.execute("SELECT day, key FROM keys"))

    def visitors(self) -> list[tuple[bytes, int, int]]:
        """Hashes of the last half hour's visitors, when they came, the day of the key."""
        return self.link.execute("SELECT * FROM visitors").fetchall()

    def remember(
        self, keys: Mapping[int, bytes], visitors: Iterable[tuple[bytes, int, int]], latest: int
    ) -> None:
        """These keys and visitors, and no others; the last second by the log's clock."""
        self.link.execute("DELETE FROM keys")
        self.link.executemany("INSERT INTO keys VALUES (?, ?)", keys.items())
        self.link.execute("DELETE FROM visitors")
        self.link.executemany("INSERT OR REPLACE INTO visitors VALUES (?, ?, ?)", visitors)
        self.link.execute("REPLACE INTO totals VALUES ('clock', ?)", (latest,))


def frozen(baselines: Iterable[Baseline], number: int) -> int:
    """How many of the counted views are in the number that front matter says."""
    found = [each.frozen for each in baselines if each.written <= number]
    return found[-1] if found else 0


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    link = sqlite3.connect(path, isolation_level=None, timeout=60)
    try:
        with database.transaction(link):  # of two that begin it, one does
            version = link.execute("PRAGMA user_version").fetchone()[0]
            if not version and not link.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in _SCHEMA.split(";\n"):
                    link.execute(statement)
                version = VERSION
        if version != VERSION:
            raise Unusable(f"thuộc phiên bản {version}, không phải {VERSION}")
        link.execute("PRAGMA secure_delete = ON")  # of keys and visitors nothing stays in the file
    except BaseException as error:
        link.close()
        if database.is_damage(error):
            raise Unusable(f"hỏng ({error})") from error
        raise
    return link
