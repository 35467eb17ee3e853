"""What several kinds of pages show alike. Names are Pelican's where they mean the same."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from plugins.core import site, text, urls
from plugins.core.article import Article, Name, Reference, Standing
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.site import Row, Site
from plugins.core.urls import ListKey


@dataclass(frozen=True, slots=True)
class Label:
    """A category, author, tag or topic; without `url` it has no page and is plain text."""

    name: str
    slug: str
    url: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its true size in px; `url` is below SITEURL, without a leading `/`."""

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""


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


def category_label(settings: Settings, slug: str) -> Label:
    """The category of an article."""
    name = settings.category(slug)
    return Label(name.name, slug, link(urls.listing(ListKey("category", slug))))


def labels(kind: str, names: tuple[Name, ...], of: Site, *, listed: bool) -> list[Label]:
    """Authors, tags or topics as their lists spell them; a list that is empty has no page.

    A listed article stands in all its lists, so only spellings need be asked for.
    """
    found = []
    for name, slug in names:
        key = ListKey(kind, slug)
        row = of.list_row(key)
        url = link(urls.listing(key)) if listed or row.size else ""
        found.append(Label((row.name if row.size else "") or name, slug, url))
    return found


def image(article: Article, of: Site) -> Image | None:
    """The lead picture with its measures."""
    picture = article.image
    media = of.media(picture.src) if picture else None
    if not picture or not media:
        return None
    return Image(
        media.output, media.width, media.height, picture.alt, picture.caption, picture.credit
    )


@lru_cache(16_384)
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
        [
            Label(name, slug, link(urls.listing(ListKey("author", slug))))
            for name, slug in article.authors
        ],
        article.source.name if article.source else "",
    )


_LINK = re.compile(r'<a\b([^>]*?) href="ref:(\d+)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMG = re.compile(r'<img\b([^>]*?) src="ref:(\d+)"([^>]*)>')
_SIZES = re.compile(r' (?:width|height)="[^"]*"')
_OTHER = re.compile(r'(<(?:audio|source|video)\b[^>]*? src=)"ref:(\d+)"')


def resolved(stored: str, article: Article, of: Site, settings: Settings) -> Markup:
    """Stored HTML with its references resolved: a link that leads nowhere yet is plain text."""
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
        return f'<img src="/{media.output}" {size} loading="lazy" decoding="async"{others}>'

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
        "MAIN": urls.MAIN_ANCHOR,
        "ARCHIVE_URL": link(urls.ARCHIVE),
        "FEEDS_URL": link(urls.FEEDS_PAGE),
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
