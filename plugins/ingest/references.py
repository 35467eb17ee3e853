"""Links and pictures of a text: what they mean, and their numbers in the stored HTML."""

import html
import posixpath
import re
from collections.abc import Callable

from plugins.core.article import Reference
from plugins.core.settings import Settings
from plugins.core.text import number
from plugins.ingest.header import Fault
from plugins.ingest.paths import FILES, PICTURES, extension, resolve

MOST = 2_000

_TAG = re.compile(r'<(a|img|audio|video|source)\b([^>]*? )(href|src)="([^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HTTP = re.compile(r"https?:", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_DOMAIN = re.compile(
    r"www\.|(?:[\w-]+\.)+(?:(?:vn|com|net|org|info|example)(?:[?]|$)|[a-z]{2,}/)", re.IGNORECASE
)
_CURLY_TITLE = re.compile(r"""(\S+)\s+[“”‘’"'](.*)[“”‘’"']""")
_BETTER = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "rtf": "docx", "rar": "zip", "7z": "zip"}
_BETTER |= dict.fromkeys(("heic", "heif", "tif", "tiff", "avif", "jfif"), "jpg")
_BETTER |= dict.fromkeys(("svg", "bmp"), "png") | dict.fromkeys(("avi", "mov", "wmv"), "mp4")


class References:
    """Collects the references of one file while its HTML is rewritten to `ref:<number>`."""

    def __init__(self, path: str, settings: Settings, report: Callable[[str, Fault], None]) -> None:
        self.found: list[Reference] = []
        self.own_fragments: list[tuple[str, int, str]] = []
        self._path, self._settings, self._report = path, settings, report

    def add(self, kind: str, target: str, line: int, field: str, fragment: str = "") -> int | None:
        """Note a reference and return its number; None if its type of file is not published."""
        if kind in ("picture", "file") and not self._has_right_type(kind, target, line, field):
            return None
        self.found.append(Reference(kind, target, fragment, line, field))
        return len(self.found) - 1

    def rewrite(self, text: str, source: str, first_line: int, field: str) -> str:
        """The canonical HTML with each inner link and picture as `ref:<number>`.

        `source` is the Markdown it was made from: lines are found in it.
        """
        if '="' not in text:
            return text
        searched: dict[str, int] = {}

        def replaced(match: re.Match[str]) -> str:
            tag, between, attribute, quoted = match.groups()
            written = html.unescape(quoted).strip()
            at = source.find(written, searched.get(written, 0))
            searched[written] = at + 1 if at >= 0 else 0
            line = first_line + source.count("\n", 0, max(at, 0))
            try:
                number = self._one(tag, written, line, field)
            except Fault as fault:
                self._report(field, fault)
                return match[0]
            return match[0] if number is None else f'<{tag}{between}{attribute}="ref:{number}"'

        done = _TAG.sub(replaced, text)
        if len(self.found) > MOST:
            fault = Fault(
                first_line, f"Bài có quá {number(MOST)} liên kết và ảnh.", "Chia thành nhiều bài."
            )
            self._report(field, fault)
        return done

    def _one(self, tag: str, written: str, line: int, field: str) -> int | None:
        """The number of the reference; None for an address outside the site."""
        site = self._settings.siteurl
        if written == site or written.startswith((site + "/", site + "#", site + "?")):
            written = written[len(site) :] if written[len(site) :].startswith("/") else "/"
        if " " in written and (curly := _CURLY_TITLE.fullmatch(written)):
            message = 'Chú thích phải đặt trong dấu nháy thẳng "…", không phải dấu nháy cong.'
            raise Fault(line, message, f'({curly[1]} "{curly[2]}")')
        if tag != "a":
            return self._media(tag, written, line, field)
        if not written:
            raise Fault(line, "Liên kết không có địa chỉ.", "[chữ](https://trang.example/bai.html)")
        if written.startswith("#"):
            self.own_fragments.append((html.unescape(written[1:]), line, field))
            return None
        if written.startswith("//"):
            raise Fault(line, f"Liên kết “{written}” thiếu https:.", f"https:{written}")
        if _SCHEME.match(written):
            if _HTTP.match(written) and not _WHOLE.match(written):
                rest = written.partition(":")[2].lstrip("/") or "trang.example/bai.html"
                raise Fault(line, f"Liên kết “{written}” không đủ.", f"https://{rest}")
            return None
        if written.startswith("/"):
            address, _, fragment = written.partition("#")
            return self.add("url", address, line, field, fragment)
        address, _, fragment = written.partition("#")
        target = resolve(address, self._path, line)
        if extension(target) == "md":
            return self.add("item", target, line, field, fragment)
        if address.startswith("{filename}") and "." not in target:
            raise Fault(line, f"“{address}” không phải một bài .md.", "{filename}ten-bai.md")
        if extension(target) not in FILES and _DOMAIN.match(address):
            raise Fault(line, f"Liên kết “{written}” thiếu https://.", f"https://{written}")
        kind = "picture" if extension(target) in PICTURES else "file"
        return self.add(kind, target, line, field)

    def _media(self, tag: str, written: str, line: int, field: str) -> int | None:
        if _SCHEME.match(written) or written.startswith("//"):
            message = f"“{written[:80]}” nằm ở trang khác."
            name = posixpath.basename(written.partition("?")[0])[:80] or "ten-tep"
            folder = "images" if tag == "img" else "files"
            cure = f"Chép tệp vào content/{folder} rồi viết {{static}}/{folder}/{name}"
            raise Fault(line, message, cure)
        if written.startswith("/"):
            message = f"“{written}” không phải địa chỉ của một tệp trong content/."
            raise Fault(line, message, f"{{static}}{written}")
        return self.add(
            "picture" if tag == "img" else "file", resolve(written, self._path, line), line, field
        )

    def _has_right_type(self, kind: str, target: str, line: int, field: str) -> bool:
        allowed = PICTURES if kind == "picture" else FILES
        if extension(target) in allowed:
            return True
        what = "Ảnh" if kind == "picture" else "Tệp"
        message = f"{what} “{target}” thuộc loại không được đăng."
        self._report(field, Fault(line, message, _type_cure(kind, target, allowed)))
        return False


def _type_cure(kind: str, target: str, allowed: frozenset[str]) -> str:
    ending = extension(target)
    if better := _BETTER.get(ending):
        return f"Mở tệp, lưu lại thành .{better}, rồi viết tên tệp mới."
    if kind == "picture" and ending in FILES:
        return f"Muốn liên kết tới tệp thì bỏ dấu ! ở đầu: [tên tệp]({{static}}/{target})"
    return f"Chỉ dùng các loại: {' '.join(sorted(allowed))}."
