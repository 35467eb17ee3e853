"""The articles that a build has published, and every address that leads to one of them.

Read from the build's own maps (api/v1/articles/<month>.json, .well-known/redirects.json), so that
neither content/ nor a state is needed where logs are read.
"""

import heapq
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from plugins.core import urls
from plugins.core.aliases import requested

MAPS = (urls.API_MONTHS, urls.REDIRECTS, f"{urls.API_MONTHS.rpartition('/')[0]}/articles/")
"""What is read, files and a folder of the site."""

_ODD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_HOST, _SLASHES = re.compile(rb"https?://[^/]+"), re.compile(rb"/{2,}")
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
        is_odd = b"%" in path or b"//" in path
        return self._written(path, mark + query) if is_odd else None

    def _written(self, path: bytes, query: bytes) -> str | None:
        """The same for what servers understand, too: the whole address, a slash more than needed,
        letters that were percent-encoded without need or in another way.
        """
        plain = _SLASHES.sub(b"/", _HOST.sub(b"", path))
        try:
            written = unquote_to_bytes(plain).decode()
        except UnicodeDecodeError:  # overlong, or half a character: nobody's address
            return None
        if not written.isprintable():
            return None
        asked = requested(written).encode()
        return self._ids.get(asked + query) or self._ids.get(asked)

    def newest(self, count: int, without: Collection[str] = ()) -> list[Item]:
        """So many articles, newest first, of all categories but these."""
        others = (each for each in self.items.values() if each.category not in without)
        return heapq.nlargest(count, others, key=lambda item: (item.published, item.id))


def read(root: Path) -> Published:
    """What a build published into a folder, by its own maps. Raises Damaged, OSError."""
    with _named(urls.API_MONTHS):
        months = [str(each["month"]) for each in _json(root / urls.API_MONTHS)["months"]]
        if not all(map(_MONTH.fullmatch, months)):
            raise ValueError
    rows = []
    for month in months:
        with _named(path := urls.api_month(month)):
            rows += [_row(each) for each in _json(root / path)["articles"]]
    redirects: list[tuple[str, str]] = []
    with _named(urls.REDIRECTS), suppress(FileNotFoundError):
        table = _json(root / urls.REDIRECTS)["redirects"]
        redirects = [(_text(each["from"]), _text(each["to"])) for each in table]
    names = {item.category: name for item, name in rows}
    return Published((item for item, _ in rows), redirects, names.items())


def stamp(root: Path) -> Sequence[object]:
    """What is the same as long as no map was published anew."""
    index, redirects, months = (root / each for each in MAPS)
    files = [index, redirects, *sorted(months.glob("*.json"))]
    stats = [(path.name, path.stat()) for path in files if path.exists()]
    return [(name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats]


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Whatever is not as a build writes it becomes Damaged with the name of the map."""
    try:
        yield
    except _ODD as error:
        raise Damaged(path) from error


def _row(each: Any) -> tuple[Item, str]:
    """An article, and the name of its category."""
    category, date = each["category"], _text(each["published"])
    datetime.fromisoformat(date)
    id, title, slug = _text(each["id"]), _text(each["title"]), _text(category["slug"])
    path = urlsplit(_text(each["url"])).path
    return Item(id, path, title, slug, date, int(each["views"])), _text(category["name"])


def _text(value: Any) -> str:
    value.encode()  # half a character is none
    return str(value)


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())
