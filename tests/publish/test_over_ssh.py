"""What may go wrong between here and a host: the right result, or status 3 and a clear message."""

import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.publish.folder import Folder
from plugins.publish.publisher import Outcome
from plugins.publish.ssh import Ssh
from tests.build.processes import LIKE_ANYBODY, Ended, write_settings
from tests.build.sites import picture, site_of, write_article
from tests.publish import processes
from tests.publish.hosts import SshHost
from tests.publish.portal import Portal
from tests.webserver.servers import free_port

Files = Mapping[str, bytes]

TOOLS = "sh cat cp dirname env find head ls mkdir mv rm rmdir sha256sum touch xargs"
"""What our scripts need on a host, but rsync."""
NO_LONGER_FILES = "trap '' XFSZ; ulimit -f {blocks}; exec sh -c \"$1\""
"""A full disk as far as one can be had without another file system: no file grows any more."""


@dataclass
class Remote:
    """A portal whose host is reached over ssh by the command itself."""

    portal: Portal
    host: SshHost

    def run(self, name: str = "publish", **options: object) -> Ended:
        """Run a command of publishing against the host."""
        key = "where" if name == "verify" else "to"
        address = self.host.address(self.portal.root)
        root = self.portal.site.root
        settings = write_settings(root)
        return processes.run(root, name, settings=settings, **{key: address, **options})

    def fails(self, said: str) -> None:
        """Publish, which must end with this message and leave no lock."""
        ended = self.run()
        assert (ended.status, ended.out) == (3, ""), ended
        assert said in ended.err
        assert "Traceback" not in ended.err
        assert not (beside(self.portal) / "lock").exists()

    def publishes(self, **options: Any) -> Outcome:
        """Publish in this process, after which the host has just what was built."""
        with closing(Ssh(self.host.address(self.portal.root))) as target:
            outcome = self.portal.publisher(target, **options)
        assert self.portal.published == self.portal.built
        assert not (beside(self.portal) / "sending").exists()
        return outcome


def beside(portal: Portal) -> Path:
    """What only publishers read."""
    return portal.root.with_name("www.portal")


def halves(old: Files, new: Files, now: Files) -> list[str]:
    """The files that are neither as they were nor as they are to be."""
    return [path for path, data in now.items() if data not in (old.get(path), new.get(path))]


@pytest.fixture
def remote(tmp_path: Path, ssh_host: SshHost, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    """Three articles that were published, and one edited since and built."""
    monkeypatch.setenv("RSYNC_RSH", ssh_host.rsh)
    remote = Remote(Portal(site_of(tmp_path / "site", 3), tmp_path / "host/www"), ssh_host)
    remote.portal.build()
    remote.portal.publish()
    write_article(remote.portal.site, 1, title="Tên mới")
    remote.portal.build()
    yield remote
    ssh_host.know()
    ssh_host.admit()


# The host cannot be reached: nothing there is touched


def test_host__nobody_listens__says_so(remote: Remote) -> None:
    before = remote.portal.published
    host = remote.host
    remote.host = SshHost(free_port(), host.folder)
    remote.fails("máy chủ không mở cổng ssh")
    assert remote.portal.published == before
    remote.host = host
    remote.publishes()


def test_host__of_unknown_key__is_not_trusted(remote: Remote) -> None:
    before = remote.portal.published
    remote.host.forget()
    remote.fails("khóa của máy chủ chưa biết hoặc đã đổi")
    assert remote.portal.published == before
    remote.host.know()
    remote.publishes()


def test_host__of_changed_key__is_not_trusted(remote: Remote) -> None:
    before = remote.portal.published
    remote.host.know("key.pub")
    remote.fails("khóa của máy chủ chưa biết hoặc đã đổi")
    assert remote.portal.published == before
    remote.host.know()
    remote.publishes()


def test_host__that_does_not_admit_our_key__says_so(remote: Remote) -> None:
    before = remote.portal.published
    remote.host.lock_out()
    remote.fails("máy chủ không nhận khóa đăng nhập")
    assert remote.portal.published == before
    remote.host.admit()
    remote.publishes()


# The host lets us in but cannot take what we send


def test_host__without_rsync__says_what_to_install(remote: Remote, tmp_path: Path) -> None:
    before = remote.portal.published
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS.split():
        (tools / name).symlink_to(str(shutil.which(name)))
    remote.host.admit(f'PATH={shlex.quote(str(tools))}; exec sh -c "$1"')
    remote.fails("máy chủ thiếu rsync")
    assert remote.portal.published == before
    remote.host.admit()
    remote.publishes()


@pytest.mark.parametrize("where", ["web root", "notes", "above both"])
def test_host__without_rights_to_write__says_where(remote: Remote, where: str) -> None:
    before = remote.portal.published
    root, notes = remote.portal.root, beside(remote.portal)
    folder = {"web root": root, "notes": notes, "above both": root.parent}[where]
    if where == "above both":
        shutil.rmtree(notes)
    remote.host.admit(f'exec {shlex.join(LIKE_ANYBODY)} sh -c "$1"')
    folders = [folder, *(each for each in folder.rglob("*") if each.is_dir())]
    for each in folders:
        each.chmod(0o555)
    remote.fails("không được ghi ở đó")
    assert remote.portal.published == before
    for each in folders:
        each.chmod(0o755)
    remote.publishes()


@pytest.mark.parametrize("blocks", [0, 16])
def test_host__disk_full__says_so_and_the_next_run_completes(remote: Remote, blocks: int) -> None:
    remote.portal.site.write({"lon.jpg": picture("red", 900, 600), "nho.jpg": picture("blue")})
    write_article(remote.portal.site, 5, body="![Lớn](lon.jpg)\n\n![Nhỏ](nho.jpg)")
    remote.portal.build()
    old, new = remote.portal.published, remote.portal.built
    remote.host.admit(NO_LONGER_FILES.format(blocks=blocks))
    remote.fails("máy chủ không nhận tệp lớn thế")
    now = remote.portal.published
    assert now.keys() >= old.keys()
    assert halves(old, new, now) == []
    remote.host.admit()
    remote.publishes()


@pytest.mark.parametrize("rsync", [1, 3, 6, 7])
def test_host__connection_lost_on_the_way__the_next_run_completes(
    remote: Remote, tmp_path: Path, rsync: int
) -> None:
    old, new = remote.portal.published, remote.portal.built
    calls = shlex.quote(str(tmp_path / "calls"))
    remote.host.admit(
        f"case $1 in *rsync*) echo >> {calls};; esac\n"
        f"if test $(wc -l < {calls} || echo 0) = {rsync}\n"
        'then dd bs=1 count=400 | sh -c "$1"; kill -9 $PPID; else exec sh -c "$1"; fi'
    )
    remote.fails("xem lại mạng và máy chủ rồi phát hành lại")
    assert halves(old, new, remote.portal.published) == []
    assert (tmp_path / "calls").read_text(encoding="utf-8").count("\n") == rsync
    remote.host.admit()
    remote.publishes()


# What the host has is not what we think


def test_state__lost__what_the_host_has_is_not_sent_again(remote: Remote) -> None:
    shutil.rmtree(remote.portal.site.settings.state_path.parent)
    remote.portal.build()
    old, new = remote.portal.published, remote.portal.built
    ended = remote.run()
    assert ended.status == 0, ended
    assert f"gửi {sum(old.get(path) != data for path, data in new.items())}, xóa 0" in ended.out
    assert remote.portal.published == new


def test_another_publisher__in_between__its_release_is_taken_over(
    remote: Remote, tmp_path: Path
) -> None:
    other = Remote(Portal(site_of(tmp_path / "other", 3), remote.portal.root), remote.host)
    write_article(other.portal.site, 9)
    other.portal.build()
    other.publishes()
    ended = remote.run()
    assert (ended.status, "đã phát hành bản 3" in ended.out) == (0, True), ended
    assert remote.portal.published == remote.portal.built


def test_another_publisher__now__is_named_and_nothing_is_touched(remote: Remote) -> None:
    before = remote.portal.published
    folder = Folder(remote.portal.root)
    folder.take_lock("Hoa@may-2")
    ended = remote.run()
    assert (ended.status, "Hoa@may-2 đang phát hành" in ended.err) == (3, True), ended
    assert remote.portal.published == before
    folder.leave_lock("Hoa@may-2")
    remote.publishes()


@pytest.mark.parametrize("wiped", ["all", "notes", "web root"])
def test_host__wiped__gets_everything(remote: Remote, wiped: str) -> None:
    if wiped != "web root":
        shutil.rmtree(beside(remote.portal))
    if wiped != "notes":
        shutil.rmtree(remote.portal.root)
    ended = remote.run()
    assert (ended.status, f"gửi {len(remote.portal.built)}, " in ended.out) == (0, True), ended
    assert ("không phải bản đã phát hành" in ended.err) == (wiped == "web root")
    assert remote.portal.published == remote.portal.built


def test_host__without_the_note_of_its_release__gets_it_again(remote: Remote) -> None:
    remote.publishes()
    (remote.portal.root / ".well-known/portal-release.json").unlink()
    assert remote.run("verify").status == 3
    remote.publishes()
    assert remote.run("verify").status == 0


def test_host__web_root_partly_wiped__is_found_and_mended_in_full(remote: Remote) -> None:
    remote.publishes()
    shutil.rmtree(remote.portal.root / "2026")
    found = remote.run("verify")
    assert found.status == 3
    lost = [path for path in remote.portal.built if path.startswith("2026/")]
    assert found.out.splitlines() == [f"thiếu: {path}" for path in sorted(lost)]
    ended = remote.run(full=True)
    assert (ended.status, f"gửi {len(lost)}, xóa 0 tệp" in ended.out) == (0, True), ended
    assert remote.portal.published == remote.portal.built
    assert remote.run("verify").status == 0
