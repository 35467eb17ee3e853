"""Who looked at an article in the last half hour: known by a hash whose key is thrown away daily.

Of a visitor nothing is kept but that hash, for little more than an hour of the log's own time.
Memory follows the hour's readers, not the log's length.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import NamedTuple

AGAIN = 1_800
"""Seconds in which the same visitor's looking again at an article is no other view."""
STEP = 300
"""Seconds by which lines may be out of order; what lies further back is a clock put back."""
_KEPT = AGAIN + STEP
DAY = 86_400
_VIETNAM = 7 * 3_600


def day_of(second: int) -> int:
    """The day in Vietnam, counted from 1 January 1970."""
    return (second + _VIETNAM) // DAY


class Visitor(NamedTuple):
    """Somebody who viewed an article: a hash, the second of the view, the day of its key."""

    name: bytes
    second: int
    day: int


class Visits:
    """Visitors of the last half hour.

    Time is counted on from where a clock was put back: `latest` is the last second by the log's own
    clock, `seen` has that clock's seconds, and what was put back is added to all that comes.
    """

    def __init__(
        self,
        keys: Mapping[int, bytes] | None = None,
        seen: Iterable[Visitor] = (),
        latest: int = 0,
    ) -> None:
        self._keys = dict(keys or {})
        self._seen = {name: (second, day) for name, second, day in seen}
        self._put_back, self._latest, self._pruned = 0, latest, latest

    @property
    def latest(self) -> int:
        """The last second, by the log's own clock."""
        return self._latest - self._put_back

    @property
    def seen(self) -> list[Visitor]:
        """Those who may come again."""
        self._prune()
        return [
            Visitor(name, second - self._put_back, day)
            for name, (second, day) in self._seen.items()
        ]

    @property
    def keys(self) -> dict[int, bytes]:
        """The keys of those who may come again, by day, and no others."""
        self._prune()
        return self._keys

    def begin(self, second: int) -> None:
        """Another log begins, perhaps of an earlier time: no clock was put back for that."""
        self._latest = self._pruned = min(self._latest, second + self._put_back)

    def is_new(self, visitor: bytes, agent: bytes, article: str, second: int) -> bool:
        """True if nobody with this address and agent viewed the article within half an hour."""
        now = second + self._put_back
        if now < self._latest - STEP:
            self._put_back += self._latest - now
            now = self._latest
        elif now > self._latest:
            self._latest = now
            if now - self._pruned >= _KEPT:
                self._prune()
        who = b"\0".join((visitor, agent, article.encode()))
        day = day_of(second)
        names = [hashlib.blake2b(who, key=key, digest_size=12).digest() for key in self._of(day)]
        for name in names:
            last = self._seen.get(name)
            if last is not None and -AGAIN < now - last[0] < AGAIN:
                return False
        self._seen[names[0]] = now, day
        return True

    def _of(self, day: int) -> list[bytes]:
        """The keys that a visitor's hash may be of, this day's first; past midnight two."""
        if day not in self._keys:
            self._prune()
            self._keys[day] = secrets.token_bytes(16)
        if len(self._keys) == 1:
            return [self._keys[day]]
        return [self._keys[day], *(key for each, key in self._keys.items() if each != day)]

    def _prune(self) -> None:
        """Forget whom nobody needs to know any more, and the keys that nobody has."""
        since, self._pruned = self._latest - _KEPT, self._latest
        self._seen = {name: seen for name, seen in self._seen.items() if seen[0] > since}
        days = {day for _, day in self._seen.values()}
        self._keys = {day: key for day, key in self._keys.items() if day in days}
