"""One file becomes one article; equal files give equal articles, and nothing stops the reader."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import text
from plugins.core.article import ARTICLE, PAGE, Article, Attachment, Correction, Name, Picture
from plugins.core.dates import Moment
from plugins.ingest import paths, reading, schema
from plugins.ingest.reading import Reading
from tests.factories import article_text, make_settings, page_text
from tests.ingest.test_markup import assert_safe, messy

SETTINGS = make_settings(Path("/portal"))
FULL = """\
---
title: Đại hội Đảng bộ: “Đổi mới” — khóa XX
date: 31/3/2023 13:25
category: Xây dựng Đảng
authors: [Lê Ân, Trần Thị Bình]
views: 0297
summary: Sáng 31/3, *đại hội* đã họp.
id: 20230331-dai-hoi
slug: dai-hoi
updated: 2023-04-01
status: hidden
expires: 30/06/2023
tags: [Nông thôn mới, nông thôn mới, chuyển đổi số]
topics:
- Đại hội: các cấp
image: {src: /images/a.jpg, alt: Toàn cảnh, caption: Hội trường, credit: Lê Ân}
source: {name: Nhân Dân, url: https://bao.example/a.html, author: T. T., published: 30/03/2023}
attachments: [/files/a.pdf, {src: ../files/b.pdf, title: Kế hoạch}]
corrections: [{at: 10/08/2023, text: "Sửa lại là 45 hộ."}]
aliases: [/cu/a-1.html, "/?ItemID=12", https://tinhuy.example/b.html]
featured: true
---
Đoạn một[^1].

![Hội trường](../images/b.jpg)

## Mục {#muc-1}

Xem [bài B](b.md#muc-2), [trang C](/c/).

[^1]: Chú thích.
"""


def read(source: str | bytes, path: str = "2023/bai.md", **settings: Any) -> Reading:
    """Read a file; text is encoded as it stands."""
    data = source if isinstance(source, bytes) else source.encode()
    chosen = make_settings(Path("/portal"), **settings) if settings else SETTINGS
    return reading.read(path, data, chosen)


def article(source: str | bytes, path: str = "2023/bai.md") -> Article:
    """The article of a file without errors."""
    found = read(source, path)
    assert found.article, found.problems
    return found.article


# What a file says


def test_read__every_key__is_in_the_article() -> None:
    found = article(FULL)
    assert (found.path, found.kind) == ("2023/bai.md", ARTICLE)
    assert found.title == "Đại hội Đảng bộ: “Đổi mới” — khóa XX"
    assert found.date == Moment("2023-03-31T13:25:00", timed=True)
    assert found.category == "xay-dung-dang"
    assert found.authors == (Name("Lê Ân", "le-an"), Name("Trần Thị Bình", "tran-thi-binh"))
    assert found.views == 297
    assert found.lead == "Sáng 31/3, <em>đại hội</em> đã họp."
    assert found.teaser == "Sáng 31/3, đại hội đã họp."
    assert (found.id, found.slug) == ("20230331-dai-hoi", "dai-hoi")
    assert (found.output, found.url) == ("2023/03/dai-hoi.html", "/2023/03/dai-hoi.html")
    assert found.updated == Moment("2023-04-01T00:00:00", timed=False)
    assert (found.status, found.expires) == ("hidden", "2023-07-01T00:00:00")
    assert found.tags == (
        Name("Nông thôn mới", "nong-thon-moi"),
        Name("chuyển đổi số", "chuyen-doi-so"),
    )
    assert found.topics == (Name("Đại hội: các cấp", "dai-hoi-cac-cap"),)
    assert found.image == Picture("images/a.jpg", "Toàn cảnh", "Hội trường", "Lê Ân")
    assert not found.image_in_body
    assert found.source
    assert (found.source.name, found.source.author) == ("Nhân Dân", "T. T.")
    assert found.attachments == (Attachment("files/a.pdf"), Attachment("files/b.pdf", "Kế hoạch"))
    at = Moment("2023-08-10T00:00:00", timed=False)
    assert found.corrections == (Correction(at, "Sửa lại là 45 hộ."),)
    assert found.aliases == ("/cu/a-1.html", "/?ItemID=12", "/b.html")
    assert found.featured
    assert found.anchors == ("fnref:1", "muc-1", "fn:1")
    assert [each[:3] for each in found.references] == [
        ("picture", "images/b.jpg", ""),
        ("item", "2023/b.md", "muc-2"),
        ("url", "/c/", ""),
        ("picture", "images/a.jpg", ""),
        ("file", "files/a.pdf", ""),
        ("file", "files/b.pdf", ""),
    ]


def test_read__least__has_the_promised_defaults() -> None:
    found = article(article_text(title="Tổng kết 35-CT/TW", author=None))
    assert (found.id, found.slug) == ("2023/bai.md", "tong-ket-35-ct-tw")
    assert (found.status, found.views, found.featured) == ("published", 0, False)
    assert (found.authors, found.lead, found.updated, found.expires) == ((), "", None, "")
    assert (found.image, found.source, found.aliases) == (None, None, ())


def test_read__page__lies_at_its_slug() -> None:
    found = article(page_text(order="2"), "pages/gioi-thieu.md")
    assert (found.kind, found.output, found.url) == (PAGE, "gioi-thieu/index.html", "/gioi-thieu/")
    assert (found.order, found.date.stamp) == (2, "")


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Đường 35-CT/TW", "duong-35-ct-tw"), ("nghiêm " * 30, "-".join(["nghiem"] * 11))],
)
def test_read__no_slug__comes_from_the_title(title: str, slug: str) -> None:
    assert article(article_text(title=title)).slug == slug


@pytest.mark.parametrize(
    ("body", "teaser"),
    [
        ("Đoạn *một*.\n\nĐoạn hai.", "Đoạn một."),
        ("## Mục\n\n![a](a.jpg)\n\nĐoạn &amp; một[^1].\n\n[^1]: Chú thích.", "Đoạn & một."),
        ("- Một\n- Hai", ""),
        ("nghị quyết " * 30, "nghị quyết " * 17 + "nghị quyết…"),
    ],
)
def test_read__no_summary__teaser_is_the_first_paragraph(body: str, teaser: str) -> None:
    assert article(article_text(body=body)).teaser == teaser


def test_read__no_image__first_picture_of_the_body_serves() -> None:
    found = article(article_text(body='Đoạn.\n\n![Toàn "cảnh"](/../a.jpg)'.replace("/../", "")))
    assert found.image == Picture("2023/a.jpg", 'Toàn "cảnh"')
    assert found.image_in_body


def test_read__image_that_the_body_shows__is_known_to_be_there() -> None:
    source = article_text(image="{src: /a.jpg, alt: A}", body="![A]({static}/a.jpg)")
    assert article(source).image_in_body


def test_read__spellings_in_AUTHORS__are_one_person() -> None:  # noqa: N802 - the setting's name
    found = read(
        article_text(author=None, authors="[Lê An, Lê Ân]"),
        authors={"Lê Ân": "le-an", "Lê An": "le-an"},
    )
    assert found.article
    assert found.article.authors == (Name("Lê Ân", "le-an"),)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("bai.md", ARTICLE),
        ("2023/03/bai.md", ARTICLE),
        ("pages.md", ARTICLE),
        ("images.md", ARTICLE),
        ("2023/pages/bai.md", ARTICLE),
        ("pages/bai.md", PAGE),
        ("pages/a/bai.md", PAGE),
        ("documents/bai.md", None),
        ("data/bai.md", None),
        ("images/bai.md", None),
        ("files/a/bai.md", None),
        ("bai.txt", None),
        ("bai.MD", None),
    ],
)
def test_kind_of__path__is_told_by_the_first_folder(path: str, kind: str | None) -> None:
    assert paths.kind_of(path) == kind


# Equal files

FORMS = {
    "decomposed": unicodedata.normalize("NFD", FULL).encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + FULL.encode(),
    "with Windows line ends": FULL.replace("\n", "\r\n").encode(),
    "with old Mac line ends": FULL.replace("\n", "\r").encode(),
    "with no-break spaces": FULL.replace("Đại hội", "Đại\u00a0\u00a0hội").encode(),
    "all of it": b"\xef\xbb\xbf"
    + unicodedata.normalize("NFD", FULL).replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS.keys())
def test_read__same_text_in_another_form__is_the_same(data: bytes) -> None:
    assert read(data) == read(FULL)


@pytest.mark.parametrize(
    "mistake", ["date: 31-3-2023", "category: Thể thao", "views: 1.234", "title: “…”", "Titel: A"]
)
def test_read__same_mistake_in_another_form__is_told_alike(mistake: str) -> None:
    source = article_text(body="<script>đ</script>").replace("---\n", f"---\n{mistake}\n", 1)
    windows = unicodedata.normalize("NFD", source).replace("\n", "\r\n").encode("utf-8-sig")
    assert read(windows).problems == read(source).problems != ()


def test_read__other_body__has_another_digest() -> None:
    assert article(article_text(body="A")).body != article(article_text(body="B")).body


# Anything at all


def assert_good(found: Reading) -> None:
    """An article with a safe body, or errors that name a line, and a cure."""
    assert bool(found.article) != any(each.is_error for each in found.problems)
    for each in found.problems:
        assert each.line >= 1
        assert each.message.strip()
        assert each.cure.strip()
        assert not re.search("[\n\r]", each.message)
    if found.article:
        assert_safe(found.body)
        assert_safe(found.article.lead)
        assert Article.loads(found.article.dumps()) == found.article
        numbers = {
            int(each) for each in re.findall(r'"ref:(\d+)"', found.body + found.article.lead)
        }
        assert numbers <= set(range(len(found.article.references)))


@given(st.binary())
def test_read__any_bytes__never_raises(data: bytes) -> None:
    assert_good(read(data))


@given(st.text(st.characters(exclude_categories=["Cs"])), messy)
def test_read__any_text__never_raises(header: str, body: str) -> None:
    assert_good(read(f"---\n{header}\n---\n{body}"))
    assert_good(read(article_text(title=header, body=body)))


KEYS = [*schema.keys_of(ARTICLE), "order", "x"]
VALUES = [
    *("", "Lê Ân", "31/3/2023", "99/99/9999", "1", "true", "Kinh tế", "draft", "2999-12-31"),
    *("[a, b]", "[[a]]", "{src: a.jpg}", "{name: a, url: b}", "{a: {b: [c]}}", "[/a, //b, '']"),
    *("[{at: 1/1/2023, text: a}]", "\n- a\n- b: c", "\n  src: a\n  alt: b: c", "../a.jpg", "/a"),
    '"\\0"',
]


@given(
    st.dictionaries(st.sampled_from(KEYS), st.one_of(st.sampled_from(VALUES), messy), max_size=8),
    messy,
    st.sampled_from(["bai.md", "pages/a.md"]),
)
def test_read__any_values__never_raises(keys: dict[str, str], body: str, path: str) -> None:
    lines = [f"{key}: {value}" for key, value in keys.items()]
    assert_good(read("\n".join(["---", *lines, "---", body]), path))
    assert_good(read(article_text(body=body, **dict(keys)), path))


@given(messy)
def test_read__any_line__is_quoted_as_the_portal_reads_it(line: str) -> None:
    lines = text.clean(line).split("\n")
    for each in read(line).problems:
        assert each.quote == lines[each.line - 1]
