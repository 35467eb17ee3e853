"""Links and pictures of a text: what they mean, and their numbers in the stored HTML."""

import html
import re
from collections.abc import Callable

from plugins.core import urls
from plugins.core.article import Reference
from plugins.core.settings import Settings
from plugins.ingest.header import Fault
from plugins.ingest.paths import FILES, PICTURES, extension, resolve

MOST = 2_000

_TAG = re.compile(r'<(a|img|audio|video|source)\b([^>]*? )(href|src)="([^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HTTP = re.compile(r"https?://", re.IGNORECASE)


class References:
    """Collects the references of one file while its HTML is rewritten to `ref:<number>`."""

    def __init__(self, path: str, settings: Settings, report: Callable[[str, Fault], None]) -> None:
        self.found: list[Reference] = []
        self.own_fragments: list[tuple[str, int, str]] = []
        self._path, self._settings, self._report = path, settings, report

    def add(self, kind: str, target: str, line: int, field: str, fragment: str = "") -> int:
        """Note a reference and return its number."""
        if kind in ("picture", "file"):
            self._check_type(kind, target, line, field)
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
            fault = Fault(first_line, f"Bài có quá {MOST} liên kết và ảnh.", "Chia thành nhiều bài.")
            self._report(field, fault)
        return done

    def _one(self, tag: str, written: str, line: int, field: str) -> int | None:
        """The number of the reference; None for an address outside the site."""
        site = self._settings.siteurl
        if written == site or written.startswith((site + "/", site + "#", site + "?")):
            written = written[len(site) :] if written[len(site) :].startswith("/") else "/"
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
            if _HTTP.match(written) and not re.match(r"https?://[^\s/]", written):
                raise Fault(line, f"Liên kết “{written}” không đủ.", "https://trang.example/")
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
        kind = "picture" if extension(target) in PICTURES else "file"
        return self.add(kind, target, line, field)

    def _media(self, tag: str, written: str, line: int, field: str) -> int:
        if _SCHEME.match(written) or written.startswith("//"):
            message = f"“{written[:80]}” nằm ở trang khác."
            raise Fault(line, message, "Chép tệp vào content/images rồi dùng {static}/images/….")
        if written.startswith("/"):
            message = f"“{written}” không phải địa chỉ của một tệp trong content/."
            raise Fault(line, message, f"{{static}}{written}")
        return self.add("picture" if tag == "img" else "file", resolve(written, self._path, line),
                        line, field)

    def _check_type(self, kind: str, target: str, line: int, field: str) -> None:
        allowed = PICTURES if kind == "picture" else FILES
        ending = extension(target)
        if ending in allowed:
            return
        words = " ".join(sorted(allowed))
        what = "Ảnh" if kind == "picture" else "Tệp"
        message = f"{what} “{target}” thuộc loại không được đăng."
        if ending not in FILES and kind == "file" and re.match(r"[\w-]+(\.[\w-]+)+/?", target):
            cure = f"Nếu là trang web khác, viết đủ https://. Các loại tệp được đăng: {words}."
        else:
            cure = f"Đổi sang một trong các loại: {words}."
        self._report(field, Fault(line, message, cure))
