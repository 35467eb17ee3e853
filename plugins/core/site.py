"""What pages may ask of the rows, and where an address of the site leads."""

from typing import NamedTuple, Protocol

from plugins.core import aliases, pagination, urls
from plugins.core.article import Article, Standing
from plugins.core.settings import Settings
from plugins.core.urls import ListKey

Key = tuple[str, str]
"""The order of the site: (date stamp, id)."""


class Media(NamedTuple):
    """A picture or file that something uses; sizes in px (0 for files) and bytes."""

    path: str
    output: str
    width: int
    height: int
    size: int


class Row(NamedTuple):
    """An article and what readers may see of it at the build's moment."""

    article: Article
    standing: Standing


class ListRow(NamedTuple):
    """A list, its name as readers see it, and how many articles stand in it."""

    key: ListKey
    name: str
    size: int


class Site(Protocol):
    """Questions to the rows; each costs what it answers, not what the site holds."""

    def __hash__(self) -> int:
        """Rows are themselves, however alike."""

    def item(self, path: str) -> Row | None:
        """The article or page of a file."""

    def at(self, output: str) -> Row | None:
        """The article or page that has this output; drafts have none."""

    def pages(self) -> list[Row]:
        """All standing pages, by path."""

    def claimants(self, alias: str) -> list[str]:
        """The files of the articles that claim an old address."""

    def stub_claimants(self, output: str) -> list[str]:
        """The files of the articles whose old addresses have their stub at this output."""

    def is_used(self, path: str) -> bool:
        """True if a published article or page shows or links this media file."""

    def list_row(self, key: ListKey) -> ListRow:
        """The list; an unknown one is empty."""

    def lists(self, kind: str) -> list[ListRow]:
        """All lists of a kind that are not empty, by slug."""

    def newest(self, key: ListKey, limit: int, offset: int = 0) -> list[Article]:
        """The list's articles, newest first."""

    def older(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        """The articles right before one in the list's order, newest first."""

    def media(self, path: str) -> Media | None:
        """A media file that something uses."""

    def media_at(self, output: str) -> list[Media]:
        """The media files that have this output: equal bytes have one."""


def exists(site: Site, settings: Settings, output: str) -> bool:
    """True if the build makes this output, by what the rows say now."""
    route = urls.route(output)
    if route is None or route.kind in ("asset", "newest", "statistics"):
        return False  # parts of pages; the theme's files move with every change of theirs
    if route.kind in ("home", "archive", "feeds", "404", "api", "search"):
        return True
    if route.kind == "machine":
        return output != urls.SITEMAP_NEWS  # it comes and goes with the hour
    if route.kind == "category-feed":
        return any(route.slug == each.slug for each in settings.categories)
    if route.kind in ("author-feed", "sitemap", "api-month", "search-month", "search-text"):
        kind = "author" if route.kind == "author-feed" else "month"
        return site.list_row(ListKey(kind, route.slug)).size > 0
    if route.kind == "article":
        row = site.at(output)
        return bool(row and row.standing != Standing.ABSENT)
    if route.kind in ("picture", "file"):
        return any(site.is_used(each.path) for each in site.media_at(output))
    size = site.list_row(ListKey(route.kind, route.slug)).size
    if route.number:
        return route.number <= pagination.numbered(size)
    if route.kind == "category" and not any(route.slug == c.slug for c in settings.categories):
        row = site.at(output)
        return bool(row and row.standing != Standing.ABSENT)
    return size > 0 or route.kind == "category"


class Target(NamedTuple):
    """Where a link leads: `url` is empty while the target is not public yet."""

    known: bool
    url: str


_MISSING = Target(known=False, url="")
_WAITING = Target(known=True, url="")


def find(site: Site, settings: Settings, address: str) -> Target:
    """Where an address of this site (`/…`) leads: to an output, or by an alias to an article."""
    # Aliases first: `/?ItemID=12` is one, and the home page.
    for path in site.claimants(aliases.requested(address)):
        if row := site.item(path):
            return _target(row)
    output = urls.to_output(address)
    if output is None:
        return _MISSING
    if exists(site, settings, output):
        return Target(known=True, url=address)
    return _WAITING if site.at(output) else _MISSING


def find_item(site: Site, path: str) -> Target:
    """Where a link to another file of content/ leads."""
    row = site.item(path)
    return _target(row) if row else _MISSING


def _target(row: Row) -> Target:
    return _WAITING if row.standing == Standing.ABSENT else Target(known=True, url=row.article.url)
