"""The commands as editors, CI and other programs see them: status, output, reports, new files."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from plugins.build import store
from tests.build.processes import end, run_build, run_here, start, write_settings
from tests.build.sites import Site, site_of, snapshot, write_article

COUNTS = ("articles", "parsed", "rendered", "unchanged")
PROBLEM = {"level": str, "path": str, "line": int, "field": str, "message": str, "cure": str}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three articles and a settings file, not yet built."""
    made = site_of(tmp_path / "site", 3)
    write_settings(made.root)
    return made


def break_article(site: Site, number: int = 1) -> None:
    """Give an article one error, in line 7."""
    write_article(site, number, views="1.234")


def test_build__valid_content__status_0_and_one_line(site: Site) -> None:
    ended = run_build(site)
    assert (ended.status, ended.err) == (0, "")
    assert re.fullmatch(
        r"3 bài; đọc 3, dựng \d+, ghi \d+, xóa 0 tệp; \d+\.\d\d giây\.\n", ended.out
    )


def test_build__error_in_content__status_1_place_line_cure_and_outcome(site: Site) -> None:
    break_article(site)
    ended = run_build(site)
    assert (ended.status, ended.out) == (1, "")
    place, quote, cure, *_, outcome = ended.err.strip().split("\n")
    assert place.startswith("content/bai-01.md:7: lỗi: ")
    assert quote == "    | views: 1.234"
    assert cure == "    Cách sửa: views: 1234"
    assert outcome == "1 lỗi. Cổng không thay đổi: sửa các lỗi trên rồi dựng lại."
    assert not site.output.exists()


def test_build__warnings_alone__status_0_and_shown_by_every_build(site: Site) -> None:
    write_article(site, 1, author=None)
    for _ in range(2):
        ended = run_build(site)
        assert ended.status == 0
        assert "content/bai-01.md:1: cảnh báo: " in ended.err


@pytest.mark.parametrize("keep_going", [False, True])
@pytest.mark.parametrize("bad", [False, True])
def test_report__any_content__keys_and_types_of_the_contract(
    site: Site, bad: bool, keep_going: bool
) -> None:
    if bad:
        break_article(site)
    ended = run_build(site, report="report.json", keep_going=keep_going)
    report = json.loads((site.root / "report.json").read_text("utf-8"))
    assert ended.status == int(bad)
    assert list(report) == [*COUNTS, "seconds", "written", "deleted", "problems"]
    assert {name: type(report[name]) for name in COUNTS} == dict.fromkeys(COUNTS, int)
    assert type(report["seconds"]) is float
    outputs = sorted(site.outputs()) if site.output.exists() else []
    assert (report["written"], report["deleted"]) == (outputs, [])
    shapes = [{key: type(value) for key, value in each.items()} for each in report["problems"]]
    assert shapes == [PROBLEM] * bad
    if bad:
        (found,) = report["problems"]
        assert (found["level"], found["path"], found["line"], found["field"], found["cure"]) == (
            *("error", "content/bai-01.md", 7, "views", "views: 1234"),
        )


def test_report__output_cannot_be_written__says_what_was_done_all_the_same(site: Site) -> None:
    site.output.write_text("của người khác", encoding="utf-8")
    assert run_build(site, report="report.json").status == 3
    report = json.loads((site.root / "report.json").read_text("utf-8"))
    assert list(report) == [*COUNTS, "seconds", "written", "deleted", "problems"]


def test_explain__one_edit__a_line_with_the_reason_for_each_output_written(site: Site) -> None:
    run_build(site)
    write_article(site, 1, title="Tên khác")
    *lines, _ = run_build(site, explain=True, report="report.json").out.strip().split("\n")
    paths, reasons = zip(*(line.split(": ", 1) for line in lines), strict=True)
    report = json.loads((site.root / "report.json").read_text("utf-8"))
    assert list(paths) == report["written"]
    assert all(reasons)
    assert "bai-01.md" in dict(zip(paths, reasons, strict=True))["2026/09/bai-01.html"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"now": "hôm nay"}, "--now"),
        ({"now": "2026-02-30"}, "--now"),
        ({"settings": "khong-co.py"}, "khong-co.py"),
        ({"content": "khong-co"}, "khong-co"),
        ({"output": "content/output"}, "tách rời"),
        ({"output": "."}, "tách rời"),
    ],
)
def test_build__wrong_use__status_2_and_nothing_made(
    site: Site, options: dict[str, str], words: str
) -> None:
    before = snapshot(site.root)
    ended = run_here(site, "build", **options)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err
    assert snapshot(site.root) == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("SITNAME = 'x'\n", "SITENAME"),
        ("CATEGORY = ['x']\n", "CATEGORIES"),
        ("SITEURL = 'tinhuy.example'\n", "https://"),
        ("CATEGORIES = ['Chính trị', 'chính trị']\n", "chinh-tri"),
        ("CATEGORIES = ['RSS']\n", "/rss/"),
        ("CATEGORIES = ['2026']\n", "/2026/"),
        ("TIMEZONE = 'UTC'\n", "Asia/Ho_Chi_Minh"),
        ("SITENAME = = 1\n", "pelicanconf.py:"),
        ("1 / 0\n", "ZeroDivisionError"),
    ],
)
@pytest.mark.parametrize("name", ["build", "check"])
def test_settings__unknown_or_wrong__status_2_with_the_right_name(
    site: Site, name: str, more: str, words: str
) -> None:
    write_settings(site.root, more)
    ended = run_here(site, name)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err


def test_build__another_one_runs_too_long__status_3(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.1)
    state = site.settings.state_path
    state.parent.mkdir()
    with FileLock(state.with_name(state.name + ".lock")):
        ended = run_here(site, "build")
    assert ended.status == 3
    assert "Một bản dựng khác đang chạy" in ended.err


def test_build__no_articles__a_site_with_empty_lists(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (tmp_path / "content").mkdir()
    assert run_build(site).out.startswith("0 bài; ")
    expected = {"index.html", "404.html", "chinh-tri/index.html", "luu-tru/index.html"}
    assert site.outputs() >= expected


@pytest.mark.parametrize("built", [False, True])
@pytest.mark.parametrize("options", [{}, {"json": True}, {"format": "github"}])
def test_check__errors_and_warnings__all_told_and_nothing_written(
    site: Site, built: bool, options: dict[str, Any]
) -> None:
    write_article(site, 0, author=None)
    if built:
        run_build(site)
    break_article(site)
    before = snapshot(site.root)
    ended = run_here(site, "check", **options)
    assert ended.status == 1
    assert snapshot(site.root) == before
    if "json" in options:
        found = json.loads(ended.out)
        assert {(each["path"], each["line"], each["level"]) for each in found} == {
            ("content/bai-00.md", 1, "warning"),
            ("content/bai-01.md", 7, "error"),
        }
        shapes = [{key: type(value) for key, value in each.items()} for each in found]
        assert shapes == [PROBLEM, PROBLEM]
    elif "format" in options:
        first, second = sorted(ended.out.strip().split("\n"))
        assert first.startswith("::error file=content/bai-01.md,line=7::")
        assert second.startswith("::warning file=content/bai-00.md,line=1::")
    else:
        assert "content/bai-01.md:7: lỗi: " in ended.err
        assert "content/bai-00.md:1: cảnh báo: " in ended.err


def test_check__no_errors__status_0(site: Site) -> None:
    assert run_here(site, "check").status == 0
    assert json.loads(run_here(site, "check", json=True).out) == []
    assert run_here(site, "check", format="github").out == ""
    assert run_here(site, "check", format="xml").status == 2


def test_problems__on_a_terminal__fifty_in_full_then_counts(site: Site) -> None:
    for number in range(60):
        break_article(site, number)
    reader, terminal = os.openpty()
    with start("check", site.root, settings="pelicanconf.py", error=terminal) as process:
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(reader), b"")).decode()
        assert end(process).status == 1
    os.close(reader)
    assert shown.count("lỗi: “views” phải") == 50
    assert "… và 10 vấn đề nữa:" in shown
    assert run_here(site, "check").err.count("lỗi: “views” phải") == 60


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 65536)
    except OSError:  # the other end is closed
        return b""
