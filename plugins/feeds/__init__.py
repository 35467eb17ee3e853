"""Feeds: articles as RSS 2.0, Atom 1.0 and JSON Feed 1.1, and all feeds as OPML 2.0.

Everything comes in as an argument, the moments too: the same items give the same bytes.
"""

from plugins.feeds.items import MOST, TYPES, Channel, Enclosure, Item, guid
from plugins.feeds.json_and_opml import json_feed, opml
from plugins.feeds.rss_and_atom import atom, rss

__all__ = [
    "MOST",
    "TYPES",
    "Channel",
    "Enclosure",
    "Item",
    "atom",
    "guid",
    "json_feed",
    "opml",
    "rss",
]
