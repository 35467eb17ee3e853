"""What a feed is made of, and the texts that every format takes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from plugins.core.dates import Moment
from plugins.core.pagination import FEED_SIZE
from plugins.core.text import one_line

MOST = FEED_SIZE
"""So many items, the newest, are in a feed."""

TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "opml": "text/x-opml",
}
"""The media type of each format."""

# XML 1.0 forbids or discourages these; a single one would cost a feed all its readers.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The lead picture of an item."""

    url: str
    """Absolute."""
    type: str
    """`image/jpeg`."""
    length: int
    """In bytes."""
    width: int
    """In px."""
    height: int
    """In px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article in a feed; texts are plain unless they say otherwise."""

    id: str
    """The article's id as it stands; with the channel's tag it is the item's id for ever."""
    url: str
    """Absolute."""
    title: str
    summary: str
    """May be empty."""
    html: str
    """The whole text as safe HTML in which every address is absolute."""
    published: Moment
    changed: Moment
    """When readers last saw it change; if that is before `published`, it is `published`."""
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    """The category's name, then the tags."""
    picture: Enclosure | None
    source: tuple[str, str] | None
    """Of a reprint: the name of its source, and its address there (absolute) or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself; texts are plain, addresses absolute unless they say otherwise."""

    title: str
    description: str
    """May be empty; RSS, which must have one, then shows the title."""
    url: str
    """The page whose feed this is."""
    self_url: str
    """The feed's own address."""
    tag: str
    """`tinhuy.example,2026`: who gives the ids, and since when (RFC 4151); fixed for ever."""
    language: str
    """`vi`."""
    image_url: str
    """A PNG or JPEG."""
    image_width: int
    """In px, at most 144."""
    image_height: int
    """In px, at most 400."""
    style_url: str
    """The path of the style sheet for browsers, from `/`."""
    publisher: str
    email: str
    """The editors' address, or nothing."""
    empty: Moment
    """The date of the feed while it has no items."""


def guid(tag: str, article_id: str) -> str:
    """The id of an article in every feed, for ever: from the tag and the article's id alone."""
    # No two ids become one: what UTF-8 cannot hold is written out, too.
    return f"tag:{tag}:{quote(article_id, errors='surrogatepass')}"


def feed_id(channel: Channel) -> str:
    """The id of a feed, the same wherever the site stands; never that of an article."""
    path = urlsplit(legal(channel.self_url)).path  # `feed:` cannot begin an id, see `guid`
    return f"tag:{channel.tag}:feed:{path.lstrip('/')}"


def title(item: Item) -> str:
    """The title; the address for want of one, since Atom refuses a whole feed for that."""
    return line(item.title) or legal(item.url)


def changed(item: Item) -> Moment:
    """When readers last saw the item change."""
    return max(item.published, item.changed)


def newest_change(channel: Channel, items: Sequence[Item]) -> Moment:
    """When readers last saw one of the items change."""
    return max(map(changed, items), default=channel.empty)


def legal(text: str) -> str:
    """The text without characters that XML must not hold."""
    return _ILLEGAL.sub("", text)


def line(text: str) -> str:
    """The text on one line, without characters that XML must not hold."""
    return one_line(legal(text))


def lines(texts: Iterable[str]) -> list[str]:
    """Each text once, on one line; none is empty."""
    return list(dict.fromkeys(filter(None, map(line, texts))))
