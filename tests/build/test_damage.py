"""Damaged states and caches, a full disk, two builds at once: right output or a plain word."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.build import commands, work, writer
from plugins.ingest import reading
from tests.build.processes import Ended, end, run_build, start_build, write_settings
from tests.build.sites import Site, built_anew, differences, site_of, write_article
from tests.factories import NOW

MANY = work.INLINE + 20


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Forty articles, built; since then one is gone and one has changed."""
    made = site_of(tmp_path / "site", 40)
    made.build()
    made.delete("bai-07.md")
    write_article(made, 12, title="Tên khác", tags="[Mới]")
    return made


def _truncated(state: Path) -> None:
    os.truncate(state, state.stat().st_size // 2)


def _short(state: Path) -> None:
    os.truncate(state, 100)


def _empty(state: Path) -> None:
    os.truncate(state, 0)


def _garbage(state: Path) -> None:
    state.write_bytes(b"no database at all " * 1000)


def _garbage_inside(state: Path) -> None:
    data = state.read_bytes()
    state.write_bytes(data[:8192] + bytes(len(data) // 2) + data[8192 + len(data) // 2 :])


def _of_another_version(state: Path) -> None:
    link = sqlite3.connect(state)
    link.execute("PRAGMA user_version = 4711")
    link.close()


def _of_another_program(state: Path) -> None:
    state.unlink()
    link = sqlite3.connect(state)
    link.execute("CREATE TABLE notes (text)")
    link.close()


DAMAGES = (
    _truncated, _short, _empty, _garbage, _garbage_inside, _of_another_version, _of_another_program,
)  # fmt: skip
Damage = Callable[[Path], None]


@pytest.mark.parametrize("damage", DAMAGES)
def test_state__damaged__full_build_and_a_line_that_says_so(
    site: Site, tmp_path: Path, damage: Damage
) -> None:
    damage(site.settings.state_path)
    told: list[str] = []
    assert not site.build(tell=told.append).failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []
    (line,) = told
    assert "portal.sqlite" in line
    assert "dựng lại toàn bộ" in line
    again = site.build(tell=told.append)
    assert (again.rendered, len(told)) == (0, 1)


def test_state__deleted__full_build_that_removes_what_is_gone(site: Site, tmp_path: Path) -> None:
    site.settings.state_path.unlink()
    report = site.build()
    lists = ["chinh-tri/trang/1/index.html", "tac-gia/le-an/trang/1/index.html"]
    assert (report.deleted, report.parsed) == (["2026/09/bai-07.html", *lists], 39)
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


@pytest.mark.parametrize("damage", [Path.unlink, _truncated, _garbage])
def test_bodies__damaged_or_gone_and_all_rendered_again__right(
    site: Site, tmp_path: Path, damage: Damage
) -> None:
    damage(site.settings.state_path.parent / "bodies.sqlite")
    site.overrides["sitename"] = "Cổng mới"
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def plain(ended: Ended, status: int) -> bool:
    """True if it ended so, and said why in words instead of a traceback."""
    return ended.status == status and "Traceback" not in ended.err and bool(ended.err.strip())


@pytest.mark.parametrize("blocked", ["", "2026/10"])
def test_output__a_file_where_a_folder_must_be__exit_3_then_right(
    site: Site, tmp_path: Path, blocked: str
) -> None:
    if (site.output / blocked).exists():
        shutil.rmtree(site.output / blocked)
    (site.output / blocked).write_text("của người khác", encoding="utf-8")
    ended = run_build(site)
    assert plain(ended, 3)
    assert str(site.output / blocked) in ended.err
    (site.output / blocked).unlink()
    assert run_build(site).status == 0
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


@pytest.mark.parametrize("blocks", [0, 8, 64])
def test_disk__full__exit_3_then_right(site: Site, tmp_path: Path, blocks: int) -> None:
    write_article(site, 20, body="Đoạn mở đầu.\n\n" + "Một đoạn dài. " * 8000)
    limited = ("sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh")
    with start_build(site, before=limited) as process:
        assert plain(end(process), 3)
    assert not [name for name in site.outputs() if (site.output / name).stat().st_size == 0]
    assert run_build(site).status == 0
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_builds__two_at_once__both_done_and_output_right(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", MANY)
    with start_build(site) as one, start_build(site) as other:
        assert [end(each).status for each in (one, other)] == [0, 0]
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


@pytest.mark.parametrize(("module", "name"), [(reading, "read"), (writer, "write")])
def test_worker__killed__exit_3_names_files_and_the_next_build_is_right(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: Any,
    name: str,
) -> None:
    site = site_of(tmp_path / "site", MANY)
    real, parent = getattr(module, name), os.getpid()

    def dying(*arguments: Any) -> Any:
        if os.getpid() != parent and "bai-100" in str(arguments[:2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)

    monkeypatch.setattr(module, name, dying)
    options: dict[str, Any] = {"settings": write_settings(site.root), "now": NOW, "jobs": 2}
    assert commands.build(**options) == 3
    assert "bai-" in capsys.readouterr().err
    monkeypatch.undo()
    assert commands.build(**options) == 0
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []
