"""The articles as data: JSON for aggregators, other bodies' sites and archives, without a server.

    api/v1/index.json               where everything is; the months that have articles
    api/v1/categories.json          the categories, in the menu's order
    api/v1/articles/2026-11.json    the articles of a month, newest first, one a line
    api/v1/schema.json              JSON Schema (2020-12) of the three

One article changes one file, its month's. Nothing is counted and nothing says when a file was made:
the files change only when what they tell does. All addresses are absolute, all times ISO 8601 at
+07:00 (RFC 3339); an article dated without a time says 00:00:00. What is not known is null, never
left out. In v1 a field keeps its name, type and meaning; new ones may be added, so the schema lets
clients meet fields that they do not know.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from plugins.core.dates import Moment
from plugins.core.text import clean, one_line

VERSION = 1

_ENCODER = json.JSONEncoder(ensure_ascii=False)


class Portal(NamedTuple):
    """The portal and the absolute addresses of the files that index.json names."""

    name: str
    url: str
    categories_url: str
    schema_url: str


class Month(NamedTuple):
    """A month that has articles, `2026-11`, and the address of its file."""

    month: str
    url: str


class Category(NamedTuple):
    """A category and its page."""

    slug: str
    name: str
    url: str


class Picture(NamedTuple):
    """The lead picture; width and height in px."""

    url: str
    width: int
    height: int
    alt: str


class Source(NamedTuple):
    """Where a reprint comes from; `url` may be empty."""

    name: str
    url: str


class Item(NamedTuple):
    """An article as the API tells it; texts are plain, addresses absolute."""

    id: str
    url: str
    title: str
    category: Category
    authors: tuple[str, ...]
    published: Moment
    modified: Moment | None
    views: int
    summary: str
    image: Picture | None
    tags: tuple[str, ...]
    source: Source | None


def index(portal: Portal, months: Iterable[Month]) -> bytes:
    """index.json: where the other files are; the months newest first."""
    head = {
        "version": VERSION,
        "name": _text(portal.name),
        "url": portal.url,
        "language": "vi",
        "categories": portal.categories_url,
        "schema": portal.schema_url,
    }
    rows = [each._asdict() for each in sorted(months, reverse=True)]
    return _document(head, "months", rows)


def categories(rows: Iterable[Category]) -> bytes:
    """categories.json, in the order given; without counts, so that no article changes it."""
    found = [{**row._asdict(), "name": _text(row.name)} for row in rows]
    return _document({"version": VERSION}, "categories", found)


def month(name: str, items: Iterable[Item]) -> bytes:
    """The articles of a month (`2026-11`), newest first; ValueError for one of another month."""
    newest = sorted(items, key=lambda item: (item.published.stamp, item.id), reverse=True)
    for item in newest:
        if not item.published.stamp.startswith(name + "-"):
            raise ValueError(f"not of {name}: {item.url}")
    return _document({"version": VERSION, "month": name}, "articles", [_row(i) for i in newest])


def schema() -> bytes:
    """schema.json: what the other files hold. `#/$defs/month` and the like name one of them."""
    return (json.dumps(_SCHEMA, ensure_ascii=False, indent=2) + "\n").encode()


def _row(item: Item) -> dict[str, Any]:
    image, source = item.image, item.source
    return {
        "id": item.id,
        "url": item.url,
        "title": _text(item.title),
        "category": {"slug": item.category.slug, "name": _text(item.category.name)},
        "authors": [_text(each) for each in item.authors],
        "published": item.published.iso,
        "modified": item.modified.iso if item.modified else None,
        "views": item.views,
        "summary": _text(item.summary),
        "image": {**image._asdict(), "alt": _text(image.alt)} if image else None,
        "tags": [_text(each) for each in item.tags],
        "source": {"name": _text(source.name), "url": source.url or None} if source else None,
    }


def _document(head: dict[str, Any], name: str, rows: Sequence[dict[str, Any]]) -> bytes:
    """An object whose last member is a list, one row a line: a change is one line of a diff."""
    start = _ENCODER.encode(head)[:-1]
    lines = ",\n".join(map(_ENCODER.encode, rows))
    return f"{start}, {json.dumps(name)}: [\n{lines}\n]}}\n".encode()


@lru_cache(4096)  # names come again and again
def _text(value: str) -> str:
    return one_line(clean(value))


def _type(kind: str, description: str, **more: Any) -> dict[str, Any]:
    return {"description": description, "type": kind, **more}


def _or_null(kind: str, description: str, **more: Any) -> dict[str, Any]:
    return {"description": description, "type": [kind, "null"], **more}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(description: str, items: dict[str, Any]) -> dict[str, Any]:
    return _type("array", description, items=items)


_TIME = {"format": "date-time", "pattern": r"^[0-9-]{10}T[0-9:]{8}\+07:00$"}
_URL = {"format": "uri", "pattern": "^https?://"}
_SLUG = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_MONTH = {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
_VERSION = {"description": "Phiên bản của giao diện.", "const": VERSION}

_CATEGORY = {
    "slug": _type("string", "Tên viết trong địa chỉ.", **_SLUG),
    "name": _type("string", "Tên chuyên mục.", minLength=1),
}
_IMAGE = {
    "url": _type("string", "Địa chỉ tệp ảnh.", **_URL),
    "width": _type("integer", "Chiều rộng, điểm ảnh.", minimum=1),
    "height": _type("integer", "Chiều cao, điểm ảnh.", minimum=1),
    "alt": _type("string", "Lời tả ảnh; rỗng nếu chưa có."),
}
_SOURCE = {
    "name": _type("string", "Tên nơi đăng đầu tiên.", minLength=1),
    "url": _or_null("string", "Địa chỉ bài gốc.", **_URL),
}
_ARTICLE = {
    "id": _type("string", "Mã của bài; không bao giờ đổi, kể cả khi tít hay địa chỉ đổi."),
    "url": _type("string", "Địa chỉ của bài.", **_URL),
    "title": _type("string", "Tít.", minLength=1),
    "category": {"description": "Chuyên mục.", **_object(_CATEGORY)},
    "authors": _list("Bút danh; rỗng nếu bài không ghi.", {"type": "string", "minLength": 1}),
    "published": _type("string", "Lúc đăng, giờ Việt Nam.", **_TIME),
    "modified": _or_null("string", "Lúc cập nhật gần nhất do ban biên tập ghi.", **_TIME),
    "views": _type("integer", "Số lượt xem đã ghi nhận.", minimum=0),
    "summary": _type("string", "Tóm tắt, chữ thuần."),
    "image": {"description": "Ảnh đại diện.", **_object(_IMAGE), "type": ["object", "null"]},
    "tags": _list("Từ khóa.", {"type": "string", "minLength": 1}),
    "source": {
        "description": "Nguồn, nếu là bài đăng lại.",
        **_object(_SOURCE),
        "type": ["object", "null"],
    },
}
_FILES = {
    "index": {
        "version": _VERSION,
        "name": _type("string", "Tên cổng.", minLength=1),
        "url": _type("string", "Trang chủ.", **_URL),
        "language": _type("string", "Ngôn ngữ (BCP 47)."),
        "categories": _type("string", "Địa chỉ của categories.json.", **_URL),
        "schema": _type("string", "Địa chỉ của tệp này.", **_URL),
        "months": _list(
            "Các tháng có bài, mới nhất trước.",
            _object(
                {
                    "month": _type("string", "Tháng.", **_MONTH),
                    "url": _type("string", "Địa chỉ của tệp tháng ấy.", **_URL),
                }
            ),
        ),
    },
    "categories": {
        "version": _VERSION,
        "categories": _list(
            "Các chuyên mục, theo thứ tự của menu.",
            _object({**_CATEGORY, "url": _type("string", "Trang chuyên mục.", **_URL)}),
        ),
    },
    "month": {
        "version": _VERSION,
        "month": _type("string", "Tháng.", **_MONTH),
        "articles": _list("Bài của tháng, mới nhất trước.", {"$ref": "#/$defs/article"}),
    },
}
_TITLES = {"index": "index.json", "categories": "categories.json", "month": "articles/….json"}
_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Dữ liệu của cổng, v1",
    "description": "Bản sau có thể thêm trường; trường đã có không đổi tên, kiểu hay nghĩa.",
    "anyOf": [{"$ref": f"#/$defs/{name}"} for name in _FILES],
    "$defs": {
        **{name: {"title": _TITLES[name], **_object(each)} for name, each in _FILES.items()},
        "article": {"title": "Một bài", **_object(_ARTICLE)},
    },
}
