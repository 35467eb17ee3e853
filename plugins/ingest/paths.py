"""Paths below content/: what lies where, and what editors write; nothing may lead outside."""

import posixpath
from urllib.parse import unquote

from plugins.core import text
from plugins.core.article import ARTICLE, PAGE
from plugins.core.problem import shorten
from plugins.ingest.header import Fault

PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp"))
FILES = frozenset(
    ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "zip", "mp3", "m4a", "mp4", *PICTURES)
)
_OUTSIDE = "Chép tệp vào thư mục content/ rồi viết đường dẫn từ đó, ví dụ /files/ke-hoach.pdf."


def resolve(written: str, path: str, line: int) -> str:
    """The path below content/ that `written` means in the file `path`.

    `/…` is from content/, anything else from the file's own folder; `{static}`, `{attach}` and
    `{filename}` in front are allowed. Raises Fault for what reaches outside content/.
    """
    plain = written
    for mark in ("{static}", "{attach}", "{filename}"):
        plain = plain.removeprefix(mark)
    plain = text.clean(unquote(plain)).strip()
    if not plain or "\\" in plain or "://" in plain or "\0" in plain or plain[1:2] == ":":
        message = f"“{shorten(written, 80)}” không phải đường dẫn trong content/."
        raise Fault(line, message, _OUTSIDE)
    base = "" if plain.startswith("/") else posixpath.dirname(path)
    found = posixpath.normpath(posixpath.join(base, plain.lstrip("/")))
    if found in ("..", ".") or found.startswith("../"):
        raise Fault(line, f"“{shorten(written, 80)}” ra ngoài thư mục content/.", _OUTSIDE)
    return found


def extension(path: str) -> str:
    """The file's ending in lower case, without the dot."""
    return posixpath.splitext(path)[1][1:].lower()


def kind_of(path: str) -> str | None:
    """Article or standing page, by the first folder; None for what is neither."""
    if not path.endswith(".md") or not holds_articles(path):
        return None
    return PAGE if path.startswith("pages/") else ARTICLE


def holds_articles(path: str) -> bool:
    """True if this is in a folder where articles or standing pages lie."""
    return not path.startswith(("documents/", "data/", "images/", "files/"))
