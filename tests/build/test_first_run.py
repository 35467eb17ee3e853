"""The first hours with a portal: nothing written yet, odd folders, no right to write here."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import feedparser
import pytest

from plugins.core.settings import PROJECT
from tests.build.html_pages import pages_in
from tests.build.processes import (
    LIKE_ANYBODY,
    Ended,
    end,
    run_build,
    run_here,
    start,
    write_settings,
)
from tests.build.sites import Site, differences, files_in, snapshot
from tests.factories import NOW, article_text, page_text, write

LINKS = [("Ủy ban nhân dân tỉnh", "https://ubnd.example")]
DRAFT = article_text(status="draft")
HIDDEN = article_text(status="hidden")
FUTURE = article_text(date="2027-01-01", slug="nam-moi")
PAGE = {"pages/gioi-thieu.md": page_text(slug="gioi-thieu")}

Content = dict[str, str] | None
EMPTY: dict[str, Content] = {
    "no folder": None,
    "no file": {},
    "a page alone": PAGE,
    "what nobody may see yet": {"nhap.md": DRAFT, "hen-gio.md": FUTURE},
    "a hidden article": {"an.md": HIDDEN},
}


def make_site(root: Path, content: Content) -> Site:
    """A portal with this content, a settings file, notices and links."""
    site = Site(root, {"notices": "Dân vận", "links": LINKS})
    write_settings(root, f"NOTICES = 'Dân vận'\nLINKS = {LINKS!r}\n")
    if content is not None:
        (root / "content").mkdir()
        write(root / "content", content)
    return site


# Nothing to read yet


@pytest.mark.parametrize("content", EMPTY.values(), ids=EMPTY)
def test_pages__no_article__are_friendly_have_no_empty_part_and_no_broken_link(
    content: Content, tmp_path: Path
) -> None:
    site = make_site(tmp_path, content)
    assert run_here(site, "build", now=NOW).status == 0
    home = site.text("index.html")
    assert "Cổng đang chuẩn bị bài mới" in home
    assert [each for each in ("Tin mới", "Nổi bật", "<article", "thong-bao") if each in home] == []
    assert ("/gioi-thieu/" in home) == (content == PAGE)
    assert "hiện chưa có bài nào" in site.text("chinh-tri/index.html")
    assert "chưa có bài nào" in site.text("luu-tru/index.html")
    pages = pages_in(site.output)
    assert {name: page.faults for name, page in pages.items() if page.faults} == {}
    own = {link for page in pages.values() for link in page.links if link.startswith("/")}
    files = (link.partition("#")[0][1:] for link in own)
    files = (f"{file}index.html" if not file or file.endswith("/") else file for file in files)
    assert set(files) - site.outputs() == set()


def test_home__only_notices__has_no_heading_above_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"lich.md": article_text(category="Dân vận", slug="lich")})
    site.build()
    home = site.text("index.html")
    assert ("Tin mới" in home, 'id="thong-bao"' in home, "chuẩn bị" in home) == (False, True, False)


def test_feeds_and_sitemap__no_article__are_valid_and_say_no_moment_of_the_build(
    tmp_path: Path,
) -> None:
    site = make_site(tmp_path, {})
    site.build()
    for name in ("rss.xml", "atom.xml", "chinh-tri/rss.xml"):
        feed = feedparser.parse(site.text(name))
        assert (feed.bozo, feed.entries, bool(feed.feed.title)) == (False, [], True), name
    assert feedparser.parse(site.text("atom.xml")).feed.updated == "2026-01-01T00:00:00+07:00"
    assert json.loads(site.text("feed.json"))["items"] == []
    sitemaps = {name for name in site.outputs() if name.startswith("sitemap/")}
    assert sitemaps == {"sitemap/pages.xml"}
    assert site.text("sitemap.xml").count("<loc>") == 1
    other = make_site(tmp_path / "later", {})
    other.build(now="2027-05-01T00:00:00")
    assert differences(other.output, site.output) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "python3 tasks.py new"), (PAGE, "python3 tasks.py new"), ({"a.md": DRAFT}, "draft")],
)
def test_build__no_article_for_readers__says_what_to_do_next(
    content: Content, words: str, tmp_path: Path
) -> None:
    site = make_site(tmp_path, content)
    told = run_here(site, "build", now=NOW)
    assert (told.status, told.out.count("\n"), words in told.err) == (0, 1, True)
    site.article("moi.md")
    assert run_here(site, "build", now=NOW).err == ""


# The folder of articles


def test_content__never_there__check_finds_nothing_and_new_makes_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, None)
    assert run_here(site, "check").status == 0
    assert not site.settings.path.exists()
    made = run_here(site, "new", title="Bài đầu tiên", category="Chính trị")
    assert (made.status, made.out.startswith("content/")) == (0, True)
    assert run_here(site, "check").status == 0


@pytest.mark.parametrize("name", ["build", "check"])
def test_content__with_articles_and_now_gone__is_no_order_to_empty_the_portal(
    name: str, tmp_path: Path
) -> None:
    site = make_site(tmp_path, {"bai.md": article_text()})
    site.build()
    (tmp_path / "content").rename(tmp_path / "content-cu")
    before = snapshot(tmp_path)
    ended = run_here(site, name)
    assert (ended.status, "1 bài" in ended.err) == (2, True)
    assert snapshot(tmp_path) == before
    (tmp_path / "content").mkdir()
    assert run_here(site, "build").status == 0
    assert "chuẩn bị bài mới" in site.text("index.html")


@pytest.mark.parametrize("name", ["build", "check", "new"])
def test_content__named_on_the_command_line_and_missing__is_wrong_use(
    name: str, tmp_path: Path
) -> None:
    site = make_site(tmp_path, {})
    more = {"title": "Bài", "category": "Kinh tế"} if name == "new" else {}
    ended = run_here(site, name, content="bài viết", **more)
    assert (ended.status, "bài viết" in ended.err, ended.out) == (2, True, "")
    assert files_in(tmp_path) == {"pelicanconf.py"}


# The project's folder


def run_in(project: Path, *words: str) -> Ended:
    """Run a module in a copy of the project."""
    ran = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ended(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_project__in_a_folder_with_spaces_and_vietnamese_letters__works(
    form: Literal["NFC", "NFD"], tmp_path: Path
) -> None:
    project = tmp_path / unicodedata.normalize(form, "Cổng tin tức tỉnh (bản thử)")
    for folder in ("plugins", "theme"):
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, project / folder, ignore=unwanted)
    for name in ("tasks.py", "pelicanconf.py"):
        shutil.copy(PROJECT / name, project)
    write(project / "content", {"Hội nghị/bài.md": article_text(slug="hoi-nghi")})
    made = run_in(project, "invoke", "new", "--title", "Bài mới", "--category", "Dân vận")
    assert (made.status, (project / made.out.strip()).is_file()) == (0, True), made.err
    assert run_in(project, "invoke", "check").status == 0
    assert run_in(project, "invoke", "build").status == 0
    before = snapshot(project / "output")
    assert "2023/03/hoi-nghi.html" in before
    ended = run_in(project, "pelican", "-s", "pelicanconf.py")
    assert (ended.status, snapshot(project / "output")) == (0, before), ended.err


# Somebody else's folder


@pytest.fixture
def read_only() -> Iterator[Callable[[Site], None]]:
    """Take the right to write from all folders of a site, until the test is over."""
    shut: list[Path] = []

    def shut_up(site: Site) -> None:
        shut.extend([site.root, *(each for each in site.root.rglob("*") if each.is_dir())])
        for each in shut:
            each.chmod(0o555)

    yield shut_up
    for each in shut:
        each.chmod(0o755)


@pytest.mark.parametrize("built", [False, True])
def test_somebody_elses_folder__check_and_build_elsewhere_work__the_rest_says_why_not(
    built: bool, tmp_path: Path, read_only: Callable[[Site], None]
) -> None:
    site = make_site(tmp_path / "cổng", {"bai.md": article_text(slug="bai")})
    if built:
        assert run_build(site).status == 0
        site.article("them.md")
    read_only(site)
    before = snapshot(site.root)

    def ran(name: str, **options: str) -> Ended:
        given: dict[str, Any] = {"settings": "pelicanconf.py", **options}
        with start(name, site.root, before=LIKE_ANYBODY, **given) as process:
            return end(process)

    assert ran("check").status == 0
    assert ran("build", output=str(tmp_path / "site")).status == 0
    assert (tmp_path / "site/2023/03/bai.html").is_file()
    refused = [ran("build"), ran("new", title="Bài mới", category="Kinh tế")]
    for each in refused:
        assert (each.status, each.out) == (3, "")
        assert str(site.root) in each.err
        assert "Không có quyền ghi" in each.err
        assert "--output" in each.err
    assert snapshot(site.root) == before
