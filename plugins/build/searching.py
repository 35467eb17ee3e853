"""What the search page looks into: from rows and bodies to a month's files."""

from collections.abc import Callable

from plugins import search
from plugins.core.article import Article
from plugins.core.text import one_line
from plugins.core.urls import ListKey, Route
from plugins.ingest import plain
from plugins.state.rows import Rows


def content(route: Route, rows: Rows, body: Callable[[Article], str]) -> bytes | None:
    """The titles or the texts of a month; None if it has no articles. Raises what `body` does."""
    key = ListKey("month", route.slug)
    articles = rows.newest(key, rows.list_row(key).size)
    if not articles:
        return None
    if route.kind == "search-month":
        return search.titles(map(_item, articles))
    return search.texts((each.slug, _text(each, body(each))) for each in articles)


def _item(article: Article) -> search.Item:
    return search.Item(
        day=int(article.date.stamp[8:10]),
        slug=article.slug,
        title=article.title,
        lead=article.teaser,
        category=article.category,
        authors=tuple((name, slug) for name, slug in article.authors),
        tags=tuple(name for name, _ in article.tags + article.topics),
        source=article.source.name if article.source else "",
    )


def _text(article: Article, body: str) -> str:
    """All that its page says besides what the titles have: body, corrections, names of files."""
    text = plain.whole_text(body)
    if not article.corrections and not article.attachments:
        return text
    others = [each.text for each in article.corrections]
    others += [each.title for each in article.attachments]
    return one_line(" ".join([text, *others]))
