"""Standing pages, the pages of feeds and search, the page for addresses that lead nowhere."""

from dataclasses import dataclass

from markupsafe import Markup

from plugins.core import urls
from plugins.core.article import Standing
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.site import Row, Site
from plugins.views import parts
from plugins.views.parts import Image, Label, Shown

SUBJECTS = 300
"""How many tags, and how many topics, the page for lost addresses knows: the largest."""


OFFERED = 24
"""How many topics and tags the search page offers."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What the template of a standing page shows."""

    title: str
    url: str
    slug: str
    content: Markup
    summary: Markup
    teaser: str
    modified: Moment | None
    image: Image | None
    shows_image: bool
    noindex: bool

    @property
    def locale_modified(self) -> str:
        """The day of the last update as readers see it; empty if there was none."""
        return self.modified.short if self.modified else ""


def show(row: Row, body: str, of: Site, settings: Settings) -> Shown:
    """A standing page."""
    article, standing = row
    view = PageView(
        article.title,
        article.url[1:],
        article.slug,
        parts.resolved(body, article, of, settings),
        parts.resolved(article.lead, article, of, settings),
        article.teaser,
        article.updated,
        parts.image(article, of),
        not article.image_in_body,
        standing != Standing.LISTED,
    )
    return "page.html", {"page": view}


def show_feeds(of: Site, settings: Settings) -> Shown:
    """The page of feeds: what they are good for, and each category's and author's."""
    return "feeds.html", {
        "category_feeds": [
            parts.category_label(settings, each.slug) for each in settings.categories
        ],
        "author_feeds": [
            Label(row.name, row.key.slug, parts.list_url(row.key)) for row in parts.people(of)
        ],
    }


def show_api() -> Shown:
    """The page about the data for programs."""
    return "api.html", {}


def show_statistics() -> Shown:
    """The page of statistics, for `views` to put the numbers in."""
    return "statistics.html", {"page_name": parts.link(urls.STATISTICS)}


def show_search(of: Site) -> Shown:
    """The search page: the months there are, newest first, and other ways to find something."""
    return "search.html", {
        "months": [row.key.slug for row in reversed(of.lists("month"))],
        "people": [Label(row.name, row.key.slug, "") for row in parts.people(of)],
        "subjects": [*_largest(of, "topic", OFFERED), *_largest(of, "tag", OFFERED)][:OFFERED],
    }


def show_not_found(of: Site, settings: Settings) -> Shown:
    """The page for addresses that lead nowhere, with lists that the address may have meant."""
    subjects = [parts.category_label(settings, each.slug) for each in settings.categories]
    for kind in ("topic", "tag"):
        subjects += _largest(of, kind, SUBJECTS)
    return "404.html", {"subjects": subjects}


def _largest(of: Site, kind: str, count: int) -> list[Label]:
    largest = sorted(of.lists(kind), key=lambda row: -row.size)[:count]
    return [Label(row.name, row.key.slug, parts.list_url(row.key)) for row in largest]
