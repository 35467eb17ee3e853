"""The one table of front-matter keys: name, type, where allowed, meaning, example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.core import text
from plugins.core.article import ARTICLE, DRAFT, HIDDEN, PAGE, PUBLISHED
from plugins.ingest import compound, values
from plugins.ingest.header import Entry, Fault, Header, value_of
from plugins.ingest.values import Context, Reader


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the header. `structured` keys may hold lists or mappings besides plain text."""

    name: str
    read: Reader
    doc: str
    example: str
    required: bool = False
    structured: bool = False
    kinds: tuple[str, ...] = (ARTICLE,)


_BOTH = (ARTICLE, PAGE)
_STATUS = values.one_of(PUBLISHED, HIDDEN, DRAFT)

KEYS = (
    Key("title", values.line_of_text, "Tên bài.", "Hội nghị giao ban", True, kinds=_BOTH),
    Key("date", values.moment, "Ngày đăng, có thể kèm giờ.", values.DATE_EXAMPLE, True),
    Key("category", values.category, "Chuyên mục.", "Xây dựng Đảng", True),
    Key("author", compound.people, "Bút danh.", "Lê Ân", structured=True),
    Key("authors", compound.people, "Nhiều bút danh.", "[Lê Ân, Trần Bình]", structured=True),
    Key("views", values.count, "Số lượt xem đã ghi nhận.", "1234"),
    Key(
        "summary",
        values.line_of_text,
        "Sapo, hiện ngay dưới tên bài.",
        "Sáng 31/3, hội nghị bàn ba việc của quý II.",
        kinds=_BOTH,
    ),
    Key("id", values.identity, "Mã của bài, không bao giờ đổi.", "hoi-nghi-giao-ban-7f3a"),
    Key("slug", values.slug, "Phần cuối của địa chỉ.", "hoi-nghi-giao-ban", kinds=_BOTH),
    Key("updated", values.moment, "Ngày cập nhật.", "01/04/2023", kinds=_BOTH),
    Key("status", _STATUS, "Nháp (draft), ẩn (hidden), đăng (published).", "draft", kinds=_BOTH),
    Key("expires", values.expiry, "Hết hạn: từ đó không còn trong danh sách.", "30/06/2023"),
    Key("tags", compound.names, "Từ khóa.", "[chuyển đổi số, nông thôn mới]", structured=True),
    Key("topics", compound.names, "Chủ đề.", "[Đại hội Đảng các cấp]", structured=True),
    Key(
        "image",
        compound.picture,
        "Ảnh đại diện: đường dẫn, hoặc src, alt, caption, credit.",
        "{src: /images/hoi-nghi.jpg, alt: Toàn cảnh hội nghị}",
        structured=True,
        kinds=_BOTH,
    ),
    Key(
        "source",
        compound.source,
        "Nguồn của bài dẫn lại: tên, hoặc name, url, author, published.",
        "{name: Nhân Dân, url: https://bao.example/bai.html, published: 31/03/2023}",
        structured=True,
    ),
    Key(
        "attachments",
        compound.attachments,
        "Tệp đính kèm: danh sách đường dẫn, hoặc src, title.",
        "[/files/ke-hoach.pdf]",
        structured=True,
    ),
    Key(
        "corrections",
        compound.corrections,
        "Đính chính: danh sách gồm at, text.",
        '[{at: 10/08/2019, text: "Sửa lại là 45 hộ."}]',
        structured=True,
    ),
    Key(
        "aliases",
        compound.aliases,
        "Danh sách địa chỉ cũ dẫn về bài.",
        "[/tin-tuc/bai-cu-123.html]",
        structured=True,
    ),
    Key("featured", values.flag, "Bài nổi bật trên trang chủ.", "true"),
    Key("order", values.count, "Thứ tự của trang trong danh sách trang.", "1", kinds=(PAGE,)),
)


def keys_of(kind: str) -> dict[str, Key]:
    """The keys that an article or a standing page may have, in the table's order."""
    return {key.name: key for key in KEYS if kind in key.kinds}


_KEYS = {kind: keys_of(kind) for kind in _BOTH}


_OTHER_WORDS = {
    "tieu de": "title",
    "ten bai": "title",
    "ngay": "date",
    "ngay dang": "date",
    "chuyen muc": "category",
    "tac gia": "author",
    "but danh": "author",
    "luot xem": "views",
    "sapo": "summary",
    "tom tat": "summary",
    "description": "summary",
    "ngay cap nhat": "updated",
    "modified": "updated",
    "trang thai": "status",
    "tu khoa": "tags",
    "keywords": "tags",
    "chu de": "topics",
    "anh": "image",
    "anh dai dien": "image",
    "nguon": "source",
    "tep dinh kem": "attachments",
    "dinh chinh": "corrections",
    "noi bat": "featured",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The typed values of a header, the line of each key, and every fault found."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    faults: tuple[tuple[str, Fault], ...]


def read(header: Header, kind: str, context: Context) -> Fields:
    """Type every value of a header by the table; all faults come at once, with their keys."""
    allowed = _KEYS[kind]
    found: dict[str, Any] = {}
    faults = [("", fault) for fault in header.faults]
    for entry in header.entries.values():
        try:
            _read_entry(entry, kind, context, found)
        except Fault as fault:
            faults.append((entry.key, fault))
            found.setdefault(entry.key, None)
    if "author" in found and "authors" in found:
        line = header.entries["authors"].line
        cure = "Chỉ giữ authors, ví dụ authors: [Lê Ân, Trần Bình]"
        faults.append(("authors", Fault(line, "Có cả “author” lẫn “authors”.", cure)))
    lines = {entry.key: entry.line for entry in header.entries.values()}
    indented = dict(_indented(header, allowed))
    for name, line in indented.items():
        message = f"Dòng này thụt vào nên “{name}” bị hiểu là phần tiếp của dòng trên."
        faults.append((name, Fault(line, message, "Xóa khoảng trống ở đầu dòng này.")))
    meant = indented.keys() | {nearest_key(each, kind) for each in lines if each not in allowed}
    if header.entries or not header.faults:
        for key in allowed.values():
            if key.required and key.name not in found and key.name not in meant - lines.keys():
                message = f"Thiếu “{key.name}”: {key.doc}"
                cure = f"Thêm vào phần đầu bài, ví dụ {key.name}: {key.example}"
                faults.append((key.name, Fault(lines.get(key.name, 1), message, cure)))
    return Fields(found, lines, tuple(faults))


def _indented(header: Header, allowed: Mapping[str, Key]) -> Iterator[tuple[str, int]]:
    """Keys that stand only where a line of text goes on, each with its line."""
    for entry in header.entries.values():
        if not entry.more or entry.key not in allowed or allowed[entry.key].structured:
            continue
        for line, written in enumerate(entry.more, entry.line + 1):
            key, colon, _ = written.strip().partition(":")
            if colon and key in allowed and key not in header.entries:
                yield key, line


def nearest_key(written: str, kind: str) -> str | None:
    """The key that an editor meant."""
    allowed = _KEYS[kind]
    meant = _OTHER_WORDS.get(text.fold(written), "")
    return meant if meant in allowed else text.nearest(written, allowed)


def _read_entry(entry: Entry, kind: str, context: Context, found: dict[str, Any]) -> None:
    key = _KEYS[kind].get(entry.key)
    if key is None:
        near = nearest_key(entry.key, kind)
        known = ", ".join(_KEYS[kind])
        cure = f"{near}: {entry.head}".rstrip() if near else f"Các khóa dùng được: {known}."
        what = "Bài" if kind == ARTICLE else "Trang"
        raise Fault(entry.line, f"{what} không có khóa “{entry.key}”.", cure)
    node = value_of(entry, structured=key.structured)
    if node is not None and node.value in ("", [], {}):
        node = None
    if node is not None:
        found[key.name] = key.read(node, key.name, context)
