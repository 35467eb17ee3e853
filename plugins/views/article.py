"""An article's page: the article, older ones of its category, nothing newer."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from plugins.core import text, urls
from plugins.core.article import Article, Correction, Source, Standing
from plugins.core.dates import Moment
from plugins.core.pagination import OLDER_SHOWN
from plugins.core.settings import Settings
from plugins.core.site import Row, Site
from plugins.core.urls import ListKey
from plugins.views import parts
from plugins.views.parts import Card, Image, Label, Shown


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment as readers see it: `PDF`, `1,5 MB`."""

    title: str
    url: str
    type: str
    size: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the article template shows; field names are Pelican's where they mean the same."""

    title: str
    url: str
    slug: str
    content: Markup
    summary: Markup
    teaser: str
    date: Moment
    modified: Moment | None
    changed: Moment
    category: Label
    authors: list[Label]
    tags: list[Label]
    topics: list[Label]
    views: int
    image: Image | None
    shows_image: bool
    source: Source | None
    attachments: list[Download]
    corrections: tuple[Correction, ...]
    expired: bool
    noindex: bool
    older: list[Card]

    @property
    def locale_date(self) -> str:
        """The date as readers see it."""
        return self.date.long

    @property
    def locale_modified(self) -> str:
        """The day of the last update as readers see it; empty if there was none."""
        return self.modified.short if self.modified else ""

    @property
    def counted_at(self) -> str:
        """Where the live count is; empty for what no list shows, which is not counted."""
        return "" if self.noindex else urls.to_url(urls.shard(f"/{self.url}"))

    @property
    def views_text(self) -> str:
        """`1.234 lượt xem`."""
        return f"{text.number(self.views)} lượt xem"


def show(row: Row, body: str, of: Site, settings: Settings) -> Shown:
    """The page of an article that is public."""
    article, standing = row
    card = parts.card(article, of, settings)
    listed = standing == Standing.LISTED
    category = ListKey("category", article.category)
    older = of.older(category, article.key, OLDER_SHOWN) if listed else []
    view = ArticleView(
        title=article.title,
        url=article.url[1:],
        slug=article.slug,
        content=parts.resolved(body, article, of, settings),
        summary=parts.resolved(article.lead, article, of, settings),
        teaser=article.teaser,
        date=article.date,
        modified=article.updated,
        changed=article.changed,
        category=card.category,
        authors=parts.labels("author", article.authors, of, listed=listed),
        tags=parts.labels("tag", article.tags, of, listed=listed),
        topics=parts.labels("topic", article.topics, of, listed=listed),
        views=article.views,
        image=card.image,
        shows_image=not article.image_in_body,
        source=article.source,
        attachments=_downloads(article, of),
        corrections=article.corrections,
        expired=standing == Standing.EXPIRED,
        noindex=not listed,
        older=[parts.card(each, of, settings) for each in older],
    )
    return "article.html", {"article": view, "json_ld": json_ld(view, settings)}


def _downloads(article: Article, of: Site) -> list[Download]:
    found = []
    for each in article.attachments:
        if media := of.media(each.src):
            ending = media.output.rpartition(".")[2].upper()
            name = each.title or each.src.rpartition("/")[2]
            found.append(Download(name, media.output, ending, text.size(media.size)))
    return found


def json_ld(view: ArticleView, settings: Settings) -> dict[str, Any]:
    """The article as schema.org NewsArticle."""
    publisher = {"@type": "Organization", "name": settings.sitename, "url": settings.siteurl + "/"}
    if view.authors:
        author = [{"@type": "Person", "name": each.name} for each in view.authors]
    elif view.source:
        person = view.source.author
        kind = "Person" if person else "Organization"
        author = [{"@type": kind, "name": person or view.source.name}]
    else:
        author = [publisher]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": view.title,
        "datePublished": view.date.iso,
        "dateModified": view.changed.iso,
        "author": author,
        "articleSection": view.category.name,
        "publisher": publisher,
        "mainEntityOfPage": f"{settings.siteurl}/{view.url}",
        "inLanguage": settings.default_lang,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": view.views,
        },
    }
    if view.teaser:
        found["description"] = view.teaser
    if view.image:
        pictures = dict.fromkeys((view.image.share, view.image.url))
        found["image"] = [f"{settings.siteurl}/{each}" for each in pictures if each]
    return found
