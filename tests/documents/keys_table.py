"""The table of front-matter keys for docs/bien-tap.md, from the schema itself."""

from plugins.core.article import ARTICLE, PAGE
from plugins.ingest.schema import KEYS, Key
from tests.documents.tables import code, table

_KINDS = {ARTICLE: "bài", PAGE: "trang"}


def keys() -> str:
    """All keys in the schema's order."""
    head = ("Khóa", "Nghĩa", "Ví dụ", "Bắt buộc", "Dùng ở")
    return table(head, map(_row, KEYS))


def _row(key: Key) -> tuple[str, ...]:
    kinds = ", ".join(_KINDS[kind] for kind in key.kinds)
    written = code(f"{key.name}: {key.example}")
    return code(key.name), key.doc, written, "có" if key.required else "", kinds
