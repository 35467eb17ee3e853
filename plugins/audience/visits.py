"""Who looked at an article in the last half hour: known by a hash whose key is thrown away daily.

Of a visitor nothing is kept but that hash, for little more than an hour of the log's own time.
Memory follows the hour's readers, not the log's length.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping

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


class Visits:
    """Visitors of the last half hour, in two halves that are thrown away in turn.

    Time is counted on from where a clock was put back: `latest` is the last second by the log's own
    clock, `seen` has that clock's seconds, and what was put back is added to all that comes.
    """

    def __init__(
        self,
        keys: Mapping[int, bytes] | None = None,
        seen: Iterable[tuple[bytes, int]] = (),
        latest: int = 0,
    ) -> None:
        self.keys = dict(keys or {})
        self._young, self._old = dict(seen), dict[bytes, int]()
        self._days = set(self.keys)  # those of whom the young half is
        self._put_back, self._latest, self._turned = 0, latest, latest

    @property
    def latest(self) -> int:
        """The last second, by the log's own clock."""
        return self._latest - self._put_back

    @property
    def seen(self) -> list[tuple[bytes, int]]:
        """Those who may come again: hash and second of the view."""
        since = self._latest - _KEPT
        both = (*self._old.items(), *self._young.items())
        return [(name, second - self._put_back) for name, second in both if second > since]

    def begin(self, second: int) -> None:
        """Another log begins: if it is of an earlier time, nobody in it was here before."""
        if second < self.latest - AGAIN:
            self._young, self._old = {}, {}
            self._put_back, self._latest, self._turned = 0, second, second

    def is_new(self, visitor: bytes, agent: bytes, article: str, second: int) -> bool:
        """True if nobody with this address and agent viewed the article in the last half hour."""
        now = second + self._put_back
        if now < self._latest - STEP:
            self._put_back += self._latest - now
            now = self._latest
        elif now > self._latest:
            self._latest = now
            if now - self._turned >= _KEPT:
                self._turn(second)
        who = b"\0".join((visitor, agent, article.encode()))
        names = [
            hashlib.blake2b(who, key=key, digest_size=12).digest() for key in self._held(second)
        ]
        for name in names:
            last = self._young.get(name) or self._old.get(name)
            if last is not None and now - last < AGAIN:
                return False
        self._young[names[0]] = now
        self._days.add(day_of(second))
        return True

    def _held(self, second: int) -> list[bytes]:
        """The keys that a visitor's hash may be of, this day's first; past midnight two."""
        day = day_of(second)
        if day not in self.keys:
            self.keys = {day: secrets.token_bytes(16), **self.keys}
        if len(self.keys) == 1:
            return [self.keys[day]]
        return [self.keys[day], *(key for each, key in self.keys.items() if each != day)]

    def _turn(self, second: int) -> None:
        """Half an hour has gone by: nobody needs to know the older ones any more."""
        is_next = self._latest - self._turned < 2 * _KEPT
        self._old, self._young, self._turned = (self._young if is_next else {}), {}, self._latest
        used = self._days | {day_of(second)}
        self.keys = {day: key for day, key in self.keys.items() if day in used}
        self._days.clear()
