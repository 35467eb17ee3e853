"""Old addresses: how a browser asks for them, and which file can answer.

An alias is a path, perhaps with a query, as the editor wrote it: `/cat/old-123.html`,
`/?ItemID=12`. Percent-encoding is that of RFC 3986 and of the URL Standard's path and query.
"""

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

from plugins.core import urls
from plugins.core.text import clean

LONGEST_SEGMENT = 200
"""Bytes of a file's name: file systems allow 255, and a writer needs room for its own endings."""
LONGEST_PATH = 1_000
"""Bytes of a whole path."""

_INDEX = "index.html"
_PAGES = (".html", ".htm")
# Folders in which only the portal's own files lie, or the server's.
_TAKEN = frozenset(
    ("anh", "api", "fragments", "rss", "sitemap", "tep", "theme", "tim-kiem", "views")
)
_OWN = frozenset((*urls.PAGES, *urls.MACHINES))
# An ending with a letter in front is a type of file; `12.2019` is a name with a dot.
_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.IGNORECASE)
_BROKEN_ENCODING = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# What browsers leave as it is when they ask.
_PATH_SAFE = "/%:@!$&'()*+,;=~[]|\\^"
_QUERY_SAFE = _PATH_SAFE + "?`{}"


def requested(alias: str) -> str:
    """An old address as a browser asks for it: what no URL may hold is percent-encoded."""
    path, mark, query = clean(alias).partition("?")
    encoded = quote(path, _PATH_SAFE) + mark + quote(query, _QUERY_SAFE)
    return _ENCODED.sub(lambda match: match[0].upper(), encoded)


def output(alias: str) -> str | None:
    """The file below output/ that answers an old address; None where no static file can.

    `/cat/old-123.html` is the file itself, `/cu/bai/` and `/cu/bai-1` are folders with an
    index.html. No file answers a query, an ending that hosts do not serve as HTML, a path that is
    no plain one (`..`, empty or hidden segments, control characters) or one that is the portal's
    own. A folder has no ending: it could stand where a page (`/2023/03/bai.html`) lies.
    """
    if not alias.startswith("/") or "?" in alias or "#" in alias:
        return None
    *folders, last = alias[1:].split("/")
    names = [_segment(each) for each in (*folders, last or _INDEX)]
    if not all(names):
        return None
    *folders, last = [name for name in names if name]
    if any(_ending(each) for each in folders):
        return None
    if not _ending(last):
        folders, last = [*folders, last], _INDEX
    elif _ending(last) not in _PAGES:
        return None
    found = "/".join([*folders, last])
    own = (folders and folders[0].lower() in _TAKEN) or found.lower() in _OWN
    return None if own or len(found.encode()) > LONGEST_PATH else found


def _segment(written: str) -> str | None:
    """The name of a file or folder that a segment of a path means; None if it may be none."""
    if _BROKEN_ENCODING.search(written):
        return None
    try:
        name = unicodedata.normalize("NFC", unquote_to_bytes(written).decode())
    except UnicodeError:  # another encoding, or half a character
        return None
    if not name.strip() or name.startswith(".") or "/" in name or "\\" in name:
        return None
    if any(unicodedata.category(each)[0] == "C" for each in name):
        return None
    return name if len(name.encode()) <= LONGEST_SEGMENT else None


def _ending(name: str) -> str:
    """`.html` of a file's name, in lower case; empty if it has none."""
    stem, dot, ending = name.rpartition(".")
    found = (dot + ending).lower()
    return found if stem and _ENDING.fullmatch(found) else ""
