"""The build's own maps say which article an address means; forged ones mean none."""

import json
from pathlib import Path

import pytest

from plugins.audience import published
from plugins.audience.published import Damaged
from plugins.core import urls
from tests.audience.hits import address, make_published
from tests.audience.portals import Portal
from tests.factories import page_text, write

MAPS = make_published(
    3, ("/cu/bai-1.html", address(1)), ("/?ItemID=2", address(2)), ("/c%C5%A9", address(3))
)


@pytest.mark.parametrize(
    ("target", "article"),
    [
        (b"/2026/11/bai-1.html", "id-1"),
        (b"/2026/11/bai-1.html?fbclid=1", "id-1"),
        (b"/2026/11/bai%2D1.html", "id-1"),
        (b"/%32026/11/bai-1.html?a=%ff", "id-1"),
        (b"/cu/bai-1.html", "id-1"),
        (b"/cu/bai-1.html?x=1", "id-1"),
        (b"/?ItemID=2", "id-2"),
        (b"/c%c5%a9", "id-3"),
        (b"/c%C5%A9?x", "id-3"),
        (b"//2026/11/bai-1.html", "id-1"),
        (b"/2026//11/bai-1.html?x=//", "id-1"),
        (b"https://tinhuy.example/2026/11/bai-1.html", "id-1"),
        (b"/", None),
        (b"//", None),
        (b"", None),
        (b"/?ItemID=9", None),
        (b"/2026/11/bai-9.html", None),
        (b"/2026/11/bai-1.html/", None),
        (b"/2026/11/bai-1.html%00", None),
        (b"/../2026/11/bai-1.html", None),
        (b"/%c0%af2026/11/bai-1.html", None),
        (b"/2026/11/<script>alert(1)</script>", None),
        (b"/2026/11/bai-1.html\xff", None),
        (b"/%", None),
    ],
)
def test_address__as_it_was_sent__means_an_article_or_none(
    target: bytes, article: str | None
) -> None:
    assert MAPS.article(target) == article


def test_old_address__of_what_is_gone__means_none() -> None:
    assert make_published(1, ("/cu.html", "/2020/01/khong-con.html")).article(b"/cu.html") is None


def test_maps__of_a_build__are_read(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.article(4, views="1234", category="Kinh tế", aliases="[/cu/4.html]")
    portal.article(5, status="hidden")
    portal.article(6, status="draft")
    portal.build()
    found = published.read(portal.output)
    assert set(found.items) == {"id-1", "id-2", "id-3", "id-4"}
    assert found.items["id-4"] == (
        *("id-4", "/2026/11/bai-4.html", "Bài số 4", "kinh-te"),
        *("2026-11-04T00:00:00+07:00", 1234),
    )
    assert found.article(b"/cu/4.html") == "id-4"
    assert found.categories == {"chinh-tri": "Chính trị", "kinh-te": "Kinh tế"}
    assert [item.id for item in found.newest(3)] == ["id-4", "id-3", "id-2"]
    assert [item.id for item in found.newest(2, ["kinh-te"])] == ["id-3", "id-2"]


def test_stamp__changes_with_the_maps_only(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.build()
    before = published.stamp(portal.output)
    write(portal.root / "content", {"pages/gioi-thieu.md": page_text()})
    portal.build()
    assert published.stamp(portal.output) == before
    portal.article(1, title="Khác")
    portal.build()
    assert published.stamp(portal.output) != before


def _with(**fields: object) -> bytes:
    """A month's map with one article, of which some fields are not as they should be."""
    article = {
        "id": "a",
        "url": "https://tinhuy.example/2026/11/a.html",
        "title": "A",
        "category": {"slug": "chinh-tri", "name": "Chính trị"},
        "published": "2026-11-01T00:00:00+07:00",
        "views": 0,
    }
    return json.dumps({"articles": [{**article, **fields}]}).encode()


@pytest.mark.parametrize("output", [urls.API_MONTHS, "api/v1/articles/2026-11.json"])
@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"<html>", b'{"months": [{"month": "../x"}]}', b"[" * 100_000),
        *(_with(url=None), _with(url=5), _with(views="x"), _with(published="hôm nay")),
        *(_with(category=[]), _with(url="https://a/\ud800"), _with(views=float("inf"))),
    ],
)
def test_maps__damaged__are_named(output: str, data: bytes, tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.build()
    (portal.output / output).write_bytes(data)
    with pytest.raises(Damaged, match=output):
        published.read(portal.output)


def test_maps__table_of_redirects_damaged__is_named(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.build()
    (portal.output / urls.REDIRECTS).write_text(json.dumps({"redirects": [1]}), "utf-8")
    with pytest.raises(Damaged, match="redirects"):
        published.read(portal.output)
