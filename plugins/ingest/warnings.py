"""What may stand but should be looked at once more before publishing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from plugins.core import text
from plugins.core.article import ARTICLE, Article
from plugins.ingest.header import Fault

_IMG = re.compile(r"<img ([^>]*)>")
_ALT = re.compile(r'alt="([^"]+)"')
_CAPTION = re.compile(r"<figcaption>([^<]*)</figcaption>")
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|heic)|(?:IMG|DSC|DSCN|PXL|image|ảnh|anh|hinh)[ _-]?\d+\w*", re.I
)
_SECRET = re.compile(r"\b(?:(?:TUYỆT|TỐI) )?MẬT\b(?!\s+[A-ZÀ-Ỹ]{2})")
_INTERNAL = re.compile(r"lưu hành nội bộ", re.IGNORECASE)

Warnings = Iterator[tuple[str, Fault]]


def of(
    article: Article, lines: Mapping[str, int], source: Sequence[str], body: str, first: str
) -> Warnings:
    """All warnings of one article; `first` is the plain text of its first paragraph."""
    if article.kind == ARTICLE:
        yield from _origin(article, lines)
    yield from _pictures(article, lines, source, body)
    if article.lead and text.fold(article.teaser) == text.fold(first):
        cure = "Viết lại sapo, hoặc xóa đoạn đầu của bài."
        yield "summary", Fault(lines["summary"], "Sapo lặp lại đoạn đầu của bài.", cure)
    yield from _secrecy(source)


def _origin(article: Article, lines: Mapping[str, int]) -> Warnings:
    if not article.source:
        if not article.authors:
            cure = "Thêm author: Tên bút danh, hoặc source: Tên báo nếu là bài dẫn lại."
            yield "author", Fault(1, "Bài không có tác giả, cũng không có nguồn.", cure)
        return
    for key, value in (("url", article.source.url), ("published", article.source.published)):
        if not value:
            message = f"Nguồn “{article.source.name}” thiếu “{key}”."
            cure = (
                f"source: {{name: {article.source.name}, url: https://bao.example/bai.html, "
                "published: 31/03/2023 13:25}"
            )
            yield "source", Fault(lines["source"], message, cure)


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
            line = article.references[int(match[1])].line if match else 1
            cure = "![Mô tả ảnh cho người không nhìn thấy](duong-dan.jpg)"
            yield "body", Fault(line, "Ảnh không có mô tả (alt).", cure)


def _named_by_file(line: int, words: str) -> Fault:
    return Fault(line, f"Chú thích ảnh là tên tệp: “{words}”.", "Viết ảnh chụp gì, ở đâu.")


def _line_of(words: str, source: Sequence[str]) -> int:
    return next((n for n, line in enumerate(source, 1) if words in line), 1)


def _secrecy(source: Sequence[str]) -> Warnings:
    """Marks of documents that must not be published (Law on the Protection of State Secrets)."""
    for number, line in enumerate(source, 1):
        match = _INTERNAL.search(line)
        if not match and "MẬT" in line:
            match = _SECRET.search(line)
            before = line[: match.start()].rstrip().rpartition(" ")[2] if match else ""
            if len(before) > 1 and before.isupper() and before != "ĐỘ":
                match = None  # a title in capitals, such as NUÔI ONG LẤY MẬT
        if match:
            cure = "Xin ý kiến người phụ trách; văn bản mật không được đăng."
            yield "body", Fault(number, f"Có dấu hiệu tài liệu mật: “{match[0]}”.", cure)
            return
