"""The repository as it is shipped: its sample content through every door, and what readers get."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from plugins.core import urls
from plugins.core.settings import PROJECT
from tests.build.html_pages import Page, pages_in
from tests.build.processes import Ended, run
from tests.build.sites import differences, snapshot
from tests.factories import NOW, article_text

SITEURL = "https://tinhuy.example"
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
_NOT_SHIPPED = (".*", "output", "tests", "__pycache__")


def checkout(folder: Path) -> Path:
    """The repository's tree in another folder, as a fresh clone has it.

    Pictures that another one made are given along: the cache may be carried.
    """
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*_NOT_SHIPPED))
    if made := next(folder.parents[1].glob("*/*/.state/pictures"), None):
        shutil.copytree(made, folder / ".state/pictures", copy_function=os.link)
    return folder


def build(tree: Path, **options: Any) -> Ended:
    """Build a checkout by its own code."""
    return run("build", tree, environment={"PYTHONPATH": str(tree)}, **options)


def pelican(tree: Path, *words: str) -> Ended:
    """Run Pelican in a checkout."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", *words],
        cwd=tree,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of `build --settings publishconf.py` in a fresh checkout."""
    tree = checkout(tmp_path_factory.mktemp("published") / "portal")
    ended = build(tree, settings="publishconf.py", now=NOW)
    assert (ended.status, ended.err) == (0, "")
    return tree / "output"


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout after its first `build`, for tests to take a copy of."""
    tree = checkout(tmp_path_factory.mktemp("previewed") / "portal")
    assert build(tree).status == 0
    return tree


@pytest.fixture
def portal(previewed: Path, tmp_path: Path) -> Path:
    """A copy of that checkout, to do with as one likes."""
    return shutil.copytree(previewed, tmp_path / "portal")


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Page]:
    """All its pages; the stubs at old addresses are none."""
    return {
        name: page
        for name, page in pages_in(published).items()
        if 'http-equiv="refresh"' not in page.text
    }


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_pelican__sample_content__same_bytes_as_build(tmp_path: Path, settings: str) -> None:
    one, other = checkout(tmp_path / "one"), checkout(tmp_path / "other")
    assert build(one, settings=settings).status == 0
    ended = pelican(other, "-s", settings)
    assert ended.status == 0, ended.err
    assert differences(other / "output", one / "output") == []
    before = snapshot(other / "output")
    assert build(other, settings=settings).status == 0
    assert pelican(other, "-s", settings).status == 0
    assert snapshot(other / "output") == before


def test_pelican__error_in_content__exit_1_and_nothing_changes(portal: Path) -> None:
    before = snapshot(portal / "output")
    (portal / "content/loi.md").write_text(article_text(views="1.234"), encoding="utf-8")
    ended = pelican(portal, "-s", "pelicanconf.py")
    assert ended.status == 1
    assert "Traceback" not in ended.out + ended.err
    assert "content/loi.md:6: lỗi: " in ended.err
    assert snapshot(portal / "output") == before


@pytest.mark.parametrize(
    ("more", "words"), [("SITNAME = 'x'\n", "SITENAME"), ("SITEURL = 'x'\n", "https://")]
)
def test_pelican__wrong_settings__exit_2(tmp_path: Path, more: str, words: str) -> None:
    tree = checkout(tmp_path / "portal")
    with (tree / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(more)
    ended = pelican(tree, "-s", "pelicanconf.py")
    assert ended.status == 2
    assert words in ended.err
    assert "Traceback" not in ended.out + ended.err
    assert not list((tree / "output").rglob("*.html"))


def test_pelican__other_folders_on_its_command_line__state_left_alone(
    portal: Path, tmp_path: Path
) -> None:
    before = (portal / ".state/portal.sqlite").read_bytes()
    other = tmp_path / "khac"
    assert pelican(portal, "content", "-s", "pelicanconf.py", "-o", str(other)).status == 0
    assert differences(other, portal / "output") == []
    assert (portal / ".state/portal.sqlite").read_bytes() == before


def test_other_settings_file__into_the_same_output__everything_rendered_again(
    published: Path, portal: Path
) -> None:
    assert 'href="http://localhost:8000/"' in (portal / "output/index.html").read_text("utf-8")
    assert build(portal, settings="publishconf.py", now=NOW).status == 0
    assert differences(portal / "output", published) == []


def test_sample__every_page__valid_html(pages: dict[str, Page]) -> None:
    assert len(pages) > 150
    assert {name: page.faults for name, page in pages.items() if page.faults} == {}


def test_sample__every_link_within_the_site__leads_to_an_output_and_a_place(
    published: Path, pages: dict[str, Page]
) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            address = link.removeprefix(SITEURL) if link.startswith(SITEURL) else link
            path, _, fragment = address.partition("#")
            if not path.startswith("/") and path:
                assert re.match(r"https?://|mailto:|tel:", path), (name, link)
                continue
            target = unquote(path)[1:] if path else name
            target += "index.html" if target.endswith("/") or not target else ""
            if not (published / target).is_file():
                broken.append(f"{name}: {link}")
            elif fragment and unquote(fragment) not in pages[target].ids:
                broken.append(f"{name}: {link}: no such place")
    assert broken == []


def test_sample__every_page_but_404__canonical_is_its_absolute_address(
    pages: dict[str, Page],
) -> None:
    found = {name: page.canonical for name, page in pages.items() if name != "404.html"}
    wanted = {name: f"{SITEURL}/{re.sub(r'(^|(?<=/))index.html$', '', name)}" for name in found}
    assert found == wanted
    assert pages["404.html"].canonical == ""


def test_sample__every_article__json_ld_of_a_news_article(pages: dict[str, Page]) -> None:
    articles = {name: page for name, page in pages.items() if re.match(r"\d{4}/", name)}
    assert len(articles) > 8
    for name, page in articles.items():
        data = json.loads(page.json_ld)
        assert data["@type"] == "NewsArticle"
        assert data["mainEntityOfPage"] == f"{SITEURL}/{name}"
        assert page.title.startswith(data["headline"])
        assert ISO.fullmatch(data["datePublished"]), name
        assert ISO.fullmatch(data["dateModified"]), name
        assert data["dateModified"] >= data["datePublished"]
        assert data["datePublished"][:7].replace("-", "/") == name[:7]
        assert data["author"]
        assert all(each["name"] for each in data["author"])
        assert data["articleSection"] in page.text
        assert data["publisher"]["name"] in page.text
        assert all(each.startswith(f"{SITEURL}/anh/") for each in data.get("image", []))
        count = data["interactionStatistic"]["userInteractionCount"]
        assert f"{count:,} lượt xem".replace(",", ".") in page.text


def test_sample__hidden_and_expired__noindex_and_others_not(pages: dict[str, Page]) -> None:
    closed = {name for name, page in pages.items() if page.meta.get("robots") == "noindex"}
    assert closed - {"404.html", urls.SEARCH, urls.STATISTICS} == {
        "2026/11/huong-dan-dai-bieu-du-hoi-nghi-tong-ket.html",
        "2026/08/tuyen-cong-tac-vien-dich-thuat.html",
        "2025/06/ghi-danh-lop-ky-nang-so-cho-nguoi-cao-tuoi.html",
    }


def test_sample__every_old_address__leads_to_an_article(
    published: Path, pages: dict[str, Page]
) -> None:
    table = json.loads((published / ".well-known/redirects.json").read_text("utf-8"))
    assert len(table["redirects"]) > 3
    for each in table["redirects"]:
        assert each["to"][1:] in pages
        stub = published / each["from"][1:]
        if stub.suffix == ".html":
            assert f'content="0; url={SITEURL}{each["to"]}"' in stub.read_text("utf-8")


def test_sample__every_address_for_machines__leads_to_an_output(published: Path) -> None:
    machines = ("rss.xml", "feed.json", "sitemap*.xml", "sitemap/*.xml", "api/v1/**/*.json")
    found = [path for pattern in machines for path in published.glob(pattern)]
    assert len(found) > 60
    broken = set()
    for path in found:
        text = html.unescape(path.read_text("utf-8"))
        for address in re.findall(rf"{SITEURL}(/[^\s\"'<>)\\]*)", text):
            target = unquote(address.partition("#")[0])[1:]
            target += "index.html" if target.endswith("/") or not target else ""
            if not (published / target).is_file():
                broken.add(f"{path.name}: {address}")
    assert broken == set()
