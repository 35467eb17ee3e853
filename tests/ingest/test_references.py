"""Links and pictures become numbered references that know their lines."""

from pathlib import Path

import pytest

from plugins.core.article import Reference
from plugins.ingest import reading
from plugins.ingest.header import Fault
from plugins.ingest.paths import resolve
from plugins.ingest.reading import Reading
from tests.factories import article_text, make_settings


def read(body: str, path: str = "2023/bai.md", **keys: str) -> Reading:
    """Read an article with this body."""
    text = article_text(body=body, **keys)
    return reading.read(path, text.encode(), make_settings(Path("/portal")))


def references(body: str, path: str = "2023/bai.md") -> list[tuple[str, str, str]]:
    """(kind, target, fragment) of each reference of an article without errors."""
    found = read(body, path)
    assert found.article, found.problems
    return [each[:3] for each in found.article.references]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("b.md", ("item", "2023/b.md", "")),
        ("./b.md#muc-1", ("item", "2023/b.md", "muc-1")),
        ("../b.md", ("item", "b.md", "")),
        ("{filename}b.md", ("item", "2023/b.md", "")),
        ("{filename}/a/b.md", ("item", "a/b.md", "")),
        ("{filename}../pages/b.md", ("item", "pages/b.md", "")),
        ("b%20c.md", ("item", "2023/b c.md", "")),
        ("<b c.md>", ("item", "2023/b c.md", "")),
        ("đ.md", ("item", "2023/đ.md", "")),
        ("%C4%91.md", ("item", "2023/đ.md", "")),
        ("{static}/files/a.pdf", ("file", "files/a.pdf", "")),
        ("{attach}a.PDF", ("file", "2023/a.PDF", "")),
        ("{static}/images/a.jpg", ("picture", "images/a.jpg", "")),
        ("a.xlsx", ("file", "2023/a.xlsx", "")),
        ("/kinh-te/", ("url", "/kinh-te/", "")),
        ("/kinh-te/#a", ("url", "/kinh-te/", "a")),
        ("/?ItemID=12", ("url", "/?ItemID=12", "")),
        ("https://tinhuy.example", ("url", "/", "")),
        ("https://tinhuy.example/", ("url", "/", "")),
        ("https://tinhuy.example/2023/03/a.html#b", ("url", "/2023/03/a.html", "b")),
    ],
)
def test_rewrite__link_within_the_site__is_a_reference(
    written: str, wanted: tuple[str, str, str]
) -> None:
    found = read(f"[a]({written})")
    assert references(f"[a]({written})") == [wanted]
    assert found.body == '<p><a href="ref:0">a</a></p>'


@pytest.mark.parametrize(
    "written",
    [
        "https://bao.example/a.jpg",
        "http://bao.example",
        "HTTPS://BAO.EXAMPLE/",
        "https://tinhuy.example.khac.example/",
        "https://tinhuy.examples/",
        "mailto:a@b.example",
        "tel:0123",
    ],
)
def test_rewrite__link_to_elsewhere__stays_as_it_is(written: str) -> None:
    assert references(f"[a]({written})") == []
    assert read(f"[a]({written})").body == f'<p><a href="{written}">a</a></p>'


def test_rewrite__picture_and_sound__are_references() -> None:
    body = 'A ![a](a.jpg)\n\n<audio src="b.mp3" controls></audio>\n\n[![c](c.png)](d.md)'
    assert references(body) == [
        ("picture", "2023/a.jpg", ""),
        ("file", "2023/b.mp3", ""),
        ("item", "2023/d.md", ""),
        ("picture", "2023/c.png", ""),
    ]


def test_rewrite__reference_style__is_the_same_as_inline() -> None:
    assert references("[a][1] và [b]\n\n[1]: b.md\n[b]: /kinh-te/") == [
        ("item", "2023/b.md", ""),
        ("url", "/kinh-te/", ""),
    ]


def test_rewrite__same_target_twice__has_two_lines() -> None:
    found = read("[a](b.md)\n\nĐoạn.\n\n[a](b.md)").article
    assert found
    assert found.references == (
        Reference("item", "2023/b.md", "", 7, "body"),
        Reference("item", "2023/b.md", "", 11, "body"),
    )


def test_rewrite__summary__has_its_own_line_and_field() -> None:
    found = read("Đoạn.", summary="Xem [a](b.md).").article
    assert found
    assert found.references == (Reference("item", "2023/b.md", "", 6, "summary"),)
    assert found.lead == 'Xem <a href="ref:0">a</a>.'


def test_rewrite__place_in_the_same_text__is_no_reference() -> None:
    assert references("[a](#muc-1) [lên đầu](#noi-dung)\n\n## Mục {#muc-1}") == []


def test_rewrite__code_that_shows_a_link__is_left_alone() -> None:
    assert references('`[a](b.md)` và\n\n    <a href="b.md">') == []


def test_rewrite__too_many__is_one_problem() -> None:
    found = read("[a](b.md)\n\n" * 2001)
    assert [each.message for each in found.problems] == ["Bài có quá 2.000 liên kết và ảnh."]


@pytest.mark.parametrize("written", ["ref:0", "REF:0"])
def test_rewrite__our_own_marks__are_no_way_in(written: str) -> None:
    for body in (f"[a]({written})", f"![a]({written})", f'<img src="{written}">'):
        assert read(body).article is None


# resolve


@pytest.mark.parametrize(
    ("written", "path", "wanted"),
    [
        ("a.jpg", "bai.md", "a.jpg"),
        ("a.jpg", "2023/03/bai.md", "2023/03/a.jpg"),
        ("../a.jpg", "2023/03/bai.md", "2023/a.jpg"),
        ("/images/a.jpg", "2023/bai.md", "images/a.jpg"),
        ("//images/./a.jpg", "2023/bai.md", "images/a.jpg"),
        ("b/../a.jpg", "bai.md", "a.jpg"),
        ("{static}/a.jpg", "2023/bai.md", "a.jpg"),
        ("..a.jpg", "bai.md", "..a.jpg"),
    ],
)
def test_resolve__path__is_below_content(written: str, path: str, wanted: str) -> None:
    assert resolve(written, path, 1) == wanted


@pytest.mark.parametrize(
    "written",
    [
        "..",
        "../a.jpg",
        "/../a.jpg",
        "a/../../a.jpg",
        "%2e%2e/a.jpg",
        "%2E%2E%2Fa.jpg",
        "{static}../a.jpg",
        "{static}{attach}../a.jpg",
        "..\\a.jpg",
        "a%5c..%5c..%5ca.jpg",
        "C:/a.jpg",
        "c:a.jpg",
        "\\\\may\\a.jpg",
        "file:///a.jpg",
        "http://a/b.jpg",
        "/",
        ".",
        "",
        " ",
        "%00",
    ],
)
def test_resolve__way_out__is_refused(written: str) -> None:
    with pytest.raises(Fault):
        resolve(written, "bai.md", 1)
