"""What may stand but should be looked at once more before publishing."""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from plugins.core import text
from plugins.core.article import ARTICLE, Article, Name
from plugins.ingest.header import Fault
from plugins.ingest.plain import first_paragraph

_IMG = re.compile(r"<img ([^>]*)>")
_ALT = re.compile(r'alt="([^"]+)"')
_CAPTION = re.compile(r"<figcaption>([^<]*)</figcaption>")
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|heic)|(?:IMG|DSC|DSCN|PXL|image|ảnh|anh|hinh)[ _-]?\d+\w*", re.I
)
_CURLY = re.compile(r"[“”‘][^“”‘’]+[“”’]?")
_SEVERAL = re.compile(r"\s*[,;]\s*")
_CODE = re.compile(r"<pre><code>\s*([^\n<]+)")
_SECRET = re.compile(r"\b(?:(?:TUYỆT|TỐI) )?MẬT\b")
_SECRET_WORDS = frozenset(("ĐỘ", "DẤU", "BẢN", "LIỆU"))  # độ mật, văn bản mật, tài liệu mật
_INTERNAL = re.compile(r"lưu hành nội bộ", re.IGNORECASE)

Warnings = Iterator[tuple[str, Fault]]


def of(
    article: Article,
    lines: Mapping[str, int],
    source: Sequence[str],
    body: str,
    bylines: Collection[Name],
) -> Warnings:
    """All warnings of one article; `source` are the lines of its file, `bylines` known names."""
    if article.kind == ARTICLE:
        yield from _origin(article, lines)
        yield from _names(article, lines, source, bylines)
    yield from _pictures(article, lines, source, body)
    if article.lead and _are_alike(article.teaser, first_paragraph(body)):
        cure = "Viết lại sapo, hoặc xóa đoạn đầu của bài."
        yield "summary", Fault(lines["summary"], "Sapo lặp lại đoạn đầu của bài.", cure)
    if "<pre><code>" in body:
        yield from _indented(source, body)
    yield from _secrecy(source)


def _are_alike(lead: str, paragraph: str) -> bool:
    """True if two lines are the same but for marks and case; folding all is for few."""
    if text.fold(lead[:12]) != text.fold(paragraph[:12]):
        return False
    return text.fold(lead) == text.fold(paragraph)


def _origin(article: Article, lines: Mapping[str, int]) -> Warnings:
    if not article.source:
        if not article.authors:
            cure = "Thêm author: Tên bút danh, hoặc source: Tên báo nếu là bài dẫn lại."
            yield "author", Fault(1, "Bài không có tác giả, cũng không có nguồn.", cure)
        return
    source = article.source
    missing = [
        words
        for words, value in (
            ("địa chỉ (url)", source.url),
            ("ngày đăng (published)", source.published),
        )
        if not value
    ]
    if missing:
        url = source.url or "https://bao.example/bai.html"
        published = source.published.short if source.published else "31/03/2023"
        message = f"Nguồn “{source.name}” thiếu {' và '.join(missing)} của bài gốc."
        cure = f"ví dụ source: {{name: {source.name}, url: {url}, published: {published}}}"
        yield "source", Fault(lines["source"], message, cure)


def _names(
    article: Article, lines: Mapping[str, int], source: Sequence[str], bylines: Collection[Name]
) -> Warnings:
    """Several people in one byline, and quotes that Word made of those around a name."""
    people = "authors" if "authors" in lines else "author"
    for each in article.authors:
        if ("," in each.name or ";" in each.name) and each not in bylines:
            names = _SEVERAL.sub(", ", ", ".join(name for name, _ in article.authors))
            message = f"“{each.name}” được hiểu là bút danh của một người."
            cure = f"Nếu là nhiều người, viết authors: [{names}]"
            yield people, Fault(_line_of(each.name, source, lines[people]), message, cure)
    found = [(people, each.name) for each in article.authors]
    found += [("tags", each.name) for each in article.tags]
    found += [("topics", each.name) for each in article.topics]
    if article.source:
        found.append(("source", article.source.name))
    for key, name in found:
        if _CURLY.fullmatch(name):
            message = f"Dấu nháy cong ở {name} sẽ hiện ra cùng với tên."
            cure = 'Bỏ dấu nháy, hoặc dùng dấu nháy thẳng "…".'
            yield key, Fault(_line_of(name, source, lines[key]), message, cure)


def _indented(source: Sequence[str], body: str) -> Warnings:
    """The first line that stands far from the margin, as Word has them, and so became code."""
    code = {html.unescape(each).strip() for each in _CODE.findall(body)}
    for number, line in enumerate(source, 1):
        if line.startswith(("\t", " ")) and line.strip() in code:
            message = "Dòng này thụt đầu dòng nên hiện thành chữ máy trong khung."
            cure = "Xóa khoảng trống ở đầu dòng; muốn có khung ấy thì dùng <pre>…</pre>."
            yield "body", Fault(number, message, cure)
            return


def _pictures(
    article: Article, lines: Mapping[str, int], source: Sequence[str], body: str
) -> Warnings:
    image, at = article.image, lines.get("image", 1)
    if image and "image" in lines:
        if not image.alt:
            cure = f"image: {{src: /{image.src}, alt: Mô tả ảnh cho người không nhìn thấy}}"
            yield "image", Fault(at, "Ảnh đại diện không có mô tả (alt).", cure)
        for words in (image.alt, image.caption):
            if _FILE_NAME.fullmatch(words):
                yield "image", _named_by_file(at, words)
    for words in _CAPTION.findall(body) + _ALT.findall(" ".join(_IMG.findall(body))):
        if _FILE_NAME.fullmatch(words.strip()):
            yield "body", _named_by_file(_line_of(words, source), words)
    for attributes in _IMG.findall(body):
        if not _ALT.search(attributes):
            match = re.search(r'src="ref:(\d+)"', attributes)
            if not match:
                continue  # its address is an error already
            picture = article.references[int(match[1])]
            cure = f"![Mô tả ảnh cho người không nhìn thấy]({{static}}/{picture.target})"
            yield "body", Fault(picture.line, "Ảnh không có mô tả (alt).", cure)


def _named_by_file(line: int, words: str) -> Fault:
    return Fault(
        line, f"Mô tả hay chú thích ảnh là tên tệp: “{words}”.", "Viết ảnh chụp gì, ở đâu."
    )


def _line_of(words: str, source: Sequence[str], first: int = 1) -> int:
    """The line from `first` on that holds these words; `first` if none does."""
    below = enumerate(source[first - 1 :], first)
    return next((number for number, line in below if words in line), first)


def _secrecy(source: Sequence[str]) -> Warnings:
    """Marks of documents that must not be published (Law on the Protection of State Secrets)."""
    for number, line in enumerate(source, 1):
        may_be = "ưu" in line or "ƯU" in line or "MẬT" in line  # all but a few lines hold none
        if may_be and (found := _INTERNAL.search(line) or _secret(line)):
            cure = "Xin ý kiến người phụ trách; văn bản mật không được đăng."
            yield "body", Fault(number, f"Có dấu hiệu tài liệu mật: “{found[0]}”.", cure)
            return


def _secret(line: str) -> re.Match[str] | None:
    """The mark MẬT; not honey or a secret in a title of capitals (NUÔI ONG LẤY MẬT)."""
    if "MẬT" not in line:
        return None
    for match in _SECRET.finditer(line):
        before = line[: match.start()].rstrip().rpartition(" ")[2].strip('“"(*_#')
        after = line[match.end() :].lstrip(" ").partition(" ")[0]
        in_capitals = (len(before) > 1 and before.isupper()) or (len(after) > 1 and after.isupper())
        if match[0] != "MẬT" or before in _SECRET_WORDS or not in_capitals:
            return match
    return None
