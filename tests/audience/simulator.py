"""A day and more in the life of a portal, as its server's log has it, with the answer known.

It knows what really happened: who sat before which browser, what the clock of the server was off
by. The log has only what a server writes.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from plugins.audience.visits import day_of
from tests.audience.hits import GOOGLE, PHONE, START, address, combined, portal

MINUTE, HOUR = 60, 3_600
AGENTS = [PHONE.replace("A146P", f"A{number}") for number in range(100, 112)]
CRAWLERS = [GOOGLE, "Feedly/1.0", "curl/8.5.0", "NetNewsWire (RSS Reader)", "-"]
OTHERS = ["/", "/chinh-tri/", "/rss.xml", "/theme/portal-0123456789.css", "/anh/ab-640.webp"]
FORGED = [
    "/../../etc/passwd",
    "/2026/11/../11/bai-1.html",
    "/2026/11/<script>alert(1)</script>.html",
    "/2026/11/%c0%ae%c0%ae/bai-1.html",
    "/2026/11/bai-1.html/../../x",
    "/%2e%2e/%2e%2e/bai",
    "/khong-co.html",
]


@dataclass
class Day:
    """What happened since midnight: the lines in their order, and what is the truth about them."""

    seed: int
    articles: int = 12
    lines: list[bytes] = field(default_factory=list)
    views: Counter[tuple[str, int]] = field(default_factory=Counter)
    crawled: Counter[int] = field(default_factory=Counter)
    bad: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._now, self._off = START, 0
        self._seen: dict[tuple[str, str, int], int] = {}
        self._due: list[tuple[int, str, str, int]] = []

    def go_on(self, hours: float) -> "Day":
        """Let so much time go by."""
        end = self._now + int(hours * HOUR)
        while self._now < end:
            self._now += self._chance.randrange(1, 90)
            self._due.sort()
            while self._due and self._due[0][0] <= self._now:
                _, visitor, agent, article = self._due.pop(0)
                self._look(visitor, agent, article)
            self._happens()
        return self

    def put_clock(self, seconds: int) -> None:
        """Put the server's clock forth or back."""
        self._off += seconds

    def rest(self) -> None:
        """Nobody comes for two hours."""
        self._now += 2 * HOUR

    def _happens(self) -> None:
        chance = self._chance
        match chance.choices("rnxcpfb", [60, 15, 8, 8, 5, 2, 2])[0]:
            case "r":
                visitor = f"113.160.{chance.randrange(4)}.{chance.randrange(256)}"
                agent, article = chance.choice(AGENTS), self._some_article()
                self._look(visitor, agent, article)
                # Reloads and returns, clear of the half hour by more than clocks are put.
                for gap in (10, 5 * MINUTE, 15 * MINUTE, 45 * MINUTE, 2 * HOUR):
                    if chance.random() < 0.15:
                        self._due.append((self._now + gap, visitor, agent, article))
            case "n":
                self._write(chance.choice(OTHERS))
            case "x":
                target = address(self._some_article())
                self._write(target, status=chance.choice([301, 404, 206, 500, 403]))
                self._write(target, method=chance.choice(["HEAD", "POST", "OPTIONS"]))
            case "c":
                self.crawled[day_of(self._second)] += 1
                self._write(address(self._some_article()), agent=chance.choice(CRAWLERS))
            case "p":
                self._write(address(self._some_article()), purpose="prefetch;prerender")
            case "f":
                self._write(chance.choice(FORGED))
            case "b":
                self.bad += 1
                self.lines.append(self._rubbish())

    def _look(self, visitor: str, agent: str, article: int) -> None:
        """Somebody opens an article; a view unless he did so within half an hour."""
        last = self._seen.get((visitor, agent, article))
        if last is None or self._now - last >= 30 * MINUTE:
            self._seen[visitor, agent, article] = self._now
            self.views[f"id-{article}", day_of(self._second)] += 1
        target, chance = address(article), self._chance.random()
        if chance < 0.1:
            target += "?fbclid=IwAR0abc&utm_source=zalo"
        elif chance < 0.15:
            target = f"/cu/bai-{article}.html"
        elif chance < 0.2:
            target = f"/?ItemID={article}"
        elif chance < 0.25:
            target = target.replace("bai", "%62ai")
        self._write(target, visitor, agent, status=304 if chance > 0.9 else 200)

    @property
    def _second(self) -> int:
        return self._now + self._off

    def _some_article(self) -> int:
        return min(self.articles, 1 + int(self._chance.expovariate(0.3)))

    def _write(
        self,
        target: str,
        visitor: str = "1.2.3.4",
        agent: str = PHONE,
        *,
        method: str = "GET",
        status: int = 200,
        purpose: str = "",
    ) -> None:
        who: dict[str, Any] = {"visitor": visitor, "agent": agent, "method": method}
        if purpose or self._chance.random() < 0.5:
            line = portal(self._second, target, status=status, purpose=purpose, **who)
        else:
            line = combined(self._second, target, status=status, **who)
        self.lines.append(line)

    def _rubbish(self) -> bytes:
        good = combined(self._second, address(1))
        return self._chance.choice(
            [
                b"\x16\x03\x01\x02\x00\x01\x00\xff\xfe\n",
                good[:40] + b"\n",
                combined(86_400 * 300, address(1)),
                combined(self._second + 400 * 86_400, address(1)),
                combined(self._second, address(1), agent="x" * 1_000_000),
                good.replace(b"Nov", b"\xc0\xaf\xff"),
                b'{"time": "2026-11-01T00:20:00+07:00", "path": "/2026/11/bai-1.html"\n',
                b"\xff" * 20_000 + b"\n",
            ]
        )


def redirects(articles: int) -> list[tuple[str, str]]:
    """The old addresses that visitors of `Day` come by, and where they lead."""
    found = [(f"/cu/bai-{number}.html", address(number)) for number in range(1, articles + 1)]
    return found + [(f"/?ItemID={number}", address(number)) for number in range(1, articles + 1)]
