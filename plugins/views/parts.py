"""What several kinds of pages show alike. Names are Pelican's where they mean the same."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from plugins.core import renditions, site, text, urls
from plugins.core.article import Article, Name, Reference, Standing
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.site import ListRow, Media, Row, Site
from plugins.core.urls import ListKey


@dataclass(frozen=True, slots=True)
class Label:
    """A category, author, tag or topic; without `url` it has no page and is plain text."""

    name: str
    slug: str
    url: str

    @property
    def feed(self) -> str:
        """The address of its RSS feed, of categories and authors."""
        return self.url + urls.RSS

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its true size in px; `url` is below SITEURL, without a leading `/`.

    `srcset` and `webp` list its renditions for `img` and `source`, `share` is the one for social
    networks; a moving picture has none of them.
    """

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    srcset: str = ""
    webp: str = ""
    share: str = ""
    share_size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Card:
    """An article as lists show it."""

    title: str
    url: str
    slug: str
    date: Moment
    summary: str
    image: Image | None
    category: Label
    authors: list[Label]
    source: str

    @property
    def locale_date(self) -> str:
        """The date as readers see it."""
        return self.date.long


def link(output: str) -> str:
    """An output's URL as Pelican writes it: below SITEURL, without a leading `/`."""
    return urls.to_url(output)[1:]


@lru_cache(16_384)
def list_url(key: ListKey, number: int = 0) -> str:
    """The URL of a list's front or numbered page; kept, as every article leads to several."""
    return link(urls.listing(key, number))


def category_label(settings: Settings, slug: str) -> Label:
    """The category of an article."""
    return Label(settings.category(slug).name, slug, list_url(ListKey("category", slug)))


def labels(kind: str, names: tuple[Name, ...], of: Site, *, listed: bool) -> list[Label]:
    """Authors, tags or topics as their lists spell them; a list that is empty has no page.

    A listed article stands in all its lists, so only spellings need be asked for.
    """
    found = []
    for name, slug in names:
        key = ListKey(kind, slug)
        row = of.list_row(key)
        url = list_url(key) if listed or row.size else ""
        found.append(Label((row.name if row.size else "") or name, slug, url))
    return found


def people(of: Site) -> list[ListRow]:
    """The authors of listed articles, in the order in which Vietnamese list people."""
    rows = of.lists("author")
    return sorted(rows, key=lambda row: (text.person_key(row.name), row.key.slug))


def image(article: Article, of: Site) -> Image | None:
    """The lead picture with its measures."""
    picture = article.image
    media = of.media(picture.src) if picture else None
    if not picture or not media:
        return None
    size = media.width, media.height
    basics = (media.output, *size, picture.alt, picture.caption, picture.credit)
    if not renditions.is_still(media):
        return Image(*basics)
    shared = renditions.card(media), renditions.card_size(*size)
    return Image(*basics, *_srcsets(media), *shared)


def _srcsets(media: Media) -> tuple[str, str]:
    """A picture's renditions as `srcset` has them: in the common format, as WebP."""
    if not renditions.is_still(media):
        return "", ""
    common, webp = (
        ", ".join(
            f"/{output} {width}w"
            for output, width in zip(outputs, renditions.widths(media.width), strict=True)
        )
        for outputs in (renditions.fallback(media), renditions.webp(media))
    )
    return common, webp


@lru_cache(4_096)
def card(article: Article, of: Site, settings: Settings) -> Card:
    """The article as lists show it; kept, as each stands in many lists."""
    return Card(
        article.title,
        article.url[1:],
        article.slug,
        article.date,
        article.teaser,
        image(article, of),
        category_label(settings, article.category),
        [Label(name, slug, list_url(ListKey("author", slug))) for name, slug in article.authors],
        article.source.name if article.source else "",
    )


IN_TEXT = "(min-width: 43rem) 40rem, 100vw"
"""How wide a picture in a text is shown: the theme's measure, or the screen."""

FEED_TYPES = (
    ("application/rss+xml", urls.RSS, "RSS"),
    ("application/atom+xml", urls.ATOM, "Atom"),
    ("application/feed+json", urls.JSON_FEED, "JSON Feed"),
)
"""The site's feeds: MIME type, output, name."""

_LINK = re.compile(r'<a\b([^>]*?) href="ref:(\d+)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMG = re.compile(r'<img\b([^>]*?) src="ref:(\d+)"([^>]*)>')
_SIZES = re.compile(r' (?:width|height)="[^"]*"')
_OTHER = re.compile(r'(<(?:audio|source|video)\b[^>]*? src=)"ref:(\d+)"')


def resolved(
    stored: str, article: Article, of: Site, settings: Settings, *, renditions_too: bool = True
) -> Markup:
    """Stored HTML with its references resolved: a link that leads nowhere yet is plain text.

    Pictures get their size and, unless for feeds, their renditions.
    """
    if "ref:" not in stored:
        return Markup(stored)
    references = article.references

    def anchor(match: re.Match[str]) -> str:
        before, number, after, inner = match.groups()
        url = _url(references[int(number)], of, settings)
        return f'<a{before} href="{html.escape(url)}"{after}>{inner}</a>' if url else inner

    def picture(match: re.Match[str]) -> str:
        before, number, after = match.groups()
        media = of.media(references[int(number)].target)
        if not media:
            return ""
        others = _SIZES.sub("", before + after)
        size = f'width="{media.width}" height="{media.height}"'
        if not renditions_too:
            return f'<img src="/{media.output}" {size}{others}>'
        common, webp = _srcsets(media)
        sets = f' srcset="{common}" sizes="{IN_TEXT}"' if common else ""
        img = f'<img src="/{media.output}"{sets} {size} loading="lazy" decoding="async"{others}>'
        if not webp:
            return img
        source = f'<source type="image/webp" srcset="{webp}" sizes="{IN_TEXT}">'
        return f"<picture>{source}{img}</picture>"

    def other(match: re.Match[str]) -> str:
        return f'{match[1]}"{html.escape(_url(references[int(match[2])], of, settings))}"'

    done = _OTHER.sub(other, _LINK.sub(anchor, _IMG.sub(picture, stored)))
    return Markup(done)


def _url(reference: Reference, of: Site, settings: Settings) -> str:
    """Where a reference leads now; empty if nowhere yet."""
    if reference.kind in ("picture", "file"):
        media = of.media(reference.target)
        return "/" + media.output if media else ""
    if reference.kind == "item":
        target = site.find_item(of, reference.target)
    else:
        target = site.find(of, settings, reference.target)
    if not target.url:
        return ""
    return target.url + (f"#{reference.fragment}" if reference.fragment else "")


def chrome(of: Site, settings: Settings) -> dict[str, Any]:
    """What every page shows: names and menus."""
    pages = [row.article for row in of.pages() if row.standing == Standing.LISTED]
    pages.sort(key=lambda page: (page.order, text.sort_key(page.title), page.slug))
    return {
        "SITENAME": settings.sitename,
        "SITEURL": settings.siteurl,
        "SITESUBTITLE": settings.sitesubtitle,
        "DEFAULT_LANG": settings.default_lang,
        "active": "",
        "FEED_TYPES": FEED_TYPES,
        "MAIN": urls.MAIN_ANCHOR,
        "ARCHIVE_URL": link(urls.ARCHIVE),
        "FEEDS_URL": link(urls.FEEDS_PAGE),
        "SEARCH_URL": link(urls.SEARCH),
        "SEARCH_FORM": urls.SEARCH_ANCHOR,
        "OPEN_SEARCH_URL": urls.OPEN_SEARCH,
        "OPML_URL": urls.OPML,
        "API_URL": link(urls.API_PAGE),
        "STATISTICS_URL": link(urls.VIEWS_PAGE),
        "MOST_READ": urls.to_url(urls.MOST_READ[7]),
        "NEWEST": urls.to_url(urls.NEWEST),
        "LIVE_VIEWS": settings.shows_live_views,
        "IN_TEXT": IN_TEXT,
        "categories": [category_label(settings, each.slug) for each in settings.categories],
        "GOVERNING_BODY": settings.governing_body,
        "RESPONSIBLE_EDITOR": settings.responsible_editor,
        "ADDRESS": settings.address,
        "PHONE": settings.phone,
        "EMAIL": settings.email,
        "LICENCE": settings.licence,
        "pages": [Label(page.title, page.slug, page.url[1:]) for page in pages],
    }


Shown = tuple[str, dict[str, Any]]
"""A template's name and its variables."""


def is_public(row: Row | None) -> bool:
    """True if the article or page has an output."""
    return row is not None and row.standing != Standing.ABSENT
