"""Articles as the rows hold them: made where they were read, put in where the state is."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from plugins.core import aliases
from plugins.core.article import ARTICLE, DRAFT, Article, Standing
from plugins.core.site import Row
from plugins.core.urls import ListKey
from plugins.state.media import MediaRows
from plugins.state.packing import number, ordered, pack, unpack

ALL = ListKey("all", "")
"""A list without members, whose size is how many articles there are, drafts included."""

_Value = str | int | bytes | None


class Record(NamedTuple):
    """An article with its standing, in little room; processes hand it over at little cost.

    `item` are its values in the table of that name, `place` is where it stands in its `lists`,
    each with the name in its spelling; `targets` and `aliases` (each with its stub) hang on it.
    """

    item: tuple[_Value, ...]
    place: tuple[int | None, str]
    lists: tuple[tuple[ListKey, str], ...]
    targets: tuple[str, ...]
    aliases: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, article: Article, standing: Standing) -> "Record":
        """The record of an article."""
        known = standing != Standing.ABSENT or article.status != DRAFT
        return cls(
            (
                article.path,
                article.kind,
                article.id,
                article.output if known else "",
                number(article.date.stamp),
                number(article.expires),
                str(standing),
                article.status == DRAFT,
                pack(article.dumps()),
            ),
            ordered(article.key),
            tuple(article.lists().items()),
            tuple(article.targets()),
            tuple({alias: aliases.output(alias) for alias in article.aliases}.items()),
        )

    @property
    def path(self) -> str:
        """The article's file."""
        return str(self.item[0])

    @property
    def kind(self) -> str:
        """Whether it is an article or a standing page."""
        return str(self.item[1])

    @property
    def output(self) -> str:
        """Its output; empty for a draft."""
        return str(self.item[3])

    @property
    def standing(self) -> Standing:
        """What readers may see of it."""
        return Standing(str(self.item[6]))

    @property
    def row(self) -> Row:
        """The article as it was."""
        data = self.item[8]
        assert isinstance(data, bytes)
        return Row(Article.loads(unpack(data)), self.standing)


class Records(MediaRows):
    """Changes of the rows within the caller's transaction."""

    def change(self, removed: Iterable[Article], added: Iterable[Record]) -> None:
        """Take articles out and put articles in, with all that hangs on them."""
        sizes: Counter[ListKey] = Counter()
        numbers: dict[ListKey, int] = {}
        for article in removed:
            self._remove(article, sizes)
        for record in added:
            self._add(record, sizes, numbers)
        self.link.executemany(
            "UPDATE lists SET size = size + ? WHERE kind = ? AND slug = ?",
            [(change, *key) for key, change in sizes.items() if change],
        )

    def _remove(self, article: Article, sizes: Counter[ListKey]) -> None:
        query = "SELECT n, standing FROM items WHERE path = ?"
        n, standing = self.link.execute(query, (article.path,)).fetchone()
        listed = int(standing == Standing.LISTED)
        for key in article.lists():
            self.link.execute(
                "DELETE FROM members WHERE list = (SELECT n FROM lists WHERE kind = ? AND slug = ?)"
                " AND listed = ? AND stamp = ? AND id = ? AND item = ?",
                (*key, listed, *ordered(article.key), n),
            )
            sizes[key] -= listed
        sizes[ALL] -= article.kind == ARTICLE
        targets = [(target, n) for target in article.targets()]
        self.link.executemany("DELETE FROM refs WHERE target = ? AND item = ?", targets)
        olds = {(alias, n) for alias in article.aliases}
        self.link.executemany("DELETE FROM aliases WHERE alias = ? AND item = ?", olds)
        self.link.execute("DELETE FROM items WHERE n = ?", (n,))

    def _add(self, record: Record, sizes: Counter[ListKey], numbers: dict[ListKey, int]) -> None:
        n = self.link.execute(
            "INSERT INTO items (path, kind, id, output, stamp, expires, standing, draft, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            record.item,
        ).lastrowid
        listed = int(record.standing == Standing.LISTED)
        for key, name in record.lists:
            if key not in numbers:
                numbers[key] = self._list_number(key, name)
            sizes[key] += listed
        if record.kind == ARTICLE:
            sizes[ALL] += 1
            if ALL not in numbers:
                numbers[ALL] = self._list_number(ALL, "")
        members = [(numbers[key], listed, *record.place, n) for key, _ in record.lists]
        self.link.executemany("INSERT INTO members VALUES (?, ?, ?, ?, ?)", members)
        if record.targets:
            targets = [(target, n) for target in record.targets]
            self.link.executemany("INSERT INTO refs VALUES (?, ?)", targets)
        if record.aliases:
            olds = [(alias, n, stub) for alias, stub in record.aliases]
            self.link.executemany("INSERT INTO aliases VALUES (?, ?, ?)", olds)

    def _list_number(self, key: ListKey, name: str) -> int:
        query = "SELECT n FROM lists WHERE kind = ? AND slug = ?"
        if found := self.link.execute(query, key).fetchone():
            return int(found[0])
        query = "INSERT INTO lists (kind, slug, name, size) VALUES (?, ?, ?, 0)"
        return int(self.link.execute(query, (*key, name)).lastrowid or 0)

    def clear(self) -> None:
        """Forget all rows; outputs and deliveries stay known."""
        for table in ("files", "items", "members", "lists", "refs", "aliases", "media", "warnings"):
            self.link.execute(f"DELETE FROM {table}")
