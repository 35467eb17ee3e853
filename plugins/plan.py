"""Old rows + new rows → the outputs they reach. Pure: what it must know of lists it asks.

| what changed | outputs |
|---|---|
| body, lead, links, anything of the article | its page |
| what lists show (title, teaser, picture …) | also its lists' pages, home, five newer articles |
| its place (date, category, author, tags, expiry …) | also its lists from there on, the archive |
| its address, or whether it is public | also the pages that link to it |
| what stands in a tag or topic | also the pages for lost addresses and search, which offer some |
| a list begins, ends or is respelt | also the pages of all articles that bear its name |
| anything of a listed article | also the feeds that hold it, its month's files for machines |
| an old address, or where it leads | also its stub and the table of redirects |
| a media file | its output, and what shows it |
| a standing page's title, order, address | everything: the menu is on each page |
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from plugins.core import aliases, pagination, urls
from plugins.core.article import PAGE, Article, Standing
from plugins.core.site import Key, ListRow, Row
from plugins.core.urls import ListKey


class Lists(Protocol):
    """What the planner asks: lists as they were, and as they are with the new rows."""

    def before(self, key: ListKey) -> ListRow:
        """The list before this build."""

    def after(self, key: ListKey) -> ListRow:
        """The list with the new rows."""

    def newer_count(self, key: ListKey, than: Key) -> int:
        """How many articles stand after this place, with the new rows."""

    def is_among_newest(self, key: ListKey, place: Key, count: int) -> bool:
        """True if fewer than `count` articles stand after this place, with the new rows."""

    def newer(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        """The articles right after this place, with the new rows."""

    def bearers(self, key: ListKey, *, listed: bool) -> list[Article]:
        """The articles that bear this author, tag or topic, in the list or not."""


class Change(NamedTuple):
    """One article before and after; None for what was not there or cannot be seen."""

    old: Row | None
    new: Row | None


def card(article: Article) -> tuple[object, ...]:
    """What lists show of an article: as long as it stays, they stay."""
    return (
        article.output,
        article.title,
        article.date,
        article.teaser,
        article.image,
        article.category,
        article.authors,
        article.source and article.source.name,
    )


def menu_entry(article: Article) -> tuple[object, ...]:
    """What every page's menu shows of a standing page."""
    return (article.output, article.title, article.order)


def changes_menu(change: Change) -> bool:
    """True if every page of the site shows something of this change."""
    before, after = (
        menu_entry(row.article)
        if row and row.article.kind == PAGE and row.standing == Standing.LISTED
        else None
        for row in change
    )
    return before != after


def targets(change: Change) -> set[str]:
    """What links to this article are known by, if it moved, came or went: see `Reference`."""
    found = set()
    for row in change:
        if row:
            address = row.article.url
            found |= {row.article.path, address, *row.article.aliases}
    return found if _address(change.old) != _address(change.new) else set()


def _address(row: Row | None) -> tuple[object, ...] | None:
    if row is None or row.standing == Standing.ABSENT:
        return None
    return (row.article.output, row.article.aliases, row.article.anchors)


def outputs(
    changes: Iterable[Change], lists: Lists, repictured: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The outputs that these changes reach, each with the reason, besides linking pages.

    `repictured` are the files of articles whose lead picture was replaced under its old name.
    """
    found: dict[str, str] = {}
    moved: dict[ListKey, Key] = {}
    touched: dict[ListKey, None] = {}
    for change in changes:
        touched.update(dict.fromkeys(_named(change)))
        for path, reason in (*_own(change), *_machines(change, lists)):
            found.setdefault(path, reason)
        for key, place, is_move in _entries(change, repictured):
            if is_move:
                moved[key] = min(moved.get(key, place), place)
            else:
                size = lists.after(key).size
                number = pagination.page_at(size, size - 1 - lists.newer_count(key, place))
                found.setdefault(urls.listing(key, number), f"mục trong danh sách: {_name(change)}")
            if key.kind == "category":
                for each in lists.newer(key, place, pagination.OLDER_SHOWN):
                    found.setdefault(each.output, f"bài cũ hơn đổi: {_name(change)}")
    for key, place in moved.items():
        for path in _moved_pages(key, place, lists):
            found.setdefault(path, f"danh sách đổi: {urls.to_url(urls.listing(key))}")
    for key in touched:
        for path in _renamed(key, lists):
            found.setdefault(path, f"tên đổi: {urls.to_url(urls.listing(key))}")
    return found


def feeds(article: Article, lists: Lists) -> Iterator[str]:
    """The feeds that hold this article, or held it at this place."""
    for key in article.lists():
        if key.kind in ("home", "category", "author") and lists.is_among_newest(
            key, article.key, pagination.FEED_SIZE
        ):
            yield from urls.SITE_FEEDS if key.kind == "home" else (urls.feed(key),)


def _machines(change: Change, lists: Lists) -> Iterator[tuple[str, str]]:
    """What machines read of an article, where it was and where it is."""
    reason = f"bài đổi: {_name(change)}"
    for row in change:
        if row is None or row.standing == Standing.ABSENT:
            continue
        for alias in row.article.aliases:
            yield urls.REDIRECTS, reason
            if stub := aliases.output(alias):
                yield stub, reason
        if row.standing != Standing.LISTED:
            continue
        if row.article.kind == PAGE:
            yield urls.SITEMAP_PAGES, reason
            continue
        month = row.article.date.stamp[:7]
        for output in (*feeds(row.article, lists), urls.sitemap(month), urls.api_month(month)):
            yield output, reason
        yield urls.search_month(month), reason
        if _searched(change.old) != _searched(change.new):
            yield urls.search_text(month), reason
        yield urls.SITEMAP_NEWS, reason


def _searched(row: Row | None) -> tuple[object, ...]:
    """What the search in full knows of an article, and where."""
    if row is None or row.standing != Standing.LISTED:
        return ()
    article = row.article
    return article.output, article.key, article.body, article.attachments, article.corrections


def came_or_went(changes: Iterable[Change], lists: Lists) -> set[str]:
    """The URLs of list pages that exist now and did not before, or the other way round.

    With them whatever else comes and goes with a list: feeds, sitemaps, files for programs.
    """
    found = set()
    for key in {key for change in changes for key in _all_lists(change)}:
        before, after = lists.before(key).size, lists.after(key).size
        if key.kind in ("home", "featured"):
            continue  # the home page is always there
        if (before == 0) != (after == 0) and key.kind != "category":
            found |= {urls.listing(key), *_with_list(key)}
        low, high = sorted((pagination.numbered(before), pagination.numbered(after)))
        if key.kind != "month":
            found |= {urls.listing(key, number) for number in range(low + 1, high + 1)}
    return {urls.to_url(output) for output in found}


def _with_list(key: ListKey) -> set[str]:
    if key.kind == "author":
        return {urls.feed(key)}
    if key.kind != "month":
        return set()
    month = key.slug
    kinds = (urls.sitemap, urls.api_month, urls.search_month, urls.search_text)
    return {output(month) for output in kinds}


def _all_lists(change: Change) -> Iterator[ListKey]:
    for row in change:
        if row:
            yield from row.article.lists()


def _named(change: Change) -> Iterator[ListKey]:
    return (key for key in _all_lists(change) if key.kind in urls.LIST_FOLDERS)


def _name(change: Change) -> str:
    row = change.new or change.old
    return row.article.path if row else ""


def _own(change: Change) -> Iterator[tuple[str, str]]:
    """The article's own output, where it was and where it is."""
    for row, reason in ((change.new, "bài đổi"), (change.old, "bài đổi chỗ hoặc bị gỡ")):
        if row and row.standing != Standing.ABSENT:
            yield row.article.output, f"{reason}: {row.article.path}"


def _entries(change: Change, repictured: frozenset[str]) -> Iterator[tuple[ListKey, Key, bool]]:
    """(list, place, whether the list's order changes there) for what lists show of the change."""
    old, new = change
    before, after = _listed(old), _listed(new)
    shows_anew = bool(
        old and new and (card(old.article) != card(new.article) or new.article.path in repictured)
    )
    for key in before | after:
        if key in before and key in after and before[key] == after[key]:
            if shows_anew:
                yield key, after[key], False
            continue
        for places in (before, after):
            if key in places:
                yield key, places[key], True


def _listed(row: Row | None) -> dict[ListKey, Key]:
    if row is None or row.standing != Standing.LISTED:
        return {}
    return dict.fromkeys(row.article.lists(), row.article.key)


def _moved_pages(key: ListKey, place: Key, lists: Lists) -> Iterator[str]:
    """The pages of a list from the first place whose articles move."""
    yield urls.listing(key)
    if key.kind in ("home", "featured"):
        return
    if key.kind == "month":
        yield urls.ARCHIVE
        if (lists.before(key).size == 0) != (lists.after(key).size == 0):
            yield from (urls.SITEMAP, urls.API_MONTHS, urls.SEARCH)
        return
    if key.kind in ("tag", "topic"):
        yield from (urls.NOT_FOUND, urls.SEARCH)
    old, new = lists.before(key).size, lists.after(key).size
    older = max(0, new - 1 - lists.newer_count(key, place))
    pages_before, pages_after = pagination.numbered(old), pagination.numbered(new)
    first = older // pagination.PER_PAGE + 1
    if pages_before != pages_after:  # the last page's link to the newer one leads elsewhere
        first = min(first, max(1, min(pages_before, pages_after)))
    for number in range(first, max(pages_before, pages_after) + 1):
        yield urls.listing(key, number)


def _renamed(key: ListKey, lists: Lists) -> Iterator[str]:
    """Where a list began, ended or is spelt anew: all its pages, and those of its bearers."""
    old, new = lists.before(key), lists.after(key)
    began_or_ended = (old.size == 0) != (new.size == 0)
    respelt = old.name != new.name
    if not (began_or_ended or respelt):
        return
    yield urls.SITEMAP_PAGES
    if key.kind == "author":
        yield from (urls.feed(key), urls.OPML, urls.FEEDS_PAGE, urls.SEARCH)
    for each in lists.bearers(key, listed=False):
        yield each.output
    if respelt:
        if key.kind in ("tag", "topic"):
            yield from (urls.NOT_FOUND, urls.SEARCH)
        for each in lists.bearers(key, listed=True):
            yield each.output
        for number in range(pagination.numbered(new.size) + 1):
            yield urls.listing(key, number)
