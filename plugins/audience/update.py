"""Logs → counts → the files below /views/: one round, safe to kill at any moment.

What was read and how far is one transaction. Files follow from it and are written wherever they
differ, so that a round that was killed between the two is made good by the next.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plugins.assets import Assets
from plugins.audience import logs, pages, statistics
from plugins.audience.counting import Counting, Tally
from plugins.audience.crawlers import Crawlers
from plugins.audience.logs import Position
from plugins.audience.pages import Numbers, Render
from plugins.audience.published import Published
from plugins.audience.visits import Visitor, Visits
from plugins.build import templates
from plugins.build.options import Progress
from plugins.core import urls
from plugins.core.settings import Settings
from plugins.state.counts import Counts

_MANY = 200_000
"""Articles and days that are held in memory before they go to the file."""


@dataclass(slots=True)
class Read:
    """What a round read: sums of all logs; those that were changed where they had been read, and
    those that could not be unpacked to their end.
    """

    lines: int = 0
    bad: int = 0
    views: int = 0
    crawled: int = 0
    altered: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def add(self, tally: Tally) -> None:
        """Add what lines told."""
        self.lines += tally.lines
        self.bad += tally.bad
        self.views += sum(tally.views.values())
        self.crawled += sum(tally.crawled.values())


def count(
    names: Sequence[str],
    to: Counts,
    site: Published,
    settings: Settings,
    now: int,
    progress: Progress = lambda _what, _done, _all: None,
) -> Read:
    """Count what is new in these logs, all of it or nothing; `now` is Unix time. Raises OSError."""
    read = Read()
    with to.transaction():
        known = [Position(*each) for each in to.positions()]
        totals = to.totals()
        visits = Visits(to.keys(), map(Visitor._make, to.visitors()), totals.get("clock", 0))
        counting = Counting(site, Crawlers(settings.crawlers), visits, now)
        beside = logs.rotated(names, known, totals.get("latest", 0))
        order = logs.ordered([*beside, *names], known)
        size = sum(os.path.getsize(name) for name in order if name != logs.PIPE)
        for number, name in enumerate(order):
            with logs.opened(name, known) as log:
                goes_on = number == 0 and log.before is not None
                for lines in log.lines():
                    if not goes_on and (second := logs.begins(lines)):
                        visits.begin(second)
                    goes_on = True
                    counting.count(lines)
                    progress("Đọc nhật ký", log.advance(), size)
                    if len(counting.tally.views) >= _MANY:
                        _note(counting.take(), to, read)
                if log.is_altered:
                    read.altered.append(name)
                if log.is_broken:
                    read.broken.append(name)
                if log.position and log.position != log.before:
                    to.move(log.before, log.position)
                    known = [log.position, *(each for each in known if each != log.before)]
        _note(counting.take(), to, read)
        if read.lines:
            to.remember(visits.keys, visits.seen, visits.latest)
    return read


def _note(tally: Tally, to: Counts, read: Read) -> None:
    if not tally.lines:
        return
    read.add(tally)
    to.add(tally.views, tally.crawled)
    to.note(lines=tally.lines, bad=tally.bad, latest=tally.latest)


def numbers(of: Counts) -> Numbers:
    """All that was counted so far."""
    totals = of.totals()
    found = Numbers(
        viewed=of.viewed(),
        baselines=of.baselines(),
        recent={},
        days=of.days(),
        latest=totals.get("latest", 0),
        lines=totals.get("lines", 0),
        bad=totals.get("bad", 0),
    )
    return replace(
        found, recent={days: of.since(found.today - days + 1) for days in urls.MOST_READ}
    )


def files(
    root: Path, found: Numbers, site: Published, settings: Settings, render: Render
) -> dict[str, bytes]:
    """All files below /views/; `root` has the build's page for the statistics. Raises OSError."""
    made = pages.shards(found, site)
    for days, path in urls.MOST_READ.items():
        variables = pages.most_read(days, found, site, settings)
        made[path] = render("most_read.html", variables).encode()
    made[urls.VIEWS_SUMMARY] = statistics.summary(found, site)
    empty = (root / urls.STATISTICS).read_bytes()
    made[urls.VIEWS_PAGE] = statistics.page(empty, found, site, settings, render)
    return made


def renderer(settings: Settings, cache: Path) -> Render:
    """Fills the theme's templates; compiled ones are kept in `cache`. Raises ThemeError."""
    assets = Assets.of(settings.theme / "static")
    theme = templates.of_theme(settings, assets, cache)

    def render(name: str, variables: Mapping[str, Any]) -> str:
        with templates.told():
            return theme.get_template(name).render(variables)

    return render
