"""The rows that pages are made of: articles, lists, references."""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from plugins.core import pagination
from plugins.core.article import ARTICLE, PAGE, Article, Standing
from plugins.core.site import Key, ListRow, Row
from plugins.core.urls import ListKey
from plugins.state.packing import number, ordered, unpack
from plugins.state.records import ALL, Records


@lru_cache(8_192)  # each stands in half a dozen lists, and below its newer neighbours
def _loads(data: bytes) -> Article:
    return Article.loads(unpack(data))


class Rows(Records):
    """Questions to the state, and changes of its rows within the caller's transaction."""

    # Articles

    def item(self, path: str) -> Row | None:
        """The article or page of a file."""
        return self._row("path = ?", path)

    def at(self, output: str) -> Row | None:
        """The article or page that has this output; drafts have none."""
        return self._row("output = ?", output)

    def _row(self, condition: str, value: str) -> Row | None:
        query = f"SELECT data, standing FROM items WHERE {condition}"
        found = self.link.execute(query, (value,)).fetchone()
        return Row(_loads(found[0]), Standing(found[1])) if found else None

    def pages(self) -> list[Row]:
        """All standing pages, by path."""
        return self._rows(f"WHERE kind = '{PAGE}' ORDER BY path")

    def addresses(self) -> dict[str, str]:
        """The output of each public article and page by its file."""
        query = "SELECT path, output FROM items WHERE standing != 'absent'"
        return dict(self.link.execute(query))

    def suspects(self) -> list[str]:
        """The files of all articles that may clash with others or lead nowhere.

        All others share neither id nor address with any, claim no old address and refer to nothing.
        """
        query = (
            "SELECT path FROM items"
            " WHERE n IN (SELECT item FROM aliases UNION SELECT item FROM refs)"
            " OR id IN (SELECT id FROM items GROUP BY id HAVING count(*) > 1)"
            " OR (output != '' AND"
            " output IN (SELECT output FROM items GROUP BY output HAVING count(*) > 1))"
            " OR output IN (SELECT output FROM aliases)"
            " OR '/' || output IN (SELECT alias FROM aliases) ORDER BY path"
        )
        return [row[0] for row in self.link.execute(query)]

    def published(self, since: str, before: str) -> list[Row]:
        """The listed and expired articles of a time (the end not included), oldest first."""
        standing = "standing IN ('listed', 'expired')"
        when = f"WHERE kind = ? AND {standing} AND stamp >= ? AND stamp < ? ORDER BY stamp, id"
        return self._rows(when, ARTICLE, number(since), number(before))

    def _rows(self, condition: str, *values: str | int | None) -> list[Row]:
        found = self.link.execute(f"SELECT data, standing FROM items {condition}", values)
        return [Row(_loads(data), Standing(standing)) for data, standing in found]

    def count(self) -> int:
        """How many articles there are, drafts included."""
        return self.list_row(ALL).size

    def public_outputs(self) -> list[str]:
        """The outputs of all public articles and pages."""
        query = "SELECT output FROM items WHERE standing != 'absent' ORDER BY path"
        return [row[0] for row in self.link.execute(query)]

    def paths_with(self, column: str, value: str) -> list[str]:
        """The files of all articles whose `id` or `output` is this; drafts have no output."""
        query = {
            "id": "SELECT path FROM items WHERE id = ?",
            "output": "SELECT path FROM items WHERE output = ?",
        }[column]
        return [row[0] for row in self.link.execute(query, (value,))]

    def due(self, before: str, now: str) -> list[str]:
        """The files of articles that appear or expire between two moments, in either order."""
        low, high = sorted((before, now))
        query = (
            "SELECT path FROM items WHERE stamp > ?1 AND stamp <= ?2 UNION "
            "SELECT path FROM items WHERE expires > ?1 AND expires <= ?2"
        )
        return [row[0] for row in self.link.execute(query, (number(low), number(high)))]

    def waiting(self, now: str) -> list[Article]:
        """Drafts, and articles dated after a moment: what only a preview shows."""
        query = "SELECT data FROM items WHERE stamp > ? OR draft = 1"
        return [_loads(row[0]) for row in self.link.execute(query, (number(now),))]

    def users(self, targets: Iterable[str]) -> set[str]:
        """The files of all articles that link or show one of these."""
        query = "SELECT path FROM refs JOIN items ON n = item WHERE target = ?"
        return {row[0] for each in targets for row in self.link.execute(query, (each,))}

    def claimants(self, alias: str) -> list[str]:
        """The files of the articles that claim an old address."""
        query = "SELECT path FROM aliases JOIN items ON n = item WHERE alias = ? ORDER BY path"
        return [row[0] for row in self.link.execute(query, (alias,))]

    # Lists

    def list_row(self, key: ListKey) -> ListRow:
        """The list; an unknown one is empty."""
        query = "SELECT name, size FROM lists WHERE kind = ? AND slug = ?"
        name, size = self.link.execute(query, key).fetchone() or ("", 0)
        return ListRow(key, name, size)

    def lists(self, kind: str) -> list[ListRow]:
        """All lists of a kind that are not empty, by slug."""
        query = "SELECT slug, name, size FROM lists WHERE kind = ? AND size > 0 ORDER BY slug"
        found = self.link.execute(query, (kind,))
        return [ListRow(ListKey(kind, slug), name, size) for slug, name, size in found]

    _LISTED = (
        " FROM lists JOIN members ON list = lists.n WHERE kind = ? AND slug = ? AND listed = 1"
    )

    def newest(self, key: ListKey, limit: int, offset: int = 0) -> list[Article]:
        """The list's articles, newest first."""
        size = self.list_row(key).size if offset else 0
        if offset <= size // 2:
            return self._data(key, "", "DESC", None, limit, offset)
        count = min(limit, size - offset)  # the way from the oldest is shorter
        return self._data(key, "", "ASC", None, max(0, count), size - offset - count)[::-1]

    def older(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        """The articles right before one in the list's order, newest first."""
        return self._data(key, "AND (members.stamp, members.id) < (?, ?)", "DESC", than, limit)

    def newer(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        """The articles right after one in the list's order, oldest first."""
        return self._data(key, "AND (members.stamp, members.id) > (?, ?)", "ASC", than, limit)

    def _data(
        self, key: ListKey, bound: str, way: str, than: Key | None, limit: int, offset: int = 0
    ) -> list[Article]:
        query = (
            "SELECT (SELECT data FROM items WHERE items.n = members.item)"
            f"{self._LISTED} {bound}"
            f" ORDER BY members.stamp {way}, members.id {way} LIMIT ? OFFSET ?"
        )
        after = ordered(than) if than else ()
        found = self.link.execute(query, (*key, *after, limit, offset))
        return [_loads(row[0]) for row in found]

    def page_starts(self) -> list[tuple[ListKey, int, int]]:
        """(list, number, moment of its oldest article, see packing) of all full pages of lists."""
        query = (
            "SELECT kind, slug, place / ?1 + 1, stamp FROM lists JOIN (SELECT list, stamp,"
            " row_number() OVER (PARTITION BY list ORDER BY stamp, id) - 1 AS place"
            " FROM members WHERE listed = 1) ON list = n WHERE place % ?1 = 0"
        )
        found = self.link.execute(query, (pagination.PER_PAGE,))
        return [(ListKey(kind, slug), number, stamp) for kind, slug, number, stamp in found]

    def newer_count(self, key: ListKey, than: Key) -> int:
        """How many listed articles stand after this place in the list's order."""
        size = self.list_row(key).size
        most = 256
        while True:  # from both ends, as far as the nearer one
            if (newer := self._count(key, ">", than, most)) < most:
                return newer
            if (older := self._count(key, "<=", than, most)) < most:
                return size - older
            most *= 4

    def _count(self, key: ListKey, side: str, place: Key, most: int) -> int:
        query = (
            f"SELECT count(*) FROM (SELECT 1{self._LISTED}"
            f" AND (members.stamp, members.id) {side} (?, ?) LIMIT ?)"
        )
        return int(self.link.execute(query, (*key, *ordered(place), most)).fetchone()[0])

    def is_among_newest(self, key: ListKey, place: Key, count: int) -> bool:
        """True if fewer than `count` listed articles stand after this place."""
        return self._count(key, ">", place, count) < count

    def all_aliases(self) -> list[tuple[str, str]]:
        """Every old address of public articles, with the output that it leads to."""
        query = (
            "SELECT alias, items.output FROM aliases JOIN items ON n = item "
            "WHERE standing != 'absent' ORDER BY alias, path"
        )
        return [(alias, output) for alias, output in self.link.execute(query)]

    def stub_claimants(self, output: str) -> list[str]:
        """The files of the articles whose old addresses have their stub at this output."""
        query = "SELECT path FROM aliases JOIN items ON n = item WHERE aliases.output = ?"
        return [row[0] for row in self.link.execute(query, (output,))]

    def stubs(self) -> list[str]:
        """The outputs of all stubs that lead to public articles."""
        query = (
            "SELECT DISTINCT aliases.output FROM aliases JOIN items ON n = item "
            "WHERE aliases.output IS NOT NULL AND standing != 'absent' ORDER BY 1"
        )
        return [row[0] for row in self.link.execute(query)]

    def stub_at(self, output: str) -> Article | None:
        """The public article to which the stub at this output leads."""
        query = (
            "SELECT data FROM aliases JOIN items ON n = item "
            "WHERE aliases.output = ? AND standing != 'absent' ORDER BY path LIMIT 1"
        )
        found = self.link.execute(query, (output,)).fetchone()
        return _loads(found[0]) if found else None

    def since(self, stamp: str) -> list[Article]:
        """All listed articles dated after a moment, newest first."""
        query = (
            f"SELECT (SELECT data FROM items WHERE items.n = members.item){self._LISTED}"
            " AND members.stamp > ? ORDER BY members.stamp DESC, members.id DESC"
        )
        return [_loads(row[0]) for row in self.link.execute(query, ("home", "", number(stamp)))]

    def bearers(self, key: ListKey, *, listed: bool) -> list[Article]:
        """The articles that bear this author, tag or topic, in the list or not."""
        query = (
            "SELECT data FROM lists JOIN members ON list = lists.n JOIN items ON items.n = item "
            "WHERE lists.kind = ? AND slug = ? AND listed = ?"
        )
        found = self.link.execute(query, (*key, int(listed)))
        return [_loads(row[0]) for row in found]

    # Changes

    def respell(self, keys: Iterable[ListKey]) -> None:
        """Give each list the spelling of its oldest listed article."""
        for key in keys:
            query = (
                "SELECT (SELECT data FROM items WHERE items.n = members.item)"
                f"{self._LISTED} ORDER BY members.stamp, members.id LIMIT 1"
            )
            if found := self.link.execute(query, key).fetchone():
                name = _loads(found[0]).lists()[key]
                query = "UPDATE lists SET name = ? WHERE kind = ? AND slug = ? AND name != ?"
                self.link.execute(query, (name, *key, name))


class SettledRows(Rows):
    """Rows that do not change while they are asked: what was told of a list is kept."""

    def __init__(self, link: sqlite3.Connection) -> None:
        super().__init__(link)
        self._lists: dict[ListKey, ListRow] = {}

    def list_row(self, key: ListKey) -> ListRow:
        """The list; an unknown one is empty."""
        if key not in self._lists:
            self._lists[key] = super().list_row(key)
        return self._lists[key]
