"""An article as feeds show it: whole, with absolute addresses, and when it last changed."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from plugins.core.article import Article, Correction, Source
from plugins.core.settings import Settings
from plugins.core.site import Site
from plugins.views import parts
from plugins.views.parts import Image, Shown

_TAG = re.compile(r"<[a-z][^>]*>")
_ADDRESS = re.compile(r' (href|src|cite)="(?=[/#])(/?)')
_SCROLLED = re.compile(r'<div class="scroll"[^>]*>')


@dataclass(frozen=True, slots=True)
class FeedView:
    """What the template of a feed's item shows."""

    content: Markup
    summary: Markup
    image: Image | None
    source: Source | None
    corrections: tuple[Correction, ...]


def show(article: Article, body: str, of: Site, settings: Settings) -> Shown:
    """The text of a listed article for feed readers."""
    view = FeedView(
        content=_absolute(body, article, of, settings),
        summary=_absolute(article.lead, article, of, settings),
        image=None if article.image_in_body else parts.image(article, of),
        source=article.source,
        corrections=article.corrections,
    )
    return "partials/feed_item.html", {"article": view}


def _absolute(stored: str, article: Article, of: Site, settings: Settings) -> Markup:
    """The HTML with whole addresses, and of each picture just one file."""
    html = parts.resolved(stored, article, of, settings, renditions_too=False)
    bases = {"/": settings.siteurl + "/", "": settings.siteurl + article.url}

    def whole(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda found: f' {found[1]}="{bases[found[2]]}', tag[0])

    return Markup(_TAG.sub(whole, _SCROLLED.sub("<div>", html)))
