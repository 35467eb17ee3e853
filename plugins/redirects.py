"""Old addresses lead to where the article is now: a page that forwards, and one table for hosts.

Most of the old portal's addresses can be answered by a static file (`core.aliases.output` says
which), the *stub*: a small page that sends readers on at once. Where none can (`/?ItemID=12`,
`/a.aspx?id=1`), the host must: the table names every redirect in a form from which any host's
configuration can be made.

The table lies at /.well-known/redirects.json:

    {"version": 1, "redirects": [
    {"from": "/?ItemID=12", "to": "/2023/03/bai.html"},
    {"from": "/cat/old-123.html", "to": "/2023/03/bai.html"}
    ]}

`from` is what a browser asks for (RFC 9112, origin-form): the path and, where there is one, `?` and
the query, percent-encoded (UTF-8, RFC 3986, capital hex digits), in the case in which it was
written. With a query it means exactly this path and query, and goes first; without one it means
the path whatever query follows. `to` is a path of this site; the query is not carried along. All
are permanent (301 or 308). Entries stand one a line, sorted by `from`, each `from` once.
"""

import html
import json
import re
from collections.abc import Iterable

from plugins.core.aliases import requested
from plugins.core.text import clean, one_line


def stub(url: str, title: str) -> bytes:
    """The page that sends readers and search engines on to `url` (absolute), whose title is given.

    A refresh after 0 seconds counts as a permanent redirect (Google Search Central, “Redirects and
    Google Search”; WCAG technique H76) and `canonical` says the same. No `noindex`: it would take
    the old address out of the index instead of handing its standing on. Raises ValueError for an
    address that is not absolute.
    """
    if not re.fullmatch(r"https?://[^\s/]+/\S*", url) or clean(url) != url:
        raise ValueError(f"not an absolute address: {url!r}")
    href, name = html.escape(url), html.escape(one_line(clean(title))) or "Bài viết"
    lines = (
        "<!doctype html>",
        '<html lang="vi">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{name}</title>",
        f'<meta http-equiv="refresh" content="0; url={href}">',
        f'<link rel="canonical" href="{href}">',
        "</head>",
        "<body>",
        "<main>",
        "<h1>Bài đã chuyển sang địa chỉ mới</h1>",
        f'<p>Nếu trang không tự chuyển, mời bạn bấm vào đây: <a href="{href}">{name}</a></p>',
        "</main>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode()


def table(entries: Iterable[tuple[str, str]]) -> bytes:
    """/.well-known/redirects.json for old addresses, each with the path that it leads to now.

    Two spellings of one address count as one; the path that sorts first is kept.
    """
    found: dict[str, str] = {}
    for origin, path in sorted((requested(alias), path) for alias, path in entries):
        found.setdefault(origin, path)
    lines = ",\n".join(
        json.dumps({"from": origin, "to": path}, ensure_ascii=False)
        for origin, path in found.items()
    )
    return f'{{"version": 1, "redirects": [\n{lines}\n]}}\n'.encode()
