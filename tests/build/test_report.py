"""`report` counts the content as it is now, for the days that were asked for."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build import reporting
from plugins.build.store import Outside
from plugins.core.settings import SettingsError
from plugins.overview import Period
from tests.build.processes import Ended, run_here, write_settings
from tests.build.sites import Site, files_in, snapshot

NOW = "2026-11-22T08:00:00"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """One article of each standing and age, not yet built."""
    made = Site(tmp_path / "site")
    made.article("cu.md", date="2025-12-31 23:59")
    made.article("dau-nam.md", date="2026-01-01", views="10")
    made.article("cuoi-ngay.md", date="2026-01-31 23:59:59", author="Đỗ Bình", views="200")
    made.article("het-han.md", date="2026-02-01", expires="2026-02-03")
    made.article("dan-lai.md", date="2026-02-02", author=None, source="Báo Sông Lương")
    made.article("an.md", date="2026-02-02", status="hidden")
    made.article("nhap.md", date="2026-02-02", status="draft")
    made.article("hen-gio.md", date="2999-01-01")
    made.page("gioi-thieu.md")
    write_settings(made.root)
    return made


def report(site: Site, **options: str) -> Ended:
    """The report on 2026, unless the options say otherwise."""
    return run_here(site, "report", **{"from_": "2026-01-01", "to": "31/12/2999", **options})


def total(text: str) -> list[str]:
    """The numbers of the whole portal: articles, own ones, reprints, views."""
    line = re.search(r"^Tổng số +(.+)$", text, re.MULTILINE)
    assert line, text
    return line[1].split()


def titles(path: Path) -> set[str]:
    """The files' stems of the articles in a CSV, by their addresses."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {Path(line["Địa chỉ"]).stem for line in csv.DictReader(file)}


# Which articles


@pytest.mark.parametrize("built", [False, True])
def test_report__articles_of_each_standing__those_that_readers_could_read(
    site: Site, built: bool
) -> None:
    if built:
        site.build()
    ended = report(site, csv="bao-cao.csv")
    assert (ended.status, ended.err) == (0, "")
    assert total(ended.out) == ["4", "3", "1", "210"]
    assert titles(site.root / "bao-cao.csv") == {"dau-nam", "cuoi-ngay", "het-han", "dan-lai"}
    assert "Đã ghi 4 bài vào bao-cao.csv." in ended.out


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-01-01", "31/1/2026", 2),
        ("2/1/2026", "2026-01-30", 0),
        ("31/01/2026", "31/01/2026", 1),
        ("2025-12-31", "2026-01-01", 2),
    ],
)
def test_report__period__includes_both_days(site: Site, first: str, last: str, count: int) -> None:
    assert total(report(site, from_=first, to=last).out)[0] == str(count)


def test_report__edited_since_the_build__counts_what_is_there_now(site: Site) -> None:
    site.build()
    site.delete("dau-nam.md")
    site.article("cuoi-ngay.md", date="2026-01-31", views="5000")
    assert total(report(site).out) == ["3", "2", "1", "5.000"]


@pytest.mark.parametrize("built", [False, True])
def test_report__any_content__writes_nothing_but_the_csv(site: Site, built: bool) -> None:
    if built:
        site.build()
    site.article("moi.md", date="2026-03-01")
    before = snapshot(site.root)
    report(site)
    assert snapshot(site.root) == before
    report(site, csv="bao-cao.csv")
    assert files_in(site.root) - before.keys() == {"bao-cao.csv"}


# Errors in the content


def break_articles(site: Site) -> None:
    """An error in an article of the last build, and in a new one."""
    site.article("dau-nam.md", date="2026-01-01", views="1.234")
    site.article("moi.md", date="2026-03-01", category="Không có")


def test_report__broken_and_built_before__counts_as_last_valid_and_says_so(site: Site) -> None:
    site.build()
    break_articles(site)
    ended = report(site, csv="bao-cao.csv")
    assert ended.status == 1
    assert total(ended.out) == ["4", "3", "1", "210"]
    assert "1 bài không tính được, 1 bài tính theo bản đúng gần nhất" in ended.err
    assert "python3 tasks.py check" in ended.err
    assert "dau-nam" in titles(site.root / "bao-cao.csv")


def test_report__broken_and_never_built__is_left_out_and_says_so(site: Site) -> None:
    break_articles(site)
    ended = report(site)
    assert ended.status == 1
    assert total(ended.out) == ["3", "2", "1", "200"]
    assert "2 bài không tính được, 0 bài tính theo bản đúng gần nhất" in ended.err


def test_report__two_new_articles_with_one_address__neither_counts(site: Site) -> None:
    for name in ("mot", "hai"):
        site.article(f"{name}.md", date="2026-03-01", slug="trung")
    ended = report(site)
    assert ended.status == 1
    assert total(ended.out)[0] == "4"
    assert "2 bài không tính được" in ended.err


def test_report__error_in_a_standing_page__is_none_of_its_business(site: Site) -> None:
    site.page("gioi-thieu.md", updated="hôm nay")
    assert run_here(site, "check").status == 1
    ended = report(site)
    assert (ended.status, ended.err) == (0, "")


# Days


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        (None, None, Period("2026-01-01", "2026-11-22")),
        ("1/10/2026", None, Period("2026-10-01", "2026-11-22")),
        (None, "2025-06-30", Period("2025-01-01", "2025-06-30")),
        ("31/12/2024", "1/1/2025", Period("2024-12-31", "2025-01-01")),
    ],
)
def test_period__days_left_out__from_new_year_until_today(
    first: str | None, last: str | None, period: Period
) -> None:
    assert reporting.period(first, last, NOW) == period


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("hôm qua", None, "--from: “hôm qua”"),
        (None, "30/2/2026", "--to: 30/2/2026 không có trên lịch"),
        ("1/1/2026 08:00", None, "--from: chỉ ghi ngày"),
        ("2/1/2026", "1/1/2026", "từ 02/01/2026 đến 01/01/2026"),
        ("23/11/2026", None, "từ 23/11/2026 đến 22/11/2026"),
    ],
)
def test_period__wrong_days__says_which_option_is_wrong(
    first: str | None, last: str | None, words: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        reporting.period(first, last, NOW)
    assert words in str(caught.value)


def test_report__wrong_day__status_2_and_no_report(site: Site) -> None:
    ended = report(site, to="2/30/2026")
    assert (ended.status, ended.out) == (2, "")
    assert "--to" in ended.err


# The file


def no_folder(root: Path) -> str:
    """A path in a folder that is not there."""
    return str(root / "khong-co" / "bao-cao.csv")


def a_folder(root: Path) -> str:
    """A path at which a folder lies."""
    (root / "bao-cao.csv").mkdir()
    return "bao-cao.csv"


@pytest.mark.parametrize("place", [no_folder, a_folder])
def test_csv__cannot_be_written__status_3_names_the_place_and_leaves_nothing(
    site: Site, place: Callable[[Path], str]
) -> None:
    path = place(site.root)
    before = files_in(site.root)
    ended = report(site, csv=path)
    assert ended.status == 3
    assert f"Không ghi được {path} (" in ended.err
    assert files_in(site.root) == before


def test_csv__disk_full_halfway__the_old_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    target = tmp_path / "bao-cao.csv"
    target.write_bytes(b"cu")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Outside, match="No space"):
        reporting.save(target, b"moi")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"bao-cao.csv": b"cu"}
