"""Items as RSS 2.0 and Atom 1.0. The only user of feedgen."""

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedgen.feed import FeedGenerator

from plugins.core.dates import Moment
from plugins.feeds import items as parts
from plugins.feeds.items import MOST, TYPES, Channel, Item, legal, line, lines

_MINUTES = 15  # for which a reader may keep a feed before it asks again
_PROGRAM = "portal-tinh-uy"  # without a version: a new one changes no feed


def rss(channel: Channel, items: Sequence[Item]) -> bytes:
    """The items, newest first, as RSS 2.0."""
    feed = _feed(channel, items, TYPES["rss"])
    feed.description(line(channel.description) or line(channel.title))
    size = {"width": str(channel.image_width), "height": str(channel.image_height)}
    feed.image(legal(channel.image_url), **size)
    feed.ttl(_MINUTES)
    feed.dc.dc_publisher(line(channel.publisher))
    if channel.email:
        feed.managingEditor(line(f"{channel.email} ({channel.publisher})"))
    for item in items[:MOST]:
        entry = _entry(feed, channel, item)
        entry.description(_as_html(line(item.summary)))
        entry.content(legal(item.html))
        entry.dc.dc_creator(lines(item.authors))
        if picture := item.picture:
            entry.enclosure(legal(picture.url), picture.length, legal(picture.type))
    return _document(channel, feed.rss_str(pretty=True, xml_declaration=False))


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    """The items, newest first, as Atom 1.0."""
    feed = _feed(channel, items, TYPES["atom"])
    feed.id(parts.feed_id(channel))
    if subtitle := line(channel.description):
        feed.subtitle(subtitle)
    feed.logo(legal(channel.image_url))
    person = {"name": line(channel.publisher), "email": line(channel.email)}
    feed.author(person)  # of every item, too, that names none of its own
    for item in items[:MOST]:
        entry = _entry(feed, channel, item)
        if summary := line(item.summary):
            entry.summary(summary)
        entry.content(legal(item.html), type="html")
        entry.author([{"name": name} for name in lines(item.authors)])
        # No picture: feedgen loses what a link is for, readers would open it as the article.
    return _document(channel, feed.atom_str(pretty=True, xml_declaration=False))


def _feed(channel: Channel, items: Sequence[Item], media_type: str) -> Any:
    """What both formats say of a feed."""
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.title(line(channel.title))
    # RSS takes the last link for its own, whatever that leads to.
    feed.link(rel="self", href=legal(channel.self_url), type=media_type)
    feed.link(rel="alternate", href=legal(channel.url), type="text/html")
    feed.language(channel.language)
    feed.generator(_PROGRAM)
    # feedgen puts the clock's time in every date that is not given.
    feed.updated(_time(parts.newest_change(channel, items[:MOST])))
    return feed


def _entry(feed: Any, channel: Channel, item: Item) -> Any:
    """The item, added to the feed with what both formats say of it."""
    entry = feed.add_entry(order="append")
    entry.guid(parts.guid(channel.tag, item.id))
    entry.title(parts.title(item))
    entry.link(href=legal(item.url))
    entry.published(_time(item.published))
    entry.updated(_time(parts.changed(item)))
    entry.category([{"term": name} for name in lines(item.categories)])
    if item.source:  # not `source`, which names a feed in both formats
        name, url = item.source
        entry.dc.dc_source(legal(url) or line(name))
    return entry


def _document(channel: Channel, root: bytes) -> bytes:
    """The XML with what stands before its root."""
    style = html.escape(legal(channel.style_url))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<?xml-stylesheet type="text/css" href="{style}"?>\n'
    ).encode() + root


def _as_html(text: str) -> str:
    """Plain text for a place that means HTML, as the description of an item does."""
    return html.escape(text, quote=False)


def _time(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.iso)
