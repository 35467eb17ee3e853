"""Who is no reader: crawlers and feed readers, by what they call themselves.

The only user of crawleruseragents, a list that many keep up to date. Feed readers and programs
that it lacks stand here, and a portal may add words of its own (CRAWLERS).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from crawleruseragents import is_crawler

MORE = (
    *("NetNewsWire", "QuiteRSS", "RSSOwl", "RSS Guard", "Liferea", "Akregator", "Thunderbird/"),
    *("Reeder/", "FeedDemon", "Newsboat", "newsbeuter", "Inoreader", "theoldreader", "Feedbro"),
    *("The Old Reader", "RSS Reader", "Java/", "Microsoft Office"),
)
"""Feed readers, and programs that fetch pages for nobody's eyes."""

LONGEST = 1_000
"""Bytes of a name that are looked at."""
_KEPT = 20_000


class Crawlers:
    """Tells crawlers by their user agent; an answer is kept, as the same ones come all day."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        self._words = re.compile("|".join(map(re.escape, (*MORE, *words))), re.IGNORECASE)
        self._known = lru_cache(maxsize=_KEPT)(self._is_one)

    def is_one(self, agent: bytes) -> bool:
        """True for a crawler, a feed reader, and whoever does not say what it is."""
        return self._known(agent[:LONGEST])

    def _is_one(self, agent: bytes) -> bool:
        name = agent.decode("utf-8", "replace").strip()
        return name in ("", "-") or is_crawler(name) or self._words.search(name) is not None
