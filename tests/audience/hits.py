"""Lines of access logs, as servers write them.

text = combined(second, "/2026/11/bai-1.html", visitor="113.1.2.3")
"""

import json
from datetime import UTC, datetime, timedelta, timezone

from plugins.audience.published import Item, Published

START = 1_793_467_200
"""00:20 on 1 November 2026 in Vietnam, in Unix time."""
PHONE = (
    "Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36"
)
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def combined(
    second: int,
    target: str = "/2026/11/bai-1.html",
    *,
    visitor: str = "113.160.1.2",
    agent: str = PHONE,
    method: str = "GET",
    status: int = 200,
    hours: int = 7,
) -> bytes:
    """A line of nginx's and Apache's format `combined`, with its line break."""
    when = datetime.fromtimestamp(second, timezone(timedelta(hours=hours)))
    written = f'{visitor} - - [{when:%d/%b/%Y:%H:%M:%S %z}] "{method} {target} HTTP/1.1" '
    return f'{written}{status} 5120 "https://tinhuy.example/" "{agent}"\n'.encode()


def portal(
    second: int,
    target: str = "/2026/11/bai-1.html",
    *,
    visitor: str = "113.160.1.2",
    agent: str = PHONE,
    method: str = "GET",
    status: int = 200,
    purpose: str = "",
) -> bytes:
    """A line of the format in the portal's own nginx configuration."""
    when = datetime.fromtimestamp(second, UTC).astimezone(timezone(timedelta(hours=7)))
    return (
        f'{{"time":"{when.isoformat()}","address":"{visitor}","method":"{method}",'
        f'"status":{status},"path":{json.dumps(target)},"agent":{json.dumps(agent)},'
        f'"purpose":"{purpose}"}}\n'
    ).encode()


def make_item(number: int, **fields: object) -> Item:
    """An article `bai-<number>` of November 2026."""
    values: dict[str, object] = {
        "id": f"id-{number}",
        "path": address(number),
        "title": f"Bài số {number}",
        "category": "chinh-tri",
        "published": f"2026-11-{number % 28 + 1:02}T08:00:00+07:00",
        "views": 0,
        **fields,
    }
    return Item(**values)  # type: ignore[arg-type]


def address(number: int) -> str:
    """Where the article is."""
    return f"/2026/11/bai-{number}.html"


def make_published(count: int, *redirects: tuple[str, str], **fields: object) -> Published:
    """So many articles of one category, from number 1, and old addresses."""
    items = [make_item(number, **fields) for number in range(1, count + 1)]
    return Published(items, redirects, [("chinh-tri", "Chính trị")])
