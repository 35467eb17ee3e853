"""Sitemaps and robots.txt: what search engines may fetch, and when it changed.

Formats: sitemaps.org/protocol.html (0.9), with Google's additions for pictures (sitemap-image/1.1)
and for news (sitemap-news/0.9); robots.txt is RFC 9309. A sitemap names at least one address: one
that would be empty is left out of the index and not made.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from plugins.core.dates import Moment
from plugins.core.text import clean, one_line

MOST_URLS = 50_000
"""In one sitemap or index, by the protocol."""
MOST_BYTES = 50 * 1024 * 1024
"""Of one sitemap or index, uncompressed, by the protocol."""
MOST_NEWS = 1_000
"""In one news sitemap, by Google; it also asks that none is older than two days."""
MOST_IMAGES = 1_000
"""Of one page, by Google."""

_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

# What stands in a path of robots.txt as it is: RFC 3986's pchar, and `*` and `$` with their
# meaning there. `%` stays, so that what is already encoded is not encoded twice.
_PATH_SAFE = "/%:@!$&'()*+,;=~"


class Entry(NamedTuple):
    """A page, or a sitemap of an index: absolute address, last change, pictures (absolute)."""

    loc: str
    lastmod: Moment | None = None
    images: tuple[str, ...] = ()


class NewsItem(NamedTuple):
    """An article of the last two days: absolute address, title as text, when it appeared."""

    loc: str
    title: str
    published: Moment


def index(base: str, entries: Sequence[Entry]) -> bytes:
    """The index of sitemaps that lie below `base` (SITEURL), in the order given.

    Raises ValueError for none or too many, and for one of another site: no index may name it.
    """
    for each in entries:
        if not each.loc.startswith(base.rstrip("/") + "/"):
            raise ValueError(f"not below {base}: {each.loc}")
    lines = [f"<sitemap>{_loc(each.loc)}{_lastmod(each.lastmod)}</sitemap>" for each in entries]
    return _document("sitemapindex", {}, lines, MOST_URLS)


def urlset(entries: Sequence[Entry]) -> bytes:
    """The sitemap of these pages, in the order given; one page a line.

    Raises ValueError for none or too many, and for an address that is not absolute.
    """
    lines = [
        f"<url>{_loc(each.loc)}{_lastmod(each.lastmod)}{_images(each.images)}</url>"
        for each in entries
    ]
    return _document("urlset", {"image": _IMAGE}, lines, MOST_URLS)


def news(name: str, language: str, items: Sequence[NewsItem]) -> bytes:
    """The news sitemap of a publication, in the order given; one article a line.

    Raises ValueError for none or too many, and for an address that is not absolute.
    """
    publication = (
        f"<news:publication><news:name>{_text(name)}</news:name>"
        f"<news:language>{_text(language)}</news:language></news:publication>"
    )
    lines = [
        f"<url>{_loc(each.loc)}<news:news>{publication}"
        f"<news:publication_date>{each.published.attribute}</news:publication_date>"
        f"<news:title>{_text(each.title)}</news:title></news:news></url>"
        for each in items
    ]
    return _document("urlset", {"news": _NEWS}, lines, MOST_NEWS)


def robots(sitemap_url: str, disallow: Iterable[str]) -> bytes:
    """robots.txt: all robots may fetch everything but these paths, each beginning with `/`.

    Raises ValueError for a path without `/` and for an address that is not absolute.
    """
    lines = ["User-agent: *"]
    for path in disallow:
        if not path.startswith("/"):
            raise ValueError(f"not a path of this site: {path!r}")
        lines.append(f"Disallow: {quote(clean(path), _PATH_SAFE)}")
    if len(lines) == 1:
        lines.append("Allow: /")  # a group without a rule is one that some readers pass over
    return "\n".join([*lines, "", f"Sitemap: {_absolute(sitemap_url)}", ""]).encode()


def _document(root: str, spaces: dict[str, str], lines: list[str], most: int) -> bytes:
    if not 1 <= len(lines) <= most:
        raise ValueError(f"a sitemap holds 1 to {most} addresses, not {len(lines)}")
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_PROTOCOL}"{declared}>'
    data = "\n".join([head, *lines, f"</{root}>", ""]).encode()
    if len(data) > MOST_BYTES:
        raise ValueError(f"a sitemap has up to {MOST_BYTES} bytes, not {len(data)}")
    return data


def _loc(url: str) -> str:
    return f"<loc>{_text(_absolute(url))}</loc>"


def _absolute(url: str) -> str:
    line = one_line(clean(url))
    if not line.startswith(("https://", "http://")) or " " in line:
        raise ValueError(f"not an absolute address: {url!r}")
    return line


def _lastmod(moment: Moment | None) -> str:
    """W3C's profile of ISO 8601: a day, or a time with its offset (w3.org/TR/NOTE-datetime)."""
    return f"<lastmod>{moment.attribute}</lastmod>" if moment else ""


def _images(urls: tuple[str, ...]) -> str:
    once = list(dict.fromkeys(urls))[:MOST_IMAGES]
    return "".join(f"<image:image>{_image_loc(url)}</image:image>" for url in once)


def _image_loc(url: str) -> str:
    return f"<image:loc>{_text(_absolute(url))}</image:loc>"


def _text(value: str) -> str:
    """As text of an element; the protocol wants quotes escaped, too."""
    return escape(one_line(clean(value)), {'"': "&quot;", "'": "&apos;"})
