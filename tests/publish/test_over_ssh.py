"""What may go wrong between here and a host: the right result, or status 3 and a clear message."""

import os
import shlex
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.processes import LIKE_ANYBODY, Ended
from tests.build.sites import Site, picture, site_of, write_article
from tests.factories import write
from tests.publish import processes
from tests.publish.hosts import SshHost
from tests.publish.portal import Portal, contents
from tests.webserver.servers import free_port

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
        return processes.run(self.portal.site, name, **{key: address, **options})

    def fails(self, said: str) -> None:
        """Publish, which must end with this message and leave no lock."""
        ended = self.run()
        assert (ended.status, ended.out) == (3, ""), ended
        assert said in ended.err
        assert "Traceback" not in ended.err
        assert not (beside(self.portal) / "lock").exists()

    def publishes(self, sent: int | None = None) -> None:
        """Publish, after which the host has just what was built; `sent` files if that is given."""
        ended = self.run()
        assert ended.status == 0, ended
        assert self.portal.published == self.portal.built
        assert not (beside(self.portal) / "sending").exists()
        if sent is not None:
            assert f"gửi {sent}, xóa 0 tệp" in ended.out


def beside(portal: Portal) -> Path:
    """What only publishers read."""
    return portal.root.with_name("www.portal")


@pytest.fixture
def remote(
    tmp_path: Path, ssh_host: SshHost, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Remote]:
    """Three articles that were published over ssh, and one edited since and built."""
    monkeypatch.setenv("RSYNC_RSH", ssh_host.rsh)
    remote = Remote(Portal(site_of(tmp_path / "site", 3), tmp_path / "host/www"), ssh_host)
    remote.portal.build()
    remote.publishes()
    write_article(remote.portal.site, 1, title="Tên mới")
    remote.portal.build()
    yield remote
    ssh_host.know()
    ssh_host.admit()


# The host cannot be reached: nothing there is touched


def test_host__nobody_listens__says_so(remote: Remote, tmp_path: Path) -> None:
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
    for name in "sh cat cp dirname find head ls mkdir mv rm rmdir touch".split():
        (tools / name).symlink_to(str(shutil.which(name)))
    remote.host.admit(f"PATH={shlex.quote(str(tools))}; exec sh -c \"$1\"")
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
    old, new = contents(remote.portal.root), remote.portal.built
    remote.host.admit(NO_LONGER_FILES.format(blocks=blocks))
    remote.fails("máy chủ không nhận tệp lớn thế")
    now = contents(remote.portal.root)
    assert now.keys() >= old.keys()
    assert all(data in (old.get(path), new.get(path)) for path, data in now.items())
    remote.host.admit()
    remote.publishes()


def test_host__connection_lost_on_the_way__the_next_run_completes(remote: Remote) -> None:
    old, new = contents(remote.portal.root), remote.portal.built
    remote.host.admit('case $1 in *rsync*2026*|*--files-from*) kill -9 $PPID;; *) sh -c "$1";; esac')
    ended = remote.run()
    assert ended.status == 3, ended
