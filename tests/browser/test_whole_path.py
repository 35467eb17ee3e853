"""From an editor's desk to a reader's screen: git, CI with a carried state, ssh, nginx, browser."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser

from plugins.core import urls
from plugins.webserver import moved, nginx
from plugins.webserver.policy import Address
from tests.browser.reader import Reader
from tests.build import processes as builds
from tests.build.sites import Site, built_anew, files_in, picture, site_of, write_article
from tests.factories import NOW
from tests.programs import GIT, find
from tests.publish import processes as publishing
from tests.publish.hosts import sshd
from tests.publish.portal import contents
from tests.webserver import servers

SITEURL = "http://tinhuy.example"
ARTICLE = "/2026/11/nha-van-hoa.html"
NOTE = ".well-known/portal-release.json"


@dataclass
class Published:
    """What came of one new article: `announced` by the dry run, `arrived` on the host, `differ`
    between two full builds."""

    port: int
    announced: set[str]
    arrived: set[str]
    differ: set[str]
    verified: list[builds.Ended]

    def read(self, path: str) -> bytes:
        """What nginx answers."""
        answer = servers.ask(self.port, path, "GET", {"Host": "tinhuy.example"})
        assert answer.status == 200
        return answer.body


def git(folder: Path, *words: str) -> None:
    """Run git as somebody whom this machine does not know."""
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Lan", "-c", "user.email=lan@tinhuy.example")
    subprocess.run(
        [find(GIT), *who, *words],
        cwd=folder,
        env={**os.environ, **known},
        capture_output=True,
        check=True,
    )


class Ci:
    """Runs that begin with a shallow clone and of those before know only portal.sqlite."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.runs = folder, 0

    def run(self) -> Path:
        """Clone and build what is new; returns the clone."""
        self.runs += 1
        clone = self.folder / f"run-{self.runs}"
        origin = (self.folder / "origin.git").as_uri()
        git(self.folder, "clone", "-q", "--depth", "1", origin, clone.name)
        (clone / ".state").mkdir()
        if self.runs > 1:
            before = self.folder / f"run-{self.runs - 1}"
            shutil.copy(before / ".state/portal.sqlite", clone / ".state")
        options = {"settings": "pelicanconf.py", "now": NOW, "delta": True, "keep_going": True}
        assert builds.run("build", clone, **options).status == 0
        return clone

    def publish(self, clone: Path, name: str = "publish", **options: object) -> builds.Ended:
        """Run a command of publishing there."""
        return publishing.run(clone, name, settings="pelicanconf.py", **options)


def begin(folder: Path, target: str) -> Site:
    """A bare repository, and an editor's clone from which 42 articles were pushed."""
    git(folder, "init", "-q", "--bare", "-b", "main", "origin.git")
    git(folder, "clone", "-q", "origin.git", "lan")
    site = site_of(folder / "lan", 42)
    site.overrides["siteurl"] = SITEURL
    site.write({"cau.jpg": picture("navy", 900, 600)})
    write_article(site, 41, body="Đoạn đầu.\n\n![Cầu](cau.jpg)", aliases="[/?ItemID=12]")
    more = f"SITEURL = {SITEURL!r}\nPUBLISH_TARGET = {target!r}\n"
    builds.write_settings(site.root, more)
    (site.root / ".gitignore").write_text("/output/\n/.state/\n", encoding="utf-8")
    push(site)
    return site


def push(site: Site) -> None:
    """Send what the editor has written."""
    git(site.root, "add", "-A")
    git(site.root, "commit", "-q", "-m", "Bài mới")
    git(site.root, "push", "-q", "origin", "HEAD:main")


@pytest.fixture(scope="module")
def published() -> Iterator[Published]:
    """One new article with a picture has gone the whole way, after a first release."""
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        for name in ("sshd", "nginx"):
            (folder / name).mkdir()
        host = stack.enter_context(sshd(folder / "sshd"))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("RSYNC_RSH", host.rsh)
        www = folder / "host/www"
        site, ci = begin(folder, host.address(www)), Ci(folder)
        assert ci.publish(ci.run()).status == 0
        before = {path: (www / path).stat().st_ino for path in files_in(www)}
        old = contents(built_anew(site, folder / "old"))

        site.write({"2026/nha.jpg": picture("teal", 900, 600)})
        keys = {"slug": "nha-van-hoa", "date": "2026-11-21", "title": "Nhà văn hóa xã"}
        site.article("2026/nha.md", body="Đoạn đầu.\n\n![Sân nhà](nha.jpg)", **keys)
        push(site)
        clone = ci.run()
        dry = ci.publish(clone, dry_run=True)
        assert ci.publish(clone).status == 0

        new = contents(built_anew(site, folder / "new"))
        assert {path: data for path, data in contents(www).items() if path != NOTE} == new
        port = servers.free_port()
        table = moved.of(moved.read(new[urls.REDIRECTS]))
        text = nginx.configuration(Address.of(SITEURL), str(www), table)
        text = re.sub(r"listen \[::\].*", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
        stack.enter_context(servers.nginx(folder / "nginx", text, port))
        yield Published(
            port,
            announced=set(re.findall(r"^gửi (.+)$", dry.out, re.MULTILINE)),
            arrived={each for each in files_in(www) if before.get(each) != inode(www / each)},
            differ={path for path, data in new.items() if old.get(path) != data},
            verified=[
                ci.publish(clone, "verify", where=where)
                for where in (host.address(www), f"http://127.0.0.1:{port}")
            ],
        )


def inode(path: Path) -> int:
    """What tells a file from the one that it replaced."""
    return path.stat().st_ino


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader who in the end must have had nothing to complain of."""
    reader = Reader(browser, SITEURL)
    try:
        yield reader
    finally:
        reader.close()
    assert reader.complaints == []


def test_one_new_article__just_what_differs_is_sent(published: Published) -> None:
    assert published.announced == published.differ
    assert published.arrived == published.differ | {NOTE}
    assert len(published.arrived) <= 60
    assert {each.partition("-")[2] for each in published.arrived if each.startswith("anh/")} == {
        *("480.jpg", "800.jpg", "900.jpg", "480.webp", "800.webp", "900.webp"),
    }


def test_host__verified_over_ssh_and_http__is_as_published(published: Published) -> None:
    for ended in published.verified:
        assert (ended.status, "đúng như đã phát hành (bản 2)" in ended.out) == (0, True), ended


def test_reader__of_the_home_page__comes_to_the_article_and_its_picture(
    published: Published, reader: Reader
) -> None:
    # nginx takes a proxy's requests as its own: the browser need not find the host by its name.
    page = reader.open("/", proxy={"server": f"http://127.0.0.1:{published.port}"})
    page.get_by_role("link", name="Nhà văn hóa xã").first.click()
    assert page.url == SITEURL + ARTICLE
    assert page.get_by_role("heading", level=1).inner_text() == "Nhà văn hóa xã"
    image = page.get_by_role("img", name="Sân nhà")
    image.scroll_into_view_if_needed()
    assert image.evaluate("async image => (await image.decode(), image.naturalWidth)") > 0
    reader.goto(page, "/?ItemID=12")
    assert page.url.startswith(f"{SITEURL}/2026/")


@pytest.mark.parametrize("path", ["/rss.xml", "/chinh-tri/rss.xml", "/atom.xml"])
def test_feed_reader__finds_the_article_first_with_its_picture(
    published: Published, path: str
) -> None:
    feed = feedparser.parse(published.read(path))
    assert not feed.bozo
    entry = feed.entries[0]
    assert (entry.title, entry.link) == ("Nhà văn hóa xã", SITEURL + ARTICLE)
    shown = re.search(r'src="http://tinhuy\.example(/anh/[^"]+)"', str(entry))
    assert shown
    assert published.read(shown[1])[:2] == b"\xff\xd8"
