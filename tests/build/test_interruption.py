"""Stopped at any moment: readers never see half a file, and the next build ends right."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemBytecodeCache

from plugins.build import templates
from tests.build.processes import end, start_build
from tests.build.sites import (
    Site,
    built_anew,
    differences,
    picture,
    recolour,
    site_of,
    with_own_theme,
    write_article,
)

_MOVES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")


@pytest.fixture(autouse=True)
def own_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each site keeps its compiled templates itself: a kill may come while one is written."""
    monkeypatch.setattr(templates, "FileSystemBytecodeCache", FileSystemBytecodeCache)


def dies(site: Site, moment: int, **options: Any) -> bool:
    """Build in a process that is killed before its file operation number `moment`.

    False if the build was done before it came to that.
    """
    child = os.fork()
    if child == 0:
        count = 0

        def kill(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in _MOVES and str(arguments[0]).find(site.root.name) >= 0:
                count += 1
                if count > moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        try:
            site.build(**options)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def half_files(output: Path) -> list[str]:
    """Pages that do not end as every page ends."""
    return [
        str(path)
        for path in output.rglob("*.html")
        if path.is_file() and not path.read_bytes().endswith(b"</html>\n")
    ]


def before_edit(site: Site) -> None:
    """Five articles with a picture, a link and a tag."""
    for number in range(5):
        write_article(site, number)
    site.write({"images/a.jpg": picture("red"), "files/k.pdf": b"%PDF-1.4 a"})
    write_article(site, 1, image="{src: /images/a.jpg, alt: a}", attachments="[/files/k.pdf]")
    write_article(site, 4, body="Đoạn mở đầu.\n\n[kia]({filename}bai-03.md)", tags="[Cũ]")
    (site.root / "content/moi.md").unlink(missing_ok=True)


def after_edit(site: Site) -> None:
    """One article is gone, one new, one has another address, one other media, one another tag."""
    site.delete("bai-00.md")
    write_article(site, 2, title="Tên khác")
    write_article(site, 3, slug="khac", aliases="[/2026/09/bai-03.html]")
    site.write({"images/a.jpg": picture("green"), "files/k.pdf": b"%PDF-1.4 b"})
    write_article(site, 4, body="Đoạn mở đầu.\n\n[kia]({filename}bai-03.md)", tags="[Mới]")
    site.article("moi.md", date="2026-10-02", author="Trần Bình", category="Kinh tế")


@pytest.mark.parametrize("first_build", [False, True])
@pytest.mark.parametrize("reverted", [False, True])
@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.soak)])
def test_kill__before_each_file_operation__next_build_right(
    tmp_path: Path, first_build: bool, reverted: bool, step: int
) -> None:
    site = Site(tmp_path / "portal-site")
    before_edit(site)
    wanted = [built_anew(site, tmp_path / "a")]
    after_edit(site)
    wanted.append(built_anew(site, tmp_path / "b"))
    moment, alive = first_build + 2 * reverted, False
    while not alive:
        before_edit(site)
        if first_build:
            shutil.rmtree(site.output, ignore_errors=True)
            shutil.rmtree(site.settings.state_path.parent, ignore_errors=True)
        else:
            site.build()
        after_edit(site)
        alive = not dies(site, moment)
        assert half_files(site.output) == []
        if reverted:
            before_edit(site)
        site.build()
        assert differences(site.output, wanted[not reverted]) == [], moment
        moment += step
    assert moment > 50


def _edit(site: Site, chance: random.Random, number: int) -> None:
    """Add, change, rename and delete some of 400 articles; every page gets another menu.

    Or, one time in four, every page gets another address of the style sheet and nothing else.
    """
    if chance.random() < 0.25:
        recolour(site, number)
        return
    for each in chance.sample(range(400), 12):
        path = site.root / f"content/bai-{each:02}.md"
        deed = chance.choice(("change", "readdress", "draft", "delete"))
        path.unlink(missing_ok=True)
        if deed == "change":
            write_article(site, each, title=f"Lần {number}", tags=f"[Thẻ {number % 3}]")
        elif deed == "readdress":
            write_article(site, each, slug=f"bai-{each}-{number}")
        elif deed == "draft":
            write_article(site, each, status="draft")
    site.page("gioi-thieu.md", title=f"Giới thiệu {number}", slug="gioi-thieu")


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_kill__at_random_moments_of_a_large_build__next_build_right(
    tmp_path: Path, kills: int
) -> None:
    seed = random.SystemRandom().randrange(10**9)
    chance = random.Random(seed)
    site = with_own_theme(site_of(tmp_path / "site", 400))
    seconds = 1.0
    killed = 0
    for number in range(kills):
        _edit(site, chance, number)
        with start_build(site) as process:
            try:
                process.wait(timeout=seconds * chance.uniform(0.2, 1.0))
            except subprocess.TimeoutExpired:
                killed += 1
                whole_group = chance.random() < 0.5
                (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
            end(process)  # its workers hold its pipes: none of them runs any more
        assert half_files(site.output) == [], seed
        if chance.random() < 0.25 or number == kills - 1:
            if chance.random() < 0.3:
                _edit(site, chance, number + 1000)
            report = site.build(jobs=2)
            assert not report.failed
            seconds = min(seconds, max(0.3, 2 * report.seconds))
            fresh = built_anew(site, tmp_path / f"fresh-{number}")
            assert differences(site.output, fresh) == [], seed
            shutil.rmtree(fresh.parent)
    assert killed >= kills / 3, "the builds were over before they could be killed"


def test_kill__of_the_parent_alone__workers_end_and_the_lock_is_free(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", 250)
    with start_build(site) as process:
        while not list(site.output.glob("2026/*/*.html")) and process.poll() is None:
            pass
        process.kill()
        assert end(process).status == -signal.SIGKILL
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []
