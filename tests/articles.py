"""Articles as they are once read, and the rows of a small site: for tests behind the reading.

with open_rows(make_article("a", n=3, tags=["Nông thôn mới"]), make_article("b")) as rows:
    ...
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.core import text, urls
from plugins.core.article import ARTICLE, HIDDEN, PAGE, Article, Name
from plugins.core.dates import Moment
from plugins.core.site import Media, Row
from plugins.core.urls import ListKey
from plugins.state import database
from plugins.state.records import Record
from plugins.state.rows import Rows
from tests.factories import NOW

PHOTO = Media("images/a.jpg", "anh/0a-800.jpg", 800, 600, 1234)
PHOTO_SETS: dict[str, Any] = {
    "srcset": "/anh/0a-480.jpg 480w, /anh/0a-800.jpg 800w",
    "webp": "/anh/0a-480.webp 480w, /anh/0a-800.webp 800w",
    "share": "anh/0as-800.jpg",
    "share_size": (800, 420),
}
"""A picture, and its renditions as pages list them."""

POLITICS = ListKey("category", "chinh-tri")
ECONOMY = ListKey("category", "kinh-te")
HOME = ListKey("home", "")


def at(stamp: str) -> Moment:
    """A moment with a time, written `2023-03-31 13:25`."""
    return Moment(f"{stamp.replace(' ', 'T')}:00", timed=True)


def names(*written: str) -> tuple[Name, ...]:
    """Bylines, tags or topics."""
    return tuple(Name(each, text.slug(each)) for each in written)


def make_article(slug: str = "bai", *, n: int = 0, **given: Any) -> Article:
    """A published article; `n` says how many minutes after 13:00 on 31/03/2023 it is dated.

    Its title is made of its slug, its file and its id are named after it.
    """
    date = given.pop("date", at(f"2023-03-31 {13 + n // 60:02}:{n % 60:02}"))
    for field in ("authors", "tags", "topics"):
        given[field] = names(*given.get(field, ()))
    values: dict[str, Any] = {
        "path": f"{slug}.md",
        "kind": ARTICLE,
        "id": slug,
        "slug": slug,
        "output": urls.article(date.stamp, slug),
        "title": f"Bài {slug}",
        "date": date,
        "category": POLITICS.slug,
        **given,
    }
    return Article(**values)


def make_page(slug: str, **given: Any) -> Article:
    """A standing page."""
    path, output = f"pages/{slug}.md", urls.page(slug)
    none = Moment("", timed=False)
    return make_article(slug, kind=PAGE, path=path, output=output, date=none, category="", **given)


def many(count: int, **given: Any) -> list[Article]:
    """Articles `bai-000`, `bai-001` … of one category, the oldest first, a minute apart."""
    return [make_article(f"bai-{n:03}", n=n, **given) for n in range(count)]


def row(article: Article, now: str = NOW) -> Row:
    """The article with what readers may see of it."""
    return Row(article, article.standing(now))


def hidden(article: Article) -> Article:
    """The article, hidden."""
    return replace(article, status=HIDDEN)


def change(rows: Rows, removed: Iterable[Article] = (), added: Iterable[Article] = ()) -> None:
    """Take articles out and put articles in, as a build does."""
    removed, added = list(removed), list(added)
    rows.change(removed, [Record.of(*row(each)) for each in added])
    rows.respell({key: None for each in (*removed, *added) for key in each.lists()})


@contextmanager
def open_rows(*articles: Article, media: Iterable[Media] = ()) -> Iterator[Rows]:
    """The rows of these articles, in memory."""
    with closing(database.create(Path(":memory:"))) as link:
        rows = Rows(link)
        change(rows, added=articles)
        for each in media:
            rows.put_media(each)
        yield rows
