"""The home page: the lead story, what is featured, what is new, notices, a block per category."""

from collections.abc import Iterable

from plugins.core.article import Article
from plugins.core.settings import Settings
from plugins.core.site import Site
from plugins.core.urls import ListKey
from plugins.views import parts
from plugins.views.parts import Card, Label, Shown

FEATURED = 6
NEWEST = 10
NOTICES = 5
PER_CATEGORY = 4
_ALL = ListKey("home", "")


FRAGMENT = 8
"""How many articles stand in a fragment of what is newest, or read most."""


def show_newest(of: Site, settings: Settings) -> Shown:
    """The fragment of what is newest, of all categories."""
    newest = of.newest(_ALL, FRAGMENT)
    return "newest.html", {"articles": [parts.card(each, of, settings) for each in newest]}


def show(of: Site, settings: Settings) -> Shown:
    """The newest featured article leads, or else the newest; nothing stands there twice.

    Notices have a panel of their own and are no news, unless there is nothing else.
    """

    def cards(articles: Iterable[Article]) -> list[Card]:
        return [parts.card(each, of, settings) for each in articles]

    featured = of.newest(ListKey("featured", ""), FEATURED)
    kept = len(featured) + 1 + NEWEST
    per_category = {
        each.slug: of.newest(ListKey("category", each.slug), kept + PER_CATEGORY)
        for each in settings.categories
    }
    notices = per_category.pop(settings.notices, [])[:NOTICES]
    news = sorted(
        (article for articles in per_category.values() for article in articles),
        key=lambda article: article.key,
        reverse=True,
    )
    lead = (featured or news or notices)[:1]
    featured = [each for each in featured if each not in lead]
    newest = [each for each in news if each not in lead and each not in featured][:NEWEST]
    shown = [*lead, *featured, *newest]
    blocks: list[tuple[Label, list[Card]]] = []
    for slug, articles in per_category.items():
        others = [each for each in articles if each not in shown]
        if block := (others or articles)[:PER_CATEGORY]:
            blocks.append((parts.category_label(settings, slug), cards(block)))
    return "index.html", {
        "lead": cards(lead)[0] if lead else None,
        "featured": cards(featured),
        "articles": cards(newest),
        "blocks": blocks,
        "notices": cards(notices),
        "notices_category": (
            parts.category_label(settings, settings.notices) if settings.notices else None
        ),
        "newest": cards(of.newest(_ALL, FRAGMENT)) if settings.shows_live_views else [],
        "links": settings.links,
    }
