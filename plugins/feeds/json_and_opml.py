"""Items as JSON Feed 1.1; a list of feeds as OPML 2.0."""

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from plugins.feeds import items as parts
from plugins.feeds.items import MOST, Channel, Enclosure, Item, legal, line, lines


def json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    """The items, newest first, as JSON Feed 1.1."""
    square = channel.image_width == channel.image_height
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": line(channel.title),
        "home_page_url": legal(channel.url),
        "feed_url": legal(channel.self_url),
        "description": line(channel.description),
        "icon": legal(channel.image_url) if square else "",
        "authors": _people((channel.publisher,)),
        "language": channel.language,
    }
    whole = _given(feed) | {"items": [_item(channel, item) for item in items[:MOST]]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def opml(title: str, owner: str, feeds: Sequence[tuple[str, str, str]]) -> bytes:
    """A list of feeds as OPML 2.0: of each its title, its address and that of its page."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = line(title)
    ElementTree.SubElement(head, "ownerName").text = line(owner)
    body = ElementTree.SubElement(root, "body")
    for name, xml_url, html_url in feeds:
        shown = {"text": line(name), "title": line(name)}
        addresses = {"xmlUrl": legal(xml_url), "htmlUrl": legal(html_url)}
        # `rss` stands for Atom, too: the specification has no other word for a feed.
        ElementTree.SubElement(body, "outline", shown | {"type": "rss"} | addresses)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, "UTF-8", xml_declaration=True)
    return document + b"\n"


def _item(channel: Channel, item: Item) -> dict[str, Any]:
    picture = item.picture
    found = {
        "url": legal(item.url),
        "title": parts.title(item),
        "summary": line(item.summary),
        "image": legal(picture.url) if picture else "",
        "date_published": item.published.iso,
        "date_modified": parts.changed(item).iso,
        "authors": _people(item.authors),
        "tags": lines(item.categories),
        "attachments": [_attachment(picture)] if picture else [],
        "_source": _source(*item.source) if item.source else {},
    }
    # The text must be there, even an empty one.
    text = {"content_html": legal(item.html)}
    return {"id": parts.guid(channel.tag, item.id)} | _given(found) | text


def _people(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"name": name} for name in lines(names)]


def _attachment(picture: Enclosure) -> dict[str, Any]:
    url, media_type = legal(picture.url), legal(picture.type)
    return {"url": url, "mime_type": media_type, "size_in_bytes": picture.length}


def _source(name: str, url: str) -> dict[str, Any]:
    return _given({"name": line(name), "url": legal(url)})


def _given(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in found.items() if value}
