"""keep_going: what has an error stays as it last was, everything else is built."""

import shutil
from pathlib import Path

import pytest

from plugins.core.settings import PROJECT
from tests.build.sites import Site, built_anew, differences, snapshot, write_article
from tests.build.wrong_content import linked_site, places, put


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with links, built."""
    return linked_site(tmp_path / "site")


def same_site(site: Site, elsewhere: Path, *, without: str = "") -> Site:
    """A copy of content/ as it is now, perhaps without one file, in another folder."""
    shutil.copytree(site.root / "content", elsewhere / "content")
    copy = Site(elsewhere, site.overrides)
    if without:
        copy.delete(without)
    return copy


@pytest.mark.parametrize("full", [False, True])
def test_keep_going__edited_file_with_an_error__counts_as_its_last_valid_version(
    site: Site, tmp_path: Path, full: bool
) -> None:
    write_article(site, 6, title="Tên khác")
    expected = same_site(site, tmp_path / "expected")
    expected.build()
    write_article(site, 5, title="Chưa xong", views="1.234", status="hidden")
    report = site.build(keep_going=True, full=full)
    assert places(report) == {("bai-05.md", 7)}
    assert differences(site.output, expected.output) == []


def test_keep_going__new_file_with_an_error__is_absent_and_all_else_built(
    site: Site, tmp_path: Path
) -> None:
    write_article(site, 6, title="Tên khác")
    write_article(site, 9)
    write_article(site, 8, views="1.234")
    report = site.build(keep_going=True)
    assert places(report) == {("bai-08.md", 7)}
    expected = same_site(site, tmp_path / "expected", without="bai-08.md")
    expected.build()
    assert differences(site.output, expected.output) == []


@pytest.mark.parametrize("bad", [5, 8])
def test_keep_going__nothing_changed_since__every_build_reports_again(site: Site, bad: int) -> None:
    write_article(site, bad, views="1.234")
    assert site.build(keep_going=True).failed
    before = snapshot(site.output)
    for keep_going in (True, False, True):
        report = site.build(keep_going=keep_going)
        assert places(report) == {(f"bai-{bad:02}.md", 7)}
        assert snapshot(site.output) == before


def test_keep_going__two_new_files_with_one_url__both_held(site: Site, tmp_path: Path) -> None:
    expected = same_site(site, tmp_path / "expected")
    expected.build()
    for name in ("mot.md", "hai.md"):
        site.article(name, slug="chung", date="2026-10-01")
    for _ in range(2):
        report = site.build(keep_going=True)
        assert {path for path, _ in places(report)} == {"mot.md", "hai.md"}
        assert differences(site.output, expected.output) == []
    site.delete("mot.md")
    assert not site.build(keep_going=True).failed
    assert "2026/10/chung.html" in site.outputs()


def test_keep_going__link_target_deleted__linking_page_stays_without_the_link(site: Site) -> None:
    site.delete("bai-02.md")
    for _ in range(2):
        report = site.build(keep_going=True)
        assert places(report) == {("bai-01.md", 10)}
        assert "2026/09/bai-02.html" not in site.outputs()
        assert "Xem bài kia." in site.text("2026/09/bai-01.html")
    assert "bai-02" not in site.text("index.html") + site.text("chinh-tri/index.html")


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("data", [None, b"not a picture"])
def test_keep_going__picture_gone_or_broken__page_keeps_it(
    site: Site, data: bytes | None, full: bool
) -> None:
    before = snapshot(site.output)
    put(site, {"images/a.jpg": data})
    report = site.build(keep_going=True, full=full)
    assert places(report) == {("bai-03.md", 7)}
    assert snapshot(site.output) == before


def test_keep_going__no_bodies_and_another_theme__held_page_stays(
    site: Site, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(PROJECT / "theme", theme)
    site.overrides["theme"] = theme
    site.build()
    write_article(site, 5, views="1.234")
    assert site.build(keep_going=True).failed
    before = site.text("2026/09/bai-05.html")
    (site.settings.state_path.parent / "bodies.sqlite").unlink()
    with (theme / "templates/base.html").open("a") as base:
        base.write("<!-- new -->\n")
    for full in (False, True):
        assert site.build(keep_going=True, full=full).failed
        assert site.text("2026/09/bai-05.html") == before
        assert site.text("2026/09/bai-06.html").endswith("<!-- new -->\n")
        assert "/2026/09/bai-05.html" in site.text("chinh-tri/index.html")
    write_article(site, 5)
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_keep_going__address_of_a_held_article_taken__held_too_until_mended(
    site: Site, tmp_path: Path
) -> None:
    expected = same_site(site, tmp_path / "expected")
    expected.build()
    write_article(site, 5, slug="b", views="1.234")
    site.article("c.md", slug="bai-05", date="2026-09-06")
    for full in (False, True, False):
        report = site.build(keep_going=True, full=full)
        assert {path for path, _ in places(report)} == {"bai-05.md", "c.md"}
        assert differences(site.output, expected.output) == []
    write_article(site, 5, slug="b")
    assert not site.build(keep_going=True).failed
    assert {"2026/09/b.html", "2026/09/bai-05.html"} <= site.outputs()
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_keep_going__held_file_deleted__its_page_goes(site: Site, tmp_path: Path) -> None:
    write_article(site, 5, views="1.234")
    site.build(keep_going=True)
    site.delete("bai-05.md")
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_keep_going__held_article_expires_as_time_passes__leaves_lists(site: Site) -> None:
    write_article(site, 5, expires="2026-11-30")
    site.build()
    write_article(site, 5, expires="2027-11-30", views="1.234")
    site.build(keep_going=True)
    assert site.build("2026-12-05T00:00:00", keep_going=True).failed
    assert "bai-05" not in site.text("chinh-tri/index.html")
    assert "noindex" in site.text("2026/09/bai-05.html")


def test_keep_going__mended__equals_a_full_build(site: Site, tmp_path: Path) -> None:
    for number in (3, 5):
        write_article(site, number, title="Tên khác", views="1.234", tags="[Mới]")
    site.build(keep_going=True)
    for number in (3, 5):
        write_article(site, number, title="Tên khác", views="1234", tags="[Mới]")
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []
