"""Errors in content: nothing at all changes until they are mended."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.build.sites import Site, built_anew, differences, snapshot, write_article
from tests.build.wrong_content import linked_site, places, put
from tests.factories import article_text

NEW = "moi.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with links, built."""
    return linked_site(tmp_path / "site")


def everything(site: Site) -> tuple[object, ...]:
    """All that a refused build must leave as it is."""
    return snapshot(site.output), site.settings.state_path.read_bytes()


def with_body(body: str) -> str:
    """A new article with this body, which begins in line 8."""
    return article_text(slug="moi", body=body)


class Bad(NamedTuple):
    """Files to write, or to delete (None), and where the first error must be."""

    files: dict[str, str | bytes | None]
    path: str
    line: int


BAD = {
    "unknown key": Bad({NEW: article_text(titel="x")}, NEW, 6),
    "key twice": Bad({NEW: article_text().replace("author:", "date: 2023-03-31\nauthor:")}, NEW, 5),
    "no title": Bad(
        {NEW: article_text().replace("title:", "tags:").replace("giao ban", "")}, NEW, 1
    ),
    "date of no form": Bad({NEW: article_text(date="31.03.2023")}, NEW, 3),
    "views with a dot": Bad({NEW: article_text(views="1.234")}, NEW, 6),
    "unknown category": Bad({NEW: article_text(category="Chính trịi")}, NEW, 4),
    "header without end": Bad({NEW: "---\ntitle: Hội nghị\n\nNội dung."}, NEW, 1),
    "script": Bad({NEW: with_body("Một.\n\n<script>alert(1)</script>")}, NEW, 10),
    "javascript link": Bad({NEW: with_body("[bấm](javascript:alert(1))")}, NEW, 8),
    "link to no file": Bad({NEW: with_body("Một.\n\n[a]({filename}khong-co.md)")}, NEW, 10),
    "link to no page": Bad({NEW: with_body("[a](/khong-co/)")}, NEW, 8),
    "link to no place": Bad({NEW: with_body("[a]({filename}bai-02.md#dau)")}, NEW, 8),
    "picture not there": Bad({NEW: with_body("![Ảnh](images/khong-co.jpg)")}, NEW, 8),
    "file type": Bad({NEW: with_body("[a](files/a.exe)"), "files/a.exe": b"MZ"}, NEW, 8),
    "out of content": Bad({NEW: with_body("[a]({static}../secret.pdf)")}, NEW, 8),
    "picture of no format": Bad(
        {NEW: with_body("![Ảnh](images/b.jpg)"), "images/b.jpg": b"not a picture"}, NEW, 8
    ),
    "picture breaks": Bad({"images/a.jpg": b"not a picture"}, "bai-03.md", 7),
    "picture gone": Bad({"images/a.jpg": None}, "bai-03.md", 7),
    "file gone": Bad({"files/k.pdf": None}, "bai-03.md", 8),
    "link target gone": Bad({"bai-02.md": None}, "bai-01.md", 10),
    "one URL twice": Bad({NEW: article_text(slug="bai-05", date="2026-09-06")}, NEW, 6),
    "one id twice": Bad({NEW: article_text(id="bai-04")}, NEW, 6),
    "alias twice": Bad({NEW: article_text(aliases="[/cu/4.html]")}, NEW, 6),
    "alias of a page": Bad({NEW: article_text(aliases="[/2026/09/bai-05.html]")}, NEW, 6),
    "byline spelt anew": Bad({NEW: article_text(author="Lê An")}, NEW, 5),
    "other encoding": Bad({NEW: article_text(author="Le An").encode("utf-16")}, NEW, 1),
    "name not in UTF-8": Bad({"h\udce9.md": article_text()}, "h?.md", 1),
}


@pytest.mark.parametrize("name", BAD)
def test_build__bad_input__nothing_changes_until_mended(
    site: Site, tmp_path: Path, name: str
) -> None:
    bad = BAD[name]
    before = everything(site)
    kept = {path: bytes_of(site, path) for path in bad.files}
    write_article(site, 6, title="Tên khác")
    site.delete("bai-00.md")
    put(site, bad.files)
    for full in (False, True):
        report = site.build(full=full)
        assert (bad.path, bad.line) in places(report)
        assert (report.written, report.deleted, report.rendered) == ([], [], 0)
        assert everything(site) == before
    put(site, kept)
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def bytes_of(site: Site, path: str) -> bytes | None:
    file = site.root / "content" / path
    return file.read_bytes() if file.is_file() else None
