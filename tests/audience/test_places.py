"""Counts go where the site is: to a folder or a host, while others publish there."""

import shutil
from pathlib import Path

import pytest

from plugins.core import urls
from plugins.publish.folder import Folder
from tests.audience.hits import START, address, combined
from tests.audience.portals import Portal, written
from tests.publish.hosts import SshHost


def test_views__to_a_folder__reads_what_is_published_there_and_writes_there(
    portal: Portal, tmp_path: Path
) -> None:
    root = tmp_path / "www"
    shutil.copytree(portal.output, root)
    shutil.rmtree(portal.output)
    assert portal.views(to=str(root)) == 0
    assert [portal.shown(number, root) for number in (1, 2, 3)] == [6, 1, 0]
    before = written(root)
    assert portal.views(to=str(root)) == 0
    assert written(root) == before
    assert not portal.output.exists()


def test_views__over_ssh__reads_what_is_published_there_and_writes_there(
    portal: Portal, tmp_path: Path, ssh_host: SshHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", ssh_host.rsh)
    root = tmp_path / "www"
    shutil.copytree(portal.output, root)
    shutil.rmtree(portal.output)
    assert portal.views(to=ssh_host.address(root)) == 0
    assert [portal.shown(number, root) for number in (1, 2, 3)] == [6, 1, 0]
    before = written(root)
    portal.add([combined(START + 99, address(3))])
    assert portal.views(to=ssh_host.address(root)) == 0
    after = written(root)
    assert {path for path in after if after[path] != before[path]} == {
        *(urls.shard(address(3)), urls.VIEWS_SUMMARY, urls.VIEWS_PAGE),
    }
    assert oct((root / urls.VIEWS_PAGE).stat().st_mode)[-3:] == "644"


def test_views__somebody_publishes_there_now__counts_and_writes_the_next_time(
    portal: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "www"
    shutil.copytree(portal.output, root)
    target = Folder(root)
    target.take_lock("Lan@may-1")
    assert portal.views(to=str(root)) == 3
    assert "Lan@may-1" in capsys.readouterr().err
    target.leave_lock("Lan@may-1")
    assert portal.views(to=str(root)) == 0
    assert portal.shown(1, root) == 6
