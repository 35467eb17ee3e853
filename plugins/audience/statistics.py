"""Counts → the page of statistics and its summary for programs. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from plugins.audience.pages import EPOCH, Numbers, Render, most_read
from plugins.audience.published import Published
from plugins.core import dates, text, urls
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.urls import ListKey
from plugins.state.counts import Day

_CHARTED = 30
_SUMMED = 366
_STEPS = 4
_START, _END = b"<!-- numbers -->", b"<!-- /numbers -->"


class Row(NamedTuple):
    """A line of a table, as readers see it."""

    name: str
    views: str
    crawled: str


class CategoryRow(NamedTuple):
    """What was viewed of a category; without a name, of articles that are gone."""

    name: str
    url: str
    views: str
    month: str


class Bar(NamedTuple):
    """A bar of the chart, in the chart's own units; `views` as readers see it."""

    name: str
    views: str
    x: int
    y: float
    height: float


class Chart(NamedTuple):
    """Bars side by side: `width` and `height` of all, `bar` the width of one, `best` the best day.

    `scale` are the numbers at its side from above, each of them but the last at one of `lines`.
    """

    width: int
    height: int
    bar: int
    bars: list[Bar]
    scale: list[str]
    lines: list[int]
    most: str
    best: str


def summary(numbers: Numbers, published: Published) -> bytes:
    """views/summary.json: sums for programs."""
    days, months = numbers.days, _months(numbers.days)
    document = {
        "version": 1,
        "since": _moment(days[0].day).day if days else None,
        "until": _at(numbers.latest).iso if numbers.latest else None,
        "views": sum(day.views for day in days),
        "crawlers": sum(day.crawled for day in days),
        "lines": numbers.lines,
        "skipped": numbers.bad,
        "days": [
            {"day": _moment(day.day).day, "views": day.views, "crawlers": day.crawled}
            for day in days[-_SUMMED:]
        ],
        "months": [
            {"month": month, "views": day.views, "crawlers": day.crawled}
            for month, day in months.items()
        ],
        "categories": [
            {"slug": slug or None, "name": published.categories.get(slug), "views": views}
            for slug, views in _by_category(numbers.viewed, published).items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def page(
    empty: bytes, numbers: Numbers, published: Published, settings: Settings, render: Render
) -> bytes:
    """The page of statistics: `empty` is the build's, with a place for the numbers."""
    here, built = (urls.to_url(each).encode() for each in (urls.VIEWS_PAGE, urls.STATISTICS))
    page = empty.replace(built, here)
    head, start, rest = page.partition(_START)
    _, end, foot = rest.partition(_END)
    if not (numbers.days and start and end):
        return page
    variables = _shown(numbers, published, settings)
    return head + render("statistics_numbers.html", variables).encode() + foot


def _shown(numbers: Numbers, published: Published, settings: Settings) -> dict[str, Any]:
    days, today = numbers.days, numbers.today
    known = {day.day: day for day in days}
    charted = [known.get(day, Day(day, 0, 0)) for day in range(today - _CHARTED + 1, today + 1)]
    until = _at(numbers.latest)
    return {
        "since": _moment(days[0].day).short,
        "until": f"{until.clock} ngày {until.short}",
        "views": text.number(sum(day.views for day in days)),
        "sums": {
            length: text.number(sum(day.views for day in charted[-length:]))
            for length in (1, 7, 30)
        },
        "crawled": text.number(sum(day.crawled for day in charted)),
        "chart": chart([(_moment(day.day).short, day.views) for day in charted]),
        "by_day": [_row(_moment(day.day).short, day) for day in reversed(charted)],
        "by_month": [
            _row(f"{month[5:]}/{month[:4]}", day) for month, day in reversed(_months(days).items())
        ],
        "by_category": _category_rows(numbers, published),
        **most_read(30, numbers, published, settings),
    }


def chart(values: Sequence[tuple[str, int]]) -> Chart:
    """A chart of days and their views, with a scale of round numbers."""
    step, height = 20, 240
    best, most = max(values, key=lambda each: each[1])
    power = 10 ** len(str(most))
    parts = (power // part for part in (100, 50, 20, 10, 5, 4))
    unit = next((part for part in parts if part * _STEPS >= max(most, 1)), power)
    bars = []
    for at, (name, views) in enumerate(values):
        high = round(height * views / (unit * _STEPS), 1)
        bars.append(Bar(name, text.number(views), at * step + 2, round(height - high, 1), high))
    scale = [text.number(unit * part) for part in range(_STEPS, -1, -1)]
    lines = [height * part // _STEPS for part in range(_STEPS)]
    width = step * len(values)
    return Chart(width, height, step - 4, bars, scale, lines, text.number(most), best)


def _row(name: str, day: Day) -> Row:
    return Row(name, text.number(day.views), text.number(day.crawled))


def _months(days: Iterable[Day]) -> dict[str, Day]:
    """The sums of each month (`2026-11`), in their order."""
    found: dict[str, Day] = {}
    for day in days:
        month = _moment(day.day).day[:7]
        sums = found.get(month, Day(0, 0, 0))
        found[month] = Day(0, sums.views + day.views, sums.crawled + day.crawled)
    return found


def _by_category(views: Mapping[str, int], published: Published) -> dict[str, int]:
    """Views by the category in which the article is now, most first; "" for what is gone."""
    found: dict[str, int] = {}
    for id, count in views.items():
        item = published.items.get(id)
        slug = item.category if item else ""
        found[slug] = found.get(slug, 0) + count
    return dict(sorted(found.items(), key=lambda each: (not each[0], -each[1], each[0])))


def _category_rows(numbers: Numbers, published: Published) -> list[CategoryRow]:
    recent = _by_category(numbers.recent[_CHARTED], published)
    return [
        CategoryRow(
            published.categories.get(slug, slug),
            urls.to_url(urls.listing(ListKey("category", slug))) if slug else "",
            text.number(views),
            text.number(recent.get(slug, 0)),
        )
        for slug, views in _by_category(numbers.viewed, published).items()
    ]


def _moment(day: int) -> Moment:
    return Moment(f"{date.fromordinal(EPOCH + day)}T00:00:00", timed=False)


def _at(second: int) -> Moment:
    return dates.from_datetime(datetime.fromtimestamp(second, UTC))
