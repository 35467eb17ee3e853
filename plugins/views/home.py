"""The home page: the lead story, what is featured, what is new, a block for each category."""

from plugins.core.settings import Settings
from plugins.core.site import Site
from plugins.core.urls import ListKey
from plugins.views import parts
from plugins.views.parts import Shown

FEATURED = 4
NEWEST = 10
PER_CATEGORY = 4


def show(of: Site, settings: Settings) -> Shown:
    """The newest featured article leads, or else the newest; nothing stands there twice on top."""
    featured = of.newest(ListKey("featured", ""), FEATURED)
    newest = of.newest(ListKey("home", ""), NEWEST + FEATURED)
    lead = (featured or newest)[:1]
    featured = [each for each in featured if each not in lead]
    newest = [each for each in newest if each not in lead and each not in featured][:NEWEST]
    blocks = []
    for category in settings.categories:
        articles = of.newest(ListKey("category", category.slug), PER_CATEGORY)
        if articles:
            cards = [parts.card(each, of, settings) for each in articles]
            blocks.append((parts.category_label(settings, category.slug), cards))
    return "index.html", {
        "lead": parts.card(lead[0], of, settings) if lead else None,
        "featured": [parts.card(each, of, settings) for each in featured],
        "articles": [parts.card(each, of, settings) for each in newest],
        "blocks": blocks,
    }
