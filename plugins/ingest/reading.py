"""One file of an editor to one valid Article, its body and all its problems. Pure."""

import hashlib
import html
import posixpath
import re
from typing import Any, NamedTuple

from plugins.core import problem, text, urls
from plugins.core.article import ARTICLE, PAGE, Article, Picture, Reference
from plugins.core.dates import Moment
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.ingest import header, limits, markup, schema, warnings
from plugins.ingest.header import Fault
from plugins.ingest.paths import kind_of
from plugins.ingest.plain import PARAGRAPH, first_paragraph, plain_text
from plugins.ingest.references import References
from plugins.ingest.values import Context

_ID = re.compile(r' id="([^"]*)"')
_FIRST_PICTURE = re.compile(r'<img ([^>]*?)src="ref:(\d+)"([^>]*)>')
_ALT = re.compile(r'alt="([^"]*)"')
_MOST_FAULTS = 20  # of one kind in one file; the others show when these are mended
_MOST_NEIGHBOURS = 200
LONGEST_FILE = 4 * limits.LONGEST


class Reading(NamedTuple):
    """What one file gave: no article if there is any error, but what it refers to all the same."""

    path: str
    article: Article | None
    body: str
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]


def read(path: str, data: bytes, settings: Settings) -> Reading:
    """Read the file `path` (below content/). Never raises for anything an editor can write."""
    reader = _Reader(path, settings)
    article, body = reader.read(data)
    found = tuple(sorted(reader.problems))
    valid = None if problem.errors(found) else article
    return Reading(path, valid, body, found, tuple(reader.references.found))


class _Reader:
    def __init__(self, path: str, settings: Settings) -> None:
        self.path, self.settings = path, settings
        self.kind = kind_of(path) or ARTICLE
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.references = References(path, settings, self.error)

    def note(self, level: str, field: str, fault: Fault) -> None:
        quote = self.lines[fault.line - 1] if fault.line <= len(self.lines) else ""
        message, cure = text.one_line(fault.message), text.one_line(fault.cure)
        self.problems.append(Problem(self.path, fault.line, level, field, message, cure, quote))

    def error(self, field: str, fault: Fault) -> None:
        self.note(problem.ERROR, field, fault)

    def read(self, data: bytes) -> tuple[Article | None, str]:
        if len(data) > LONGEST_FILE:
            message = f"Tệp lớn hơn {text.size(LONGEST_FILE)}."
            self.error("body", Fault(1, message, "Chia thành nhiều bài."))
            return None, ""
        try:
            source = text.clean(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.lines = text.clean(data.decode("utf-8", "replace")).split("\n")
            cure = "Mở tệp, chọn “Lưu thành”, mã hóa UTF-8, rồi lưu lại."
            self.error("body", Fault(line, "Tệp không phải mã UTF-8.", cure))
            return None, ""
        self.lines = source.split("\n")
        parts = header.split(source)
        fields = schema.read(parts, self.kind, Context(self.settings, self.path))
        for field, fault in fields.faults:
            self.error(field, fault)
        lead = self._lead(fields)
        body = self._html(parts.body, parts.body_line, "body")
        anchors = self._anchors(lead + body, parts.body_line)
        article = self._article(fields, lead, body, anchors)
        if parts.entries:
            self._warn(article, fields, body)
        return article, body

    def _warn(self, article: Article, fields: schema.Fields, body: str) -> None:
        """Warnings, except about keys that have errors."""
        faulty = {each.field for each in self.problems}
        faulty |= {schema.nearest_key(each, self.kind) or "" for each in faulty}
        bylines = self.settings.authors
        for field, fault in warnings.of(article, fields.lines, self.lines, body, bylines):
            keys = {"author", "authors", "source"} if field == "author" else {field} - {"body"}
            if not keys & faulty:
                self.note(problem.WARNING, field, fault)

    def _html(self, source: str, first_line: int, field: str) -> str:
        try:
            written = markup.to_html(source, first_line)
        except markup.Refused as fault:
            self.error(field, fault)
            written = fault.kept
        except Fault as fault:
            self.error(field, fault)
            return ""
        return self.references.rewrite(written, source, first_line, field)

    def _lead(self, fields: schema.Fields) -> str:
        """The summary as inline HTML."""
        summary = fields.values.get("summary")
        if not summary:
            return ""
        line = fields.lines["summary"]
        written = self._html(summary, line, "summary").strip()
        if not written:
            return ""
        match = PARAGRAPH.fullmatch(written)
        if not match or "</p>" in match[1]:
            cure = "Viết sapo thành một đoạn văn, không có danh sách, tiêu đề hay ảnh."
            self.error("summary", Fault(line, "“summary” không phải một đoạn văn.", cure))
            return ""
        return match[1]

    def _anchors(self, body: str, first_line: int) -> tuple[str, ...]:
        """The ids in the text; links to a place in this file must lead to one of them."""
        ids = [html.unescape(each) for each in _ID.findall(body)]
        seen, twice = set(urls.PAGE_ANCHORS), []
        for each in ids:
            if each in seen:
                twice.append(each)
            seen.add(each)
        for each in list(dict.fromkeys(twice))[:_MOST_FAULTS]:
            message = f"Tên “#{each}” đã dùng cho một chỗ khác của trang."
            cure = f"Đặt cho chỗ này một tên khác, ví dụ {{#{each}-2}}."
            self.error("body", Fault(self._line_named(each, first_line), message, cure))
        lost = [each for each in self.references.own_fragments if each[0] not in seen]
        for fragment, line, field in lost[:_MOST_FAULTS]:
            if fragment.startswith("fnref:"):
                mark = f"[^{fragment.removeprefix('fnref:')}]"
                line = self._line_with(f"{mark}:", first_line)
                message = f"Chú thích {mark} không được nhắc tới ở đâu trong bài."
                cure = f"Viết {mark} vào chỗ cần chú thích, hoặc xóa dòng này."
            else:
                near = text.nearest(fragment, ids[:_MOST_NEIGHBOURS])
                message = f"Trong bài không có chỗ “#{fragment}”."
                cure = f"#{near}" if near else f"Ghi tên sau tiêu đề: ## Mục {{#{fragment}}}"
            self.error(field, Fault(line, message, cure))
        return tuple(ids)

    def _line_named(self, name: str, first_line: int) -> int:
        """The last line that gives a place this name."""
        given = re.compile(rf"""\{{[^}}]*#{re.escape(name)}(?![\w-])|\bid=["']?{re.escape(name)}""")
        found = (
            n for n, line in enumerate(self.lines, 1) if n >= first_line and given.search(line)
        )
        return max(found, default=first_line)

    def _line_with(self, word: str, first_line: int) -> int:
        found = (n for n, line in enumerate(self.lines, 1) if n >= first_line and word in line)
        return next(found, first_line)

    def _slug(self, fields: schema.Fields) -> str:
        slug = fields.values.get("slug") or text.slug(fields.values.get("title") or "")
        if slug and self.kind == PAGE:
            taken = slug in urls.RESERVED or re.fullmatch(r"\d{4}", slug)
            if taken or slug in [each.slug for each in self.settings.categories]:
                line = fields.lines.get("slug", fields.lines.get("title", 1))
                message = f"Địa chỉ “/{slug}/” đã dành cho phần khác của cổng."
                self.error("slug", Fault(line, message, f"slug: trang-{slug}"))
        elif not slug and fields.values.get("title"):
            message = "Không làm được địa chỉ từ tên bài này."
            line = fields.lines["title"]
            self.error("slug", Fault(line, message, "Thêm dòng slug: ten-bai-khong-dau"))
        return slug

    def _article(
        self, fields: schema.Fields, lead: str, body: str, anchors: tuple[str, ...]
    ) -> Article:
        """The article; made even if there are errors, so that all its problems come at once."""
        given = {key: value for key, value in fields.values.items() if value is not None}
        given = {"title": "", "category": ""} | given
        slug = self._slug(fields)
        date = given.get("date", Moment("", timed=False))
        self._check_updated(given, fields.lines)
        return Article(
            path=self.path,
            kind=self.kind,
            id=given.pop("id", self.path),
            slug=slug,
            output=urls.article(date.stamp, slug) if self.kind == ARTICLE else urls.page(slug),
            date=date,
            lead=lead,
            teaser=plain_text(lead) if lead else text.cut(first_paragraph(body)),
            authors=given.pop("authors", None) or given.pop("author", ()),
            anchors=anchors,
            body=hashlib.blake2b(body.encode(), digest_size=12).hexdigest(),
            **self._image(given, fields.lines, body),
            **self._attached(given, fields.lines),
            **{
                name: value
                for name, value in given.items()
                if name not in ("slug", "summary", "date", "image", "attachments", "author")
            },
            references=tuple(self.references.found),
        )

    def _check_updated(self, given: dict[str, Any], lines: Any) -> None:
        date, updated = given.get("date"), given.get("updated")
        if not date or not updated:
            return
        both_timed = date.timed and updated.timed
        earlier = updated.stamp < date.stamp if both_timed else updated.day < date.day
        if earlier:
            first, then = (
                f"{each.short} {each.clock}".rstrip() if both_timed else each.short
                for each in (date, updated)
            )
            message = f"“updated” ({then}) sớm hơn “date” ({first})."
            self.error("updated", Fault(lines["updated"], message, f"updated: {first}"))

    def _image(self, given: dict[str, Any], lines: Any, body: str) -> dict[str, Any]:
        """The lead picture: the editor's, else the first of the body."""
        if image := given.get("image"):
            self.references.add(
                "picture", image.src, self._line_in(lines["image"], image.src), "image"
            )
            pictures = [ref for ref in self.references.found if ref.kind == "picture"]
            inside = any(ref.target == image.src and ref.field == "body" for ref in pictures)
            return {"image": image, "image_in_body": inside}
        if match := _FIRST_PICTURE.search(body):
            alt = _ALT.search(match[0])
            target = self.references.found[int(match[2])].target
            picture = Picture(target, html.unescape(alt[1]) if alt else "")
            return {"image": picture, "image_in_body": True}
        return {}

    def _line_in(self, key_line: int, path: str) -> int:
        """The line of a front-matter path, at its key or below; the key's if it is not found."""
        name = posixpath.basename(path)
        for number, line in enumerate(self.lines[key_line - 1 :], key_line):
            if name in line:
                return number
            if line.rstrip() == "---":
                break
        return key_line

    def _attached(self, given: dict[str, Any], lines: Any) -> dict[str, Any]:
        for each in given.get("attachments", ()):
            line = self._line_in(lines["attachments"], each.src)
            self.references.add("file", each.src, line, "attachments")
        return {"attachments": given.get("attachments", ())}
