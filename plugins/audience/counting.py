"""What a line of a log is: a view, or why it is none.

A view is a GET answered 200 or 304, of an article's address or an old one of it, by somebody who is
no known crawler or feed reader, has not viewed the same article in the last half hour, and asked
for it: what browsers fetch ahead does not count.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.audience.crawlers import Crawlers
from plugins.audience.lines import LONGEST, parse, who
from plugins.audience.published import Published
from plugins.audience.visits import DAY, Visits, day_of

_ANSWERED = (b"200", b"304")
_EARLIEST = 946_684_800  # 2000-01-01: no clock of a server that works is earlier


@dataclass(slots=True)
class Tally:
    """What lines told. Days are counted from 1970, in Vietnam.

    `views` by article's id and day; `crawled` by day; `lines` are all, `bad` those that are no line
    of a log, or of a moment that cannot be; `latest` is the last second of a good one.
    """

    views: Counter[tuple[str, int]] = field(default_factory=Counter)
    crawled: Counter[int] = field(default_factory=Counter)
    lines: int = 0
    bad: int = 0
    latest: int = 0


class Counting:
    """Counts lines in the order in which they come; `now` is Unix time."""

    def __init__(self, published: Published, crawlers: Crawlers, visits: Visits, now: int) -> None:
        self._published, self._crawlers, self.visits = published, crawlers, visits
        self._end = now + DAY
        self.tally = Tally()

    def take(self) -> Tally:
        """What was counted since this was asked last."""
        tally, self.tally = self.tally, Tally()
        return tally

    def count(self, lines: Iterable[bytes]) -> None:
        """Add what these lines tell."""
        tally = self.tally
        article_at, is_crawler = self._published.article, self._crawlers.is_one
        is_new, end, latest = self.visits.is_new, self._end, tally.latest
        views, crawled = tally.views, tally.crawled
        number = bad = 0
        for line in lines:
            if not line:
                continue
            number += 1
            hit = parse(line) if len(line) <= LONGEST else None
            if hit is None or not _EARLIEST <= hit.second <= end:
                bad += 1
                continue
            visitor, second, method, target, status, _ = hit
            if second > latest:
                latest = second
            article = article_at(target)
            if article is None or method != b"GET" or status not in _ANSWERED:
                continue
            agent, ahead = who(hit)
            if ahead:
                continue
            if agent is not None and is_crawler(agent):
                crawled[day_of(second)] += 1
            elif is_new(visitor, agent or b"", article, second):
                views[article, day_of(second)] += 1
        tally.lines += number
        tally.bad += bad
        tally.latest = latest
