"""A server's log of a month, made up from a seed: lines as they come to a busy portal."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 10, 23, tzinfo=UTC)
DAYS = 30

_MINUTE = 60
_OTHERS = (
    "/",
    "/chinh-tri/",
    "/rss.xml",
    "/favicon.ico",
    "/theme/portal-0a1b2c3d4e.css",
    "/theme/portal-4e3d2c1b0a.js",
    "/anh/0123456789abcdef-640.webp",
    "/wp-login.php",
)
_CRAWLERS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers)",
)


def address(number: int) -> str:
    """Where an article is."""
    return f"/{2006 + number % 20}/{number % 12 + 1:02}/bai-viet-so-{number}-cua-cong.html"


def write(path: Path, lines: int, articles: int) -> None:
    """Write so many lines of 30 days, in format combined; a third are of articles."""
    with path.open("w", encoding="ascii") as file:
        file.writelines(_lines(random.Random(1), lines, articles, START, DAYS * 86_400))


def append(path: Path, lines: int, articles: int, turn: int) -> None:
    """Write so many lines more, of an hour after that month; each turn another hour."""
    start = START + timedelta(days=DAYS, hours=turn)
    with path.open("a", encoding="ascii") as file:
        file.writelines(_lines(random.Random(turn + 2), lines, articles, start, 3_600))


def _lines(
    chance: random.Random, lines: int, articles: int, start: datetime, seconds: int
) -> Iterator[str]:
    visitors = [_visitor(chance) for _ in range(60_000)]
    agents = [_agent(chance) for _ in range(4_000)]
    stamp, minute = "", -1
    for number in range(lines):
        second = number * seconds // lines
        if second // _MINUTE != minute:
            minute = second // _MINUTE
            when = start + timedelta(minutes=minute, hours=7)
            stamp = f"{when:%d/%b/%Y:%H:%M}"
        kind = chance.random()
        if kind < 0.34:
            target = address(min(int(chance.expovariate(12 / articles)), articles - 1))
        else:
            target = _OTHERS[int(kind * 97) % len(_OTHERS)]
        place = int(chance.random() ** 2 * 60_000)
        agent = _CRAWLERS[place % 4] if chance.random() < 0.15 else agents[place % 4_000]
        status = 304 if kind > 0.9 else 404 if target == "/wp-login.php" else 200
        yield (
            f"{visitors[place]} - - [{stamp}:{second % _MINUTE:02} +0700] "
            f'"GET {target} HTTP/1.1" {status} {4_000 + place} "https://tinhuy.example/" '
            f'"{agent}"\n'
        )


def _visitor(chance: random.Random) -> str:
    return ".".join(str(chance.randrange(1, 255)) for _ in range(4))


def _agent(chance: random.Random) -> str:
    return (
        f"Mozilla/5.0 (Linux; Android {chance.randrange(8, 15)}; SM-A{chance.randrange(100, 999)}) "
        f"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{chance.randrange(90, 132)}.0.0.0 "
        "Mobile Safari/537.36"
    )
