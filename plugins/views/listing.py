"""Lists: the front and the numbered pages of a category, author, tag or topic; a month."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.core import pagination
from plugins.core.settings import Settings
from plugins.core.site import Site
from plugins.core.urls import ListKey
from plugins.views import parts
from plugins.views.parts import Card, Label, Shown


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page of the same list; number 0 is the front."""

    url: str
    number: int


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """One page of a list, with the methods of Pelican's paginator; `previous` is newer."""

    object_list: Sequence[Card]
    number: int
    newer: Neighbour | None
    older: Neighbour | None
    pages: Sequence[Neighbour]
    """The front, this page, and older ones further and further away, to the oldest."""

    def has_previous(self) -> bool:
        """True if there is a page with newer articles."""
        return self.newer is not None

    def has_next(self) -> bool:
        """True if there is a page with older articles."""
        return self.older is not None

    def has_other_pages(self) -> bool:
        """True if the list does not fit on one page."""
        return self.has_previous() or self.has_next()


def show(key: ListKey, number: int, of: Site, settings: Settings) -> Shown | None:
    """A page of a list; None if it does not exist. Number 0 is the front."""
    row = of.list_row(key)
    last = pagination.numbered(row.size)
    if number > last or (row.size == 0 and key.kind != "category"):
        return None
    offset, limit = pagination.span(row.size, number)
    newer = older = None
    if number:
        newer = _page(key, number + 1 if number < last else 0)
    if number > 1 or (number == 0 and last):
        older = _page(key, number - 1 if number else last)
    cards = [parts.card(each, of, settings) for each in of.newest(key, limit, offset)]
    near = pagination.steps(number or last)
    pages = [_page(key, each) for each in (0, *near)] if last else []
    page = ArticlesPage(cards, number, newer, older, pages)
    if key.kind == "category":
        label = parts.category_label(settings, key.slug)
    else:
        label = Label(row.name, key.slug, parts.list_url(key))
    return f"{key.kind}.html", {
        key.kind: label,
        "articles_page": page,
        "page_name": parts.list_url(key, number),
    }


def _page(key: ListKey, number: int) -> Neighbour:
    return Neighbour(parts.list_url(key, number), number)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive."""

    year: str
    month: str
    url: str
    size: int


def _month(key: ListKey, size: int) -> Month:
    year, _, month = key.slug.partition("-")
    return Month(year, month, parts.list_url(key), size)


def show_month(key: ListKey, of: Site, settings: Settings) -> Shown | None:
    """All articles of a month; None if there are none."""
    size = of.list_row(key).size
    if not size:
        return None
    cards = [parts.card(each, of, settings) for each in of.newest(key, size)]
    return "period_archives.html", {"period": _month(key, size), "dates": cards}


def show_archive(of: Site) -> Shown:
    """Years, newest first, each with its months."""
    years: dict[str, list[Month]] = {}
    for row in of.lists("month"):
        month = _month(row.key, row.size)
        years.setdefault(month.year, []).append(month)
    return "archives.html", {"years": sorted(years.items(), reverse=True)}
