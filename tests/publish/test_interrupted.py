"""Killed at any moment: readers meet whole files and no page without its pictures; the next run
ends right, forth or back."""

import json
import os
import random
import re
import resource
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from plugins.publish.folder import Folder
from plugins.publish.ssh import Ssh
from plugins.publish.target import STALE_MINUTES, Target
from tests.build.processes import end, write_settings
from tests.build.sites import picture, site_of, write_article
from tests.publish import processes
from tests.publish.hosts import SshHost
from tests.publish.portal import Portal, contents
from tests.publish.test_targets import age

Files = Mapping[str, bytes]

NOTE = ".well-known/portal-release.json"
_SHOWN = re.compile(rb"""["' ,](?:https://tinhuy\.example)?/((?:anh|theme|tep)/[^"' ,<>]+)""")


def lacking(site: Files) -> set[str]:
    """The pictures, files and parts of the theme that pages show and the site has not."""
    pages = (data for path, data in site.items() if path.endswith(".html"))
    return {each.decode() for page in pages for each in _SHOWN.findall(page)} - site.keys()


class Place:
    """A portal's host, as a folder or over ssh, whose publishers are killed."""

    def __init__(self, portal: Portal, host: SshHost | None, chance: random.Random) -> None:
        self.portal, self.host, self.chance = portal, host, chance
        self.notes = portal.root.with_name(portal.root.name + ".portal")
        self.seconds = 1.0

    def edit(self) -> None:
        """Change, add and delete articles and pictures, and the menu of all pages; build."""
        site, chance = self.portal.site, self.chance
        number = self.portal.commits
        for each in chance.sample(range(30), 4):
            site.write({f"anh-{each}.jpg": picture(chance.choice(("red", "green", "blue")), 90)})
            shown = chance.choice(("![Ảnh](anh-{}.jpg)", "Không ảnh.")).format(each)
            write_article(site, each, title=f"Lần {number}", body=f"Đoạn đầu.\n\n{shown}")
        write_article(site, 100 + number)
        (site.root / f"content/bai-{99 + number}.md").unlink(missing_ok=True)
        site.page("gioi-thieu.md", title=f"Giới thiệu {number}", slug="gioi-thieu")
        self.portal.build()

    @property
    def address(self) -> str:
        """Where the commands publish to."""
        return self.host.address(self.portal.root) if self.host else str(self.portal.root)

    def publish(self, **options: Any) -> None:
        """Publish, or take back with `rollback`, to the end, whoever was killed before."""
        self._forget_lock()
        target: Target = Ssh(self.address) if self.host else Folder(self.portal.root)
        begun = monotonic()
        with closing(target):
            self.portal.publisher(target, **options)
        self.seconds = monotonic() - begun
        left = {path.name for path in self.notes.iterdir()}
        assert left <= {"manifest", "held", "kept", "tmp"}

    def killed(self, **options: Any) -> bool:
        """Publish in a process that is killed with all it started, once it has begun.

        False if it was done before.
        """
        root = self.portal.site.root
        options |= {"settings": write_settings(root), "to": self.address}
        before = self._forget_lock()
        with processes.start(root, **options) as process:
            while self._owner() in ("", before) and process.poll() is None:
                pass
            try:
                process.wait(timeout=self.seconds * self.chance.uniform(0, 1))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
            return end(process).status == -signal.SIGKILL

    def _forget_lock(self) -> str:
        """Let a lock be an old one; who left it."""
        if owner := self._owner():
            age(self.notes / "lock", STALE_MINUTES + 2)
        return owner

    def _owner(self) -> str:
        path = self.notes / "lock/owner"
        with suppress(OSError):
            return path.read_text(encoding="utf-8")
        return ""

    @property
    def release(self) -> int:
        """The release that the host has."""
        return int(
            json.loads((self.notes / "manifest").read_bytes().partition(b"\n")[0])["release"]
        )

    @property
    def is_on_the_way(self) -> bool:
        """True if a publisher was killed while it changed something."""
        return (self.notes / "sending").exists()

    def check(self, *versions: Files) -> None:
        """Each file is one version's; what all have is there; so is what pages show."""
        while self._is_at_work():
            pass
        now = contents(self.portal.root)
        assert json.loads(now.pop(NOTE, b"{}").decode()) is not None
        for path in now.keys() | set.intersection(*map(set, versions)):
            assert now.get(path) in [each.get(path) for each in versions], path
        assert not lacking(now)

    def _is_at_work(self) -> bool:
        """True while a process on the host still does what a killed publisher told it."""
        folder = str(self.portal.root.parent)
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it ended, or is somebody else's
                words = (process / "cmdline").read_text("utf-8", "replace").split("\0")
                at = os.readlink(process / "cwd")
                if at.startswith(folder) or (
                    words[0] == "sh" and any(each.startswith(folder) for each in words)
                ):
                    return True
        return False


@pytest.fixture(params=["folder", "ssh"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Thirty articles, two with pictures, built; a host with nothing on it."""
    seed = random.SystemRandom().randrange(10**9)
    print("seed", seed)  # shown if the test fails
    portal = Portal(site_of(tmp_path / "site", 30), tmp_path / "host/www")
    host: SshHost | None = None
    if request.param == "ssh":
        host = request.getfixturevalue("ssh_host")
        monkeypatch.setenv("RSYNC_RSH", host.rsh)
    place = Place(portal, host, random.Random(seed))
    place.edit()
    return place


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.soak)])
def test_publisher__killed_at_random_moments__files_are_whole_and_the_next_run_right(
    place: Place, kills: int
) -> None:
    portal, chance = place.portal, place.chance
    killed = int(place.killed())
    place.check({}, portal.built)
    place.publish()
    for number in range(kills):
        release, versions = place.release, [portal.published]
        for _ in range(chance.choice((1, 2))):
            if place.release == release:
                place.edit()
                versions.append(portal.built)
                killed += place.killed()
                place.check(*versions)
        if place.is_on_the_way and chance.random() < 0.3:
            place.publish(rollback=True)
            assert portal.published == versions[0]
        place.publish(force=True)
        assert portal.published == portal.built
        if number % 5 == 0:
            killed += place.killed(rollback=True)
            place.check(*versions)
            if chance.random() < 0.3:
                place.publish(force=True)
                assert portal.published == portal.built
            if place.release > release or place.is_on_the_way:
                place.publish(rollback=True)
            assert portal.published == versions[0]
            place.publish(force=True)
            assert portal.published == portal.built
    assert killed >= kills / 3, "the publishers were done before they could be killed"


class FileByFile(Folder):
    """A host at which readers look after each file that is deleted."""

    def delete(self, paths: Sequence[str], kept: str) -> None:
        """Delete, and look."""
        for path in paths:
            super().delete([path], kept)
            assert not lacking(contents(self._root)), path


@pytest.mark.parametrize("rollback", [False, True])
def test_deletion__of_an_article_its_lists_and_its_picture__no_page_outlives_what_it_shows(
    tmp_path: Path, rollback: bool
) -> None:
    portal = Portal(site_of(tmp_path / "site", 2), tmp_path / "www")
    portal.build()
    without = portal.built
    if rollback:
        portal.publish()
    portal.site.write({"a.jpg": picture("red", 90)})
    write_article(portal.site, 5, author="Trần Bình", body="Đoạn đầu.\n\n![Ảnh](a.jpg)")
    portal.build()
    assert not lacking(portal.built)
    assert "tac-gia/tran-binh/index.html" in portal.built
    portal.publish()
    if not rollback:
        portal.site.delete("bai-05.md")
        portal.build()
    portal.publisher(FileByFile(portal.root), rollback=rollback)
    assert portal.published == without


class AtTheEnd(Folder):
    """A host whose publisher is stopped when the manifest is there, and its note still is."""

    def drop(self, notes: Sequence[str]) -> None:
        """Stop at that note."""
        if "sending" in notes:
            raise InterruptedError
        super().drop(notes)


@pytest.mark.parametrize("stopped", [{"rollback": False}, {"rollback": True}])
def test_rollback__after_one_stopped_at_the_very_end__goes_back_just_one(
    tmp_path: Path, stopped: dict[str, bool]
) -> None:
    portal = Portal(site_of(tmp_path / "site", 2), tmp_path / "www")
    for title in ("Một", "Hai", "Ba"):
        old = portal.published if portal.commits else {}
        write_article(portal.site, 1, title=title)
        portal.build()
        if title != "Ba" or stopped["rollback"]:
            portal.publish()
    with pytest.raises(InterruptedError):
        portal.publisher(AtTheEnd(portal.root), **stopped)
    portal.publish(rollback=True)
    assert portal.published == old


def test_lock__that_cannot_be_written__is_not_left_behind(tmp_path: Path) -> None:
    target = Folder(tmp_path / "www")
    target.open()
    _, most = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))  # as on a full disk
    try:
        with pytest.raises(OSError, match="too large"):
            target.take_lock("Lan")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.take_lock("Hoa") == ""
