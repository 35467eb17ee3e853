"""Counts → live counts by address, and what is read most. Pure.

No clock is asked: “today” is the last day that the logs tell of.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from plugins.audience.published import Item, Published
from plugins.audience.visits import day_of
from plugins.core import text, urls
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.state.counts import Baseline, Day, frozen
from plugins.views.home import FRAGMENT

EPOCH = date(1970, 1, 1).toordinal()

Render = Callable[[str, Mapping[str, Any]], str]
"""A template's name and variables → its text."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted, by the article's id; `baselines` says what front matter tells of it.

    `recent` are the views in the last so many days, by that number; `latest` is Unix time.
    """

    viewed: Mapping[str, int]
    baselines: Mapping[str, Sequence[Baseline]]
    recent: Mapping[int, Mapping[str, int]]
    days: Sequence[Day]
    latest: int = 0
    lines: int = 0
    bad: int = 0

    @property
    def today(self) -> int:
        """The last day that the logs tell of."""
        return day_of(self.latest)


class Ranked(NamedTuple):
    """An article that was read much; `views` as readers see it."""

    url: str
    title: str
    views: str


class Newest(NamedTuple):
    """An article that is new; `url` is below SITEURL, as in all lists."""

    url: str
    title: str
    date: Moment


def shards(numbers: Numbers, published: Published) -> dict[str, bytes]:
    """The live counts of all published articles, by address, in 256 files.

    What is to be added to a page depends on what of it the page tells by itself. For the page that
    is published now it stands under the address; for others, that are in caches or not published
    yet, under `address#number` with the number that they tell.
    """
    found: dict[str, dict[str, int]] = {path: {} for path in urls.SHARDS}
    for id, views in numbers.viewed.items():
        item = published.items.get(id)
        if item and views:
            baselines = numbers.baselines.get(id, ())
            counts = found[urls.shard(item.path)]
            counts[item.path] = views - frozen(baselines, item.views)
            for each in baselines:
                if each.written != item.views:
                    counts[f"{item.path}#{each.written}"] = views - each.frozen
    return {path: _lines(counts) for path, counts in found.items()}


def _lines(counts: Mapping[str, int]) -> bytes:
    return (json.dumps(counts, indent=0, sort_keys=True) + "\n").encode()


def most_read(
    days: int, numbers: Numbers, published: Published, settings: Settings
) -> dict[str, Any]:
    """What the template of a fragment shows: what was read most in so many days, or is newest."""
    views = numbers.recent[days]
    eligible = [
        item
        for id, count in views.items()
        if count >= settings.most_read_minimum
        and (item := published.items.get(id))
        and _may_be_ranked(item, numbers.today, settings)
    ]
    eligible.sort(key=lambda item: (views[item.id], item.published, item.id), reverse=True)
    shown = eligible[:FRAGMENT]
    newest = published.newest(FRAGMENT, settings.most_read_without)
    return {
        "days": days,
        "ranked": [Ranked(it.path, it.title, text.number(views[it.id])) for it in shown],
        "newest": [
            Newest(it.path[1:], it.title, Moment(it.published[:19], timed=False)) for it in newest
        ],
    }


def _may_be_ranked(item: Item, today: int, settings: Settings) -> bool:
    if item.category in settings.most_read_without:
        return False
    published = date.fromisoformat(item.published[:10]).toordinal() - EPOCH
    return not settings.most_read_max_age or today - published <= settings.most_read_max_age
