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
from plugins.state.counts import Baseline, Day

SHOWN = 8
"""Articles in a fragment."""
EPOCH = date(1970, 1, 1).toordinal()

Render = Callable[[str, Mapping[str, Any]], str]
"""A template's name and variables → its text."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted, by the article's id; `viewed` are all views of it, `counted` those that its
    page does not tell by itself.

    `recent` are the views in the last so many days, by that number; `latest` is Unix time.
    """

    counted: Mapping[str, int]
    viewed: Mapping[str, int]
    baselines: Mapping[str, Baseline]
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
    """An article that is new."""

    url: str
    title: str
    date: Moment


def shards(numbers: Numbers, published: Published) -> dict[str, bytes]:
    """The live counts of all published articles, by address, in 256 files.

    While a page may still have the number from before a baseline, its count stands there twice:
    under `address#number` what is to be added to the number that was written.
    """
    found: dict[str, dict[str, int]] = {path: {} for path in urls.SHARDS}
    for id, views in numbers.counted.items():
        item = published.items.get(id)
        if item and views:
            counts = found[urls.shard(item.path)]
            counts[item.path] = views
            if baseline := numbers.baselines.get(id):
                counts[f"{item.path}#{baseline.written}"] = views - baseline.frozen
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
    newest = [it for it in published.newest() if it.category not in settings.most_read_without]
    return {
        "days": days,
        "ranked": [Ranked(it.path, it.title, text.number(views[it.id])) for it in eligible[:SHOWN]],
        "newest": [
            Newest(it.path, it.title, Moment(it.published[:19], timed=False))
            for it in newest[:SHOWN]
        ],
    }


def _may_be_ranked(item: Item, today: int, settings: Settings) -> bool:
    if item.category in settings.most_read_without:
        return False
    published = date.fromisoformat(item.published[:10]).toordinal() - EPOCH
    return not settings.most_read_max_age or today - published <= settings.most_read_max_age
