"""What lies in output/: a build without a change leaves it alone, strangers in it stay."""

from pathlib import Path

import pytest

from plugins.build.options import Report
from tests.build.sites import Site, built, files_in, pages, site_of, write_article

ARCHIVE = "luu-tru/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles, built."""
    made = site_of(tmp_path, 45)
    made.build()
    return made


def idle(report: Report) -> bool:
    """True if a build read, rendered, wrote and deleted nothing."""
    done = (report.parsed, report.rendered, report.written, report.deleted)
    return done == (0, 0, [], [])


def test_file__touched_but_not_changed__nothing(site: Site) -> None:
    write_article(site, 38)
    (site.root / "content/bai-10.md").touch()
    assert idle(site.build())


def test_build__again__nothing_and_the_state_is_as_it_was(site: Site) -> None:
    before = site.settings.state_path.read_bytes()
    times = {name: (site.output / name).stat().st_mtime_ns for name in site.outputs()}
    assert idle(site.build())
    assert site.settings.state_path.read_bytes() == before
    assert {name: (site.output / name).stat().st_mtime_ns for name in times} == times


def test_output__deleted_by_hand__comes_back(site: Site) -> None:
    (site.output / "2026/10/bai-38.html").unlink()
    (site.output / ARCHIVE).unlink()
    assert built(site) == (pages(38) | {ARCHIVE}, set())


def test_output__altered_by_hand__found_by_a_full_build_only(site: Site) -> None:
    right = site.text("2026/10/bai-38.html")
    (site.output / "2026/10/bai-38.html").write_text("hỏng", encoding="utf-8")
    assert idle(site.build())
    assert built(site, full=True) == (pages(38), set())
    assert site.text("2026/10/bai-38.html") == right


def test_foreign_file__in_output__survives_every_build(site: Site) -> None:
    foreign = {"google123.html", "2026/09/la.html", "views/a.json", "chinh-tri/ghi-chu.txt"}
    for name in foreign:
        (site.output / name).parent.mkdir(exist_ok=True)
        (site.output / name).write_text("của người khác", encoding="utf-8")
    for number in range(45):
        site.delete(f"bai-{number:02}.md")
    site.build()
    site.build(full=True)
    assert foreign <= files_in(site.output)


def test_stray_file__without_a_state__goes_if_its_address_is_ours(site: Site) -> None:
    ours = {
        *("2020/01/cu.html", "tu-khoa/cu/index.html", "tu-khoa/cu/trang/3/index.html"),
        *("cu/index.html", "luu-tru/2020/01/index.html", "anh/0123456789abcdef-40.jpg"),
        "tep/0123456789abcdef/cu.pdf",
    }
    foreign = {"views/a.json", "google123.html", "2020/01/cu.txt", "cu/anh.jpg"}
    right = site.outputs()
    for name in ours | foreign:
        (site.output / name).parent.mkdir(parents=True, exist_ok=True)
        (site.output / name).write_text("cũ", encoding="utf-8")
    site.settings.state_path.unlink()
    assert built(site) == (set(), ours)
    assert site.outputs() == right | foreign


def test_stray_file__of_any_kind_the_portal_makes__goes_without_a_state(site: Site) -> None:
    right = site.outputs()
    strays = {
        *("rss.xml", "atom.xml", "feed.json", "cu/rss.xml", "tac-gia/cu/rss.xml", "rss/opml.xml"),
        *("sitemap.xml", "sitemap/2020-01.xml", "tim-kiem/index.html", "api/v1/cu.json"),
        *("fragments/cu.html", "theme/cu-0123456789abcdef.css"),
    }
    for name in strays:
        (site.output / name).parent.mkdir(parents=True, exist_ok=True)
        (site.output / name).write_text("cũ", encoding="utf-8")
    site.settings.state_path.unlink()
    site.build()
    assert site.outputs() == right
