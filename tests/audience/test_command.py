"""`views`, as a portal's administrator runs it: what it says, writes, and leaves alone."""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.audience import command
from plugins.build import store
from plugins.core import urls
from plugins.core.settings import PROJECT
from tests.audience.hits import START, address, combined
from tests.audience.hits import portal as own_line
from tests.audience.portals import Portal, ended, start, written


def test_views__of_a_log__writes_all_below_views_and_says_what_it_did(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(portal.output)
    assert portal.views() == 0
    after = written(portal.output)
    new = {*urls.SHARDS, *urls.MOST_READ.values(), urls.VIEWS_SUMMARY, urls.VIEWS_PAGE}
    assert after.keys() - before.keys() == new
    assert {path: after[path] for path in before} == before
    assert [portal.shown(number) for number in (1, 2, 3)] == [6, 1, 0]
    told = capsys.readouterr().out
    assert "Đọc 9 dòng mới: 7 lượt xem, 1 lượt của máy thu thập, 1 dòng hỏng bỏ qua." in told
    assert "Ghi 260 tệp" in told
    fragment = (portal.output / urls.MOST_READ[7]).read_text("utf-8")
    assert fragment.count("<li>") == 1
    assert 'Bài số 1</a> <small class="count">6 lượt xem</small>' in fragment


def test_views__again__writes_nothing(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    portal.views()
    before = written(portal.output)
    assert portal.views() == 0
    assert written(portal.output) == before
    assert "Đọc 0 dòng mới" in capsys.readouterr().out


def test_views__one_more_view__writes_its_shard_and_what_sums_up(portal: Portal) -> None:
    portal.views()
    before = written(portal.output)
    portal.add([combined(START + 3_000, address(3))])
    portal.views()
    after = written(portal.output)
    assert {path for path in after if after[path] != before[path]} == {
        *(urls.shard(address(3)), urls.VIEWS_SUMMARY, urls.VIEWS_PAGE),
    }


def test_views__below_views_only__a_build_leaves_it_alone(portal: Portal) -> None:
    portal.views()
    before = written(portal.output / "views")
    portal.article(4)
    portal.build()
    shutil.rmtree(portal.root / ".state/templates")
    assert written(portal.output / "views") == before


def test_views__files_lost_or_changed_by_others__are_put_back(portal: Portal) -> None:
    portal.views()
    (portal.output / urls.SHARDS[7]).unlink()
    (portal.output / urls.VIEWS_PAGE).write_text("cờ bạc", "utf-8")
    (portal.output / "views/.portal-part-1-00.json.part").write_text("{", "utf-8")
    portal.views()
    assert (portal.output / urls.SHARDS[7]).read_bytes() == b"{}\n"
    assert "cờ bạc" not in (portal.output / urls.VIEWS_PAGE).read_text("utf-8")
    assert not [*(portal.output / "views").glob(".*")]


def test_views__article_moved_to_another_address__keeps_its_count(portal: Portal) -> None:
    portal.views()
    portal.article(1, slug="bai-9", aliases="[/2026/11/bai-1.html]")
    portal.build()
    portal.add([combined(START + 9_000, address(1), visitor="10.0.1.1")])
    portal.views()
    assert portal.shown(9) == 7
    assert json.loads((portal.output / urls.shard(address(1))).read_bytes()).get(address(1)) is None


def test_views__hourly_update_of_ten_thousand_counts__writes_shards_and_sums_only(
    tmp_path: Path,
) -> None:
    portal = Portal(tmp_path, articles=1)
    portal.build()
    month = portal.output / "api/v1/articles/2026-11.json"
    found = json.loads(month.read_bytes())
    (row,) = found["articles"]
    rows = [
        {**row, "id": f"id-{n}", "url": f"https://tinhuy.example{address(n)}"}
        for n in range(1, 10_001)
    ]
    month.write_text(json.dumps({**found, "articles": rows}), "utf-8")
    before = written(tmp_path)
    portal.add(own_line(START + n, address(n)) for n in range(1, 10_001))
    portal.views()
    changed = {path for path, stamp in written(tmp_path).items() if before.get(path) != stamp}
    assert {path.split("/")[0] for path in changed} == {".state", "access.log", "output"}
    outputs = {path.removeprefix("output/") for path in changed if path.startswith("output/")}
    assert outputs == {
        *(*urls.SHARDS, *urls.MOST_READ.values(), urls.VIEWS_SUMMARY, urls.VIEWS_PAGE),
    }
    assert sum(portal.counted().values()) == 10_000


def test_views__by_another_command_line__is_the_same(portal: Portal) -> None:
    packed = portal.root / "access.log.1.gz"
    packed.write_bytes(gzip.compress(portal.log.read_bytes()))
    done = subprocess.run(
        [
            *(sys.executable, str(PROJECT / "tasks.py"), "views", str(portal.log)),
            *("--settings", portal.settings, "-", str(packed)),
        ],
        input=portal.log.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "7 lượt xem" in done.stdout.decode()


def test_views__pattern_in_quotes__means_all_that_fit(portal: Portal) -> None:
    portal.log.rename(portal.root / "access.log.1")
    portal.add([combined(START + 99, address(3))])
    assert portal.views(f"{portal.root}/access.log*") == 0
    assert portal.counted() == {"id-1": 6, "id-2": 1, "id-3": 1}


@pytest.mark.parametrize(
    ("logs", "options", "words"),
    [
        ([], {}, "Chưa nêu nhật ký"),
        ([], {"freeze": True}, "Chưa đếm lần nào ở đây"),
        (["khong-co.log"], {}, "khong-co.log không có"),
        (["."], {}, "là thư mục"),
        (["access.log"], {"to": "a", "output": "b"}, "Chỉ chọn một"),
        (["access.log"], {"watch": True, "freeze": True}, "--freeze"),
        (["-"], {"watch": True}, "--watch"),
        (["access.log"], {"to": "ftp://a/b"}, "ftp://"),
    ],
)
def test_views__wrong_use__says_so_and_counts_nothing(
    logs: list[str],
    options: dict[str, Any],
    words: str,
    portal: Portal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(portal.root)
    assert command.views(logs, settings=portal.settings, **options) == 2
    assert words in capsys.readouterr().err
    assert not (portal.output / "views").exists()


def test_views__nothing_built__says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portal = Portal(tmp_path)
    portal.add([combined(START)])
    assert portal.views() == 2
    assert "Cách sửa: dựng" in capsys.readouterr().err
    portal.build()
    assert portal.views() == 0
    assert portal.counted() == {"id-1": 1}


@pytest.mark.parametrize("data", [b"no database at all" * 100, b"SQLite format 3\0" + b"\1" * 5000])
def test_counts__damaged__are_left_as_they_are(
    data: bytes, portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.views()
    file = portal.root / ".state/views.sqlite"
    file.write_bytes(data)
    before = written(portal.output)
    assert portal.views() == 3
    assert "bản sao lưu" in capsys.readouterr().err
    assert (file.read_bytes(), written(portal.output)) == (data, before)


def test_counts__of_another_version__are_left_as_they_are(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.views()
    with sqlite3.connect(portal.root / ".state/views.sqlite") as link:
        link.execute("PRAGMA user_version = 99")
    link.close()
    assert portal.views() == 3
    assert "phiên bản 99" in capsys.readouterr().err


def test_counts__hold_no_address_of_a_visitor(portal: Portal) -> None:
    portal.add([combined(START + 50, address(1), visitor="113.222.111.99")])
    portal.views()
    stored = (portal.root / ".state/views.sqlite").read_bytes()
    assert (b"113.222" in stored, b"10.0.0." in stored, b"Mozilla" in stored) == (False,) * 3


def test_views__two_at_once__count_once(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.2)
    with store.alone(portal.root / ".state/views.sqlite", "x"):
        assert portal.views() == 3
    assert "Một lệnh views khác đang chạy" in capsys.readouterr().err
    started = [start(portal) for _ in range(3)]
    assert [ended(each).status for each in started] == [0, 0, 0]
    assert portal.counted() == {"id-1": 6, "id-2": 1}
