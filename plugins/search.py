"""What the search page looks into: two files a month, and what browsers are told of the search.

    tim-kiem/2026-11.json            titles, leads and names of a month's articles
    tim-kiem/noi-dung/2026-11.json   their texts, which only a search in full fetches
    tim-kiem/opensearch.xml          how a browser searches here from its address bar

One article changes its month's two files and no other. Names stand once a file and articles have
their numbers, so that a month of four hundred articles is some 50 KB on the way. The folding, the
index and the ranking are the browser's: theme/static/search-worker/.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

from plugins.core.text import clean, cut, one_line

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Item(NamedTuple):
    """An article as the search knows it; its address is `/<yyyy>/<mm>/<slug>.html`.

    `authors` are pairs of name and slug; `source` is the name of the publication that a reprint
    comes from, empty for own articles.
    """

    day: int
    slug: str
    title: str
    lead: str
    category: str
    authors: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    source: str


def titles(items: Iterable[Item]) -> bytes:
    """The titles of a month, in the order given (newest first), one article a line.

    An article is `[day, slug, title, lead, category, [author…], [tag…], source]`; the last four
    are numbers of the lists before it, the source is -1 for the portal's own articles.
    """
    categories: dict[str, int] = {}
    authors: dict[str, int] = {}
    tags: dict[str, int] = {}
    sources: dict[str, int] = {}
    names: list[list[str]] = []
    rows = []
    for each in items:
        for name, slug in each.authors:
            if slug not in authors:
                authors[slug] = len(authors)
                names.append([slug, name])
        row = [
            *(each.day, each.slug, each.title, each.lead),
            categories.setdefault(each.category, len(categories)),
            [authors[slug] for _, slug in each.authors],
            [tags.setdefault(tag, len(tags)) for tag in each.tags],
            sources.setdefault(each.source, len(sources)) if each.source else -1,
        ]
        rows.append(_ENCODER.encode(row))
    head = {
        "categories": list(categories),
        "authors": names,
        "tags": list(tags),
        "sources": list(sources),
    }
    return _lines(_ENCODER.encode(head)[:-1] + ',"articles":[', rows, "]}")


def texts(items: Iterable[tuple[str, str]]) -> bytes:
    """The texts of a month's articles, given as (slug, plain text without line breaks)."""
    rows = [f"{_ENCODER.encode(slug)}:{_ENCODER.encode(text)}" for slug, text in items]
    return _lines("{", rows, "}")


def _lines(head: str, rows: list[str], end: str) -> bytes:
    return "\n".join([head, ",\n".join(rows), end, ""]).encode()


_LONGEST_NAME = 16
"""Characters of an OpenSearch ShortName, which browsers show beside the address bar."""


def open_search(name: str, page_url: str, self_url: str, icon_url: str) -> bytes:
    """The description of the search for browsers (OpenSearch 1.1, draft 6).

    `page_url` is the absolute address of the search page, `self_url` that of this description,
    `icon_url` that of an icon of 32 px.
    """
    name = one_line(clean(name))
    page, own, icon = (escape(url, {'"': "&quot;"}) for url in (page_url, self_url, icon_url))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(cut(name, _LONGEST_NAME))}</ShortName>\n"
        f"<Description>{escape(cut(f'Tìm bài trên {name}', 1024))}</Description>\n"
        f'<Image width="32" height="32" type="image/x-icon">{icon}</Image>\n'
        f'<Url type="text/html" template="{page}?q={{searchTerms}}"/>\n'
        '<Url type="application/opensearchdescription+xml" rel="self"'
        f' template="{own}"/>\n'
        "<Language>vi</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    ).encode()
