"""The articles that a build has published, and every address that leads to one of them.

Read from the build's own maps (api/v1/articles/<month>.json, .well-known/redirects.json), so that
neither content/ nor a state is needed where logs are read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from plugins.core import urls
from plugins.core.aliases import requested

MAPS = (urls.API_MONTHS, urls.REDIRECTS, f"{urls.API_MONTHS.rpartition('/')[0]}/articles/")
"""What is read, files and a folder of the site."""

_MONTH = re.compile(r"\d{4}-\d\d")


class Damaged(Exception):
    """A published map is not there, or not what a build writes; the message names it."""


class Item(NamedTuple):
    """A published article; `views` are those on record, `published` is ISO 8601 at +07:00."""

    id: str
    path: str
    title: str
    category: str
    published: str
    views: int


class Published:
    """Articles by id, the names of categories by slug, and which article an address means."""

    def __init__(
        self,
        items: Iterable[Item],
        redirects: Iterable[tuple[str, str]] = (),
        categories: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.items = {item.id: item for item in items}
        self.categories = dict(categories)
        self._ids = {item.path.encode(): item.id for item in self.items.values()}
        old = [(old, self._ids.get(new.encode())) for old, new in redirects]
        for address, article in old:
            if article:
                self._ids.setdefault(address.encode(), article)

    def article(self, target: bytes) -> str | None:
        """The id of the article at an address as it was requested; None if there is none."""
        if found := self._ids.get(target):
            return found
        path, mark, query = target.partition(b"?")
        if mark and (found := self._ids.get(path)):
            return found
        return self._written(path, mark + query) if b"%" in path else None

    def _written(self, path: bytes, query: bytes) -> str | None:
        """The same for letters that were percent-encoded without need, or in another way."""
        try:
            written = unquote_to_bytes(path).decode()
        except UnicodeDecodeError:  # overlong, or half a character: nobody's address
            return None
        if not written.isprintable():
            return None
        asked = requested(written).encode()
        return self._ids.get(asked + query) or self._ids.get(asked)

    def newest(self) -> list[Item]:
        """All articles, newest first."""
        return sorted(self.items.values(), key=lambda it: (it.published, it.id), reverse=True)


def read(root: Path) -> Published:
    """What a build published into a folder, by its own maps. Raises Damaged, OSError."""
    try:
        months = [str(each["month"]) for each in _json(root / urls.API_MONTHS)["months"]]
        if not all(map(_MONTH.fullmatch, months)):
            raise ValueError
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(urls.API_MONTHS) from error
    rows = [row for month in months for row in _articles(root, urls.api_month(month))]
    items = [item for item, _ in rows]
    names = {item.category: name for item, name in rows}
    return Published(items, _redirects(root), names.items())


def stamp(root: Path) -> Sequence[object]:
    """What is the same as long as no map was published anew."""
    index, redirects, months = (root / each for each in MAPS)
    files = [index, redirects, *sorted(months.glob("*.json"))]
    stats = [(path.name, path.stat()) for path in files if path.exists()]
    return [(name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats]


def _articles(root: Path, path: str) -> Iterator[tuple[Item, str]]:
    try:
        for each in _json(root / path)["articles"]:
            url, category = urlsplit(each["url"]).path, each["category"]
            id, title, date = str(each["id"]), str(each["title"]), str(each["published"])
            item = Item(id, url, title, str(category["slug"]), date, int(each["views"]))
            yield item, str(category["name"])
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(path) from error


def _redirects(root: Path) -> list[tuple[str, str]]:
    try:
        rows = _json(root / urls.REDIRECTS)["redirects"]
        return [(str(each["from"]), str(each["to"])) for each in rows]
    except FileNotFoundError:
        return []
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(urls.REDIRECTS) from error


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())
